"""The trail of decisions in words: who decided what, when, from what to what, why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alliance87.core.enums import Audience
from alliance87.core.models import AuditEvent, Country
from alliance87.home.trail_words import WORDS, WORK
from alliance87.partners.workflow import MACHINES as PARTNERS
from meetings.workflow import MACHINES as MEETINGS
from monitoring.enums import JustificationVerdict
from monitoring.selectors.imports import counts_said
from monitoring.workflow import MACHINES as MONITORING
from pathfinders.enums import ActionStatus, MilestoneKind, Procedure
from pathfinders.workflow import MACHINES as PATHFINDERS

SHOWN = 50
DECISIONS = "decisions"
MACHINE_BY_NAME = {
    machine.name: machine
    for machine in (*PATHFINDERS, *MONITORING, *PARTNERS, *MEETINGS)
}
# Verbs that change no state; the moves of the machines bring their own words.
VALUES = {
    "pathfinder.procedure_changed": Procedure,
    "pathfinder.step_exempted": MilestoneKind,
    "review.outcome_recorded": JustificationVerdict,
    "missed_milestone.judged": JustificationVerdict,
    "document.audience_changed": Audience,
    "progress.reported": ActionStatus,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as a page shows it; `change` reads "from → to" or is empty."""

    at: datetime
    who: str
    what: str
    about: str
    change: str
    reason: str
    overridden: tuple[str, ...]


def trail_of(country: Country) -> list[Entry]:
    """Return the newest decisions about a country, the latest first (one query).

    Changes to single rows are left out: a day of writing would hide all else.
    """
    return entries(events_of(country, what=DECISIONS)[:SHOWN])


def events_of(
    country: Country,
    *,
    q: str = "",
    what: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEvent]:
    """Return what is on record about a country; days are whole days in UTC.

    `q` is looked for in the person, the record and the reason; `what` may leave only
    DECISIONS.
    """
    events = AuditEvent.objects.filter(country=country)
    if what == DECISIONS:
        events = events.exclude(verb__in=WORK)
    if q:
        events = events.filter(
            Q(by_name__icontains=q)
            | Q(target_label__icontains=q)
            | Q(reason__icontains=q)
        )
    if since:
        events = events.filter(at__gte=datetime.combine(since, time.min, UTC))
    if until:
        events = events.filter(at__lt=_midnight_after(until))
    return events


def _midnight_after(day: date) -> datetime:
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def entries(events: Iterable[AuditEvent]) -> list[Entry]:
    return [
        Entry(
            at=event.at,
            who=event.by_name,
            what=_what(event.verb),
            about=event.target_label,
            change=_change(event),
            reason=event.reason,
            overridden=tuple(event.overridden.splitlines()),
        )
        for event in events
    ]


def _what(verb: str) -> str:
    if verb in WORDS:
        return str(WORDS[verb])
    name, _dot, move = verb.partition(".")
    machine = MACHINE_BY_NAME.get(name)
    if machine and move in machine.moves:
        return str(machine.moves[move].label)
    return verb.replace(".", ": ").replace("_", " ")


def _change(event: AuditEvent) -> str:
    was, now = (_value(event.verb, value) for value in (event.was, event.now))
    if was and now:
        return _("%(was)s → %(now)s") % {"was": was, "now": now}
    return now or was


def _value(verb: str, value: str) -> str:
    """Return the label of a stored value; text that is no state stays as it is."""
    name, _dot, move = verb.partition(".")
    if name == "value_import":
        return counts_said(value)
    choices = VALUES.get(verb)
    machine = MACHINE_BY_NAME.get(name)
    if choices is None and machine and move in machine.moves:
        choices = machine.states
    if choices is not None and value in choices.values:
        return str(choices(value).label)
    return value
