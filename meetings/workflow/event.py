"""The moves of an event: announced, confirmed, held or cancelled."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine
from meetings import rules
from meetings.enums import EventState
from meetings.models import Event
from meetings.workflow.moving import moves_by

SECRETARIAT = gettext_lazy("the secretariat")
AHEAD = frozenset({EventState.TENTATIVE, EventState.CONFIRMED})


def needs_a_date(event, _by, _facts) -> list[str]:
    return [] if event.on else [_("The date is missing: give at least the year.")]


def needs_to_have_begun(event, by, facts) -> list[str]:
    if missing := needs_a_date(event, by, facts):
        return missing
    if event.starts_at:
        has_begun = event.starts_at <= timezone.now()
    else:
        has_begun = event.on <= timezone.localdate()
    return [] if has_begun else [_("The event has not begun yet.")]


_move = moves_by(rules.may_keep_events, SECRETARIAT)
EVENT = Machine(
    "event",
    field="state",
    states=EventState,
    moves=(
        _move(
            "confirm",
            gettext_lazy("Confirm the event"),
            {EventState.TENTATIVE},
            EventState.CONFIRMED,
            guard=needs_a_date,
            needs=gettext_lazy("a date"),
        ),
        _move(
            "doubt",
            gettext_lazy("Take the confirmation back"),
            {EventState.CONFIRMED},
            EventState.TENTATIVE,
            needs=gettext_lazy("nothing"),
        ),
        _move(
            "hold",
            gettext_lazy("Record that the event was held"),
            AHEAD,
            EventState.HELD,
            guard=needs_to_have_begun,
            needs=gettext_lazy("that it has begun"),
        ),
        _move(
            "cancel",
            gettext_lazy("Cancel the event"),
            AHEAD,
            EventState.CANCELLED,
            needs=gettext_lazy("the reason"),
        ),
        _move(
            "revive",
            gettext_lazy("Take the cancellation back"),
            {EventState.CANCELLED},
            EventState.TENTATIVE,
            needs=gettext_lazy("nothing"),
        ),
    ),
)


@transaction.atomic
def move_event(event: Event, verb: str, *, by, reason: str = "") -> Event:
    """Make one move of an event; calendars learn of it by a higher sequence."""
    if verb == "cancel" and not reason.strip():
        raise Blocked([_("Write the reason: who wanted to come reads it.")])
    locked = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    locked.ics_sequence += 1
    locked.version += 1
    EVENT.perform(locked, verb, by=by, country=locked.country, reason=reason.strip())
    return locked
