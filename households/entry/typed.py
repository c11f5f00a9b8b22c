"""What was posted from the entry page, read once: for the page that comes back, for the autosave, for the actions."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict

from accounts.models import User
from accounts.refusals import Refused
from households import actions
from households.entry.conflicts import Conflict
from households.entry.desk import Desk
from households.forms import HouseholdForm, SheetForm, initial_of, member_formset, members_input, with_one_more_row
from households.forms.members import BaseMemberFormSet
from households.forms.resolution import with_stored_household, with_stored_values
from households.models import Assessment, Household
from households.register.people import MemberInput, MembersInput
from localities.models import Locality

ADD_ROW = "them_thanh_vien"
"""The button “Thêm thành viên”, which works without scripts."""


@dataclass(frozen=True)
class Typed:
    """The two forms of the entry page."""

    form: SheetForm
    formset: BaseMemberFormSet

    @classmethod
    def stored(cls, desk: Desk) -> Self:
        """The page as it is stored."""
        versions = {"version": desk.version, "household_version": desk.household.version}
        initial = {**initial_of(desk.sheet, desk.standard, desk.items), **versions}
        return cls(SheetForm(initial=initial, standard=desk.standard, items=desk.items), member_formset(desk.members))

    @classmethod
    def read(cls, data: QueryDict, desk: Desk) -> Self:
        return cls._bound(with_stored_values(data, desk.sheet, desk.standard, desk.members, desk.items), desk)

    @classmethod
    def after_conflict(cls, data: QueryDict, desk: Desk) -> Self:
        """What was typed, now resting on the stored version: saved again, it replaces that knowingly."""
        seen = with_stored_values(data, desk.sheet, desk.standard, desk.members, desk.items).copy()
        seen["version"], seen["household_version"] = str(desk.version), str(desk.household.version)
        return cls._bound(seen, desk)

    @classmethod
    def _bound(cls, data: QueryDict, desk: Desk) -> Self:
        form = SheetForm(data, standard=desk.standard, items=desk.items)
        return cls(form, member_formset(desk.members, data))

    def is_valid(self) -> bool:
        form_is_valid = self.form.is_valid()  # both, so that all errors are on the page at once
        return self.formset.is_valid() and form_is_valid

    def members(self) -> MembersInput:
        return members_input(self.formset, self.form.base_versions()[1])

    def save(self, desk: Desk, by: User) -> Assessment:
        """Keep all of it as a draft; both forms are valid."""
        return self._save(desk, by, self.members())

    def autosave(self, desk: Desk, by: User) -> tuple[Assessment, list[str]]:
        """Keep what can be read, and say what was not kept: a field with an error stays as it is stored, and members
        that cannot be stored yet, or are ticked to go, wait for the button."""
        self.form.is_valid()
        rows = self.members() if self.formset.is_valid() else None
        if rows and not rows.removed:
            try:
                return self._save(desk, by, rows), []
            except Conflict:
                raise
            except Refused as reason:
                return self._save(desk, by, None), [str(reason)]
        waiting = ["Thành viên đánh dấu xóa chỉ được xóa khi bấm Lưu nháp."] if rows else []
        return self._save(desk, by, None), waiting

    def _save(self, desk: Desk, by: User, members: MembersInput | None) -> Assessment:
        assert desk.review is not None
        return actions.save_draft(
            household=desk.household,
            review=desk.review,
            sheet=self.form.sheet(desk.sheet),
            members=members if members and (members.kept or members.removed) else None,
            base_version=self.form.base_versions()[0],
            by=by,
        )


def errors_of(form: Form, formset: BaseMemberFormSet) -> list[tuple[str, str]]:
    """(id of the field, sentence) of every error of a page, the members first."""
    found = [("thanh-vien", str(error)) for error in formset.non_form_errors()]
    for row in formset.forms:
        found += [
            (row[name].id_for_label, f"{row.name}, {row[name].label.lower()}: {errors[0]}")
            for name, errors in row.errors.items()
            if name in row.fields
        ]
    for field in form:
        if field.errors:
            anchor = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
            found.append((anchor, f"{field.label}: {field.errors[0]}"))
    return found


def with_another_row(data: QueryDict) -> QueryDict | None:
    """The posted form with one more row, when that is what its button asked for."""
    return with_one_more_row(data) if ADD_ROW in data else None


@dataclass(frozen=True)
class TypedHousehold:
    """The forms of the page of a household; `household` is None for a new one."""

    form: HouseholdForm
    formset: BaseMemberFormSet
    hamlets: QuerySet[Locality]
    household: Household | None = None

    @classmethod
    def new(cls, hamlets: QuerySet[Locality], data: QueryDict | None = None) -> Self:
        return cls(HouseholdForm(data, hamlets=hamlets), member_formset([], data), hamlets)

    @classmethod
    def of(cls, household: Household, hamlets: QuerySet[Locality], data: QueryDict | None = None) -> Self:
        members = list(household.members.all())
        if data is not None:
            data = with_stored_household(data, household, members)
        form = HouseholdForm(data, hamlets=hamlets, household=household)
        return cls(form, member_formset(members, data), hamlets, household)

    def after_conflict(self) -> Self:
        """What was typed, now resting on the stored version: saved again, it replaces that knowingly."""
        assert self.household is not None
        self.household.refresh_from_db()
        data = self.form.data.copy()
        data["version"] = str(self.household.version)
        return self.of(self.household, self.hamlets, data)

    def is_valid(self) -> bool:
        form_is_valid = self.form.is_valid()
        return self.formset.is_valid() and form_is_valid

    def to_add(self) -> dict[str, Any]:
        values = self.form.cleaned_data
        own = {name: values[name] for name in ("uid", "hamlet", "address", "code")}
        return {"members": members_input(self.formset, 0).kept, "facts": self.form.facts(), **own}

    def to_change(self) -> dict[str, Any]:
        values = self.form.cleaned_data
        return {
            "household": self.household,
            "members": members_input(self.formset, values["version"] or 0),
            "facts": self.form.facts(),
            "reason": values["reason"],
            **{name: values[name] for name in ("hamlet", "address", "code")},
        }

    def new_people(self) -> list[MemberInput]:
        """Who was not stored under this name, birth year and number before: only these are looked for elsewhere."""
        stored = {row.member.uid: row.member for row in self.formset.forms if row.member}
        asked = {"full_name", "birth_year", "national_id", "relationship"}
        return [
            person
            for person in members_input(self.formset, 0).kept
            if person.uid not in stored or asked.intersection(person.differs_from(stored[person.uid]))
        ]

    def oddities(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) of what is unlikely in the rows and was not there before."""
        return [
            (row[finding.field].id_for_label, f"{row.name}: {finding.sentence}")
            for row in self.formset.rows
            for finding in row.new_oddities
        ]
