"""What may be typed about people: sign-in, profile, new person, assignment."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """User name and password."""
