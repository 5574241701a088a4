"""The text of a reminder: one mail about everything that a person has to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from alliance87.core.dates import write_day
from alliance87.core.outbox import address_of
from monitoring.enums import SubmissionState
from monitoring.figures.days import time_left
from monitoring.models import Submission
from monitoring.reminders.people import As, Due, Recipient, Team

TEMPLATE = "monitoring/mail/reminder.txt"


class Progress(Protocol):
    """How much of what is asked was answered."""

    filled: int
    asked: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in a mail, in words."""

    heading: str
    due: str
    closes: str
    progress: str
    people: str
    is_returned: bool
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a person is told in one of their roles."""

    intro: str
    entries: Sequence[Entry]
    links: Sequence[str]


def write_reminder(
    recipient: Recipient,
    dues: Sequence[Due],
    *,
    progress: Mapping[int, Progress],
    teams: Mapping[int, Team],
    today: date,
) -> tuple[str, str]:
    """Return subject and text in the language of the person."""
    with override(recipient.language):
        ordered = sorted(dues, key=lambda due: str(due.submission.pathfinder))
        parts = [
            Part(
                intro=_intro(role),
                entries=[
                    _entry(each, recipient, progress, teams, today) for each in of
                ],
                links=_links(of) if role == As.SECRETARIAT else [],
            )
            for role in As
            if (of := [each for each in ordered if each.role == role])
        ]
        context = {"name": recipient.name, "parts": parts, "notes": _messages(dues)}
        text = render_to_string(TEMPLATE, context)
        return _subject(dues, today), f"{text.strip()}\n"


def _subject(dues: Sequence[Due], today: date) -> str:
    if len(dues) > 1:
        words = ngettext("%(count)d report is due", "%(count)d reports are due", 2)
        return f"Alliance 8.7: {words % {'count': len(dues)}}"
    submission = dues[0].submission
    facts = {
        "country": submission.pathfinder,
        "year": submission.round.year,
        "when": time_left(submission.due_on, today),
    }
    if submission.due_on < today:
        return _("Reporting %(year)s of %(country)s: %(when)s") % facts
    return _("Reporting %(year)s of %(country)s: due %(when)s") % facts


def _entry(due: Due, recipient, progress, teams, today: date) -> Entry:
    submission = due.submission
    country = submission.pathfinder.country
    done = progress[submission.pk]
    return Entry(
        heading=heading_of(submission),
        due=due_in_words(submission, today),
        closes=_closing(submission, today),
        progress=ngettext(
            "%(filled)d of %(asked)d indicator",
            "%(filled)d of %(asked)d indicators",
            done.asked,
        )
        % {"filled": done.filled, "asked": done.asked},
        people=_people(due.role, teams[country.pk].beside(recipient)),
        is_returned=submission.state == SubmissionState.RETURNED,
        url=_page(due, recipient),
    )


def heading_of(submission: Submission) -> str:
    """Return how a mail calls a report; an invented country is marked."""
    country = submission.pathfinder.country
    heading = _("%(country)s, report of %(year)s")
    if country.is_example:
        heading = _("%(country)s (example), report of %(year)s")
    return heading % {"country": country, "year": submission.round.year}


def due_in_words(submission: Submission, today: date) -> str:
    """Return “30 April 2027 (in 3 days)”."""
    day = submission.due_on
    return _("%(day)s (%(when)s)") % {
        "day": write_day(day),
        "when": time_left(day, today),
    }


def also_after_closing() -> str:
    """Return how long what came back can be answered."""
    return _("What came back can be changed and sent in also after the round closed.")


def _intro(role: str) -> str:
    if role == As.SECRETARIAT:
        return _(
            "these reports have not come in, two weeks or more after the day they were "
            "due."
        )
    if role == As.SENIOR_OFFICIAL:
        return _(
            "you lead the effort of your country in Alliance 8.7. Its yearly report "
            "has not come in yet. Please help those who work on it to finish."
        )
    return _(
        "your country reports to Alliance 8.7 once a year. This is still to be sent in."
    )


def _closing(submission: Submission, today: date) -> str:
    day = submission.closes_on
    words = {"day": write_day(day)}
    if day < today and submission.state == SubmissionState.RETURNED:
        return also_after_closing()
    if day < today:
        return _("Closed since %(day)s: ask the secretariat for more time.") % words
    return _("Values can be entered until: %(day)s") % words


def _people(role: str, others: Sequence[str]) -> str:
    """Return who works on a report, or that nobody does, beside the reader."""
    names = {"names": ", ".join(others)}
    if role in (As.FOCAL_POINT, As.CONTRIBUTOR):
        alone = _("Nobody else works on it here.")
        return _("Also working on it: %(names)s.") % names if others else alone
    nobody = _("Nobody works on it here: the country has no focal point.")
    return _("Working on it: %(names)s.") % names if others else nobody


def _page(due: Due, recipient: Recipient) -> str:
    """Return the page on which a person goes on; nothing for who cannot open it."""
    if due.role == As.SECRETARIAT or recipient.user is None:
        return ""
    return address_of(due.submission.get_absolute_url())


def _links(dues: Sequence[Due]) -> list[str]:
    """Return the desk of each round, once."""
    rounds = {due.submission.round_id: due.submission.round for due in dues}
    return [address_of(each.get_absolute_url()) for each in rounds.values()]


def _messages(dues: Sequence[Due]) -> list[str]:
    """Return what the secretariat says to all countries, once for each round."""
    rounds = {each.submission.round_id: each.submission.round for each in dues}
    return [each.message.strip() for each in rounds.values() if each.message.strip()]
