"""What a country has to do in reporting rounds that concern it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.home.my_country.records import Line
from monitoring.enums import OPEN_SUBMISSION_STATES, SubmissionState
from monitoring.figures.days import time_left


def reporting_tasks(pathfinder) -> Iterator[Line]:
    """Yield a line for each round that is open, or waits for the secretariat."""
    today = timezone.localdate()
    for submission in pathfinder.submissions.all():
        submission.pathfinder = pathfinder
        if submission.round.opens_on > today:
            continue
        label, url = str(submission.round), submission.get_absolute_url()
        if submission.state == SubmissionState.RETURNED:
            hint = _("The secretariat sent values back to you.")
            yield Line(label, url, "stop", _("Answer needed"), hint)
        elif submission.state in OPEN_SUBMISSION_STATES:
            if submission.closes_on < today:
                continue
            due = submission.due_on
            hint = _("Due on %(day)s. %(left)s") % {
                "day": write_day(due),
                "left": time_left(due, today),
            }
            tone = "watch" if due < today else "half"
            yield Line(label, url, tone, _("Open"), hint)
        elif submission.state != SubmissionState.PUBLISHED:
            yield Line(label, url, "info", submission.get_state_display())
