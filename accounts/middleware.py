"""The doors: undeclared views are shut, strangers are asked to sign in, what they typed is kept."""

from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import held
from accounts.access import PUBLIC

# Pages that someone who must first change the password or add a second factor can still open.
_ALWAYS_OPEN = {
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_index",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}


class AccessMiddleware:
    """Refuses views without a declaration; sends strangers to the sign-in page (401 JSON for scripts)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        access = getattr(view, "access", None)
        if access is None:
            raise PermissionDenied
        if access == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return self._ask_to_sign_in(request)
        return self._first_things_first(request)

    def _ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        if request.accepts("application/json") and not request.accepts("text/html"):
            return JsonResponse({"error": "Phiên làm việc đã hết. Hãy đăng nhập lại."}, status=401)
        if request.method == "POST":
            kept = " Nội dung vừa nhập được giữ lại và sẽ hiện lại sau khi đăng nhập." if held.keep(request) else ""
            messages.warning(request, f"Phiên làm việc đã hết, đề nghị ông/bà đăng nhập lại.{kept}")
        sign_in = _with_next(settings.LOGIN_URL, held.page_of(request))
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": sign_in})
        return redirect(sign_in)

    def _first_things_first(self, request: HttpRequest) -> HttpResponse | None:
        """Before anything else: a password of one's own, and a second factor where the role demands it."""
        if request.resolver_match.url_name in _ALWAYS_OPEN:
            return None
        if request.user.must_change_password:
            messages.warning(request, "Mật khẩu được cấp chỉ dùng một lần. Ông/bà đặt mật khẩu riêng để tiếp tục.")
            return redirect(_with_next("account_change_password", held.page_of(request)))
        if settings.SECOND_FACTOR_REQUIRED and request.user.needs_second_factor and not is_mfa_enabled(request.user):
            messages.warning(request, "Vai trò của ông/bà bắt buộc xác thực hai bước. Đề nghị thiết lập để tiếp tục.")
            return redirect("mfa_activate_totp")
        return None


def _with_next(name: str, page: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': page})}"


class PermissionsPolicyMiddleware:
    """The app needs no camera, microphone, place or payment; pages injected into it get none either."""

    VALUE = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", self.VALUE)
        return response
