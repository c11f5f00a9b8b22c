"""Writing a plan in the browser: sections, their order, targets, front, duties, ending."""

import html
import re
from typing import Any

import pytest
from django.urls import reverse

from plans import actions
from plans.dossier import dossier_of
from plans.drafts import Duties, Ending, Front
from plans.models import Plan, State
from plans.text import load, parse
from tests import factories

TEXT = re.compile(r"<[^>]+>")


def words(response) -> str:
    return " ".join(html.unescape(TEXT.sub(" ", response.content.decode())).split())


def url(name, plan, *more):
    return reverse(name, args=[plan.key, *more])


@pytest.fixture
def desk(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def section(plan):
    return plan.sections.get(title="Nhiệm vụ")


@pytest.fixture
def address(plan, section):
    return url("plan_section", plan, section.uid)


def fields(page) -> dict[str, Any]:
    """What a browser would send if the page's form were sent as it stands."""
    source = page.content.decode()
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", source):
        name, kind = re.search(r'name="([^"]*)"', tag), re.search(r'type="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and not (kind and kind[1] in {"checkbox", "radio"} and "checked" not in tag):
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', source, re.S):
        found[name] = html.unescape(text)
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', source, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        found[name] = html.unescape(chosen[1]) if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


# --- A section -------------------------------------------------------------------------------------


def test_the_editor_shows_text_figures_and_what_they_are_now(desk, address):
    page = desk.get(address)
    read = words(page)
    assert "- Nâng cao hiệu lực lãnh đạo" in read
    assert "{{ loại địa bàn }}" in read
    assert "{{ số hộ nghèo }} Chèn số hộ nghèo 21 Kết quả rà soát năm 2022" in read
    assert "[[ bảng chỉ tiêu giảm hộ nghèo ]]" in read
    assert "Không còn gì phải bổ sung ở mục này." in read
    assert "{{" not in page.content.decode()


def test_a_text_is_saved_and_read_with_its_figures(desk, address, section):
    typed = fields(desk.get(address)) | {"body": "Giúp {{ số hộ nghèo }} hộ, **{{ tỷ lệ hộ nghèo }}**."}
    page = desk.post(address, typed, follow=True)
    assert "Đã lưu." in words(page)
    assert "<strong>1,13%</strong>" in page.content.decode()
    section.refresh_from_db()
    assert load(section.body) == parse(typed["body"])
    assert section.version == 2


def test_mistakes_are_listed_with_lines_and_suggestions_and_the_text_stays(desk, address, section):
    body = "Câu đúng.\n  - thụt vào\n{{ tỉ lệ hộ nghèo }} và {{ số hộ nghèo"
    page = desk.post(address, {"title": "Nhiệm vụ", "body": body, "version": 1})
    read = words(page)
    assert "Dòng 3: không có số liệu “tỉ lệ hộ nghèo”. Có phải “tỷ lệ hộ nghèo”?" in read
    assert "Dòng 3: hai dấu ngoặc nhọn mở mà chưa đóng ở “số hộ nghèo”." in read
    assert fields(page)["body"] == body
    section.refresh_from_db()
    assert section.version == 1


def test_a_figure_without_a_value_is_told_after_saving(desk, address):
    typed = {"title": "Nhiệm vụ", "body": "Giảm {{ chỉ tiêu giảm hộ nghèo }} hộ.", "version": 1}
    page = desk.post(address, typed, follow=True)
    assert "Số liệu chưa có giá trị: “chỉ tiêu giảm hộ nghèo”. Chưa nhập đủ chỉ tiêu" in words(page)
    assert "[chưa có: chỉ tiêu giảm hộ nghèo]" in words(page)


@pytest.mark.parametrize("title", ["", "   ", "Năm {{ năm kế hoạch }}", "x" * 301])
def test_a_title_is_words(desk, address, section, title):
    page = desk.post(address, {"title": title, "body": "Một câu.", "version": 1})
    assert page.status_code == 200
    section.refresh_from_db()
    assert section.version == 1


def test_two_officers_at_one_section_see_both_texts(desk, signed_in, plan, address, section):
    other = signed_in(factories.make_officer(plan.place, full_name="Đồng Nghiệp Thử"))
    other.post(address, {"title": "Nhiệm vụ", "body": "Bản của đồng nghiệp với {{ số hộ nghèo }}.", "version": 1})
    page = desk.post(address, {"title": "Nhiệm vụ", "body": "Bản của tôi.", "version": 1})
    read = words(page)
    assert "Mục “Nhiệm vụ” đã được Đồng Nghiệp Thử lưu" in read
    assert "Bản của đồng nghiệp với {{ số hộ nghèo }}." in read
    typed = fields(page)
    assert typed["body"] == "Bản của tôi."
    desk.post(address, typed)
    section.refresh_from_db()
    assert load(section.body) == parse("Bản của tôi.")


def test_markup_that_is_typed_is_text(desk, address):
    typed = {"title": "Nhiệm vụ", "body": "<script>alert(1)</script> & <b>x</b>", "version": 1}
    page = desk.post(address, typed, follow=True)
    assert "<script>alert" not in page.content.decode()
    assert "<script>alert(1)</script> & <b>x</b>" in words(page)


@pytest.mark.parametrize("body", ["x" * 60_001, "x" * 20_001, "x\n" * 1_001, "**a** b " * 1_000])
def test_a_text_that_is_too_long_is_refused_and_not_stored(desk, address, section, body):
    page = desk.post(address, {"title": "Nhiệm vụ", "body": body, "version": 1})
    assert "Nội dung quá dài" in words(page)
    section.refresh_from_db()
    assert section.version == 1


def test_a_section_that_does_not_exist(desk, plan):
    assert desk.get(url("plan_section", plan, plan.uid)).status_code == 404


def test_a_sent_plan_is_not_written_in(desk, ready, officer):
    actions.submit(plan=ready, by=officer)
    section = ready.sections.get(title="Nhiệm vụ")
    for address in (url("plan_section", ready, section.uid), url("plan_targets", ready), url("plan_ending", ready)):
        page = desk.get(address)
        assert "đã được trình, đang chờ duyệt nên không sửa được" in words(page)
        assert ">Lưu<" not in page.content.decode()
    page = desk.post(url("plan_section", ready, section.uid), {"title": "x", "body": "x", "version": 1})
    assert "không sửa được" in words(page)
    assert fields(page)["body"] == "x"


# --- The list of sections --------------------------------------------------------------------------


def test_sections_are_added_moved_renamed_and_dropped(desk, plan):
    outline = url("plan_outline", plan)
    typed = fields(desk.get(outline)) | {"title": "Nguyên nhân nghèo"}
    typed["after"] = str(plan.sections.get(title="Thực trạng hộ nghèo, hộ cận nghèo").uid)
    for _ in range(2):  # the button pressed twice
        desk.post(outline, typed)
    assert "2. Nguyên nhân nghèo" in words(desk.get(outline))
    added = plan.sections.get(title="Nguyên nhân nghèo")
    desk.post(url("plan_section_move", plan, added.uid), {"move": "up"})
    assert "1. Nguyên nhân nghèo" in words(desk.get(outline))
    desk.post(url("plan_section_rename", plan, added.uid), {"title": "Vì sao nghèo"})
    assert "1. Vì sao nghèo" in words(desk.get(outline))
    assert "Bỏ mục 1. Vì sao nghèo" in words(desk.get(url("plan_section_drop", plan, added.uid)))
    desk.post(url("plan_section_drop", plan, added.uid))
    assert "Vì sao nghèo" not in words(desk.get(outline))


def test_an_annex_is_added_at_the_end(desk, plan):
    outline = url("plan_outline", plan)
    typed = fields(desk.get(outline)) | {"title": "Phân công giúp đỡ", "after": "phu-luc"}
    desk.post(outline, typed)
    assert "Phụ lục Phân công giúp đỡ" in words(desk.get(outline))


def test_moves_that_lead_nowhere_say_why(desk, plan):
    first = plan.sections.first()
    page = desk.post(url("plan_section_move", plan, first.uid), {"move": "up"}, follow=True)
    assert "Mục này đã ở đầu" in words(page)
    parent = plan.sections.get(title="Mục tiêu")
    assert "còn mục con" in words(desk.get(url("plan_section_drop", plan, parent.uid)))
    page = desk.post(url("plan_section_drop", plan, parent.uid), follow=True)
    assert "còn mục con" in words(page)


def test_a_section_without_a_title_is_not_added(desk, plan):
    page = desk.post(url("plan_outline", plan), fields(desk.get(url("plan_outline", plan))))
    assert "Hãy nhập tiêu đề của mục." in words(page)


# --- Targets ---------------------------------------------------------------------------------------


def test_targets_are_typed_in_a_table_and_what_follows_is_shown(desk, plan, commune):
    address = url("plan_targets", plan)
    page = desk.get(address)
    assert "Hải Thủy Số liệu báo cáo 504 2 1 – –" in words(page)  # able to exit: 1, shown and not taken
    hamlets = factories.hamlets_of(commune)
    counts = {f"poor_{hamlet.pk}": count for hamlet, count in zip(hamlets, (1, 1, 0, 2), strict=True)}
    page = desk.post(address, fields(page) | counts | {f"note_{hamlets[0].pk}": "hộ già yếu"}, follow=True)
    assert "Đã lưu." in words(page)
    assert "Tổng cộng 1.856 21 4 4 17 0,92" in words(page)
    rows = dossier_of(Plan.objects.get(pk=plan.pk)).targets.rows
    assert (rows[0].poor.exit, rows[0].note) == (1, "hộ già yếu")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("3", "Hải Thủy: chỉ tiêu 03 hộ thoát nghèo nhiều hơn số hộ nghèo hiện có (02 hộ). Hãy nhập số không quá 2."),
        ("-1", "Hải Thủy: số hộ không thể âm."),
        ("hai", "Hải Thủy: nhập số hộ bằng chữ số, ví dụ 2."),
    ],
)
def test_targets_that_cannot_be_are_refused_and_stay_typed(desk, plan, commune, typed, sentence):
    first = factories.hamlets_of(commune)[0]
    page = desk.post(url("plan_targets", plan), {f"poor_{first.pk}": typed, "seen": ""})
    assert sentence in words(page)
    assert fields(page)[f"poor_{first.pk}"] == typed
    assert plan.targets.count() == 0


def test_a_note_without_a_target_is_not_lost_silently(desk, plan, commune):
    first = factories.hamlets_of(commune)[0]
    page = desk.post(url("plan_targets", plan), {f"note_{first.pk}": "hộ già yếu"})
    assert "nhập chỉ tiêu thoát nghèo cùng với ghi chú" in words(page)
    assert fields(page)[f"note_{first.pk}"] == "hộ già yếu"


def test_two_officers_at_the_targets(desk, signed_in, plan, commune):
    address = url("plan_targets", plan)
    first = factories.hamlets_of(commune)[0]
    mine = fields(desk.get(address)) | {f"poor_{first.pk}": "1"}
    other = signed_in(factories.make_officer(plan.place, full_name="Đồng Nghiệp Thử"))
    other.post(address, fields(other.get(address)) | {f"poor_{first.pk}": "2"})
    page = desk.post(address, mine)
    assert "Chỉ tiêu đã được Đồng Nghiệp Thử lưu" in words(page)
    assert "Hải Thủy: thoát nghèo 2, thoát cận nghèo –" in words(page)
    desk.post(address, fields(page))
    assert plan.targets.get(place=first).count == 1


def test_before_any_result_the_page_warns(desk, plan):
    plan.base_review.figures.all().delete()
    plan.base_review.__class__.objects.update(
        state="surveying", decision_number="", decision_on=None, recognised_at=None, recognised_by=None
    )
    assert "Chưa có kết quả rà soát năm 2022" in words(desk.get(url("plan_targets", plan)))


# --- Front, duties, ending -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan_bases", "plan_duties", "plan_ending"])
def test_a_part_sent_as_it_stands_changes_nothing(desk, plan, name):
    page = desk.post(url(name, plan), fields(desk.get(url(name, plan))), follow=True)
    assert "Đã lưu." in words(page)
    assert Plan.objects.get(pk=plan.pk).version == plan.version


def test_bases_are_added_ordered_and_taken_away(desk, plan):
    address = url("plan_bases", plan)
    typed = fields(desk.get(address))
    count = len(Front.of(plan).bases)
    typed |= {
        "subject": "Giảm nghèo\nnăm 2023",
        "can-cu-0-DELETE": "on",
        "can-cu-1-ORDER": "99",
        f"can-cu-{count}-document_kind": "Nghị quyết",
        f"can-cu-{count}-number": "01/NQ-HĐND",
        f"can-cu-{count}-issued_on": "05/01/2023",
        f"can-cu-{count}-ORDER": "1",
    }
    assert "Đã lưu." in words(desk.post(address, typed, follow=True))
    plan = Plan.objects.get(pk=plan.pk)
    bases = Front.of(plan).bases
    assert plan.subject == "Giảm nghèo\nnăm 2023"
    assert len(bases) == count
    assert bases[0].number == "01/NQ-HĐND"
    assert bases[-1].document_kind.startswith("Luật sửa đổi")


def test_a_basis_with_a_wrong_date_is_told_at_its_field(desk, plan):
    typed = fields(desk.get(url("plan_bases", plan))) | {"can-cu-2-issued_on": "31/02/2021"}
    page = desk.post(url("plan_bases", plan), typed)
    assert "Đề nghị nhập ngày theo dạng ngày/tháng/năm" in words(page)
    assert 'href="#id_can-cu-2-issued_on"' in page.content.decode()
    assert fields(page)["can-cu-2-issued_on"] == "31/02/2021"


def test_duties_are_written_per_unit_and_units_are_offered(desk, plan):
    address = url("plan_duties", plan)
    page = desk.get(address)
    assert '<option value="Cộng tác viên công tác xã hội phường">' in page.content.decode()
    count = len(Duties.of(plan).duties)
    typed = fields(page) | {
        f"nhiem-vu-{count}-unit": "Công an phường",
        f"nhiem-vu-{count}-body": "+ Giữ trật tự ở {{ số thôn }} {{ loại thôn }}.",
        "nhiem-vu-0-DELETE": "on",
    }
    assert "Đã lưu." in words(desk.post(address, typed, follow=True))
    duties = Duties.of(Plan.objects.get(pk=plan.pk)).duties
    assert [unit for unit, _ in duties][-1] == "Công an phường"
    assert len(duties) == count


def test_mistakes_in_duties_are_told_and_everything_stays(desk, plan):
    address = url("plan_duties", plan)
    typed = fields(desk.get(address)) | {"nhiem-vu-0-body": "{{ tỉ lệ hộ nghèo }}", "nhiem-vu-1-unit": ""}
    page = desk.post(address, typed)
    assert "Có phải “tỷ lệ hộ nghèo”?" in words(page)
    assert "Hãy nhập tên đơn vị." in words(page)
    assert fields(page)["nhiem-vu-0-body"] == "{{ tỉ lệ hộ nghèo }}"


def test_a_unit_written_twice_is_refused(desk, plan):
    address = url("plan_duties", plan)
    typed = fields(desk.get(address))
    page = desk.post(address, typed | {"nhiem-vu-1-unit": typed["nhiem-vu-0-unit"]})
    assert "được ghi hai lần" in words(page)


def test_recipients_signature_and_archive(desk, plan):
    address = url("plan_ending", plan)
    count = len(Ending.of(plan).recipients)
    typed = fields(desk.get(address)) | {
        f"noi-nhan-{count}-text": "Lưu trữ   phường",
        f"noi-nhan-{count}-purpose": "t/h",
        "signing_form": "chair",
        "signer_name": "Người Ký Thử",
        "archive": "VT, VHXH",
        "document_on": "20/03/2023",
    }
    assert "Đã lưu." in words(desk.post(address, typed, follow=True))
    ending = Ending.of(Plan.objects.get(pk=plan.pk))
    assert (ending.signing_form, ending.signer_name, ending.archive) == ("chair", "Người Ký Thử", "VT, VHXH")
    assert (ending.recipients[-1].text, ending.recipients[-1].purpose) == ("Lưu trữ phường", "t/h")
    assert ending.document_on.isoformat() == "2023-03-20"


def test_two_officers_at_the_ending(desk, signed_in, plan):
    address = url("plan_ending", plan)
    mine = fields(desk.get(address)) | {"signer_name": "Tên Hai"}
    other = signed_in(factories.make_officer(plan.place, full_name="Đồng Nghiệp Thử"))
    other.post(address, fields(other.get(address)) | {"signer_name": "Tên Một"})
    page = desk.post(address, mine)
    assert "Tên Một" in words(page)
    assert fields(page)["signer_name"] == "Tên Hai"
    desk.post(address, fields(page))
    assert Plan.objects.get(pk=plan.pk).signer_name == "Tên Hai"


def test_a_form_of_another_age_does_not_crash(desk, plan):
    """A form sent without its lines, as a broken browser or a bored person would."""
    for name in ("plan_bases", "plan_duties", "plan_ending", "plan_targets"):
        assert desk.post(url(name, plan), {}).status_code in {200, 302}
    assert Plan.objects.get(pk=plan.pk).state == State.DRAFT
