"""What was typed survives an expired session: the form is kept and comes back after signing in again.

A POST that arrives without a session (or with the token of an older one) is held in the session under its path,
together with the mark of the person who typed it: the signed field that `{% held_mark %}` puts into forms. The page
that shows the form asks `take` for it. A colleague who signs in on the same machine gets nothing of it. Forms that
carry no mark (passwords, codes) are never held.
"""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

SESSION_KEY = "held_input"
MARK_FIELD = "_nguoi_nhap"
_SALT = "held-input"
_LARGEST = 200_000  # characters; larger forms stay in the browser's own draft
_NOT_TYPED = (MARK_FIELD, "csrfmiddlewaretoken")


def mark(user_id: int) -> str:
    """The signed mark of the person a form was shown to."""
    return signing.dumps(user_id, salt=_SALT)


def keep(request: HttpRequest) -> bool:
    """Hold the posted form of someone whose session has expired; whether it could be held. Files are not."""
    try:
        owner = signing.loads(request.POST.get(MARK_FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return False
    typed = request.POST.copy()
    for name in _NOT_TYPED:
        typed.pop(name, None)
    body = typed.urlencode()
    if not body or len(body) > _LARGEST:
        return False
    request.session[SESSION_KEY] = {"path": request.path, "owner": owner, "body": body}
    return True


def take(request: HttpRequest, path: str | None = None) -> QueryDict | None:
    """The held form of this person, once; nothing otherwise. `path` is where the form is sent, else this page."""
    held = request.session.get(SESSION_KEY)
    if not held or held["path"] != (path or request.path):
        return None
    del request.session[SESSION_KEY]
    if held["owner"] != request.user.pk:
        return None
    request.held_input_shown = True
    messages.info(request, "Nội dung ông/bà nhập lúc trước đã được điền lại. Đề nghị xem lại rồi gửi.")
    return QueryDict(held["body"])


def typed(request: HttpRequest) -> QueryDict | None:
    """What the form of this page is bound with: what is being sent, else what was held, else nothing."""
    return request.POST if request.method == "POST" else take(request)


def keep_only_for(request: HttpRequest, user_id: int) -> None:
    """Let go of what another person typed on this machine, as soon as somebody else signs in."""
    if request.session.get(SESSION_KEY, {}).get("owner", user_id) != user_id:
        del request.session[SESSION_KEY]


def page_of(request: HttpRequest) -> str:
    """The page from which this request was sent: an address that only takes forms cannot be opened again."""
    came_from = request.headers.get("HX-Current-URL") or (
        request.headers.get("Referer", "") if request.method == "POST" else ""
    )
    host = {request.get_host()}
    if came_from and url_has_allowed_host_and_scheme(came_from, host, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.get_full_path()
