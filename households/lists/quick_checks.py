"""Which items of Phiếu A are asked at a place, and what they say."""

from collections.abc import Mapping, Sequence

from households.models import ListEntry, QuickCheckItem
from localities.models import Locality


def items_for(place: Locality) -> list[QuickCheckItem]:
    """The items in use at a place: those of its province first, then of every place down to its own."""
    paths = ancestor_paths(place.path)
    items = QuickCheckItem.objects.filter(place__path__in=paths, retired_at__isnull=True).select_related("place")
    return sorted(items, key=lambda item: (len(item.place.path), item.position, item.pk))


def ancestor_paths(path: str) -> list[str]:
    """The paths of a place and of everything above it: "91/911/" gives "91/" and "91/911/"."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[: number + 1]) + "/" for number in range(len(parts))]


def answers_of(entry: ListEntry, items: Sequence[QuickCheckItem]) -> dict[int, bool | None]:
    return {item.pk: entry.quick_answers.get(str(item.pk)) for item in items}


def doubt(answers: Mapping[str, bool], result: bool) -> str:
    """A sentence where the result is not what the items say; they are signs that a household is clearly not poor. The
    result counts as the reviewer signed it: this only asks."""
    if not answers:
        return ""
    signs = sum(1 for answer in answers.values() if answer)
    if result and signs:
        return (
            f"Có {signs:02d} mục trả lời “Có”, là dấu hiệu hộ rõ ràng không nghèo, nhưng kết quả ghi là chuyển sang "
            "Phiếu B."
        )
    if not result and not signs:
        return "Không mục nào trả lời “Có”, nhưng kết quả ghi là hộ rõ ràng không nghèo, không lập Phiếu B."
    return ""
