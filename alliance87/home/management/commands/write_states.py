from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from alliance87.home.states import states_document


class Command(BaseCommand):
    help = "Write docs/states.md from the tables of moves."

    def handle(self, *args, **options):
        path = Path(settings.BASE_DIR, "docs", "states.md")
        path.write_text(states_document(), encoding="utf-8")
        self.stdout.write(f"{path.relative_to(settings.BASE_DIR)} is written.")
