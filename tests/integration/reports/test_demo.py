"""The demo is the proof on real figures: what the app computes equals what the source plans print.

Source plans 000 (Cam Phúc Nam 2023), 002 (Quảng Minh 2024) and 003 (Cao Lâu 2024). Where a source is wrong, the right
figure is asserted.
"""

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from accounts.models import User
from households import figures, movements
from households.models import Household, Review
from localities.models import Locality
from plans.models import Plan
from plans.targets import table_of
from reports.demo import people
from reports.documents.pdf import render_pdf
from reports.plan_documents import build

# Columns 1 to 13 of the annex of source plan 002, row by row; the index row of the source has "I" for "1".
ANNEX = """
1011  7 0,69  1 0,10  6 0,59  15 1,48  4 0,40  11 1,09
494   0 0,00  0 0,00  0 0,00   2 0,40  0 0,00   2 0,40
802   7 0,87  1 0,12  6 0,75  19 2,37  8 1,00  11 1,37
430   2 0,47  2 0,47  0 0,00   4 0,93  2 0,47   2 0,47
254   1 0,39  0 0,00  1 0,39   4 1,57  1 0,39   3 1,18
2991 17 0,57  4 0,13 13 0,43  44 1,47 15 0,50  29 0,97
"""

# Households deprived in each of the twelve indicators, in their order, with the right rates of 17 and 44.
POOR_LACKING = (3, 16, 0, 0, 0, 0, 4, 2, 0, 3, 12, 12)
NEAR_POOR_LACKING = (4, 33, 0, 0, 0, 0, 2, 3, 0, 0, 7, 6)


@override_settings(DEMO=True)
class DemoTest(TestCase):
    """One load for all tests; each runs in its own savepoint."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.accounts = Path(cls.enterClassContext(_temporary_folder())) / "accounts.json"
        cls.enterClassContext(_accounts_in(cls.accounts))
        call_command("load_demo", stdout=StringIO())
        cls.ward = Plan.objects.get(key="cam-phuc-nam-2023")
        cls.town = Plan.objects.get(key="quang-minh-2024")

    def test_cam_phuc_nam_has_the_households_and_persons_of_its_plan(self) -> None:
        rows, total = figures.of_area(self.ward.place, 2022)
        assert [row.households for row in rows] == [504, 650, 305, 397]
        assert [row.poor.households for row in rows] == [2, 6, 1, 12]
        assert [row.poor.persons for row in rows] == [7, 33, 2, 48]
        assert (total.households, total.persons) == (1856, 8439)
        assert (total.poor.households, total.poor.persons) == (21, 90)
        assert (total.near_poor.households, total.near_poor.persons) == (174, 688)
        assert (total.poor_rate, total.near_poor_rate) == (Decimal("1.13"), Decimal("9.38"))
        assert (total.combined.households, total.combined.persons) == (195, 778)
        assert total.combined_rate == Decimal("10.51")

    def test_cam_phuc_nam_targets_give_the_rates_of_the_printed_table(self) -> None:
        table = table_of(self.ward)
        rows = (*table.rows, table.total)
        assert [row.poor.rate(1) for row in rows] == [Decimal(rate) for rate in ("0.4", "0.9", "0.3", "3.0", "1.1")]
        assert [row.poor.exit for row in rows] == [1, 1, 0, 2, 4]
        assert (table.total.poor.end, table.total.poor.end_rate()) == (17, Decimal("0.92"))

    def test_quang_minh_annex_has_all_the_figures_of_the_source(self) -> None:
        table = table_of(self.town)
        for row, printed in zip((*table.rows, table.total), ANNEX.split("\n")[1:-1], strict=True):
            expected = [Decimal(figure.replace(",", ".")) for figure in printed.split()]
            sides = (row.poor, row.near_poor)
            computed = [
                figure
                for side in sides
                for figure in (side.households, side.rate(), side.exit, side.exit_rate(), side.end, side.end_rate())
            ]
            assert [row.residents, *computed] == expected, row.name

    def test_quang_minh_has_the_deprivations_of_the_source_with_the_right_rates(self) -> None:
        _, total = figures.of_area(self.town.place, 2023)
        assert (total.poor.persons, total.near_poor.persons) == (29, 141)
        assert total.poor.lacking == POOR_LACKING
        assert total.near_poor.lacking == NEAR_POOR_LACKING
        assert (total.poor.can_exit, total.near_poor.can_exit, total.poor.social_protection) == (4, 15, 13)

    def test_the_pdf_of_the_ward_plan_prints_the_figures_of_the_source(self) -> None:
        pages = _pages(render_pdf(build(self.ward, number="05", issued_on=date(2023, 3, 20)).document))
        text = " ".join(pages)
        for words in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "UBND THÀNH PHỐ CAM RANH",
            "Số: 05/KH-UBND",
            "Cam Phúc Nam, ngày 20 tháng 3 năm 2023",
            "1.856 hộ với 8.439 nhân khẩu",
            "195 hộ nghèo, hộ cận nghèo với 778 khẩu, chiếm tỷ lệ 10,51%",
            "21 hộ với 90 khẩu, tỷ lệ 1,13%",
            "174 hộ với 688 khẩu, tỷ lệ 9,38%",
            "0,92%",
            "Hải Thủy 504 2 7 0,4 1",
            "Phúc Sơn 397 12 48 3,0 2",
            "Tổng cộng 1.856 21 90 1,1 4",
            "./.",
            "Nơi nhận:",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
        ):
            assert words in text, words
        assert not pages[0].endswith(" 1")
        assert [page.split()[-1] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]

    def test_the_pdf_of_the_town_plan_prints_the_annex_and_the_right_rates(self) -> None:
        pdf = render_pdf(build(self.town).document)
        pages = _pages(pdf)
        text = " ".join(pages)
        for words in (
            "việc làm: 03 hộ, tỷ lệ 17,65%",
            "94,12%",
            "23,53%",
            "11,76%",
            "70,59%",
            "9,09%",
            "75,00%",
            "13,64%",
        ):
            assert words in text, words
        assert "58,8" not in text
        for printed in ANNEX.split("\n")[1:-1]:
            count, *rest = printed.split()
            words = " ".join((f"{int(count):,}".replace(",", "."), *rest))
            assert words in pages[-1], words
        annex = pypdfium2.PdfDocument(pdf)[len(pages) - 1]
        assert annex.get_width() > annex.get_height()

    def test_cao_lau_has_the_households_and_rates_of_its_plan(self) -> None:
        """Source plan 003: 163 and 209 of 889 in 2022, 81 and 122 of 910 in 2023, a fall of 9.44 and 10.10 points."""
        commune = Locality.objects.get(key="06196")
        then, now = figures.of_area(commune, 2022).total, figures.of_area(commune, 2023).total
        assert (then.households, then.poor.households, then.near_poor.households) == (889, 163, 209)
        assert (now.households, now.poor.households, now.near_poor.households) == (910, 81, 122)
        assert (then.poor_rate, then.near_poor_rate) == (Decimal("18.34"), Decimal("23.51"))
        assert (now.poor_rate, now.near_poor_rate) == (Decimal("8.90"), Decimal("13.41"))
        assert now.poor.can_exit + now.near_poor.can_exit == 101

    def test_the_movements_of_the_three_communes_close(self) -> None:
        for key, year in (("22414", 2022), ("07792.20240201", 2023), ("06196", 2023)):
            review = Review.objects.annual().get(commune__key=key, year=year)
            _, total = figures.of_area(review.commune, year)
            assert not movements.unsettled(review).exists()
            for part in (total.poor, total.near_poor):
                for moved, closing in (
                    (part.movement.households, part.households - part.movement.opening),
                    (part.movement.persons, part.persons - part.movement.opening_persons),
                ):
                    assert -sum(moved[:3]) + sum(moved[3:]) == closing, key
            assert total.poor.movement.households[0] == total.near_poor.movement.households[3]
            assert total.poor.movement.households[3] == total.near_poor.movement.households[1]
            assert total.poor.movement.opening > 0

    def test_the_register_of_the_former_commune_was_taken_over(self) -> None:
        """Quảng Minh was a xã of rural area in 2022; its households are those of the ward now."""
        former = Review.objects.get(commune__key="07792", year=2022)
        assert former.is_recognised
        assert not Household.objects.filter(commune=former.commune).exists()
        assert former.assessments.filter(household__commune__key="07792.20240201").count() == 73

    def test_the_level_above_counts_a_ward_that_was_founded_after_the_review(self) -> None:
        town = Locality.objects.get(key="222.20240201")
        row = next(row for row in figures.of_area(town, 2023).rows if row.place.key == "07792.20240201")
        assert (row.households, row.poor_rate) == (2991, Decimal("0.57"))

    def test_every_part_of_the_season_can_be_seen(self) -> None:
        states = {
            (review.commune.key, review.year, review.month): review.state
            for review in Review.objects.select_related("commune")
        }
        assert states[("22414", 2023, 0)] == Review.State.SURVEYING
        assert states[("07792.20240201", 2024, 0)] == Review.State.RETURNED
        assert states[("06196", 2024, 5)] == Review.State.SURVEYING
        assert sorted(states.values()).count(Review.State.RECOGNISED) == 6

    def test_the_stored_figures_are_those_of_the_forms(self) -> None:
        out = StringIO()
        call_command("check_figures", stdout=out)
        assert "0 chỗ khác nhau" in out.getvalue()

    def test_loading_again_changes_nothing(self) -> None:
        before = (Household.objects.count(), Review.objects.count(), Plan.objects.count(), User.objects.count())
        passwords = self.accounts.read_text()
        call_command("load_demo", stdout=StringIO())
        after = (Household.objects.count(), Review.objects.count(), Plan.objects.count(), User.objects.count())
        assert (before, passwords) == (after, self.accounts.read_text())

    def test_the_plans_are_ready_to_be_submitted(self) -> None:
        from plans import actions

        for plan in (self.ward, self.town):
            assert actions.submit(plan=plan, by=plan.author).state == "submitted"

    def test_render_plan_writes_both_formats(self) -> None:
        folder = Path(self.enterContext(_temporary_folder()))
        for name in ("cam-phuc-nam-2023", "quang-minh-2024"):
            call_command("render_plan", name, "--format", "pdf", "--output", folder / "plan.pdf", stdout=StringIO())
            assert (folder / "plan.pdf").read_bytes().startswith(b"%PDF-")
            call_command("render_plan", name, "--format", "html", "--output", folder / "plan.html", stdout=StringIO())
            assert '<html lang="vi">' in (folder / "plan.html").read_text()

    def test_an_unknown_plan_is_refused_with_the_names_there_are(self) -> None:
        with pytest.raises(CommandError, match="cam-phuc-nam-2023"):
            call_command("render_plan", "khong-co", "--output", "/nowhere")

    def test_demo_people_can_sign_in_on_demo_sites_only(self) -> None:
        user = User.objects.get(username="canbo.camphucnam")
        password = people.password_of(user.username)
        assert self.client.login(username=user.username, password=password)
        with override_settings(DEMO=False):
            assert not self.client.login(username=user.username, password=password)


def test_the_demo_is_refused_where_demo_is_off() -> None:
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("load_demo")


def _pages(pdf: bytes) -> list[str]:
    """The text of each page, lines and no-break spaces as single spaces."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def _temporary_folder():
    from tempfile import TemporaryDirectory

    return TemporaryDirectory()


def _accounts_in(file: Path):
    from unittest.mock import patch

    return patch.object(people, "ACCOUNTS_FILE", file)
