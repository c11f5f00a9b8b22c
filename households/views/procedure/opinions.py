"""The opinion of the level above: the result looked through, households marked, returned or agreed to; and the
commune's answers."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.forms.procedure import (
    AgreeForm,
    MarkForm,
    PaperOpinionForm,
    ReturnForm,
    SendBackAnswerForm,
)
from households.models import Household, Review, SendBack
from households.presenters.procedure import about
from households.presenters.procedure.acts import act_page
from households.presenters.procedure.opinion import OpinionPage
from households.procedure import checks, results
from households.procedure.course import class_now
from households.procedure.moves import check_state
from households.procedure.words import opinion_words
from households.views.procedure.acting import course_at, perform
from households.views.procedure.posting import form_links
from localities.models import Locality

PER_PAGE = 50
AGREE, RETURN = "thong-nhat", "tra-lai"


@requires(Permission.REVIEW_OPINE)
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The result of a commune, household by household, for whoever gives the opinion of the level above."""
    course = course_at(request, place, year, month)
    typed = held.typed(request)
    chosen = typed.get("lenh") if typed else ""
    agree = AgreeForm(typed if chosen == AGREE else None, initial={"opinion_on": course.today})
    back = ReturnForm(typed if chosen == RETURN else None, prefix="tra-lai")
    refused = _give(request, course.review, agree, back) if request.method == "POST" else ""
    if request.method == "POST" and refused is None:
        return redirect("reviews", *course.review.url_args)
    found, only = results.Results(course.review), request.GET.get("xem", "")
    page = OpinionPage(
        course=course,
        page=Paginator(found.forms(only), PER_PAGE).get_page(request.GET.get("trang")),
        query=request.GET,
        only=only,
        results=found,
        agree=agree,
        back=back,
        refused=refused or "",
        stopped=refusal(check_state, course.review, "agree") or refusal(checks.check_may_opine, course, request.user),
    )
    return render(request, "households/procedure/opinion.html", {"page": page, "form": agree})


def _give(request: HttpRequest, review: Review, agree: AgreeForm, back: ReturnForm) -> str | None:
    """The sentence of the refusal, "" where the form itself is wrong; None when the opinion is recorded."""
    form = agree if request.POST.get("lenh") == AGREE else back
    if not form.is_valid():
        return ""
    try:
        act = actions.agree if form is agree else actions.return_review
        act(review=review, **form.cleaned_data, by=request.user)
    except Refused as reason:
        return str(reason)
    done = "Đã thống nhất kết quả rà soát." if form is agree else "Đã trả lại kết quả rà soát kèm ý kiến từng hộ."
    messages.success(request, done)
    return None


@requires(Permission.REVIEW_OPINE)
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """A household to be reviewed again, with a comment; or the mark taken away."""
    course = course_at(request, place, year, month)
    review, household = course.review, _household(request, place, uid)
    known = review.send_backs.filter(household=household, round=review.round).first()
    back = ("Cho ý kiến", reverse("review_opinion", args=review.url_args))
    if request.method == "POST" and "bo-danh-dau" in request.POST:
        return _unmark(request, review, household, back[1])
    page = act_page(
        course,
        "mark_send_back",
        MarkForm(held.typed(request), initial={"comment": known.comment if known else ""}),
        facts=results.facts_of(review, household),
        marked=known is not None,
        links=[("Trang của hộ, phiếu rà soát", f"{household.get_absolute_url()}?nam={review.year}")],
        stopped=refusal(check_state, review, "mark_send_back") or refusal(checks.check_may_opine, course, request.user),
        back=back,
    )
    act = partial(actions.mark_send_back, review=review, household=household)
    done = f"Đã đánh dấu hộ {household.head_name}."
    return perform(request, page, act, done, "households/procedure/mark.html")


def _unmark(request: HttpRequest, review: Review, household: Household, back: str) -> HttpResponse:
    try:
        actions.withdraw_send_back(review=review, household=household, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"Đã bỏ đánh dấu hộ {household.head_name}.")
    return redirect(back)


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """An opinion that came on paper."""
    course = course_at(request, place, year, month)
    form = PaperOpinionForm(held.typed(request))
    rules = [opinion_words(course)]
    page = act_page(course, "record_paper_opinion", form, anchor="#trinh", about=about.PAPER, rules=rules)
    act = partial(actions.record_paper_opinion, review=course.review)
    return perform(request, page, act, "Đã ghi văn bản thống nhất của cấp trên.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """The commune's answer about a returned household."""
    course = course_at(request, place, year, month)
    household = _household(request, place, uid)
    sent = _latest(course.review, household)
    page = act_page(
        course,
        "answer_send_back",
        SendBackAnswerForm(held.typed(request)),
        anchor="#trinh",
        facts=about.send_back_facts(sent, class_now(course.review, household)),
        links=form_links(course, household),
        stopped="" if sent.is_open else "Hộ này đã được giải trình.",
    )
    return perform(request, page, partial(actions.answer_send_back, send_back=sent), "Đã lưu giải trình.")


def _latest(review: Review, household: Household) -> SendBack:
    """The last time the household was returned."""
    found = review.send_backs.filter(household=household).select_related("household__hamlet", "sent_by", "review")
    return get_object_or_404(found, round=found.order_by("-round").values("round")[:1])


def _household(request: HttpRequest, place: Locality, uid: UUID) -> Household:
    found = Household.objects.in_scope(request.scope).filter(commune=place).select_related("hamlet", "commune")
    return get_object_or_404(found, uid=uid)
