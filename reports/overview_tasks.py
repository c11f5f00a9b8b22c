"""What waits for a person at a place in a year: the review's next act, forms, opinions, plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from households.models import Review
from households.presenters.procedure.following import next_move
from households.procedure.course import course_of
from localities import formats
from localities.models import Locality
from localities.scope import AreaScope, subtree
from localities.text import lower_first
from plans.models import Plan, State
from reports.pictures import ReviewProgress


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for this person: a sentence and where to do it."""

    text: str
    url: str
    label: str


def tasks(
    place: Locality,
    year: int,
    user: User,
    scope: AreaScope,
    review: Review | None,
    progress: ReviewProgress,
    plans: Sequence[Plan],
) -> Iterator[Task]:
    """In the order in which they should be done."""
    here = [place.key, year]
    waiting = progress.not_entered + progress.draft
    surveying = review is not None and review.state == Review.State.SURVEYING
    if surveying and waiting and user.may(Permission.ASSESSMENT_EDIT, place):
        text = f"Còn {formats.count_in_text(waiting)} hộ chưa xong phiếu rà soát năm {year}."
        yield Task(text, reverse("reviews", args=here), "Nhập tiếp")
    if place.is_commune:
        yield from _of_commune(place, year, user, review, progress)
    elif not place.is_hamlet and user.may(Permission.REVIEW_OPINE, place):
        yield from _of_level_above(place, year, scope)
    if not plans and place.is_commune and user.may(Permission.PLAN_EDIT, place):
        yield Task(f"Năm {year} chưa có kế hoạch giảm nghèo.", reverse("plans", args=here), "Lập kế hoạch")
    for plan in plans:
        if task := _plan_task(plan, user):
            yield task


def _of_commune(
    place: Locality, year: int, user: User, review: Review | None, progress: ReviewProgress
) -> Iterator[Task]:
    if review is None:
        if user.may(Permission.REVIEW_MANAGE, place):
            url = reverse("reviews", args=[place.key, year])
            yield Task(f"Năm {year} chưa mở đợt rà soát.", url, "Mở đợt rà soát")
    elif not (review.state == Review.State.SURVEYING and progress.not_entered + progress.draft):
        yield from _next_act(review, user)
    if user.may(Permission.REVIEW_MANAGE, place):
        monthly = place.reviews.running().filter(year=year, kind=Review.Kind.MONTHLY)
        for each in monthly.select_related("commune").order_by("month"):
            text = f"Rà soát thường xuyên {each.period_words}: {lower_first(each.get_state_display())}."
            yield Task(text, reverse("reviews", args=each.url_args), "Xem")


def _next_act(review: Review, user: User) -> Iterator[Task]:
    """The act that leads the review on, where this person does it: at once, or with what is still missing."""
    move = next_move(course_of(review), user)
    if move is None or not move.url:
        return
    state = f"Rà soát năm {review.year}: {lower_first(review.get_state_display())}."
    if not move.missing:
        yield Task(state, move.url, move.label)
    elif review.state != Review.State.SUBMITTED:
        sentence, url, label = move.missing[0]
        yield Task(f"{state} {sentence}", url or reverse("review_steps", args=review.url_args), label or "Xem các bước")


def _of_level_above(place: Locality, year: int, scope: AreaScope) -> Iterator[Task]:
    reviews = Review.objects.in_scope(scope).filter(subtree(place.path, "commune"), year=year)
    submitted = reviews.filter(state=Review.State.SUBMITTED).count()
    if submitted:
        text = f"{formats.count_in_text(submitted)} xã, phường đang chờ ý kiến về kết quả rà soát năm {year}."
        yield Task(text, reverse("reviews", args=[place.key, year]), "Xem và cho ý kiến")


def _plan_task(plan: Plan, user: User) -> Task | None:
    url = reverse("plan", args=[plan.key])
    match plan.state:
        case State.DRAFT if user.may(Permission.PLAN_EDIT, plan.place):
            return Task(f"{plan.title}: đang dự thảo.", url, "Soạn tiếp")
        case State.RETURNED if user.may(Permission.PLAN_EDIT, plan.place):
            return Task(f"{plan.title}: bị trả lại, cần sửa theo ý kiến.", url, "Xem ý kiến")
        case State.SUBMITTED if user.may(Permission.PLAN_APPROVE, plan.place):
            return Task(f"{plan.title}: chờ duyệt.", url, "Xem và duyệt")
        case State.APPROVED if user.may(Permission.PLAN_ISSUE, plan.place):
            return Task(f"{plan.title}: đã duyệt, chờ ban hành.", url, "Ban hành")
    return None
