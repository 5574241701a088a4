"""Mails about a round that has opened, before the first reminder comes (ADR 0029)."""

from collections.abc import Collection
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.outbox import address_of
from monitoring.enums import SubmissionState
from monitoring.figures.days import time_left
from monitoring.models import Submission
from monitoring.notices.posting import Entry, Notice, post
from monitoring.reminders import As
from monitoring.reminders.mails import due_in_words, heading_of
from monitoring.reminders.people import Recipient, Team, teams, waiting_submissions
from monitoring.reminders.steps import step_reached


def tell_of_open_reports(today: date) -> list[tuple[Recipient, Submission]]:
    """Tell countries what is open and due later than any reminder speaks of yet.

    Once for each person, report and due day: a country that joins or gets more time
    hears of it too. Safe to repeat and to miss, as the reminders are. Returns who was
    told of what.
    """
    found = [each for each in waiting_submissions(today) if _is_news(each, today)]
    of_countries = teams(found, today)
    told = []
    for submission in found:
        members = of_countries[submission.pathfinder.country_id]
        told += [(each, submission) for each in _tell(submission, members, today)]
    return told


def _is_news(submission: Submission, today: date) -> bool:
    """Whether the country has not begun, and no step of the reminders has come."""
    is_first = (
        submission.state == SubmissionState.OPEN and submission.submitted_at is None
    )
    day = submission.due_on
    return is_first and day >= today and step_reached(day, today) is None


@transaction.atomic
def _tell(submission: Submission, members: Team, today: date) -> Collection[Recipient]:
    cause = f"report-open:{submission.pk}:{submission.due_on.isoformat()}"
    people = members.recipients(As.FOCAL_POINT, As.CONTRIBUTOR)
    return post(cause, people, partial(_open, submission, today), by=None)


def _open(submission: Submission, today: date) -> Notice:
    facts = {
        "country": submission.pathfinder,
        "year": submission.round.year,
        "when": time_left(submission.due_on, today),
    }
    message = submission.round.message.strip()
    lines = [
        _("Due: %(due)s") % {"due": due_in_words(submission, today)},
        _("Values can be entered until: %(day)s")
        % {"day": write_day(submission.closes_on)},
    ]
    url = address_of(submission.get_absolute_url())
    return Notice(
        subject=_("Reporting %(year)s of %(country)s: due %(when)s") % facts,
        intro=_(
            "your country reports to Alliance 8.7 once a year. The round is open: you "
            "can enter values now."
        ),
        entries=[Entry(heading_of(submission), lines, url)],
        notes=[message] if message else [],
    )
