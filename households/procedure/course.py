"""How far a review has come: units, meetings, complaints and returned households, read once for checks and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone

from households.models import Assessment, Complaint, Household, Review, SendBack, VillageMeeting
from households.procedure import settings
from households.procedure.days import add_working_days
from localities.formats import short_date
from localities.models import Level, Locality


@dataclass(frozen=True, slots=True)
class Unit:
    """A village unit with the forms it has in the review and the rounds of its meeting, the latest last."""

    place: Locality
    drafts: int
    completed: int
    meetings: tuple[VillageMeeting, ...] = ()

    @property
    def has_forms(self) -> bool:
        return bool(self.drafts or self.completed)

    @property
    def agreed(self) -> VillageMeeting | None:
        """The meeting whose agreement stands."""
        return next((meeting for meeting in self.meetings if meeting.counts), None)


@dataclass(frozen=True)
class Course:
    """A review with everything that has been done in it. `today` is the day it is looked at."""

    review: Review
    today: date

    @cached_property
    def units(self) -> Sequence[Unit]:
        """The village units that are there on the review's last day, and those that have forms."""
        forms = self.review.assessments.order_by().values("hamlet")
        rows = forms.annotate(
            drafts=Count("pk", filter=Q(state=Assessment.State.DRAFT)),
            done=Count("pk", filter=Q(state=Assessment.State.COMPLETED)),
        )
        counted = {row["hamlet"]: (row["drafts"], row["done"]) for row in rows}
        meetings: dict[int, list[VillageMeeting]] = {}
        for meeting in self.review.meetings.select_related("recorded_by", "annulled_by").order_by("held_on", "pk"):
            meetings.setdefault(meeting.hamlet_id, []).append(meeting)
        places = Locality.objects.under(self.review.commune).filter(level=Level.HAMLET)
        there = places.existing_on(self.review.counted_on) | places.filter(pk__in=[*counted, *meetings])
        return [
            Unit(place, *counted.get(place.pk, (0, 0)), tuple(meetings.get(place.pk, ())))
            for place in there.distinct().order_by("position", "sort_key", "pk")
        ]

    @cached_property
    def complaints(self) -> Sequence[Complaint]:
        return list(self.review.complaints.select_related("household__hamlet", "answered_by", "recorded_by"))

    @cached_property
    def send_backs(self) -> Sequence[SendBack]:
        return list(self.review.send_backs.select_related("household__hamlet", "sent_by", "answered_by"))

    @property
    def open_complaints(self) -> list[Complaint]:
        return [complaint for complaint in self.complaints if complaint.is_open]

    @property
    def marked(self) -> list[SendBack]:
        """Households marked in the submission that is with the level above now."""
        return [sent for sent in self.send_backs if sent.round == self.review.round and sent.is_open]

    @property
    def open_send_backs(self) -> list[SendBack]:
        return [sent for sent in self.send_backs if sent.is_open]

    @property
    def drafts(self) -> int:
        return sum(unit.drafts for unit in self.units)

    @property
    def lacking_agreement(self) -> list[Unit]:
        """Units with forms whose meeting has not agreed yet."""
        return [unit for unit in self.units if unit.has_forms and unit.agreed is None]

    @property
    def last_meeting_on(self) -> date | None:
        return max((unit.agreed.held_on for unit in self.units if unit.agreed), default=None)

    def unit(self, place: Locality) -> Unit | None:
        return next((unit for unit in self.units if unit.place.pk == place.pk), None)

    # --- Rules, with the values that the place has set ------------------------------------------------

    @cached_property
    def _rules(self) -> settings.Rules:
        return settings.Rules.at(self.review.commune)

    def rule(self, code: str, on: date) -> int | str:
        return self._rules.value(code, self.review.commune, on)

    def number(self, code: str, on: date) -> int:
        return int(self.rule(code, on))

    def source(self, code: str, on: date) -> str:
        """What the value rests on: the basis that a place gave for its own one, else the source of the shipped one and
        how sure that is."""
        held = self._rules.setting(code, self.review.commune, on)
        if held:
            return f"{held.place.full_name} đặt từ {short_date(held.valid_from)}: {held.basis}"
        rule = settings.rule_of(code)
        return f"{rule.source}; {rule.certainty.lower()}"

    @property
    def chain_day(self) -> date:
        """The day whose chain of levels applies: today while the review runs, its last day afterwards."""
        return min(self.today, self.review.ends_on)

    @property
    def opinion_level(self) -> str:
        """The level whose opinion is asked, `settings.NO_OPINION` where none is. Never of the monthly review."""
        return str(self.rule("opinion_level", self.chain_day)) if self.review.is_annual else settings.NO_OPINION

    @property
    def asks_opinion(self) -> bool:
        return self.opinion_level != settings.NO_OPINION

    @property
    def begins_on(self) -> date:
        review = self.review
        if review.is_annual:
            return self._day_of_year("annual_from")
        first = date(review.year, review.month, 1)
        return first.replace(day=self.number("monthly_start_day", first))

    @property
    def due_on(self) -> date:
        """By when the review should be decided: the end of the annual period, or so many days from the start of a
        monthly one."""
        if self.review.is_annual:
            return self._day_of_year("annual_to")
        days = self.number("monthly_decision_days", self.begins_on)
        return date.fromordinal(self.begins_on.toordinal() + days)

    def _day_of_year(self, code: str) -> date:
        day, month = str(self.rule(code, self.review.ends_on)).split("/")
        return date(self.review.year, int(month), int(day))

    @property
    def posting_is_over(self) -> bool:
        return self.review.posted_until is not None and self.review.posted_until < self.today

    @property
    def opinion_due_on(self) -> date | None:
        sent = self.review.submitted_on
        return add_working_days(sent, self.number("opinion_working_days", sent)) if sent else None

    def recheck_due_on(self, complaint: Complaint) -> date:
        received = complaint.received_on
        return add_working_days(received, self.number("recheck_working_days", received))


def course_of(review: Review) -> Course:
    return Course(review, timezone.localdate())


def class_now(review: Review, household: Household) -> str:
    """The class of its completed form; nothing for a draft or none."""
    found = review.assessments.filter(household=household).values_list("household_class", flat=True)
    return found.first() or ""


def classes_now(review: Review, households: Sequence[Household]) -> Mapping[int, str]:
    """`class_now` of several households with one query."""
    forms = review.assessments.filter(household__in=households)
    return dict(forms.values_list("household_id", "household_class"))
