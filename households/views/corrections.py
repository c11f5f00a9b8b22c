"""A recognised result corrected by a decision of its own."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.actions import correcting
from households.entry.sheet import Sheet, sheet_of
from households.forms import SheetForm, initial_of
from households.forms.lists import CorrectionForm, PersonsForm
from households.models import Assessment, Household, Review
from households.presenters.corrections import CorrectionsPage, CorrectPage
from households.presenters.review_list import Where
from households.views.lists import review_at
from households.views.reviews import to_reviews
from localities.models import Locality
from localities.text import normalise

PER_PAGE = 50
SHOWN = 20
RECORD, TAKE_OUT, BACK = "ghi", "dua-ra", "sua-tiep"


@requires(Permission.HOUSEHOLD_VIEW)
def corrections(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """What was corrected, before and after; and the search for a household whose result is wrong."""
    request.section = "reviews"
    review = review_at(request, place, year, month, missing_ok=True)
    if review is None:
        return to_reviews(request, place, year, month)
    page = _corrections_page(request, Where(place, year, month), review)
    return render(request, "households/lists/corrections.html", {"page": page, "query": request.GET})


def _corrections_page(request: HttpRequest, at: Where, review: Review) -> CorrectionsPage:
    place = at.place
    own = review.corrections.filter(household__in=_households(request, place))
    rows = own.select_related("household__hamlet__parent", "corrected_by").order_by("-pk")
    may_correct = place.is_commune and request.user.may(Permission.REVIEW_RECOGNISE, place)
    search = normalise(request.GET.get("tim", ""))[:120]
    found: list[Household] = []
    if search and may_correct:
        matching = _households(request, place).matching(search).select_related("hamlet")
        found = list(matching.order_by("sort_key", "pk")[:SHOWN])
    forms = review.assessments.completed().filter(household__in=found)
    return CorrectionsPage(
        at=at,
        review=review,
        page=Paginator(rows, PER_PAGE).get_page(request.GET.get("trang")),
        search=search,
        found=found,
        forms={form.household_id: form for form in forms},
        may_correct=may_correct,
    )


@requires(Permission.REVIEW_RECOGNISE)
@require_http_methods(["GET", "POST"])
@never_cache
def correct(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """The questions with what the result says; checked first, then recorded with its decision."""
    request.section = "reviews"
    review = review_at(request, place, year, month)
    household = get_object_or_404(_households(request, place).select_related("hamlet__parent", "commune"), uid=uid)
    forms = review.assessments.filter(household=household).select_related("hamlet", "review")
    typed = _Typed(review, household, forms.first(), held.typed(request))
    if request.method != "POST" or request.POST.get("lenh") == BACK:
        return _page(request, Where(place, year, month), typed)
    return _decide(request, Where(place, year, month), typed)


class _Typed:
    """What was typed about one correction, or what stands there before anything is."""

    def __init__(
        self, review: Review, household: Household, assessment: Assessment | None, data: QueryDict | None
    ) -> None:
        self.review, self.household, self.assessment = review, household, assessment
        stored = sheet_of(assessment, review.standard) if assessment else Sheet()
        self.taking_out = bool(data and data.get("dua_ra"))
        bound = None if self.taking_out else data
        self.sheet = SheetForm(bound, initial=initial_of(stored, review.standard), standard=review.standard)
        counted = assessment.person_count if assessment else household.members.count()
        self.persons = PersonsForm(bound, initial={"persons": counted})
        self.document = CorrectionForm(data)
        self.stored = stored

    def is_valid(self) -> bool:
        found = [self.document.is_valid()]
        if not self.taking_out:
            found += [self.sheet.is_valid(), self.persons.is_valid()]
        return all(found)

    @property
    def errors(self) -> list[tuple[str, str]]:
        forms = [self.document] if self.taking_out else [self.persons, self.sheet, self.document]
        return [
            (f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label, f"{field.label}: {field.errors[0]}")
            for form in forms
            if form.is_bound
            for field in form
            if field.errors
        ]

    def values(self) -> dict:
        wanted = None if self.taking_out else self.sheet.sheet(self.stored)
        persons = None if self.taking_out else self.persons.cleaned_data["persons"]
        return {"sheet": wanted, "persons": persons, **self.document.cleaned_data}


def _decide(request: HttpRequest, at: Where, typed: _Typed) -> HttpResponse:
    if not typed.is_valid():
        return _page(request, at, typed)
    arguments = {"review": typed.review, "household": typed.household, **typed.values()}
    try:
        if request.POST.get("lenh") != RECORD:
            return _page(request, at, typed, **correcting.preview(**arguments))
        done = actions.correct_result(**arguments, by=request.user)
    except Refused as reason:
        return _page(request, at, typed, refused=str(reason))
    messages.success(
        request,
        f"Đã đính chính kết quả của hộ {typed.household.head_name} theo Quyết định số {done.decision_number}.",
    )
    return redirect(at.url("corrections"))


def _page(request: HttpRequest, at: Where, typed: _Typed, **how: object) -> HttpResponse:
    page = CorrectPage(
        at=at,
        review=typed.review,
        household=typed.household,
        assessment=typed.assessment,
        form=typed.sheet,
        document=typed.document,
        persons=typed.persons,
        taking_out=typed.taking_out,
        errors=typed.errors,
        **how,
    )
    return render(request, "households/lists/correct.html", {"page": page})


def _households(request: HttpRequest, place: Locality) -> QuerySet[Household]:
    return Household.objects.in_scope(request.scope).at(place)
