"""Addresses that exist twice: of the annual review of a year, and of the regular review of a month."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter


class MonthConverter:
    """One of the twelve months, written in one way."""

    regex = "[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(MonthConverter, "month")


def of_review(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """`<place>/<year>/…` and `<place>/<year>/thang-<month>/…` under one name: `reverse(name, args=review.url_args)`
    finds the right one. The view takes `month`, 0 in the annual review."""
    return [
        path(f"<str:place>/<int:year>/{route}", view, name=name),
        path(f"<str:place>/<int:year>/thang-<month:month>/{route}", view, name=name),
    ]
