"""The ground someone may act on, as a value."""

from django.db.models import Q

from localities.scope import AreaScope, subtree


def test_an_empty_scope_is_nowhere():
    nowhere = AreaScope()
    assert not nowhere
    assert not nowhere.covers("56/569/22414/")
    assert nowhere.q() == Q(pk__in=[])
    assert nowhere.q("hamlet") == Q(pk__in=[])


def test_a_scope_covers_its_roots_and_what_lies_below():
    scope = AreaScope(("56/569/22414/", "24/"))
    assert scope
    assert scope.covers("56/569/22414/")
    assert scope.covers("56/569/22414/22414-01/")
    assert scope.covers("24/222/")
    assert not scope.covers("56/569/22417/")
    assert not scope.covers("56/569/")


def test_a_code_that_begins_like_another_is_another_place():
    assert not AreaScope(("1/",)).covers("10/")
    # The province of before and the one of after bear one code.
    assert not AreaScope(("56/",)).covers("56.20250701/")
    assert not AreaScope(("56.20250701/",)).covers("56/")


def test_a_subtree_is_a_range_of_paths():
    assert subtree("56/") == Q(path__gte="56/", path__lt="560")
    assert subtree("56/", "place") == Q(place__path__gte="56/", place__path__lt="560")
    for inside in ("56/", "56/569/", "56/~/"):
        assert "56/" <= inside < "560"
    for outside in ("56", "56.20250701/", "55/", "560/", "57/"):
        assert not "56/" <= outside < "560"
