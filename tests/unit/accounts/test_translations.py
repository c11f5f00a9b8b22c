"""What django-allauth and Django say to an officer is Vietnamese."""

import re

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, PasswordVerificationMixin, ReauthenticateForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from tests.unit.accounts.messages_file import COMPILED, SOURCE, read_po, write_mo

MESSAGES = read_po(SOURCE.read_text())
PLACE = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
ENGLISH = re.compile(r"\b(the|this|is|not|you|your|enter|code|password|email|valid)\b", re.I)


def refusals() -> list[str]:
    said = {**DefaultAccountAdapter.error_messages, **DefaultMFAAdapter.error_messages}
    # A unique name is refused by our own model, in its own words (accounts.models.User.username).
    return [str(text) for key, text in said.items() if key != "username_taken"]


def labels() -> list[str]:
    shown = (ChangePasswordForm, ReauthenticateForm, AuthenticateForm, ActivateTOTPForm)
    return [str(field.label) for form in shown for field in form.base_fields.values()]


def test_the_compiled_messages_are_those_of_the_source():
    """When this fails: python -m tests.unit.accounts.messages_file"""
    assert COMPILED.read_bytes() == write_mo(MESSAGES)


@pytest.mark.parametrize("said", [*refusals(), *labels()])
def test_allauth_speaks_vietnamese(said):
    assert said
    assert not ENGLISH.search(said), said


def test_the_words_come_from_our_file():
    assert gettext("Incorrect code.") == MESSAGES["Incorrect code."]
    assert gettext("This field is required.") == "Chưa điền ô này."


def test_a_translation_keeps_the_places_of_its_original():
    for key, message in MESSAGES.items():
        if key:
            assert set(PLACE.findall(message)) == set(PLACE.findall(key)), key


@pytest.mark.parametrize(
    "field",
    [
        forms.CharField(max_length=3, min_length=2),
        forms.IntegerField(min_value=1, max_value=2, step_size=1),
        forms.DecimalField(max_digits=3, decimal_places=1),
        forms.DateField(),
        forms.EmailField(),
        forms.ChoiceField(choices=[("a", "A")]),
        forms.UUIDField(),
    ],
)
@pytest.mark.parametrize("typed", ["", "abcd", "0", "9", "1,234.567", "\x00"])
def test_a_form_refuses_in_vietnamese(field, typed):
    said: list[str] = []
    try:
        field.clean(typed)
    except ValidationError as reason:
        said = reason.messages
    assert not [text for text in said if ENGLISH.search(text)]


@pytest.mark.parametrize("password", ["abc", "password", "1234567890"])
def test_a_weak_password_is_refused_in_vietnamese(password):
    with pytest.raises(ValidationError) as refused:
        password_validation.validate_password(password)
    assert not [text for text in refused.value.messages if ENGLISH.search(text)]
    assert not [text for text in password_validation.password_validators_help_texts() if ENGLISH.search(text)]


def test_two_different_new_passwords_are_refused_in_vietnamese():
    class Twice(PasswordVerificationMixin, forms.Form):
        password1 = forms.CharField()
        password2 = forms.CharField()

    form = Twice({"password1": "a", "password2": "b"})
    assert form.errors["password2"] == ["Hai lần nhập mật khẩu mới chưa giống nhau."]


def test_a_message_cannot_be_translated_twice():
    twice = 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'
    with pytest.raises(ValueError, match="twice"):
        read_po(twice)
