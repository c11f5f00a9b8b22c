"""Invented households whose counts equal given totals: pure Python, the same on every run."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

# Of households that are not Kinh, with the numbers of QĐ 1019/QĐ-TCTK (2008) that go with them.
HIGHLAND_SURNAMES = ("Nông", "Hoàng", "Lương", "Vi", "Hà", "Triệu", "Lý", "Chu", "Đàm", "Bế")
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE = {"male": ("Văn", "Hữu", "Đình", "Quang", "Minh", "Thanh"), "female": ("Thị", "Thị Thu", "Thị Kim", "Ngọc")}
GIVEN = {
    "male": ("An", "Bình", "Chiến", "Dũng", "Hải", "Hiếu", "Khoa", "Lợi", "Nam", "Phước", "Sơn", "Tâm", "Thọ", "Vinh"),
    "female": ("Ánh", "Cúc", "Diệp", "Hạnh", "Hòa", "Lan", "Liên", "Mai", "Nga", "Phượng", "Quyên", "Thảo", "Xuân"),
}


@dataclass(frozen=True)
class PersonSeed:
    """An invented person."""

    full_name: str
    relationship: str
    sex: str
    birth_year: int
    in_school: bool
    has_health_insurance: bool = True
    ethnicity: str = "01"
    national_id: str = ""


@dataclass(frozen=True)
class HouseholdSeed:
    """An invented household and its answers in the base review."""

    hamlet: int  # index of the village unit
    poor: bool
    income_points: int
    deprived: tuple[str, ...]
    persons: tuple[PersonSeed, ...]
    causes: tuple[int, ...]
    can_exit: bool = False
    on_social_protection: bool = False


@dataclass(frozen=True)
class ClassTotals:
    """What one class must amount to: households and (some) persons by village unit, counts by indicator."""

    households: Sequence[int]
    persons: Sequence[int]
    deprived: Mapping[str, int]
    fewest: int  # deprivations that every household of the class has at least
    most: int  # and at most
    can_exit: Sequence[int]
    rest_on_social_protection: bool = False


@dataclass(frozen=True)
class AnswersSeed:
    """What one review found: B1 and the deprived indicators."""

    income_points: int
    deprived: tuple[str, ...]


@dataclass
class Maker:
    """Makes households for one commune; `seed` fixes every choice."""

    year: int
    income_ceiling: int
    seed: int
    id_prefix: str
    # Ethnic groups of the heads, as often as they stand here.
    ethnicities: Sequence[str] = ("01",)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self._ethnicity = self.ethnicities[0]

    def households(self, totals: ClassTotals, *, poor: bool) -> list[HouseholdSeed]:
        """Households that fit `totals` exactly: by village unit, by person, by indicator."""
        profiles = spread_deprivations(totals.deprived, sum(totals.households), totals.fewest, totals.most)
        self.dice.shuffle(profiles)
        made = []
        for hamlet, (count, persons) in enumerate(zip(totals.households, totals.persons, strict=True)):
            sizes = self._uneven(spread(persons, count))
            for order, size in enumerate(sizes):
                deprived = profiles.pop()
                exits = order < totals.can_exit[hamlet]
                made.append(
                    HouseholdSeed(
                        hamlet=hamlet,
                        poor=poor,
                        income_points=self.dice.randrange(self.income_ceiling - 60, self.income_ceiling + 1, 1),
                        deprived=deprived,
                        persons=self._members(
                            size,
                            mostly_dependent="dependents" in deprived,
                            insured="health_insurance" not in deprived,
                        ),
                        causes=tuple(sorted(self.dice.sample((1, 2, 3, 5, 6, 7), self.dice.choice((1, 1, 2))))),
                        can_exit=exits,
                        on_social_protection=totals.rest_on_social_protection and not exits,
                    )
                )
        return made

    def extra(self, hamlet: int, answers: AnswersSeed, *, poor: bool) -> HouseholdSeed:
        """One more household, apart from any totals."""
        size = self.dice.randrange(2, 6)
        return HouseholdSeed(
            hamlet=hamlet,
            poor=poor,
            income_points=answers.income_points,
            deprived=answers.deprived,
            persons=self._members(size, mostly_dependent="dependents" in answers.deprived, insured=True),
            causes=(self.dice.choice((1, 2, 3, 5, 6, 7)),),
        )

    def answers(self, codes: Sequence[str], ceiling: int, *, poor: bool) -> AnswersSeed:
        """Answers of a household that is poor or near-poor, whose class alone is given."""
        number = self.dice.randrange(3, 6) if poor else self.dice.randrange(0, 3)
        chosen = set(self.dice.sample(list(codes), min(number, len(codes))))
        return AnswersSeed(
            income_points=self.dice.randrange(ceiling - 60, ceiling + 1),
            deprived=tuple(code for code in codes if code in chosen),
        )

    def _uneven(self, sizes: list[int]) -> list[int]:
        """The same sum, but some households larger and some smaller, as in life; nobody's household vanishes."""
        for _ in sizes:
            giver, taker = self.dice.randrange(len(sizes)), self.dice.randrange(len(sizes))
            if sizes[giver] > 1 and sizes[taker] < 8:
                sizes[giver] -= 1
                sizes[taker] += 1
        return sizes

    def _members(self, size: int, *, mostly_dependent: bool, insured: bool) -> tuple[PersonSeed, ...]:
        """People whose ages fit the answers: mostly old people and children where the household is deprived in
        dependents, a head without insurance where it is deprived in that."""
        head_age = self.dice.randrange(62, 84) if mostly_dependent else self.dice.randrange(32, 58)
        self._ethnicity = self.dice.choice(list(self.ethnicities)) if len(self.ethnicities) > 1 else self.ethnicities[0]
        head = self._person("head", head_age)
        people = [head]
        for place in range(1, size):
            if place == 1 and size > 2:
                people.append(self._person("spouse", head_age - self.dice.randrange(0, 5), other=head.sex))
            elif mostly_dependent or place >= 2:
                people.append(self._person("grandchild" if mostly_dependent else "child", self.dice.randrange(6, 15)))
            else:
                people.append(self._person("child", self.dice.randrange(20, 30)))
        people[0] = replace(head, has_health_insurance=insured)
        return tuple(people)

    def _person(self, relationship: str, age: int, other: str | None = None) -> PersonSeed:
        sex = {"male": "female", "female": "male"}[other] if other else self.dice.choice(("male", "female"))
        number = ""
        while not number or number in self._taken:
            number = f"{self.id_prefix}{self.dice.randrange(10**9):09d}"
        self._taken.add(number)
        surnames = SURNAMES if self._ethnicity == "01" else HIGHLAND_SURNAMES
        name = f"{self.dice.choice(surnames)} {self.dice.choice(MIDDLE[sex])} {self.dice.choice(GIVEN[sex])}"
        return PersonSeed(
            full_name=name,
            relationship=relationship,
            sex=sex,
            birth_year=self.year - age,
            in_school=6 <= age < 16,
            ethnicity=self._ethnicity,
            national_id=number,
        )


def spread(total: int, parts: int) -> list[int]:
    """`total` over `parts` as evenly as whole numbers allow, the larger first."""
    if not parts:
        return []
    low, more = divmod(total, parts)
    return [low + 1] * more + [low] * (parts - more)


def spread_deprivations(counts: Mapping[str, int], households: int, fewest: int, most: int) -> list[tuple[str, ...]]:
    """One tuple of indicator codes a household, so that each indicator occurs exactly `counts[code]` times and every
    household has between `fewest` and `most`. Raises ValueError when that is impossible."""
    left = {code: count for code, count in counts.items() if count}
    sizes = spread(sum(left.values()), households)
    if any(not fewest <= size <= most for size in sizes) or any(count > households for count in left.values()):
        raise ValueError(f"{dict(counts)} does not fit {households} households with {fewest} to {most} each")
    profiles = []
    for size in sizes:
        chosen = sorted(left, key=lambda code: -left[code])[:size]
        if len(chosen) < size:
            raise ValueError(f"{dict(counts)} cannot be spread over {households} households")
        for code in chosen:
            left[code] -= 1
            if not left[code]:
                del left[code]
        profiles.append(tuple(code for code in counts if code in chosen))
    return profiles
