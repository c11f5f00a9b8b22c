"""Addresses about people. Of allauth only the views that we offer, under Vietnamese paths.

allauth's own names stay: it reverses them itself. What is not listed here (sign-up, e-mail addresses, reset by e-mail)
does not exist; the one other name that it asks for, `account_reset_password`, leads to a page that says whom to ask.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import forms
from accounts.access import public, signed_in
from accounts.views import journal, own, people

sign_in = account.LoginView.as_view(form_class=forms.SignInForm)
change_password = account.PasswordChangeView.as_view(form_class=forms.NewPasswordForm)
confirm_password = account.ReauthenticateView.as_view(form_class=forms.ConfirmPasswordForm)
second_step = mfa.AuthenticateView.as_view(form_class=forms.CodeForm)
confirm_code = mfa.ReauthenticateView.as_view(form_class=forms.ConfirmCodeForm)
# Machines are shared: the pages that show a secret leave no copy behind.
activate_totp = never_cache(totp.ActivateTOTPView.as_view(form_class=forms.ActivateForm))
view_codes = never_cache(codes.view_recovery_codes)

at_the_door = [
    path("dang-nhap/", public(sign_in), name="account_login"),
    path("dang-nhap/ma-xac-thuc/", public(second_step), name="mfa_authenticate"),
    # Public: also the way out between the password and the code, and after the session has expired.
    path("dang-xuat/", public(require_POST(account.logout)), name="account_logout"),
    path("tai-khoan-da-ngung/", public(account.account_inactive), name="account_inactive"),
    path("quen-mat-khau/", own.forgotten, name="account_reset_password"),
]

oneself = [
    path("ho-so/", own.profile, name="profile"),
    path("phien/", own.session, name="session"),
    path("quyen/", own.roles, name="roles"),
    path("doi-mat-khau/", signed_in(change_password), name="account_change_password"),
    path("xac-nhan-mat-khau/", signed_in(confirm_password), name="account_reauthenticate"),
    path("xac-thuc-hai-buoc/", signed_in(mfa.index), name="mfa_index"),
    path("xac-thuc-hai-buoc/xac-nhan/", signed_in(confirm_code), name="mfa_reauthenticate"),
    path("xac-thuc-hai-buoc/bat/", signed_in(activate_totp), name="mfa_activate_totp"),
    path("xac-thuc-hai-buoc/tat/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("xac-thuc-hai-buoc/ma-du-phong/", signed_in(view_codes), name="mfa_view_recovery_codes"),
    path(
        "xac-thuc-hai-buoc/ma-du-phong/tao/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "xac-thuc-hai-buoc/ma-du-phong/tai-ve/",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

# A person's pages have three parts, so that none of them looks like <place>/<year>/.
others = [
    path("nguoi-dung/<int:pk>/ho-so/", people.person, name="person"),
    path("nguoi-dung/<int:pk>/cap-lai-mat-khau/", people.person_reset_password, name="person_reset_password"),
    path(
        "nguoi-dung/<int:pk>/go-xac-thuc-hai-buoc/",
        people.person_remove_second_factor,
        name="person_remove_second_factor",
    ),
    path("nguoi-dung/<int:pk>/ngung/", people.person_deactivate, name="person_deactivate"),
    path("nguoi-dung/<int:pk>/mo-lai/", people.person_reactivate, name="person_reactivate"),
    path("phan-cong/<int:pk>/ket-thuc/", people.assignment_end, name="assignment_end"),
    path("phan-cong/<int:pk>/huy/", people.assignment_withdraw, name="assignment_withdraw"),
    path("<str:place>/<int:year>/nguoi-dung/", people.people, name="people"),
    path("<str:place>/<int:year>/nguoi-dung/them/", people.person_add, name="person_add"),
    path("<str:place>/<int:year>/nguoi-dung/giao-vai-tro/", people.assignment_give_known, name="assignment_give_known"),
    path("<str:place>/<int:year>/nguoi-dung/<int:pk>/giao-vai-tro/", people.assignment_give, name="assignment_give"),
    path("<str:place>/<int:year>/nhat-ky/", journal.audit_log, name="audit_log"),
]

urlpatterns = [*at_the_door, *oneself, *others, path("", include("accounts.places.urls"))]
