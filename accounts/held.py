"""What was typed survives an expired session: the form is kept and comes back after signing in again.

A POST that arrives without a session is held in the fresh session under its path, together with the mark of the
person who typed it (the signed field that `{% held_mark %}` puts into forms). The page that shows the form asks
`take` for it. A colleague who signs in on the same machine gets nothing of it.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

SESSION_KEY = "held_input"
MARK_FIELD = "_nguoi_nhap"
_SALT = "held-input"
_LARGEST = 200_000  # characters; larger forms stay in the browser's own draft


def mark(user_id: int) -> str:
    """The signed mark of the person a form was shown to."""
    return signing.dumps(user_id, salt=_SALT)


def keep(request: HttpRequest) -> None:
    """Hold the posted form of someone whose session has expired. Files are not held."""
    body = request.POST.urlencode()
    try:
        owner = signing.loads(request.POST.get(MARK_FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return
    if len(body) <= _LARGEST:
        request.session[SESSION_KEY] = {"path": request.path, "owner": owner, "body": body}


def take(request: HttpRequest) -> QueryDict | None:
    """The held form of this page and this person, once; nothing otherwise."""
    held = request.session.get(SESSION_KEY)
    if not held or held["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    if held["owner"] != request.user.pk:
        return None
    return QueryDict(held["body"])
