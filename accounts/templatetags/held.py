"""`{% held_mark %}`: the signed mark of the person a form is shown to (accounts.held)."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from accounts import held

register = template.Library()


@register.simple_tag(takes_context=True)
def held_mark(context) -> str:
    """Also tells the page's script whose draft it keeps, and whether the page shows typing that is not saved."""
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    shown = request.method == "POST" or getattr(request, "held_input_shown", False)
    return format_html(
        '<input type="hidden" name="{}" value="{}" data-person="{}"{}>',
        held.MARK_FIELD,
        held.mark(request.user.pk),
        request.user.pk,
        mark_safe(" data-shown") if shown else "",
    )
