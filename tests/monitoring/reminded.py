"""What the tests of reminders share: one run, and the log of what was sent."""

from datetime import timedelta

from monitoring.models import Reminder
from monitoring.reminders import send_due
from monitoring.selectors.completeness import completeness
from pathfinders.enums import AppointmentKind
from tests.factories import make_appointment
from tests.factories.rounds import DUE

OFFICIAL = "official@example.org"


def run(days: int):
    """Run the reminders so many days after the due day; return who was told."""
    sent = send_due(DUE + timedelta(days=days), count_progress=completeness)
    return sorted(each.address for each in sent)


def with_official(submission, **fields):
    values = {
        "kind": AppointmentKind.SENIOR_OFFICIAL,
        "person": "Omar Official",
        "email": OFFICIAL,
    } | fields
    return make_appointment(submission.pathfinder, **values)


def log() -> list[tuple[str, str, int]]:
    rows = Reminder.objects.order_by("pk")
    return list(rows.values_list("address", "role", "step"))
