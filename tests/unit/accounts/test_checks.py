"""What a site must not be run with."""

import pytest
from django.core.checks import ERROR, WARNING

from accounts.checks import MEMORY_CACHE, check_site


@pytest.fixture
def real_site(settings):
    settings.TLS, settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False, True
    return settings


def found() -> dict[str, int]:
    return {slip.id: slip.level for slip in check_site()}


def test_a_well_kept_site_has_nothing_to_answer_for(real_site):
    assert found() == {}


def test_a_demo_is_not_put_on_the_open_net(real_site):
    real_site.DEMO = True
    assert found() == {"accounts.E001": ERROR}


def test_a_demo_at_home_is_fine(settings):
    settings.TLS, settings.DEMO, settings.SECOND_FACTOR_REQUIRED = False, True, False
    assert found() == {}


@pytest.mark.parametrize("key", ["short", "a" * 80])
def test_a_key_that_can_be_guessed_is_refused(real_site, key):
    real_site.SECRET_KEY = key
    assert found() == {"accounts.E002": ERROR}
    real_site.TLS = False
    assert found() == {"accounts.E002": WARNING}


def test_wrong_passwords_are_counted_for_all_workers_together(real_site):
    real_site.CACHES = {"default": {"BACKEND": MEMORY_CACHE}}
    assert found() == {"accounts.E003": ERROR}


def test_leaders_without_a_second_factor_are_pointed_out(real_site):
    real_site.SECOND_FACTOR_REQUIRED = False
    assert found() == {"accounts.W004": WARNING}
