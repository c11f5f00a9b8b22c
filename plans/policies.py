"""When a plan may be changed, sent, returned, approved, issued. The buttons and the server ask the same functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from accounts.models import User
from accounts.refusals import Refused
from households.models import Review
from localities import formats
from localities.models import Level, Locality
from plans import blocks
from plans.dossier import Dossier, Where
from plans.figures.registry import Origin
from plans.models import Measure, Plan, State
from plans.outlines import Outline
from plans.text import blocks_in

# The whole life of a plan. An approved plan may still go back: a slip that is seen before issuing must be mended.
MOVES: Final[dict[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.RETURNED, State.APPROVED}),
    State.RETURNED: frozenset({State.SUBMITTED}),
    State.APPROVED: frozenset({State.RETURNED, State.ISSUED}),
    State.ISSUED: frozenset(),
}

_VERBS: Final = {
    State.SUBMITTED: "trình",
    State.RETURNED: "trả lại",
    State.APPROVED: "duyệt",
    State.ISSUED: "ban hành",
}
_NOW: Final = {
    State.DRAFT: "đang là dự thảo, chưa được trình",
    State.SUBMITTED: "đã được trình, đang chờ duyệt",
    State.RETURNED: "đã được trả lại, đang chờ người soạn sửa và trình lại",
    State.APPROVED: "đã được duyệt, đang chờ ban hành",
    State.ISSUED: "đã được ban hành; văn bản đã ban hành không thay đổi nữa",
}
_MEASURE_WORDS: Final = {Measure.POOR_EXIT: "thoát nghèo", Measure.NEAR_POOR_EXIT: "thoát cận nghèo"}
# The page on which a figure of an origin gets its value.
_MENDED_ON: Final = {
    Origin.POPULATION: "places",
    Origin.REVIEW: "reviews",
    Origin.DECISION: "reviews",
    Origin.TARGETS: "plan_targets",
}
_LAWS: Final = ("luật", "bộ luật", "hiến pháp", "pháp lệnh")
_SHORTEST_COMMENT: Final = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that must be done before the plan can go on: a sentence, and the page where it is done."""

    sentence: str
    page: str
    uid: UUID | None = None


def check_can_move(plan: Plan, to: State) -> None:
    """The table of moves, as sentences."""
    state = State(plan.state)
    if to not in MOVES[state]:
        raise Refused(f"Kế hoạch {_NOW[state]} nên không thể {_VERBS.get(to, 'thay đổi')}.")


def check_can_edit(plan: Plan) -> None:
    """Text, targets and the rest are changed by the authors alone, before sending and after a return."""
    if not plan.is_open:
        raise Refused(
            f"Kế hoạch {_NOW[State(plan.state)]} nên không sửa được. "
            "Muốn sửa, người có thẩm quyền phải trả lại kế hoạch."
            if plan.state != State.ISSUED
            else "Kế hoạch đã được ban hành nên không sửa được."
        )


def check_can_submit(dossier: Dossier) -> None:
    check_can_move(dossier.plan, State.SUBMITTED)
    check_is_complete(dossier)


def check_can_return(plan: Plan) -> None:
    check_can_move(plan, State.RETURNED)


def check_comment(comment: str) -> None:
    """A return says what to change."""
    if len(comment.strip()) < _SHORTEST_COMMENT:
        raise Refused("Hãy ghi ý kiến trả lại để người soạn biết cần sửa gì.")


def check_can_approve(dossier: Dossier, by: User) -> None:
    """Whoever approves has neither written nor sent the plan."""
    check_can_move(dossier.plan, State.APPROVED)
    if by.pk in {dossier.plan.author_id, dossier.plan.submitted_by_id}:
        raise Refused("Người soạn, người trình không được duyệt kế hoạch của chính mình.")
    check_is_complete(dossier)


def check_can_issue(plan: Plan) -> None:
    check_can_move(plan, State.ISSUED)


def check_is_complete(dossier: Dossier) -> None:
    """Nothing is missing; one sentence, and how many more there are."""
    found = gaps(dossier)
    if found:
        more = f" Còn {len(found) - 1} việc nữa." if len(found) > 1 else ""
        raise Refused(found[0].sentence + more)


# --- A new plan ----------------------------------------------------------------------------------


def check_can_create(place: Locality, year: int, outline: Outline | None, review: Review | None) -> None:
    """A plan belongs to a commune and rests on its review of the year before; one of a kind in a year."""
    if place.level != Level.COMMUNE:
        raise Refused(f"Kế hoạch được lập cho từng xã, phường. Hãy chọn một xã, phường thuộc {place.full_name}.")
    if review is None:
        raise Refused(
            f"{place.full_name} chưa có đợt rà soát năm {year - 1} để làm gốc số liệu cho kế hoạch năm {year}. "
            f"Hãy mở đợt rà soát năm {year - 1} trước."
        )
    if review.commune_id != place.pk or review.year != year - 1:
        raise Refused(f"Kế hoạch năm {year} phải dựa trên kết quả rà soát năm {year - 1} của {place.full_name}.")
    if outline and Plan.objects.filter(place=place, year=year, outline_code=outline.code).exists():
        raise Refused(f"{place.full_name} đã có “{outline.name}” năm {year}. Mỗi loại chỉ lập một kế hoạch trong năm.")


# --- What is missing -----------------------------------------------------------------------------


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Everything that stands between the plan and the next step, in the order of the document."""
    return (
        *_base_gaps(dossier),
        *_front_gaps(dossier),
        *_section_gaps(dossier),
        *_target_gaps(dossier),
        *_duty_gaps(dossier),
        *_figure_gaps(dossier),
        *_ending_gaps(dossier),
    )


def _base_gaps(dossier: Dossier) -> Iterator[Gap]:
    review = dossier.plan.base_review
    if not review.is_recognised:
        yield Gap(
            f"Kết quả rà soát năm {review.year} chưa được công nhận; hãy ghi số, ngày quyết định ở trang Rà soát.",
            "reviews",
        )


def _front_gaps(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.plan.subject.strip():
        yield Gap("Kế hoạch chưa có trích yếu.", "plan_bases")
    if not dossier.bases:
        yield Gap("Kế hoạch chưa có căn cứ nào.", "plan_bases")
    for basis in dossier.bases:
        if not basis.number and not basis.document_kind.casefold().startswith(_LAWS):
            what = " ".join(filter(None, (basis.document_kind, basis.agency and f"của {basis.agency}")))
            yield Gap(f"Căn cứ “{what}” chưa có số, ký hiệu; hãy bổ sung hoặc bỏ căn cứ này.", "plan_bases")
    if not dossier.opening:
        yield Gap("Kế hoạch chưa có đoạn mở đầu.", "plan_bases")


def _section_gaps(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.sections:
        yield Gap("Kế hoạch chưa có mục nào.", "plan_outline")
    for part in dossier.parts:
        if part.is_empty:
            what = "Phụ lục" if part in dossier.annexes else "Mục"
            yield Gap(f"{what} “{part.heading}” chưa có nội dung.", "plan_section", part.uid)


def _target_gaps(dossier: Dossier) -> Iterator[Gap]:
    facts = dossier.facts
    if not facts.has_review_figures:
        yield Gap(f"Chưa có kết quả rà soát năm {facts.base_year} để giao chỉ tiêu.", "reviews")
        return
    for measure in Measure:
        if measure in _measures_needed(dossier) and (missing := dossier.targets.missing(measure)):
            names = ", ".join(row.name for row in missing)
            yield Gap(
                f"Còn {formats.count_in_text(len(missing))} {facts.hamlet_kind} chưa có chỉ tiêu "
                f"{_MEASURE_WORDS[measure]}: {names}.",
                "plan_targets",
            )
    for sentence in dossier.targets.impossibilities():
        yield Gap(sentence, "plan_targets")


def _measures_needed(dossier: Dossier) -> set[Measure]:
    """Targets for poor households always; others when a table of the plan prints them."""
    needed = {Measure.POOR_EXIT}
    for name in dossier.blocks():
        if block := blocks.find(name):
            needed |= block.measures
    return needed


def _duty_gaps(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.duties:
        yield Gap("Kế hoạch chưa giao nhiệm vụ cho đơn vị nào.", "plan_duties")
    for duty in dossier.duties:
        if not duty.body:
            yield Gap(f"“{duty.unit}” chưa được ghi nhiệm vụ.", "plan_duties")
    if dossier.duties and blocks.DUTIES.name not in dossier.blocks():
        yield Gap(
            f"Nhiệm vụ của {formats.count_in_text(len(dossier.duties))} đơn vị chưa được đặt vào văn bản; hãy thêm "
            f"dòng “{blocks.DUTIES.label}” (trong hai dấu ngoặc vuông) vào mục tổ chức thực hiện.",
            "plan_outline",
        )


def _figure_gaps(dossier: Dossier) -> Iterator[Gap]:
    """Names that nobody knows one by one; figures without a value together, by what would mend them."""
    missing: dict[tuple[str, str, UUID | None], list[str]] = {}
    for name, where in _first_mentions(dossier):
        value = dossier.book.get(name)
        if value is None:
            yield _unknown(f"số liệu “{name}”", where)
        elif value.is_missing:
            page = _MENDED_ON.get(value.figure.origin)
            mended = (value.missing_because, page or where.page, None if page else where.uid)
            missing.setdefault(mended, []).append(f"“{value.figure.label}”")
    for (reason, page, uid), labels in missing.items():
        yield Gap(f"Văn bản dùng số liệu chưa có giá trị: {', '.join(labels)}. {reason}", page, uid)
    for where, body in dossier.texts():
        for name in blocks_in(body):
            if not blocks.find(name):
                yield _unknown(f"khối “{name}”", where)


def _unknown(what: str, where: Where) -> Gap:
    return Gap(f"Không có {what} ({where.words}); hãy sửa lại văn bản.", where.page, where.uid)


def _first_mentions(dossier: Dossier) -> Iterator[tuple[str, Where]]:
    """Each figure that the texts name, with the first place where they do."""
    first: dict[str, Where] = {}
    for where, name in dossier.figures():
        first.setdefault(name, where)
    yield from first.items()


def _ending_gaps(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.recipients:
        yield Gap("Kế hoạch chưa có nơi nhận.", "plan_ending")
    if not dossier.plan.signer_name.strip():
        yield Gap("Kế hoạch chưa có họ tên người ký.", "plan_ending")
    if not dossier.plan.archive.strip():
        yield Gap("Kế hoạch chưa ghi nơi lưu.", "plan_ending")
