"""A plan leaves the office once: with a number nobody else has, on figures that never change again."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households.models import HamletFigures
from localities.models import Level
from plans.models import Plan, State
from reports import actions, policies
from reports.documents.errors import UnknownFigures
from reports.models import IssuedDocument
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, make_plan_at, make_source_commune

DAY = date(2023, 3, 20)


def test_issuing_freezes_number_date_figures_and_bytes(office, approved) -> None:
    issued = actions.issue(plan=approved, number=5, issued_on=DAY, by=office.leader)
    assert issued.full_number == "05/KH-UBND"
    assert issued.sha256 == hashlib.sha256(bytes(issued.pdf)).hexdigest()
    assert issued.figures["so_ho_ngheo"]["printed"] == "21"
    assert "Số: 05/KH-UBND" in _text(issued)
    assert "ngày 20 tháng 3 năm 2023" in _text(issued)
    assert "DỰ THẢO" not in _text(issued)
    plan = Plan.objects.get(pk=approved.pk)
    assert (plan.state, plan.issued_by, plan.document_on) == (State.ISSUED, office.leader, DAY)
    assert AuditEvent.objects.filter(act="plan_issued", by_id=office.leader.pk).count() == 1


def test_figures_that_change_later_do_not_change_what_was_issued(office, approved, signed_in) -> None:
    issued = actions.issue(plan=approved, number=1, issued_on=DAY, by=office.leader)
    HamletFigures.objects.filter(review=approved.base_review).update(households=99)
    client = signed_in(office.officer)
    assert client.get(f"/ke-hoach/{approved.key}/van-ban.pdf").content == bytes(issued.pdf)
    assert "21 hộ" in client.get(f"/ke-hoach/{approved.key}/van-ban.html").content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_a_plan_that_is_not_approved_is_not_issued(office, state) -> None:
    with pytest.raises(Refused, match="không thể ban hành"):
        actions.issue(plan=office.plan(state), number=1, issued_on=DAY, by=office.leader)
    assert not IssuedDocument.objects.exists()


def test_a_plan_is_issued_once(office, approved) -> None:
    actions.issue(plan=approved, number=1, issued_on=DAY, by=office.leader)
    with pytest.raises(Refused, match="đã được ban hành"):
        actions.issue(plan=Plan.objects.get(pk=approved.pk), number=2, issued_on=DAY, by=office.leader)
    assert IssuedDocument.objects.count() == 1


def test_results_that_no_decision_recognised_are_not_issued(office, approved) -> None:
    review = approved.base_review
    review.state, review.recognised_at, review.recognised_by = "surveying", None, None
    review.save()
    with pytest.raises(Refused, match="chưa được công nhận"):
        actions.issue(plan=Plan.objects.get(pk=approved.pk), number=1, issued_on=DAY, by=office.leader)


def test_a_number_is_used_once_a_year_in_one_office(office, approved) -> None:
    _issued(office, number=7, issued_on=DAY)
    with pytest.raises(Refused, match="Số tiếp theo là 8"):
        policies.check_number_and_date(approved, "KH-UBND", 7, DAY)
    policies.check_number_and_date(approved, "KH-UBND", 8, DAY)
    policies.check_number_and_date(approved, "KH-UBND", 7, date(2024, 1, 5))


def test_numbers_and_dates_run_together(office, approved) -> None:
    _issued(office, number=7, issued_on=DAY)
    with pytest.raises(Refused, match="không thể mang ngày sớm hơn"):
        policies.check_number_and_date(approved, "KH-UBND", 8, DAY - timedelta(days=1))
    with pytest.raises(Refused, match="không thể mang ngày muộn hơn"):
        policies.check_number_and_date(approved, "KH-UBND", 6, DAY + timedelta(days=1))


def test_a_date_in_the_future_is_refused(approved) -> None:
    with pytest.raises(Refused, match="không thể sau hôm nay"):
        policies.check_number_and_date(approved, "KH-UBND", 1, timezone.localdate() + timedelta(days=1))


def test_numbers_start_at_one_each_year(office, approved) -> None:
    assert policies.next_number(approved, "KH-UBND", 2023) == 1
    _issued(office, number=12, issued_on=DAY)
    assert policies.next_number(approved, "KH-UBND", 2023) == 13
    assert policies.next_number(approved, "KH-UBND", 2024) == 1


def test_a_text_with_an_unknown_figure_is_not_issued(office, approved) -> None:
    section = approved.sections.first()
    section.body = [{"type": "paragraph", "runs": [{"figure": "khong_ai_biet"}]}]
    section.save()
    with pytest.raises(UnknownFigures, match="khong_ai_biet"):
        actions.issue(plan=approved, number=1, issued_on=DAY, by=office.leader)
    assert not IssuedDocument.objects.exists()
    assert Plan.objects.get(pk=approved.pk).state == State.APPROVED


def test_a_change_between_drawing_and_writing_stops_the_issue(office, approved, monkeypatch) -> None:
    drawn = actions.render_pdf

    def a_colleague_changes_the_signer(document, timeout):
        Plan.objects.filter(pk=approved.pk).update(signer_name="Người Khác")
        return drawn(document)

    monkeypatch.setattr(actions, "render_pdf", a_colleague_changes_the_signer)
    with pytest.raises(Refused, match="vừa thay đổi"):
        actions.issue(plan=approved, number=1, issued_on=DAY, by=office.leader)
    assert not IssuedDocument.objects.exists()


def _issued(office, *, number: int, issued_on: date) -> IssuedDocument:
    """Another document of the same office, put into the register directly: its own plan is of no interest."""
    other = make_source_commune_plan(office)
    return IssuedDocument.objects.create(
        place=office.commune,
        year=issued_on.year,
        symbol="KH-UBND",
        number=number,
        issued_on=issued_on,
        subject="Một kế hoạch khác",
        signer_name="Người Ký",
        plan=other,
        figures={},
        html="",
        pdf=b"",
        sha256="",
        issued_by=office.leader,
    )


def make_source_commune_plan(office) -> Plan:
    district = factories.make_place(Level.DISTRICT, "xa", "Khác")
    source = replace(CAM_PHUC_NAM, code="99999")
    commune = make_source_commune(source, district)
    return make_plan_at(State.DRAFT, source, commune, officer=office.officer, leader=office.leader)


def _text(issued: IssuedDocument) -> str:
    pages = pypdfium2.PdfDocument(bytes(issued.pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
