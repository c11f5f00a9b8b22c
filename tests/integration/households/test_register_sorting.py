"""Households stand by the given name of their heads; the migration puts the stored ones in this order, and back."""

from importlib import import_module

import pytest
from django.apps import apps

from households.models import Household
from localities.text import name_sort_key, sort_key
from tests.factories_households import make_household

NAMES = ["Trần Văn Yên", "Đỗ Văn An", "Bùi Thị An", "Páo", "Lò Thị Bình", "Nguyễn Thị Hoà 2"]
IN_ORDER = ["Nguyễn Thị Hoà 2", "Bùi Thị An", "Đỗ Văn An", "Lò Thị Bình", "Páo", "Trần Văn Yên"]

migration = import_module("households.migrations.0003_sort_by_given_name")


@pytest.fixture
def households(area, officer):
    return [make_household(area.hamlet, name, by=officer) for name in NAMES]


def test_households_stand_by_given_name(households):
    assert [household.head_name for household in Household.objects.all()] == IN_ORDER


def test_the_migration_orders_what_is_stored_and_can_go_back(households):
    migration.backwards(apps, None)
    assert [household.head_name for household in Household.objects.all()] == sorted(NAMES, key=sort_key)
    migration.forwards(apps, None)
    assert [household.head_name for household in Household.objects.all()] == IN_ORDER


@pytest.mark.parametrize("name", [*NAMES, "", "Một  hai", "H'Hen Niê"])
def test_the_copy_in_the_migration_says_what_the_program_says(name):
    assert migration.by_given_name(" ".join(name.split())) == name_sort_key(name)
