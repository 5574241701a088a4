from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from meetings.digests import send_reminders


class Command(BaseCommand):
    help = "Remind of what is due about meetings, one mail each (safe to repeat)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="the day to go by, for example 2027-03-01 (default: today in UTC)",
        )

    def handle(self, *args, **options):
        today = options["today"] or timezone.now().date()
        sent = send_reminders(today)
        for recipient, dues in sent:
            steps = ", ".join(f"{due.label} {due.step:+}" for due in dues)
            self.stdout.write(f"{recipient.address}: {steps}")
        self.stdout.write(f"Reminders of {today.isoformat()}: {len(sent)}.")
