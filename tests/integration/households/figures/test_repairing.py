"""After an update that counts more than before, everything that follows from forms is counted anew."""

from io import StringIO

import pytest
from django.core.management import call_command

from households.figures.recount import mismatches
from households.models import EthnicFigures, HamletFigures, ListEntry, Movement
from tests.factories_households import make_classed, make_household, make_review
from tests.factories_lists import make_recognised

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_before(area, officer):
    """A database as an earlier version left it: no list, no movements, fewer counts."""
    households = [make_household(area.hamlet, f"Nông Văn {letter}", by=officer) for letter in "ABC"]
    make_recognised(dict(zip(households, ("poor", "near_poor", "poor"), strict=True)), area.commune, 2023, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(households[0], review, "not_poor", by=officer)
    ListEntry.objects.all().delete()
    Movement.objects.all().delete()
    EthnicFigures.objects.all().delete()
    HamletFigures.objects.update(opening=0, opening_persons=0, unsettled=0, movement_3=0, movement_3_persons=0)
    return review


def test_what_is_lacking_is_found_and_then_repaired(as_before):
    assert list(mismatches(as_before))
    out = StringIO()
    call_command("check_figures", repair=True, stdout=out)
    assert "0 chỗ khác nhau" in out.getvalue()
    assert list(mismatches(as_before)) == []
    assert as_before.entries.filter(why=ListEntry.Why.LISTED).count() == 3
    assert as_before.movements.get(class_after="not_poor").kind == Movement.Kind.POOR_EXIT


def test_repairing_what_is_right_changes_nothing(area, officer):
    review = make_review(area.commune, 2024, by=officer)
    make_classed(make_household(area.hamlet, by=officer), review, "poor", by=officer)
    before = list(HamletFigures.objects.order_by("pk").values())
    call_command("check_figures", repair=True, stdout=StringIO())
    assert list(HamletFigures.objects.order_by("pk").values()) == before
    assert review.entries.count() == 1
