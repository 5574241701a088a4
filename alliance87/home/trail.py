"""The trail of decisions in words: who decided what, when, from what to what, why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.enums import Audience
from alliance87.core.models import AuditEvent, Country
from monitoring.enums import JustificationVerdict
from monitoring.workflow import REVIEW
from pathfinders.enums import MilestoneKind, Procedure
from pathfinders.workflow import MACHINES

SHOWN = 50
MACHINE_BY_NAME = {machine.name: machine for machine in (*MACHINES, REVIEW)}
# Verbs that change no state; the moves of the machines bring their own words.
WORDS = {
    "pathfinder.opened": gettext_lazy("Put on the path"),
    "pathfinder.procedure_changed": gettext_lazy("Changed the procedure"),
    "pathfinder.step_exempted": gettext_lazy("Marked a step as not applicable"),
    "pathfinder.notes_saved": gettext_lazy("Changed the internal notes"),
    "milestone.recorded": gettext_lazy("Put a step on record"),
    "milestone.corrected": gettext_lazy("Corrected a record"),
    "appointment.made": gettext_lazy("Put an appointment on record"),
    "appointment.ended": gettext_lazy("Ended an appointment"),
    "profile.saved": gettext_lazy("Changed the national profile"),
    "eoi.drafted": gettext_lazy("Started an expression of interest"),
    "eoi.edited": gettext_lazy("Changed an expression of interest"),
    "letter.drafted": gettext_lazy("Prepared a letter"),
    "letter.edited": gettext_lazy("Changed a letter"),
    "roadmap.started": gettext_lazy("Opened a version of the roadmap"),
    "roadmap.text_changed": gettext_lazy("Changed the text of the roadmap"),
    "roadmap.priority_added": gettext_lazy("Added a priority to the roadmap"),
    "roadmap.priority_changed": gettext_lazy("Changed a priority of the roadmap"),
    "roadmap.priority_moved": gettext_lazy("Moved a priority of the roadmap"),
    "roadmap.priority_deleted": gettext_lazy("Deleted a priority of the roadmap"),
    "roadmap.action_added": gettext_lazy("Added an action to the roadmap"),
    "roadmap.action_changed": gettext_lazy("Changed an action of the roadmap"),
    "roadmap.action_moved": gettext_lazy("Moved an action of the roadmap"),
    "roadmap.action_deleted": gettext_lazy("Deleted an action of the roadmap"),
    "roadmap.deleted": gettext_lazy("Deleted a draft of the roadmap"),
    "review.started": gettext_lazy("Opened an annual review"),
    "review.outcome_recorded": gettext_lazy("Recorded the outcome of a review"),
    "milestone.proved": gettext_lazy("Filed the proof of a step"),
    "review.report_saved": gettext_lazy("Wrote the report of a review"),
    "review.assessment_saved": gettext_lazy("Wrote the assessment of a review"),
    "review.answered": gettext_lazy("Answered the assessment"),
    "user.invited": gettext_lazy("Invited a person"),
    "user.invited_again": gettext_lazy("Invited a person again"),
    "user.welcomed": gettext_lazy("Accepted the invitation"),
    "user.closed": gettext_lazy("Closed an account"),
    "user.opened": gettext_lazy("Opened an account again"),
    "role.given": gettext_lazy("Gave a role"),
    "role.changed": gettext_lazy("Changed a role"),
    "workshop.recorded": gettext_lazy("Put a workshop on record"),
    "workshop.edited": gettext_lazy("Changed a workshop"),
    "document.audience_changed": gettext_lazy("Changed who may read a document"),
}
VALUES = {
    "pathfinder.procedure_changed": Procedure,
    "pathfinder.step_exempted": MilestoneKind,
    "review.outcome_recorded": JustificationVerdict,
    "document.audience_changed": Audience,
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
    """Return the newest decisions about a country, the latest first (one query)."""
    return entries(AuditEvent.objects.filter(country=country)[:SHOWN])


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
    choices = VALUES.get(verb)
    machine = MACHINE_BY_NAME.get(name)
    if choices is None and machine and move in machine.moves:
        choices = machine.states
    if choices is not None and value in choices.values:
        return str(choices(value).label)
    return value
