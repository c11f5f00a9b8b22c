"""Where: the dated tree of places, how places became other places, and how many people live in them."""

from datetime import date, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from localities.area_types import CHOICES as AREA_CHOICES
from localities.fields import BytewiseCharField, NormalisedCharField
from localities.scope import AreaScope, subtree
from localities.text import fold, sort_key

# District level ended with the two-tier local government (Luật Tổ chức chính quyền địa phương 2025).
DISTRICTS_ENDED_ON = date(2025, 7, 1)


class Level(models.TextChoices):
    """The levels of the tree. A tree may lack one: there is no district from 01/7/2025."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    HAMLET = "hamlet", "Thôn, tổ dân phố"


class LocalityQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        """Places at or below the ground of `scope`."""
        return self.filter(scope.q())

    def existing_on(self, day: date) -> Self:
        """Places whose life covers `day`: established on or before it, abolished after it or never."""
        return self.filter(
            Q(established_on__isnull=True) | Q(established_on__lte=day),
            Q(abolished_on__isnull=True) | Q(abolished_on__gt=day),
        )

    def existing_in(self, year: int) -> Self:
        """Places that existed on some day of `year`."""
        return self.filter(
            Q(established_on__isnull=True) | Q(established_on__lte=date(year, 12, 31)),
            Q(abolished_on__isnull=True) | Q(abolished_on__gt=date(year, 1, 1)),
        )

    def under(self, place: "Locality") -> Self:
        """Places at or below `place`."""
        return self.filter(subtree(place.path))


class Locality(models.Model):
    """A place as the law knew it between two dates.

    A merged commune is still the commune that was surveyed: identity is code plus period, and a document prints the
    place as it was on its date. Village units (thôn, tổ dân phố …) have no official code; theirs is the commune's
    code and a running number.
    """

    parent = models.ForeignKey(
        "self", verbose_name="trực thuộc", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    level = models.CharField("cấp", max_length=10, choices=Level)
    code = models.CharField("mã", max_length=20)
    key = models.CharField("khóa", max_length=32, unique=True, editable=False)
    path = BytewiseCharField("đường dẫn", max_length=200, unique=True, editable=False)
    kind = NormalisedCharField("loại", max_length=30, help_text="tỉnh, thành phố, thị xã, huyện, phường, xã, thôn …")
    name = NormalisedCharField("tên", max_length=100)
    name_folded = models.CharField(max_length=100, editable=False, db_index=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    sort_key = BytewiseCharField(max_length=300, editable=False)
    area_type = models.CharField("khu vực", max_length=5, choices=AREA_CHOICES, blank=True)
    established_on = models.DateField("thành lập ngày", null=True, blank=True)
    abolished_on = models.DateField("chấm dứt ngày", null=True, blank=True)
    legal_basis = NormalisedCharField("căn cứ", max_length=300, blank=True)

    objects = LocalityQuerySet.as_manager()

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        ordering = ["position", "sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="locality_life_in_order",
                condition=Q(established_on__isnull=True)
                | Q(abolished_on__isnull=True)
                | Q(abolished_on__gt=F("established_on")),
                violation_error_message="Ngày chấm dứt phải sau ngày thành lập.",
            ),
            models.UniqueConstraint(
                name="locality_code_once_at_a_time",
                fields=["code"],
                condition=Q(abolished_on__isnull=True),
                violation_error_message="Đã có một địa bàn đang hoạt động mang mã này.",
            ),
        ]
        indexes = [models.Index(fields=["level", "path"], name="locality_level_path")]

    def __str__(self) -> str:
        return self.full_name

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """Save what follows from the columns too; a place that moves takes along what lies below it."""
        before = Locality.objects.filter(pk=self.pk).values_list("path", flat=True).first() if self.pk else None
        self.derive()
        super().save(*args, **kwargs)
        if before and before != self.path:
            below = Locality.objects.filter(subtree(before))
            below.update(path=Concat(Value(self.path), Substr("path", len(before) + 1)))

    def derive(self) -> None:
        """Fill what follows from the other columns; whoever writes rows in bulk calls it for each.

        The key is the code and the date from which the place bore it; the code alone where no date is known.
        """
        self.key = f"{self.code}.{self.established_on:%Y%m%d}" if self.established_on else self.code
        self.path = f"{self.parent.path if self.parent else ''}{self.key}/"
        self.name_folded = fold(self.name)
        self.sort_key = sort_key(self.name)[:300]

    @property
    def full_name(self) -> str:
        """Kind and name as a text prints it: "phường Cam Phúc Nam"."""
        return f"{self.kind} {self.name}"

    @property
    def is_commune(self) -> bool:
        return self.level == Level.COMMUNE

    @property
    def is_hamlet(self) -> bool:
        return self.level == Level.HAMLET

    @property
    def area(self) -> str:
        """The area that the poverty standard applies: the place's own, else its commune's."""
        return self.area_type or (self.parent.area if self.parent else "")

    @property
    def commune(self) -> "Locality | None":
        """The commune that this place is or belongs to; None above the commune level."""
        place: Locality | None = self
        while place and not place.is_commune:
            place = place.parent
        return place

    def exists_on(self, day: date) -> bool:
        return (not self.established_on or self.established_on <= day) and (
            not self.abolished_on or self.abolished_on > day
        )

    def day_within(self, day: date) -> date:
        """That day, or the last one of the place where it is no more: what belonged to it is read as it was then."""
        return min(day, self.abolished_on - timedelta(days=1)) if self.abolished_on else day

    def ancestors(self) -> "list[Locality]":
        """The places above, the highest first."""
        keys = self.path.strip("/").split("/")[:-1]
        found = {place.key: place for place in Locality.objects.filter(key__in=keys)}
        return [found[key] for key in keys]

    def hamlets(self, year: int) -> LocalityQuerySet:
        """The village units at or below this place that existed in `year`, in their official order."""
        return Locality.objects.under(self).filter(level=Level.HAMLET).existing_in(year)


class LocalityChange(models.Model):
    """One predecessor became (part of) one successor on a date, by a legal act. A merger is several rows."""

    predecessor = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="origins")
    effective_on = models.DateField("có hiệu lực từ")
    legal_basis = NormalisedCharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "thay đổi địa giới"
        verbose_name_plural = "thay đổi địa giới"
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="locality_change_once"),
            models.CheckConstraint(
                name="locality_change_between_two",
                condition=~Q(predecessor=F("successor")),
                violation_error_message="Một địa bàn không thể kế thừa chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


def predecessors_of(roots: tuple[str, ...]) -> tuple[str, ...]:
    """Paths of the places that became, wholly or partly, a place at one of `roots`, however long ago.

    Officers of the successor may read what the predecessors recorded (design: places through time).
    """
    known = set(roots)
    todo = set(roots)
    while todo:
        wanted = AreaScope(tuple(todo)).q("successor")
        origins = set(LocalityChange.objects.filter(wanted).values_list("predecessor__path", flat=True))
        # What lies within a place that is known already would only lengthen every query that uses the scope.
        todo = {path for path in _outermost(origins) if not AreaScope(tuple(known)).covers(path)}
        known |= todo
    return tuple(sorted(_outermost(known - set(roots))))


def _outermost(paths: set[str]) -> set[str]:
    """Those of `paths` that lie within none of the others."""
    kept: list[str] = []
    for path in sorted(paths):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return set(kept)


class PopulationQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        return self.filter(scope.q("place"))


class Population(models.Model):
    """Households and persons living in a village unit in a year: the denominator of every rate."""

    place = models.ForeignKey(Locality, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField("năm")
    households = models.PositiveIntegerField("số hộ dân cư")
    persons = models.PositiveIntegerField("số nhân khẩu", null=True, blank=True)
    source = NormalisedCharField("nguồn số liệu", max_length=200, blank=True)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = "dân số"
        verbose_name_plural = "dân số"
        ordering = ["place", "year"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="population_once_a_year"),
            models.CheckConstraint(
                name="population_persons_at_least_households",
                condition=Q(persons__isnull=True) | Q(persons__gte=F("households")),
                violation_error_message="Số nhân khẩu không thể ít hơn số hộ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.year}"
