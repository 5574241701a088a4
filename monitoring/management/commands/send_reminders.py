from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from monitoring.notices import tell_of_open_reports
from monitoring.reminders import send_due
from monitoring.selectors.completeness import completeness


class Command(BaseCommand):
    help = "Remind the countries of the reports that are due (safe to repeat)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="the day to go by, for example 2027-03-01 (default: today in UTC)",
        )

    def handle(self, *args, **options):
        today = options["today"] or timezone.now().date()
        sent = send_due(today, count_progress=completeness)
        for each in sent:
            steps = ", ".join(f"{due.submission} {due.step:+}" for due in each.dues)
            self.stdout.write(f"{each.address}: {steps}")
        for person, submission in tell_of_open_reports(today):
            self.stdout.write(f"{person.address}: {submission} is open")
        self.stdout.write(f"Reminders of {today.isoformat()}: {len(sent)}.")
