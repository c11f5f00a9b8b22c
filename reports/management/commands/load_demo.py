"""`manage.py load_demo`: the three communes of the demo and one account for each role."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demo.loading import load_demo
from reports.demo.people import accounts_table


class Command(BaseCommand):
    help = "Load the demo: places, invented households, plans and accounts. Safe to repeat; refused unless DEMO is on."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO is off: the demo is loaded on demo sites only. Set DEMO=on and try again.")
        load_demo(self.stdout.write)
        self.stdout.write("\nTài khoản trình diễn (chỉ dùng được khi DEMO bật):\n")
        self.stdout.write(accounts_table())
