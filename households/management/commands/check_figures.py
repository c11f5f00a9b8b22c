"""`manage.py check_figures`: are the stored figures what the forms say?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from households import actions
from households.figures.recount import mismatches
from households.models import Review
from localities.models import Locality


class Command(BaseCommand):
    help = "Đếm lại số liệu của các thôn, tổ dân phố từ phiếu rà soát và in các chỗ khác nhau (mã thoát 1 khi có)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commune", help="khóa của xã, phường (Locality.key); mặc định: tất cả")
        parser.add_argument("--year", type=int, help="năm rà soát; mặc định: tất cả")
        parser.add_argument("--repair", action="store_true", help="đếm lại và ghi số đúng trước khi đối chiếu")

    def handle(self, *args: Any, commune: str | None, year: int | None, repair: bool, **options: Any) -> None:
        reviews = Review.objects.select_related("commune").order_by("commune__path", "year")
        if commune:
            place = Locality.objects.filter(key=commune).first()
            if place is None:
                raise CommandError(f"Không có địa bàn nào mang khóa “{commune}”.")
            reviews = reviews.filter(commune=place)
        if year:
            reviews = reviews.filter(year=year)
        found = 0
        for review in reviews:
            if repair:
                actions.recount_review(review=review)
            for mismatch in mismatches(review):
                found += 1
                self.stdout.write(str(mismatch))
        self.stdout.write(f"Đã kiểm tra {len(reviews)} đợt rà soát: {found} chỗ khác nhau.")
        if found:
            sys.exit(1)
