"""A new plan; the comment of a return."""

from typing import Any, cast

from django import forms

from households.models import Review
from localities.fields import VietnameseLines
from plans.outlines import OUTLINES


class ReviewChoice(forms.ModelChoiceField):
    """Reviews, named by their year and by whether their results stand."""

    def label_from_instance(self, obj: Review) -> str:
        return review_words(obj)


class CreateForm(forms.Form):
    """Which outline, on which review."""

    outline = forms.ChoiceField(
        label="Loại kế hoạch",
        choices=[(outline.code, outline.name) for outline in OUTLINES],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn loại kế hoạch."},
    )
    base_review = ReviewChoice(
        label="Kết quả rà soát làm gốc số liệu",
        queryset=Review.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đợt rà soát làm gốc số liệu."},
    )

    def __init__(self, data: Any, *, reviews: Any) -> None:
        first = reviews.first()
        super().__init__(data, initial={"outline": OUTLINES[0].code, "base_review": first.pk if first else None})
        cast(ReviewChoice, self.fields["base_review"]).queryset = reviews


def review_words(review: Review) -> str:
    """A review as a choice: its year and whether its results stand."""
    if review.is_recognised and review.decision_on:
        return (
            f"Năm {review.year}, công nhận theo Quyết định {review.decision_number} ngày {review.decision_on:%d/%m/%Y}"
        )
    return f"Năm {review.year}, chưa công nhận (số liệu còn có thể thay đổi)"


class ReturnForm(forms.Form):
    """What the authors shall change."""

    comment = VietnameseLines(
        label="Ý kiến trả lại",
        max_length=4000,
        help_text="Ghi rõ mục nào cần sửa và sửa thế nào; người soạn sẽ đọc nguyên văn.",
        error_messages={"required": "Hãy ghi ý kiến trả lại để người soạn biết cần sửa gì."},
    )
