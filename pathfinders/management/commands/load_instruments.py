from django.core.management.base import BaseCommand

from pathfinders.instruments import load_instruments


class Command(BaseCommand):
    help = "Load or update the reference list of instruments (safe to repeat)."

    def handle(self, *args, **options):
        self.stdout.write(f"{load_instruments()} instruments.")
