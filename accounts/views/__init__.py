"""Pages about people: errors, one's own account, other people, what was done."""

from accounts.views.errors import (
    bad_request,
    csrf_failure,
    forbidden,
    not_found,
    server_error,
    too_many_requests,
)

# What config/urls.py and config/settings.py name.
__all__ = ["bad_request", "csrf_failure", "forbidden", "not_found", "server_error", "too_many_requests"]
