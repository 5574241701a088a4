from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitoring.leftovers import clear_leftovers

KEPT_DAYS = 30
# The file of a job is promised for 24 hours.
FEWEST_DAYS = 2


class Command(BaseCommand):
    help = (
        "Delete old jobs, their files and previews, imports that nobody applied, and "
        "stored files without a record (safe to repeat)."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=int,
            default=KEPT_DAYS,
            help=f"how old it must be (default {KEPT_DAYS}, at least {FEWEST_DAYS})",
        )
        parser.add_argument("--dry-run", action="store_true", help="only count it")

    def handle(self, *args, **options):
        if options["days"] < FEWEST_DAYS:
            raise CommandError(f"Leave at least {FEWEST_DAYS} days.")
        before = timezone.now() - timedelta(days=options["days"])
        counts = clear_leftovers(before, is_trial=options["dry_run"])
        for kind, count in counts.items():
            self.stdout.write(f"{count} {kind}")
        self.stdout.write("Nothing was deleted." if options["dry_run"] else "Deleted.")
