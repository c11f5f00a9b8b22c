"""`{% held_mark %}`: the signed mark of the person a form is shown to (accounts.held)."""

from django import template
from django.utils.html import format_html

from accounts import held

register = template.Library()


@register.simple_tag(takes_context=True)
def held_mark(context) -> str:
    user = context["request"].user
    if not user.is_authenticated:
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', held.MARK_FIELD, held.mark(user.pk))
