"""Load official lists of administrative units into the dated tree of places."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localities.unit_lists import FORMATS, BadList, load_files, load_shipped
from localities.unit_lists.rows import day_of

_SHOWN = 50


def _day(text: str) -> date:
    try:
        day = day_of(text, "ngày")
    except ValueError as problem:
        raise ArgumentTypeError(str(problem)) from None
    if day is None:
        raise ArgumentTypeError("thiếu ngày.")
    return day


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính: tất cả các dòng, hoặc không dòng nào. Chạy lại không đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="danh mục, bảng chuyển đổi (JSON, CSV)")
        parser.add_argument("--shipped", action="store_true", help="nạp danh mục đi kèm hệ thống (localities/data)")
        parser.add_argument("--format", choices=["auto", *FORMATS], default="auto", help="dạng tệp (mặc định: tự nhận)")
        parser.add_argument("--on", type=_day, metavar="NGÀY", help="ngày danh mục bắt đầu có hiệu lực")
        parser.add_argument("--until", type=_day, metavar="NGÀY", help="ngày danh mục hết hiệu lực (danh mục cũ)")
        parser.add_argument("--dry-run", action="store_true", help="kiểm tra và đếm, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["files"]) == options["shipped"]:
            raise CommandError("Hãy nêu tệp danh mục, hoặc --shipped.")
        if options["on"] and options["until"] and options["until"] <= options["on"]:
            raise CommandError("--until phải sau --on.")
        try:
            counts = self.load(options)
        except BadList as bad:
            shown = bad.sentences[:_SHOWN]
            more = len(bad.sentences) - len(shown)
            tail = f"\n… còn {more} lỗi nữa." if more else ""
            raise CommandError("Không nạp dòng nào.\n" + "\n".join(shown) + tail) from None
        for line in counts.lines():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Chạy thử: không ghi gì.")

    def load(self, options: dict[str, Any]) -> Any:
        if options["shipped"]:
            return load_shipped(dry_run=options["dry_run"])
        return load_files(
            options["files"],
            file_format=options["format"],
            on=options["on"],
            until=options["until"],
            dry_run=options["dry_run"],
        )
