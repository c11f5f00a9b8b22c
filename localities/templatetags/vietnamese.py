"""Filters that word figures in templates; built in to every template (settings.TEMPLATES)."""

from django import template
from django.utils import timezone

from localities import formats

register = template.Library()

register.filter("count", formats.count)
register.filter("percent", formats.percent)
register.filter("percent_sign", formats.percent_sign)
register.filter("money", formats.money)
register.filter("short_date", formats.short_date)
register.filter("long_date", formats.long_date)


@register.filter
def clock(value) -> str:
    """An instant as an officer reads it: 14:05 ngày 20/03/2024."""
    return f"{timezone.localtime(value):%H:%M ngày %d/%m/%Y}" if value else formats.MISSING
