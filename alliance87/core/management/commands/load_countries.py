from django.core.management.base import BaseCommand

from alliance87.core.countries import load_countries


class Command(BaseCommand):
    help = "Load or update the reference list of countries (safe to repeat)."

    def handle(self, *args, **options):
        self.stdout.write(f"{load_countries()} countries and areas.")
