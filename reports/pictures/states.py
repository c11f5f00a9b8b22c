"""How far a review has come: its households in one bar."""

from dataclasses import dataclass

from localities.formats import count, percent_sign, rate
from localities.text import lower_first
from reports.pictures.drawing import BEGUN, DONE, NARROW, WAITING, WIDE, Drawing, nothing_to_draw, text_width
from reports.pictures.picture import Picture, PictureTable

BAR = 34


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """Households of a review by the state of their sheet."""

    not_entered: int
    draft: int
    done: int

    @property
    def total(self) -> int:
        """All households on the list of the review."""
        return self.not_entered + self.draft + self.done


def stacked_states(progress: ReviewProgress, *, title: str) -> Picture:
    """The sheets that are finished, begun and not yet begun, as parts of one bar."""
    parts = (
        ("Đã xong", progress.done, DONE),
        ("Nháp", progress.draft, BEGUN),
        ("Chưa nhập", progress.not_entered, WAITING),
    )
    total = progress.total
    words = [f"{name}: {count(part)} hộ ({percent_sign(rate(part, total))})" for name, part, _ in parts]
    description = f"Trong {count(total)} hộ: {'; '.join(lower_first(word) for word in words)}."

    def draw(width: int) -> str:
        if not total:
            return nothing_to_draw(width, title)
        sheet = Drawing(width)
        x, reach = 1.0, width - 2
        for _, part, tone in parts:
            length = reach * part / total
            sheet.bar(x, 1, length, BAR, tone)
            if tone is DONE and text_width(count(part)) + 16 < length:
                sheet.text(x + 8, 1 + BAR / 2 + 5, count(part), colour="#ffffff", bold=True)
            x += length
        sheet.height = BAR + 14
        sheet.legend([(word, tone) for word, (_, _, tone) in zip(words, parts, strict=True)])
        return sheet.svg(title, description)

    table = PictureTable(
        head=("Trạng thái", "Số hộ", "Tỷ lệ"),
        rows=tuple((name, count(part), percent_sign(rate(part, total))) for name, part, _ in parts),
        total=("Tổng số", count(total), percent_sign(rate(total, total))),
    )
    return Picture(svg=draw(WIDE), narrow=draw(NARROW), title=title, description=description, table=table)
