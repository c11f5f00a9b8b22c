"""The document of a plan: seen, printed, issued; and the register of what was issued."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from localities.models import Locality
from localities.scope import subtree
from plans.dossier import dossier_of
from plans.models import Plan
from reports import actions, plan_documents, policies
from reports.documents.errors import RenderingFailed
from reports.documents.html import render_html
from reports.documents.pdf import render_pdf, warm_up
from reports.forms import IssueForm
from reports.models import IssuedDocument


@requires(Permission.PLAN_VIEW)
@require_GET
def plan_preview(request: HttpRequest, key: str) -> HttpResponse:
    """The page around the preview: what it is, where to go next."""
    plan = _plan(request, key)
    issued = IssuedDocument.objects.in_scope(request.scope).filter(plan=plan).first()
    warm_up()  # whoever looks at the preview prints next
    context = {
        "plan": plan,
        "issued": issued,
        "missing": () if issued else dossier_of(plan).missing_figures(),
        "may_issue": request.user.may(Permission.PLAN_ISSUE, plan.place),
        "issue_refusal": refusal(policies.check_can_issue, plan),
    }
    return render(request, "reports/plan_preview.html", context)


@requires(Permission.PLAN_VIEW)
@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
@require_GET
def plan_html(request: HttpRequest, key: str) -> HttpResponse:
    """The document itself, as the frame of the preview shows it."""
    plan = _plan(request, key)
    if issued := IssuedDocument.objects.in_scope(request.scope).filter(plan=plan).first():
        return _page(issued.html)
    return _page(render_html(plan_documents.build(plan).document, stylesheet=plan_documents.STYLESHEET))


@requires(Permission.PLAN_VIEW)
@require_GET
def plan_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The print of a draft, marked as one; of an issued plan, the very bytes that were issued."""
    plan = _plan(request, key)
    if issued := IssuedDocument.objects.in_scope(request.scope).filter(plan=plan).first():
        return _pdf(bytes(issued.pdf), f"{plan.key}.pdf")
    try:
        pdf = render_pdf(plan_documents.build(plan).document, timeout=settings.RENDER_TIMEOUT)
    except RenderingFailed as reason:
        messages.error(request, str(reason))
        return redirect("plan_preview", plan.key)
    return _pdf(pdf, f"{plan.key}-du-thao.pdf")


@requires(Permission.PLAN_ISSUE)
@require_http_methods(["GET", "POST"])
def plan_issue(request: HttpRequest, key: str) -> HttpResponse:
    """Number and date; then the plan is issued."""
    plan = _plan(request, key)
    form = IssueForm(held.typed(request), initial=_suggested(plan))
    if request.method == "POST" and form.is_valid():
        try:
            issued = actions.issue(plan=plan, by=request.user, **form.cleaned_data)
        except (Refused, RenderingFailed) as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Đã ban hành Kế hoạch số {issued.full_number}.")
            return redirect("document", issued.uid)
    context = {"plan": plan, "form": form, "refusal": refusal(policies.check_can_issue, plan)}
    return render(request, "reports/plan_issue.html", context)


@requires(Permission.DOCUMENT_VIEW)
@require_GET
def documents(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The register: what the offices of this place issued in the year."""
    issued = (
        IssuedDocument.objects.in_scope(request.scope)
        .filter(subtree(place.path, "place"), year=year)
        .select_related("place", "plan")
        .defer("pdf", "html", "figures")
    )
    page = Paginator(issued, 50).get_page(request.GET.get("trang"))
    return render(request, "reports/documents.html", {"page": page, "place": place, "year": year})


@requires(Permission.DOCUMENT_VIEW)
@require_GET
def document(request: HttpRequest, uid: str) -> HttpResponse:
    """One issued document: its facts, its hash, its file."""
    issued = _issued(request, uid)
    return render(request, "reports/document.html", {"issued": issued, "size": len(issued.pdf)})


@requires(Permission.DOCUMENT_VIEW)
@require_GET
def document_pdf(request: HttpRequest, uid: str) -> HttpResponse:
    issued = _issued(request, uid)
    return _pdf(bytes(issued.pdf), f"{issued.number:02d}-{issued.symbol}-{issued.year}.pdf")


def _plan(request: HttpRequest, key: str) -> Plan:
    plans = Plan.objects.in_scope(request.scope).select_related("place__parent__parent", "base_review__commune")
    plan = get_object_or_404(plans, key=key)
    request.place, request.year, request.section = plan.place, plan.year, "plans"
    return plan


def _issued(request: HttpRequest, uid: str) -> IssuedDocument:
    issued = get_object_or_404(IssuedDocument.objects.in_scope(request.scope), uid=uid)
    request.place, request.year, request.section = issued.place, issued.year, "documents"
    return issued


def _suggested(plan: Plan) -> dict[str, object]:
    today = timezone.localdate()
    day = min(plan.document_on or today, today)
    return {"number": policies.next_number(plan, plan_documents.SYMBOL, day.year), "issued_on": day}


def _page(html: str) -> HttpResponse:
    return HttpResponse(html)


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
