"""What may be typed about people: signing in, one's own account, other people and their roles."""

import re
from datetime import date
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone

from accounts.audit import ACT_LABELS
from accounts.models import User
from accounts.policies import givable_somewhere
from accounts.roles import ROLE_LABELS, Role
from localities.fields import DayField, VietnameseText
from localities.models import Level, Locality

USERNAME_HELP = "Từ 3 đến 60 chữ thường không dấu, chữ số, dấu chấm, gạch nối; ví dụ nguyen-thi-mau."
USERNAME_PATTERN = re.compile(r"^[a-z0-9][a-z0-9.-]{2,59}\Z")


class Username(forms.CharField):
    """A sign-in name: small letters, whatever the telephone's keyboard made of the first one."""

    widget = forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()


# --- At the door ------------------------------------------------------------------------------------


class WithoutPlaceholders:
    """allauth repeats each label inside its field, where it hides what is asked as soon as one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(WithoutPlaceholders, LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false", "autofocus": True})
        self.fields["password"].help_text = ""  # the page itself says what to do about a forgotten one


class ConfirmPasswordForm(WithoutPlaceholders, ReauthenticateForm):
    """The password once more, before something that a passer-by must not do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs["autofocus"] = True


class NewPasswordForm(WithoutPlaceholders, ChangePasswordForm):
    """A password of one's own; not the old one again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned.get("password1") == cleaned.get("oldpassword"):
            self.add_error("password1", "Mật khẩu mới phải khác mật khẩu đang dùng.")
        return cleaned


class _WithCode(WithoutPlaceholders):
    """A code is digits, however the telephone or the paper groups them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True})


class CodeForm(_WithCode, AuthenticateForm):
    """The second step of signing in."""


class ConfirmCodeForm(_WithCode, MFAReauthenticateForm):
    """The code once more, before something that a passer-by must not do."""


class ActivateForm(_WithCode, ActivateTOTPForm):
    """The first code, which shows that the telephone has the key."""


# --- Oneself ----------------------------------------------------------------------------------------


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "position", "email"]


# --- Others -----------------------------------------------------------------------------------------


def offered_places(place: Locality, day: date) -> QuerySet[Locality]:
    """Where a role can be given from the page of `place`: all places at or below it, hamlets of one commune only.

    A province has thousands of hamlets; they are offered on the pages of their commune.
    """
    found = Locality.objects.under(place).existing_on(day).select_related("parent")
    if not (place.is_commune or place.is_hamlet):
        found = found.exclude(level=Level.HAMLET)
    return found.order_by("path")


class PlaceChoice(forms.ModelChoiceField):
    """Places by level, the higher first, each with the place it belongs to."""

    def label_from_instance(self, place: Locality) -> str:
        above = f", {place.parent.full_name}" if place.parent else ""
        return f"{place.full_name}{above}"


class AssignmentForm(forms.Form):
    """A role at a place, from a day on."""

    role = forms.TypedChoiceField(label="Vai trò", coerce=Role)
    place = PlaceChoice(label="Địa bàn", queryset=Locality.objects.none(), empty_label=None)
    starts_on = DayField(label="Từ ngày", initial=timezone.localdate)
    ends_on = DayField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa biết ngày kết thúc.")

    def __init__(self, *args: Any, by: User, at: Locality, **kwargs: Any) -> None:
        """`at` is the place of the page: what lies there or below it is offered."""
        super().__init__(*args, **kwargs)
        roles = [(role.value, ROLE_LABELS[role]) for role in givable_somewhere(by)]
        self.fields["role"].choices = [("", "Chọn vai trò"), *roles]
        self.fields["place"].queryset = offered_places(at, timezone.localdate())
        if not (at.is_commune or at.is_hamlet):
            self.fields["place"].help_text = "Muốn giao tại thôn, tổ dân phố: làm việc này ở trang của xã đó."


class PersonForm(AssignmentForm):
    """A new person and the first role."""

    full_name = VietnameseText(label="Họ và tên", max_length=120)
    position = VietnameseText(label="Chức vụ", max_length=120, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False)
    username = Username(
        label="Tên đăng nhập", help_text=USERNAME_HELP, validators=[RegexValidator(USERNAME_PATTERN, USERNAME_HELP)]
    )

    field_order = ["full_name", "position", "email", "username", "role", "place", "starts_on", "ends_on"]


class KnownPersonForm(AssignmentForm):
    """A role for somebody who has an account already, perhaps given by another commune: named exactly."""

    username = Username(
        label="Tên đăng nhập", max_length=60, help_text="Nhập đúng tên đăng nhập mà người đó đang dùng."
    )

    field_order = ["username", "role", "place", "starts_on", "ends_on"]

    def clean_username(self) -> User:
        person = User.objects.filter(username__iexact=self.cleaned_data["username"], is_active=True).first()
        if person is None:
            raise forms.ValidationError("Không có tài khoản đang hoạt động mang tên đăng nhập này.")
        return person


class EndForm(forms.Form):
    ends_on = DayField(
        label="Đến hết ngày",
        initial=timezone.localdate,
        help_text="Vai trò còn hiệu lực trong ngày này. Muốn thôi ngay, nhập ngày hôm qua.",
    )


# --- Lists ------------------------------------------------------------------------------------------


class PeopleFilterForm(forms.Form):
    ten = VietnameseText(label="Họ và tên", required=False)
    vai_tro = forms.ChoiceField(
        label="Vai trò",
        required=False,
        choices=[("", "Mọi vai trò"), *((role.value, ROLE_LABELS[role]) for role in Role)],
    )
    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Tất cả"), ("dang-giu", "Đang giữ vai trò"), ("da-thoi", "Đã thôi vai trò")],
    )


class AuditFilterForm(forms.Form):
    nguoi = VietnameseText(label="Người thực hiện", required=False)
    viec = forms.ChoiceField(
        label="Việc",
        required=False,
        choices=[("", "Mọi việc"), *((act.value, label) for act, label in ACT_LABELS.items())],
    )
    tu_ngay = DayField(label="Từ ngày", required=False)
    den_ngay = DayField(label="Đến hết ngày", required=False)
