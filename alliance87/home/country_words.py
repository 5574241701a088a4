"""The sentence under a country's name, made from facts alone.

Each sentence is whole, so that a translation can put its words in any order.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from pathfinders.enums import MilestoneKind, Status
from pathfinders.models import Pathfinder
from pathfinders.selectors import StepView


def lead_of(
    pathfinder: Pathfinder,
    steps: Iterable[StepView],
    *,
    has_roadmap: bool,
    status: Status | None = None,
) -> str:
    """Return one to three sentences; what has no record is said, not left out.

    `status` is that of the day that is shown; else the one in force.
    """
    status = Status(pathfinder.status) if status is None else status
    known = {step.kind: step.milestone for step in steps if step.milestone}
    sentences = [_begun(pathfinder, known), _standing(pathfinder, status)]
    if status != Status.WITHDRAWN:
        on_record = has_roadmap or MilestoneKind.ROADMAP_SUBMITTED in known
        sentences.append("" if on_record else _("No roadmap is on record here yet."))
    return " ".join(filter(None, sentences))


def _begun(pathfinder, known: dict) -> str:
    letter = known.get(MilestoneKind.EXPRESSION_OF_INTEREST)
    workshop = known.get(MilestoneKind.WORKSHOP)
    words = {"country": pathfinder}
    if letter:
        words["letter"] = when_words(letter.when)
    if workshop:
        words["workshop"] = when_words(workshop.when)
    if letter and workshop:
        return (
            _(
                "%(country)s wrote its expression of interest %(letter)s and held its "
                "planning workshop %(workshop)s."
            )
            % words
        )
    if letter:
        return _("%(country)s wrote its expression of interest %(letter)s.") % words
    if workshop:
        return _("%(country)s held its planning workshop %(workshop)s.") % words
    return (
        _(
            "No expression of interest and no planning workshop of %(country)s is on "
            "record here yet."
        )
        % words
    )


def _standing(pathfinder, status: Status) -> str:
    """Return what the last decision made of the status."""
    events = list(pathfinder.status_events.all())
    if not events or status == Status.ON_PATH:
        return ""
    last = events[-1]
    words = {"when": when_words(PartialDate(last.on, last.precision))}
    if status == Status.ON_HOLD:
        return _("Its status was put on hold %(when)s.") % words
    if status == Status.WITHDRAWN:
        return _("It left the path %(when)s.") % words
    if last.was == Status.ON_HOLD:
        return _("Its pathfinder status was given back %(when)s.") % words
    return _("It became a pathfinder country %(when)s.") % words


def when_words(when: PartialDate) -> str:
    """Return the date as part of a sentence, no more exactly than it is known."""
    words = {"date": str(when)}
    if when.on is None:
        return _("on a day that is not known")
    if when.precision == Precision.BEFORE:
        words["date"] = str(PartialDate.day(when.on))
        return pgettext("date in a sentence", "before %(date)s") % words
    if when.precision == Precision.YEAR:
        return pgettext("year in a sentence", "in %(date)s") % words
    if when.precision == Precision.MONTH:
        return pgettext("month in a sentence", "in %(date)s") % words
    if when.until and when.until != when.on:
        return pgettext("days in a sentence", "on %(date)s") % words
    return pgettext("day in a sentence", "on %(date)s") % words
