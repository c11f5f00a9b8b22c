"""Migrations are linear, named after what they do, and complete."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.project.files import APPS


@pytest.fixture(scope="module")
def own_migrations():
    loader = MigrationLoader(connection=None)
    own = {key: migration for key, migration in loader.disk_migrations.items() if key[0] in APPS}
    assert own, "no migrations were looked at"
    return loader, own


def test_each_app_has_one_last_migration(own_migrations):
    loader, own = own_migrations
    for app in {app for app, _ in own}:
        assert len(loader.graph.leaf_nodes(app)) == 1, app


def test_migrations_are_not_merges(own_migrations):
    _, own = own_migrations
    for (app, name), migration in own.items():
        parents = [parent for parent in migration.dependencies if parent[0] == app]
        assert len(parents) <= 1, f"{app}.{name} joins {parents}"


def test_migrations_are_numbered_and_say_what_they_do(own_migrations):
    _, own = own_migrations
    for app, name in own:
        assert re.fullmatch(r"\d{4}_[a-z0-9_]+", name), f"{app}.{name}"
        assert "auto_" not in name, f"{app}.{name}"


def test_data_migrations_can_go_back(own_migrations):
    _, own = own_migrations
    for (app, name), migration in own.items():
        assert all(operation.reversible for operation in migration.operations), f"{app}.{name}"


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
