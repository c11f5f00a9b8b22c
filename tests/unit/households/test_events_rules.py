"""Which order of events is possible, who is head afterwards, and how codes and sentences are made."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from accounts.refusals import Refused
from households.events import sentences
from households.events.rules import Kind, Now, Past, not_before, restated
from households.register.codes import LONGEST, suffixed

EARLY, LATE = date(2024, 3, 1), date(2024, 6, 1)


@dataclass
class Somebody:
    uid: UUID
    full_name: str
    relationship: str


def past(kind=Kind.BIRTH, on=EARLY, **values) -> Past:
    return Past(kind=kind, happened_on=on, summary="…", **values)


@pytest.mark.parametrize(
    ("now", "before", "bound"),
    [
        (Now(kind=Kind.BIRTH), [], False),
        (Now(kind=Kind.BIRTH), [past()], False),
        (Now(kind=Kind.BIRTH), [past(founding=True)], True),
        (Now(kind=Kind.MOVES), [past(Kind.MOVES)], True),
        (Now(kind=Kind.MOVES), [past(Kind.BIRTH)], False),
        (Now(kind=Kind.MOVES_OUT, ends=True), [past(Kind.BIRTH)], True),
        (Now(kind=Kind.HEAD_CHANGE, new_head=True), [past(Kind.DEATH, new_head=True)], True),
        (Now(kind=Kind.HEAD_CHANGE, new_head=True), [past(Kind.DEATH)], False),
        (Now(kind=Kind.DEATH, people=frozenset({"a"})), [past(Kind.JOINS, people=frozenset({"a", "b"}))], True),
        (Now(kind=Kind.DEATH, people=frozenset({"a"})), [past(Kind.JOINS, people=frozenset({"b"}))], False),
    ],
)
def test_an_event_cannot_precede_what_it_rests_on(now, before, bound):
    assert (not_before(now, before) is not None) is bound


def test_the_latest_bound_counts():
    found = not_before(Now(kind=Kind.MERGES, ends=True), [past(), past(on=LATE), past(on=EARLY)])
    assert found.happened_on == LATE


def family() -> list[Somebody]:
    rows = (("Chủ", "head"), ("Vợ", "spouse"), ("Con", "child"))
    return [Somebody(uuid4(), name, relationship) for name, relationship in rows]


def test_relations_are_as_typed_and_else_as_before():
    head, spouse, child = family()
    found = restated([head, spouse, child], {head.uid: "spouse", spouse.uid: "head"})
    assert found == {head.uid: "spouse", spouse.uid: "head", child.uid: "child"}


@pytest.mark.parametrize(
    ("relation", "sentence"),
    [("child", "Hãy chọn “Chủ hộ”"), ("king", "chưa được chọn quan hệ"), ("head", "đều được ghi là chủ hộ")],
)
def test_there_is_exactly_one_head(relation, sentence):
    head, spouse, child = family()
    staying = [head, spouse] if relation == "head" else [spouse, child]
    with pytest.raises(Refused, match=sentence):
        restated(staying, {spouse.uid: relation})


def test_a_code_gets_the_first_free_number_and_fits_its_column():
    assert suffixed("HN-01", {"HN-02"}) == "HN-01"
    assert suffixed("HN-01", {"HN-01", "HN-01/2"}) == "HN-01/3"
    long = "X" * LONGEST
    assert len(suffixed(long, {long})) == LONGEST


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "B"], "A và B"),
        (["A", "B", "C"], "A, B và C"),
        (["A", "B", "C", "D", "E"], "A, B, C và 02 người khác"),
    ],
)
def test_people_are_named_as_a_sentence_names_them(names, words):
    assert sentences.people(names) == words


def test_a_long_sentence_fits_its_column():
    assert len(sentences.fitted("chữ " * 200)) <= sentences.LONGEST
    assert sentences.fitted("Một  câu.") == "Một câu."
