"""How a rule says no, so that the button and the server say the same sentence."""

from collections.abc import Callable


class Refused(Exception):
    """A rule says no. Its message is a Vietnamese sentence for the officer: what, where, how to mend it."""


def refusal(check: Callable[..., None], *args: object, **kwargs: object) -> str:
    """The sentence to show on a disabled button, or nothing."""
    try:
        check(*args, **kwargs)
    except Refused as reason:
        return str(reason)
    return ""
