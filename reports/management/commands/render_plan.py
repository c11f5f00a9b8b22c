"""`manage.py render_plan NAME --format pdf|html --output FILE`: the document of a plan, as the pages draw it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plans.models import Plan
from reports import plan_documents
from reports.documents.errors import RenderingFailed
from reports.documents.html import render_html
from reports.documents.pdf import render_pdf
from reports.models import IssuedDocument


class Command(BaseCommand):
    help = "Render a plan by its name (for example cam-phuc-nam-2023). An issued plan gives the bytes that were issued."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the plan's name, as in its address: cam-phuc-nam-2023")
        parser.add_argument("--format", dest="kind", choices=("pdf", "html"), default="pdf")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, *args: object, name: str, kind: str, output: Path, **options: object) -> None:
        plan = self._plan(name)
        try:
            content = self._content(plan, kind)
        except RenderingFailed as reason:
            raise CommandError(str(reason)) from None
        try:
            output.write_bytes(content)
        except OSError as problem:
            raise CommandError(f"Không ghi được tệp {output}: {problem.strerror}.") from None
        self.stdout.write(f"{output}: {len(content)} byte")

    def _plan(self, name: str) -> Plan:
        plan = Plan.objects.select_related("place__parent", "base_review__commune").filter(key=name).first()
        if plan is None:
            known = ", ".join(Plan.objects.order_by("key").values_list("key", flat=True)[:20]) or "chưa có kế hoạch nào"
            raise CommandError(f"Không có kế hoạch “{name}”. Các kế hoạch đang có: {known}.")
        return plan

    def _content(self, plan: Plan, kind: str) -> bytes:
        issued = IssuedDocument.objects.filter(plan=plan).first()
        if issued:
            return bytes(issued.pdf) if kind == "pdf" else issued.html.encode()
        document = plan_documents.build(plan).document
        return render_pdf(document) if kind == "pdf" else render_html(document).encode()
