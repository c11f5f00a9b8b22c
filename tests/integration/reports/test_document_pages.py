"""Preview, print, register and issue page: who sees them, what they say."""

import pytest

from accounts.roles import Permission, Role
from plans.models import Plan, State
from reports.models import IssuedDocument
from tests import factories

PAGES = ("xem-truoc/", "van-ban.html", "van-ban.pdf")


@pytest.mark.parametrize("page", PAGES)
def test_the_officer_sees_the_document_of_a_draft(office, signed_in, page) -> None:
    plan = office.plan(State.DRAFT)
    assert signed_in(office.officer).get(f"/ke-hoach/{plan.key}/{page}").status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "ban-hanh/"])
def test_the_leader_of_the_next_commune_finds_nothing(office, neighbour_leader, signed_in, page) -> None:
    plan = office.plan(State.APPROVED)
    client = signed_in(neighbour_leader)
    assert client.get(f"/ke-hoach/{plan.key}/{page}").status_code == 404
    assert client.post(f"/ke-hoach/{plan.key}/ban-hanh/", {"number": "1", "issued_on": "20/03/2023"}).status_code == 404
    assert not IssuedDocument.objects.exists()


def test_the_preview_may_stand_in_a_frame_of_our_own_pages_alone(office, signed_in) -> None:
    plan = office.plan(State.DRAFT)
    client = signed_in(office.officer)
    framed = client.get(f"/ke-hoach/{plan.key}/van-ban.html")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    around = client.get(f"/ke-hoach/{plan.key}/xem-truoc/")
    assert around["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in around["Content-Security-Policy"]


def test_a_draft_is_marked_as_one(office, signed_in) -> None:
    plan = office.plan(State.DRAFT)
    assert "DỰ THẢO" in signed_in(office.officer).get(f"/ke-hoach/{plan.key}/van-ban.html").content.decode()


def test_the_leader_issues_on_the_page_with_the_next_number_proposed(office, approved, signed_in) -> None:
    client = signed_in(office.leader)
    page = client.get(f"/ke-hoach/{approved.key}/ban-hanh/").content.decode()
    assert 'value="1"' in page
    response = client.post(f"/ke-hoach/{approved.key}/ban-hanh/", {"number": "1", "issued_on": "20/03/2023"})
    issued = IssuedDocument.objects.get()
    assert response.url == f"/van-ban/{issued.uid}/"
    assert issued.sha256 in client.get(response.url).content.decode()
    register = client.get(f"/{office.commune.key}/2023/van-ban/").content.decode()
    assert "01/KH-UBND" in register
    assert client.get(f"/van-ban/{issued.uid}/ban-in.pdf").content == bytes(issued.pdf)


def test_issuing_twice_by_a_double_click_makes_one_document(office, approved, signed_in) -> None:
    client = signed_in(office.leader)
    for _ in range(2):
        client.post(f"/ke-hoach/{approved.key}/ban-hanh/", {"number": "1", "issued_on": "20/03/2023"})
    assert IssuedDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"number": "", "issued_on": "20/03/2023"}, "Nhập số văn bản", id="no number"),
        pytest.param({"number": "mười", "issued_on": "20/03/2023"}, "là số nguyên", id="a word for a number"),
        pytest.param({"number": "0", "issued_on": "20/03/2023"}, "bắt đầu từ 1", id="number zero"),
        pytest.param(
            {"number": "1", "issued_on": "31/02/2023"}, "theo dạng ngày/tháng/năm", id="a day that does not exist"
        ),
        pytest.param({"number": "1", "issued_on": "01/01/2099"}, "không thể sau hôm nay", id="a day to come"),
    ],
)
def test_bad_input_gets_a_sentence_and_issues_nothing(office, approved, signed_in, typed, sentence) -> None:
    page = signed_in(office.leader).post(f"/ke-hoach/{approved.key}/ban-hanh/", typed).content.decode()
    assert sentence in page
    assert not IssuedDocument.objects.exists()


def test_an_officer_may_not_issue(office, approved, signed_in) -> None:
    assert signed_in(office.officer).get(f"/ke-hoach/{approved.key}/ban-hanh/").status_code == 403


def test_what_was_typed_survives_an_expired_session(office, approved, signed_in) -> None:
    client = signed_in(office.leader)
    page = client.get(f"/ke-hoach/{approved.key}/ban-hanh/").content.decode()
    mark = page.split('name="_nguoi_nhap" value="')[1].split('"')[0]
    client.logout()
    client.post(f"/ke-hoach/{approved.key}/ban-hanh/", {"number": "77", "issued_on": "20/03/2023", "_nguoi_nhap": mark})
    factories.sign_in(client, office.leader)
    assert 'value="77"' in client.get(f"/ke-hoach/{approved.key}/ban-hanh/").content.decode()
    assert Plan.objects.get(pk=approved.pk).state == State.APPROVED


def test_the_register_of_a_district_holds_the_documents_of_its_communes(office, approved, signed_in) -> None:
    signed_in(office.leader).post(f"/ke-hoach/{approved.key}/ban-hanh/", {"number": "1", "issued_on": "20/03/2023"})
    reviewer = factories.make_user(Role.UPPER_REVIEWER, office.commune.parent)
    district = office.commune.parent
    assert "01/KH-UBND" in signed_in(reviewer).get(f"/{district.key}/2023/van-ban/").content.decode()


def test_a_document_of_the_next_commune_is_not_found(office, approved, neighbour_leader, signed_in) -> None:
    signed_in(office.leader).post(f"/ke-hoach/{approved.key}/ban-hanh/", {"number": "1", "issued_on": "20/03/2023"})
    issued = IssuedDocument.objects.get()
    client = signed_in(neighbour_leader)
    assert client.get(f"/van-ban/{issued.uid}/").status_code == 404
    assert client.get(f"/van-ban/{issued.uid}/ban-in.pdf").status_code == 404
    assert client.get(f"/{office.commune.key}/2023/van-ban/").status_code == 404


def test_an_empty_register_says_what_to_do(office, signed_in) -> None:
    page = signed_in(office.officer).get(f"/{office.commune.key}/2023/van-ban/").content.decode()
    assert "Chưa có văn bản nào" in page


def test_a_render_that_fails_sends_back_with_the_reason(office, signed_in, monkeypatch) -> None:
    from reports.documents.errors import RenderingFailed
    from reports.views import documents

    def fails(*args, **kwargs):
        raise RenderingFailed("Thiếu thư viện Pango.")

    monkeypatch.setattr(documents, "render_pdf", fails)
    plan = office.plan(State.DRAFT)
    page = signed_in(office.officer).get(f"/ke-hoach/{plan.key}/van-ban.pdf", follow=True).content.decode()
    assert "Thiếu thư viện Pango." in page


def test_only_holders_of_the_permission_see_documents(office, holder, signed_in) -> None:
    plan = office.plan(State.DRAFT)
    stranger = holder(Permission.FIGURES_VIEW, office.commune)
    assert signed_in(stranger).get(f"/ke-hoach/{plan.key}/van-ban.pdf").status_code == 403
