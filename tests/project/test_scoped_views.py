"""Views and what reports collect read only through a scope: `Household.objects.in_scope(request.scope)`.

A query without one would show a commune's households to its neighbour. What a view reaches from a row that it found
within its scope (`plan.sections.all()`) needs no second scope.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.files import APPS, ROOT, named, python_files

# Reads that need no scope, as "file: Model", each with its reason.
NEEDS_NO_SCOPE = {
    "accounts/places/views.py: LocalityChange": "what became of a place found within the scope is public record",
    "households/views/deleting.py: Member": "the people of households that were found within the scope",
    "reports/overview.py: Target": "the targets of plans that were found within the scope",
}

# In reports/ every module reads for somebody, except those that write and those that only describe rows.
NOT_COLLECTORS = {"models.py", "actions.py", "policies.py", "apps.py"}
# Commands of the operator, and the invented data of a demo site, show nothing to a person.
NOT_FOR_ANYBODY = {"migrations", "management", "demo"}


MANAGERS = {"objects", "everyone", "_default_manager"}
# get_object_or_404(Household, pk=1) asks for any household of the country.
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def is_reader(path: Path) -> bool:
    """Views anywhere; in reports/ also whatever collects rows."""
    parts = path.relative_to(ROOT).parts
    if NOT_FOR_ANYBODY.intersection(parts):
        return False
    if parts[0] == "reports" and parts[-1] not in NOT_COLLECTORS:
        return True
    return any(part.startswith("views") for part in parts[1:])


def unscoped_reads(source: str) -> Iterator[str]:
    """The models that the source asks for without a scope."""
    tree = ast.parse(source)
    scoped = {
        node.func.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "in_scope"
    }
    for node in ast.walk(tree):
        asked = None
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"objects", "everyone", "_default_manager"}
            and node not in scoped
        ):
            asked = node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in SHORTCUTS and node.args:
            asked = node.args[0]
        if asked is not None and is_class(asked):
            yield ast.unparse(asked)


def is_class(node: ast.expr) -> bool:
    """Whether the name is one of a class, as this project writes them: Household, models.Household."""
    return isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).split(".")[-1][0].isupper()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("plan = get_object_or_404(Plan.objects.in_scope(request.scope), pk=pk)", []),
        ("plans = Plan.objects.filter(year=year)", ["Plan"]),
        ("plan = get_object_or_404(Plan, pk=pk)", ["Plan"]),
        ("plans = Plan.objects.in_scope", ["Plan"]),
        ("gone = Household.everyone.filter(deleted_at__isnull=False)", ["Household"]),
        ("manager = models.Plan.objects\nplans = manager.all()", ["models.Plan"]),
    ],
)
def test_the_search_itself(source, found):
    assert list(unscoped_reads(source)) == found


def test_views_and_reports_read_through_a_scope():
    readers = [path for path in python_files(*APPS) if is_reader(path)]
    assert readers, "no views were looked at"
    reads = {f"{named(path)}: {model}" for path in readers for model in unscoped_reads(path.read_text())}
    assert sorted(reads - NEEDS_NO_SCOPE.keys()) == []
    assert sorted(NEEDS_NO_SCOPE.keys() - reads) == [], "an exception that nobody needs any more"
