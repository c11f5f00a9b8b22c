"""Habits that every model keeps."""

from django.apps import apps
from django.db import models
from django.utils.text import camel_case_to_spaces

from tests.project.files import APPS

# Instants without a person, as "app.Model.field", each with its reason.
NOBODY_DID_IT = {
    "accounts.User.created_at": "the audit row of Act.PERSON_ADDED says who",
    "households.Household.created_at": "the audit row of Act.HOUSEHOLD_ADDED says who",
    "households.Review.created_at": "the audit row of Act.REVIEW_OPENED says who",
    "plans.Plan.created_at": "the audit row of Act.PLAN_CREATED says who",
}


def own_models() -> list[type[models.Model]]:
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    assert found, "no models were looked at"
    return found


def test_every_instant_says_whose_act_it_was():
    """`submitted_at` stands beside `submitted_by`: who and when are recorded together."""
    instants = {
        f"{model._meta.label}.{field.name}": field.name.removesuffix("_at") + "_by" in names
        for model in own_models()
        for names in [{field.name for field in model._meta.get_fields()}]
        for field in model._meta.fields
        if field.name.endswith("_at")
    }
    assert instants, "no instants were looked at"
    alone = {label for label, has_partner in instants.items() if not has_partner}
    assert sorted(alone - NOBODY_DID_IT.keys()) == []
    assert sorted(NOBODY_DID_IT.keys() - alone) == [], "an exception that nobody needs any more"


def test_every_model_has_a_vietnamese_name():
    """Django would make one up from the identifier, in English, and show it to an officer."""
    named = {model._meta.label: str(model._meta.verbose_name) for model in own_models()}
    made_up = {model._meta.label: camel_case_to_spaces(model._meta.object_name) for model in own_models()}
    assert sorted(label for label, name in named.items() if name == made_up[label]) == []


def test_every_constraint_speaks_to_the_officer():
    """A constraint without a sentence of its own shows its English name when it refuses."""
    constraints = [constraint for model in own_models() for constraint in model._meta.constraints]
    assert constraints, "no constraints were looked at"
    dumb = [
        constraint.name
        for constraint in constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
        and not has_django_s_own_sentence(constraint)
    ]
    assert dumb == []


def has_django_s_own_sentence(constraint: models.BaseConstraint) -> bool:
    """Plain uniqueness of fields is refused in Vietnamese by Django itself, with the fields' names."""
    return isinstance(constraint, models.UniqueConstraint) and bool(constraint.fields) and constraint.condition is None
