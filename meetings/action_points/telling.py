"""Verbs that say how an action point stands, and freeze it for a meeting."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import entry, record
from alliance87.core.exceptions import Blocked, InvalidTransition
from meetings import rules
from meetings.action_points.writing import locked_action
from meetings.models import ActionPoint, ActionUpdate, Meeting
from meetings.models.action_updates import latest_word


@transaction.atomic
def tell(action: ActionPoint, *, text: str, by=None, by_name: str = "") -> ActionUpdate:
    """Add a line on how it stands; the next meeting reads the latest.

    `by_name` without `by`: somebody who came by the personal link.
    """
    locked = locked_action(action)
    if by is not None and not rules.may_report_on_action(by, locked):
        raise PermissionDenied
    if not locked.is_open:
        raise InvalidTransition(_("The action point is closed."))
    if not text.strip():
        raise Blocked([_("Write how it stands.")])
    update = note_update(locked, text=text.strip(), by=by, by_name=by_name)
    record_by(locked, "action_point.told", by=by, by_name=by_name, reason=text)
    return update


def note_update(
    action: ActionPoint, *, text: str = "", was: str = "", by=None, by_name: str = ""
) -> ActionUpdate:
    update = ActionUpdate(
        action=action,
        on=timezone.localdate(),
        was=was,
        state=action.state,
        text=text,
        by=by,
        by_name=by_name or str(by),
    )
    update.full_clean(exclude=["by"])
    update.save()
    return update


def record_by(action: ActionPoint, verb: str, *, by, by_name: str, **facts) -> None:
    """Leave the trail, also of somebody who has no account."""
    event = entry(verb, action, by=by, country=action.country, **facts)
    if by is None:
        event.by_name = by_name
    event.save()


@transaction.atomic
def freeze_lines(meeting: Meeting, *, by) -> list[ActionUpdate]:
    """Keep for a meeting how each open action point of earlier ones stood before it.

    The line is the last thing said since the meeting before; nothing said, no words.
    Called when the meeting is held; safe to call again.
    """
    actions = ActionPoint.objects.carried_to(meeting).still_open()
    actions = actions.exclude(updates__meeting=meeting)
    rows = actions.select_for_update(of=("self",)).prefetch_related("updates__by")
    lines = [_line(action, meeting, by=by) for action in rows]
    ActionUpdate.objects.bulk_create(lines)
    if lines:
        record("meeting.lines_frozen", meeting, by=by, now=str(len(lines)))
    return lines


def _line(action: ActionPoint, meeting: Meeting, *, by) -> ActionUpdate:
    said = latest_word(action.updates.all())
    return ActionUpdate(
        action=action,
        meeting=meeting,
        on=meeting.on or timezone.localdate(),
        state=action.state,
        text=said.text if said else "",
        by=said.by if said else by,
        by_name=said.by_name if said else str(by),
    )
