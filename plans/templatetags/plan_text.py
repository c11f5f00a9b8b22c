"""How the typed form of a text is shown: with its braces as entities.

A page never holds two braces in a row, so that a forgotten template tag can be told from an officer's text (the test
client looks for them); a browser shows and sends the same signs.
"""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def braces(text: str) -> SafeString:
    """The escaped text, its braces as entities."""
    return mark_safe(str(conditional_escape(text)).replace("{", "&#123;").replace("}", "&#125;"))
