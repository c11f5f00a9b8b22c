"""Pages as a browser reads them: the fields of a form with what would be sent, links, and the words on the page."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

from households.models import Household
from indicators.standards import get_standard

CODES = [indicator.code for indicator in get_standard("VN-2022").indicators]


class _Form(HTMLParser):
    """Collects the successful controls of the form that holds a field of this name."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.select: str | None = None
        self.template = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self.forms.append({})
        elif tag == "template":
            self.template += 1
        elif self.template or not self.forms:
            return
        elif tag == "input":
            self._input(values)
        elif tag == "select":
            self.select = values.get("name")
        elif tag == "option" and self.select and "selected" in values:
            self.forms[-1][self.select] = [values.get("value") or ""]

    def _input(self, values: dict[str, str | None]) -> None:
        name, kind = values.get("name"), values.get("type")
        ticked = kind not in {"checkbox", "radio"} or "checked" in values
        if name and ticked:
            self.forms[-1].setdefault(name, []).append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.template -= 1
        elif tag == "select":
            self.select = None


def form_with(response: HttpResponse, field: str) -> dict[str, Any]:
    """What a browser would send from the form that has this field."""
    reader = _Form()
    reader.feed(response.content.decode())
    return next(form for form in reader.forms if field in form)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words(response: HttpResponse) -> str:
    """The text of the page, spaces folded."""
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join(reader.words)


def answers(lacking: int = 0, of: int = 12) -> dict[str, str]:
    """Radios for the first `of` indicators, of which the first `lacking` are deprived."""
    return {f"answer_{code}": "yes" if number < lacking else "no" for number, code in enumerate(CODES[:of])}


def entry_url(household: Household, year: int, page: str = "", place: str = "") -> str:
    return f"/{place or household.commune.key}/{year}/phieu/{household.uid}/{page}"
