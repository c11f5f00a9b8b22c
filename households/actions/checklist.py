"""The items of Phiếu A of a place: written down, put in order, no longer used. Nothing is ever deleted, for answers of
earlier forms refer to it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.lists import policies as policies_lists
from households.models import QuickCheckItem
from localities.models import Locality
from localities.text import normalise


@transaction.atomic
def add_quick_item(*, place: Locality, text: str, by: User) -> QuickCheckItem:
    """Add an item at the end. The same words twice are one item."""
    words = normalise(text)
    if not words:
        raise Refused("Hãy ghi nội dung của mục theo mẫu Phiếu A chính thức.")
    _lock(place)
    own = QuickCheckItem.objects.filter(place=place, retired_at__isnull=True)
    if known := own.filter(text=words).first():
        return known
    last = own.aggregate(last=Max("position"))["last"] or 0
    item = QuickCheckItem(place=place, position=last + 1, text=words, added_at=timezone.now(), added_by=by)
    item.save()
    _record(place, by, f"thêm mục “{words}”", item=item.pk)
    return item


@transaction.atomic
def order_quick_items(*, place: Locality, order: Sequence[int], by: User) -> None:
    """Put the items of a place in this order of their keys."""
    _lock(place)
    own = QuickCheckItem.objects.filter(place=place, retired_at__isnull=True)
    items = {item.pk: item for item in own}
    policies_lists.check_can_reorder(order, items)
    moved = [pk for position, pk in enumerate(order, start=1) if items[pk].position != position]
    for position, pk in enumerate(order, start=1):
        own.filter(pk=pk).update(position=position)
    if moved:
        _record(place, by, "sắp xếp lại các mục", order=list(order))


@transaction.atomic
def retire_quick_item(*, item: QuickCheckItem, by: User) -> None:
    """No longer ask an item; forms that were recorded with it keep their answer."""
    _lock(item.place)
    item = QuickCheckItem.objects.select_related("place").get(pk=item.pk)
    if item.retired_at is not None:
        return
    item.retired_at, item.retired_by = timezone.now(), by
    item.save()
    _record(item.place, by, f"thôi dùng mục “{item.text}”", item=item.pk)


def _lock(place: Locality) -> None:
    """Two who write the items of a place take turns."""
    Locality.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)


def _record(place: Locality, by: User, what: str, **detail: object) -> None:
    audit.record(
        Act.CHECKLIST_CHANGED,
        by=by,
        place=place,
        target=place,
        summary=f"Phiếu A của {place.full_name}: {what}",
        **detail,
    )
