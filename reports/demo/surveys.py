"""The reviews of a demo commune: two recognised ones with everything that happened between them, and what runs now."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import User
from households import actions
from households.entry.sheet import NO, YES, Sheet
from households.events.recording import Occurrence
from households.models import ExitRegistration, Household, ListEntry, Movement, Review
from households.register.people import MemberInput
from indicators.ethnic_groups import by_code
from indicators.groups import ETHNIC_MINORITY, SOCIAL_PROTECTION
from indicators.standard import Standard
from localities.area_types import AreaType
from localities.models import Locality, Population
from reports.demo.communes import CommuneSeed
from reports.demo.histories import Story, Way, stories
from reports.demo.seeds import AnswersSeed, Maker, PersonSeed
from reports.demo.walking import walk

# Identity numbers of invented people begin with a province code that does not exist.
NOBODYS_PROVINCE = "999"
OTHER_PLACE = "địa phương khác (mẫu)"
# Of the households that stayed, so many got another member between the two reviews, and of those that left poverty so
# many lost one: the persons of forms 7.2 and 7.3 then differ from the households.
JOINED, DIED = 3, 2


@dataclass
class Surveyor:
    """Loads the reviews of one commune. `units`: its village units; `former`: those of the review before."""

    seed: CommuneSeed
    commune: Locality
    units: list[Locality]
    former: list[Locality]
    officer: User
    leader: User

    def two_reviews(self) -> Review:
        """The review of the year before and the one that the plan rests on, both recognised; returns the later."""
        seed, before = self.seed, self.seed.before
        self._populations(
            self.former, before.households, before.persons, seed.review_year - 1, before.population_source
        )
        self._populations(self.units, seed.households, seed.persons, seed.review_year, seed.population_source)
        then = self.former[0].commune
        first = actions.open_review(commune=then, year=seed.review_year - 1, by=self.officer)
        told = self._stories(first)
        households = self._survey_before(first, told)
        self._recognise(first, before.decision_number, before.decision_on)
        if self.former is not self.units:
            mapping = dict(zip(self.former, self.units, strict=True))
            actions.take_over_households(commune=self.commune, mapping=mapping, by=self.officer)
        self._life(told, households)
        later = actions.open_review(commune=self.commune, year=seed.review_year, by=self.officer)
        self._survey_now(later, told, households)
        self._relapses(later, told, households)
        later = self._recognise(later, seed.decision_number, seed.decision_on)
        self._exits(later)
        return later

    # --- The review before ---------------------------------------------------------------------------

    def _stories(self, first: Review) -> list[Story]:
        seed = self.seed
        then = first.standard.b1_max[AreaType(self.former[0].area)] or 0
        now = first.standard.b1_max[AreaType(self.units[0].area)] or 0
        maker = Maker(seed.review_year, now, seed.seed, NOBODYS_PROVINCE, seed.ethnicities)
        return stories(
            maker,
            maker.households(seed.poor, poor=True),
            maker.households(seed.near_poor, poor=False),
            seed.before.changes,
            codes=tuple(seed.poor.deprived),
            ceilings=(then, now),
            hamlets=len(self.units),
        )

    def _survey_before(self, review: Review, told: list[Story]) -> dict[int, Household]:
        late, listed = set(self._joined(told)), [n for n, story in enumerate(told) if story.before]
        people = {n: self._members(n, told[n])[: -1 if n in late else None] for n in listed}
        stored = actions.add_households(
            commune=review.commune,
            new=[actions.NewHousehold(self.uid("hộ", n), self.former[told[n].made.hamlet], people[n]) for n in listed],
            by=self.officer,
        )
        sheets = {
            household: self._sheet(told[n], told[n].before, review.standard, now=False)
            for n, household in zip(listed, stored, strict=True)
        }
        actions.record_results(review=review, sheets=sheets, by=self.officer)
        return dict(zip(listed, stored, strict=True))

    # --- What happened since --------------------------------------------------------------------------

    def _life(self, told: list[Story], households: dict[int, Household]) -> None:
        """People and whole households come and go, each by an event with its date."""
        day = date(self.seed.review_year, 5, 16)
        for number, story in enumerate(told):
            if story.way is Way.LEFT:
                actions.move_household_out(
                    occurrence=self._occurrence(households[number], "chuyển đi", number, day),
                    to_place=OTHER_PLACE,
                    by=self.officer,
                )
            elif story.way is Way.ARRIVED:
                event = actions.record_arrival(
                    uid=self.uid("hộ", number),
                    hamlet=self.units[story.made.hamlet],
                    members=self._members(number, story),
                    happened_on=day,
                    from_place=OTHER_PLACE,
                    reason="Theo sổ quản lý cư trú (mẫu)",
                    by=self.officer,
                )
                households[number] = event.household
            elif story.before is None:
                households[number] = actions.add_household(
                    uid=self.uid("hộ", number),
                    hamlet=self.units[story.made.hamlet],
                    members=self._members(number, story),
                    by=self.officer,
                )
        for number in self._joined(told):
            actions.record_joining(
                occurrence=self._occurrence(households[number], "đến ở", number, day),
                person=self._members(number, told[number])[-1],
                from_place=OTHER_PLACE,
                by=self.officer,
            )
        for number in self._died(told):
            household = households[number]
            actions.record_death(
                occurrence=self._occurrence(household, "mất", number, day),
                member=household.members.order_by("position").last(),
                by=self.officer,
            )

    def _occurrence(self, household: Household, what: str, number: int, day: date) -> Occurrence:
        household.refresh_from_db()
        return Occurrence(
            uid=self.uid(what, number),
            household=household,
            base_version=household.version,
            happened_on=day,
            reason="Theo sổ quản lý cư trú (mẫu)",
        )

    def _joined(self, told: list[Story]) -> list[int]:
        stayed = [n for n, story in enumerate(told) if story.way is Way.STAYED and len(story.made.persons) > 2]
        return stayed[:JOINED]

    def _died(self, told: list[Story]) -> list[int]:
        out = [n for n, story in enumerate(told) if story.way is Way.EXITED and len(story.made.persons) > 1]
        return out[:DIED]

    # --- The review that the plan rests on ------------------------------------------------------------

    def _survey_now(self, review: Review, told: list[Story], households: dict[int, Household]) -> None:
        now = Household.objects.select_related("hamlet__parent", "commune").in_bulk([h.pk for h in households.values()])
        sheets = {
            now[households[n].pk]: self._sheet(story, story.after, review.standard, now=True)
            for n, story in enumerate(told)
            if story.after is not None
        }
        actions.record_results(review=review, sheets=sheets, by=self.officer)

    def _relapses(self, review: Review, told: list[Story], households: dict[int, Household]) -> None:
        """A household that was poor before the software came: only an officer can know."""
        for number, story in enumerate(told):
            if story.way is Way.RELAPSED:
                actions.choose_movement(
                    movement=review.movements.get(household=households[number]),
                    kind=Movement.Kind.RELAPSE_POOR,
                    reason="Là hộ nghèo đến năm 2019 theo sổ giấy của phường (mẫu)",
                    by=self.officer,
                )

    def _exits(self, review: Review) -> None:
        """Most households that can leave poverty have signed to do so; one has not."""
        forms = review.assessments.filter(can_exit=True).exclude(household_class="not_poor")
        able = forms.select_related("household").order_by("pk")
        for number, form in enumerate(able):
            declines = number == 1
            actions.register_exit(
                review=review,
                household=form.household,
                state=ExitRegistration.State.DECLINED if declines else ExitRegistration.State.REGISTERED,
                signed_on=review.decision_on,
                reason="Trong hộ có người đang điều trị dài ngày (mẫu)" if declines else "",
                wishes="" if declines else "Vay vốn chăn nuôi (mẫu)",
                by=self.officer,
            )

    # --- What runs now --------------------------------------------------------------------------------

    def populations_now(self) -> None:
        """The population of the running review's year: that of the year before, for no source gives another."""
        seed = self.seed
        self._populations(self.units, seed.households, seed.persons, seed.plan_year, "Số liệu trình diễn")

    def survey_again(self, review: Review, households: list[Household], last: Review) -> None:
        """The forms of the running review: who was able to leave poverty has left it, the others stand still."""
        before = {form.household_id: form for form in last.assessments.filter(household__in=households)}
        sheets = {}
        for household in households:
            form = before[household.pk]
            better = form.can_exit
            sheets[household] = Sheet(
                income_points=(form.income_points or 0) + (60 if better else 0),
                answers=_answers(review.standard, () if better else review.standard.codes(form.deprived_mask)),
                causes=() if better else (2,),
            )
        actions.record_results(review=review, sheets=sheets, by=self.officer)

    def _recognise(self, review: Review, number: str, on: date) -> Review:
        return walk(
            review,
            Review.State.RECOGNISED,
            officer=self.officer,
            leader=self.leader,
            decision_number=number,
            decision_on=on,
        )

    # --- Parts ----------------------------------------------------------------------------------------

    def uid(self, *parts: object) -> UUID:
        """The same on every run, so that the demo loaded twice is loaded once."""
        return uuid5(NAMESPACE_URL, "/".join(map(str, ("demo", self.seed.key, *parts))))

    def _populations(
        self,
        units: list[Locality],
        households: tuple[int, ...],
        persons: tuple[int | None, ...],
        year: int,
        source: str,
    ) -> None:
        for unit, number, people in zip(units, households, persons, strict=True):
            facts = {"households": number, "persons": people, "source": source}
            Population.objects.get_or_create(place=unit, year=year, defaults=facts)

    def _members(self, household: int, story: Story) -> list[MemberInput]:
        return [
            _member(self.uid("người", household, number), person) for number, person in enumerate(story.made.persons)
        ]

    def _sheet(self, story: Story, answers: AnswersSeed, standard: Standard, *, now: bool) -> Sheet:
        made = story.made
        group = by_code(made.persons[0].ethnicity)
        groups = [SOCIAL_PROTECTION.code] if now and made.on_social_protection else []
        if group is not None and group.is_minority:
            groups.append(ETHNIC_MINORITY.code)
        listed = story.way is not Way.EXITED or not now
        return Sheet(
            income_points=answers.income_points,
            answers=_answers(standard, answers.deprived),
            causes=made.causes if listed else (),
            groups=groups,
            can_exit=now and made.can_exit,
        )


def monthly(surveyor: Surveyor, year: int, month: int, asking: list[Household], last: Review) -> Review:
    """A regular review under way: the first households surveyed, one form begun, one waiting."""
    officer = surveyor.officer
    review = actions.open_review(commune=surveyor.commune, year=year, month=month, by=officer)
    actions.add_to_list(
        review=review,
        households=asking,
        why=ListEntry.Why.EXIT_REQUESTED,
        requested_on=date(year, month, 15) - timedelta(days=4),
        by=officer,
    )
    surveyor.survey_again(review, asking[:-2], last)
    begun = Sheet(answers={each.code: NO for each in review.standard.indicators[:4]})
    actions.save_draft(household=asking[-2], review=review, sheet=begun, base_version=0, by=officer)
    return review


def average_living(surveyor: Surveyor, year: int, last: Review) -> None:
    """Two households that left poverty ask to be recognised as average-living: one is, one is posted."""
    out = last.assessments.filter(household_class="not_poor").select_related("household").order_by("pk")[:2]
    line = last.standard.income_line[AreaType(surveyor.units[0].area)]
    for number, form in enumerate(out):
        case = actions.request_average_living(
            uid=surveyor.uid("mức sống trung bình", number),
            household=form.household,
            requested_on=date(year, 3, 15),
            occupation="agriculture",
            by=surveyor.officer,
        )
        case = actions.determine_average_living_income(
            case=case, income=line + 150_000 * (number + 1), person_count=form.person_count, by=surveyor.officer
        )
        case = actions.post_average_living(
            case=case, posted_on=date(year, 3, 18), posted_until=date(year, 3, 25), by=surveyor.officer
        )
        if number == 0:
            actions.recognise_average_living(
                case=case, decision_number="64/QĐ-UBND", decision_on=date(year, 3, 28), by=surveyor.leader
            )


def _answers(standard: Standard, deprived: tuple[str, ...]) -> dict[str, str]:
    return {each.code: YES if each.code in deprived else NO for each in standard.indicators}


def _member(uid: UUID, person: PersonSeed) -> MemberInput:
    return MemberInput(
        uid=uid,
        full_name=person.full_name,
        relationship=person.relationship,
        sex=person.sex,
        birth_year=person.birth_year,
        ethnicity=person.ethnicity,
        national_id=person.national_id,
        in_school=person.in_school,
        has_health_insurance=person.has_health_insurance,
    )


def begun(review: Review, household: Household, by: User) -> None:
    """A form that somebody began and left."""
    answers = replace(Sheet(), answers={each.code: NO for each in review.standard.indicators[:5]})
    actions.save_draft(household=household, review=review, sheet=answers, base_version=0, by=by)
