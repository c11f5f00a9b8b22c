"""What a person's answers say against each other: refused where they cannot be, asked about where they are rare."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.member_checks import PersonFacts, contradictions, oddities

ADULT, CHILD, OLD = (34, 34), (10, 10), (70, 71)


def fields(found) -> list[str]:  # type: ignore[no-untyped-def]
    return [finding.field for finding in found]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        pytest.param(
            {"schooling_level": "primary", "in_school": False}, ["schooling_level"], id="level without school"
        ),
        pytest.param({"schooling_level": "primary"}, ["schooling_level"], id="level, school not said"),
        pytest.param({"schooling_level": "primary", "in_school": True}, [], id="level with school"),
        pytest.param({"employment": "studying", "in_school": False}, ["employment"], id="studying without school"),
        pytest.param({"employment": "studying"}, [], id="studying, school not said"),
        pytest.param({"contract": "with_contract"}, ["contract"], id="contract without a job"),
        pytest.param({"contract": "with_contract", "employment": "no_job"}, ["contract"], id="contract, no job"),
        pytest.param({"job_kind": "other", "employment": "retired_or_home"}, ["job_kind"], id="kind of job, retired"),
        pytest.param({"job_kind": "other", "contract": "not_paid_work", "employment": "working"}, [], id="a job"),
        pytest.param({"age": (16, 16), "height_cm": Decimal(150)}, ["height_cm"], id="height at 16"),
        pytest.param(
            {"age": ADULT, "height_cm": Decimal(1), "weight_kg": Decimal(1)}, ["height_cm", "weight_kg"], id="both"
        ),
        pytest.param({"age": (15, 16), "weight_kg": Decimal(40)}, [], id="perhaps still 15"),
        pytest.param({"weight_kg": Decimal(40)}, [], id="age not known"),
        pytest.param({}, [], id="nothing recorded"),
    ],
)
def test_answers_that_exclude_each_other_are_found(facts: dict[str, Any], found: list[str]) -> None:
    assert fields(contradictions(PersonFacts(**facts))) == found


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        pytest.param(
            {"age": CHILD, "social_assistance": "elderly"}, ["social_assistance"], id="a child as an old person"
        ),
        pytest.param({"age": (59, 60), "social_assistance": "elderly"}, [], id="perhaps sixty"),
        pytest.param({"age": OLD, "social_assistance": "orphan"}, ["social_assistance"], id="an old orphan"),
        pytest.param({"age": CHILD, "pension": "pension"}, ["pension"], id="a child with a pension"),
        pytest.param({"age": CHILD, "employment": "working"}, ["employment"], id="a child at work"),
        pytest.param({"age": CHILD, "employment": "retired_or_home"}, ["employment"], id="a retired child"),
        pytest.param(
            {"age": ADULT, "in_school": True, "schooling_level": "preschool"}, ["schooling_level"], id="level"
        ),
        pytest.param({"age": CHILD, "in_school": True, "schooling_level": "primary"}, [], id="a pupil"),
        pytest.param(
            {"age": CHILD, "in_school": True, "schooling_level": "university"}, ["schooling_level"], id="early"
        ),
        pytest.param({"age": CHILD, "education_level": "upper_secondary"}, ["education_level"], id="educated child"),
        pytest.param({"age": CHILD, "training_level": "postgraduate"}, ["training_level"], id="learned child"),
        pytest.param({"age": CHILD, "height_cm": Decimal(120)}, ["weight_kg"], id="height alone"),
        pytest.param({"age": CHILD, "weight_kg": Decimal(22)}, ["height_cm"], id="weight alone"),
        pytest.param(
            {"age": ADULT, "employment": "working", "job_kind": "enterprise", "contract": "not_paid_work"},
            ["contract"],
            id="in a company without pay",
        ),
        pytest.param({"social_assistance": "elderly", "pension": "pension"}, [], id="no age, no word"),
    ],
)
def test_rare_answers_are_asked_about_and_never_refused(facts: dict[str, Any], found: list[str]) -> None:
    person = PersonFacts(**facts)
    assert fields(oddities(person)) == found
    assert contradictions(person) == ()
