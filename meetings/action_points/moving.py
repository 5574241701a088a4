"""Verbs that move an action point: begun, reported done, verified, dropped, reopened.

The rule of two: what has high priority is closed with a proof, by another person than
the one who reported it done. The database holds it too.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, InvalidTransition
from meetings import rules
from meetings.action_points.telling import note_update, record_by
from meetings.action_points.writing import locked_action
from meetings.models import ActionPoint
from meetings.workflow.action_point import ACTION


@transaction.atomic
def start(action: ActionPoint, *, by, text: str = "") -> ActionPoint:
    return _move(locked_action(action), "start", by=by, text=text)


@transaction.atomic
def put_back(action: ActionPoint, *, by, text: str = "") -> ActionPoint:
    return _move(locked_action(action), "put_back", by=by, text=text)


@transaction.atomic
def report_done(
    action: ActionPoint, *, note: str, upload=None, by=None, by_name: str = ""
) -> ActionPoint:
    """Say that it is done, with the proof; the secretariat verifies and closes it.

    `by_name` without `by`: somebody who came by the personal link.
    """
    locked = locked_action(action)
    if by is not None and not rules.may_report_on_action(by, locked):
        raise PermissionDenied
    if not locked.is_open:
        raise InvalidTransition(_("The action point is closed."))
    missing = [] if note.strip() else [_("Write what was done.")]
    if locked.is_high_priority and upload is None:
        missing.append(
            _("Add the proof: an action point of high priority is closed with one.")
        )
    if locked.proposed_done_at is not None:
        missing.append(_("It is reported done already; the secretariat looks at it."))
    if missing:
        raise Blocked(missing)
    if upload is not None:
        locked.evidence = _filed(locked, upload, by=by or locked.link_made_by)
    locked.proposed_done_at = timezone.now()
    locked.proposed_done_by, locked.proposed_by_name = by, by_name or str(by)
    locked.version += 1
    locked.save()
    note_update(locked, text=note.strip(), by=by, by_name=by_name)
    record_by(locked, "action_point.reported_done", by=by, by_name=by_name, reason=note)
    return locked


def _filed(action: ActionPoint, upload, *, by):
    title = _("Proof for %(action)s") % {"action": action.reference}
    return file_document(
        upload, title=title, by=by, audience=Audience.GCG, country=action.country
    )


@transaction.atomic
def send_back(action: ActionPoint, *, reason: str, by) -> ActionPoint:
    """Say why it is not done yet; the owner goes on with it."""
    locked = locked_action(action)
    if not rules.may_keep_actions(by):
        raise PermissionDenied
    if not locked.is_open or locked.proposed_done_at is None:
        raise InvalidTransition(_("Nobody has reported that it is done."))
    if not reason.strip():
        raise Blocked([_("Give the reason.")])
    _forget_report(locked)
    locked.version += 1
    locked.save()
    note_update(locked, text=reason.strip(), by=by)
    record_by(locked, "action_point.sent_back", by=by, by_name="", reason=reason)
    return locked


def _forget_report(action: ActionPoint) -> None:
    """The proof stays in the documents and in the history."""
    action.proposed_done_at = action.proposed_done_by = action.evidence = None
    action.proposed_by_name = ""


@transaction.atomic
def close(
    action: ActionPoint, *, closed_on: date, note: str, by, upload=None
) -> ActionPoint:
    """Verify that it is done and close it; the owner's link ends.

    `upload` is a proof where none was filed; for high priority the report brings it.
    """
    locked = locked_action(action)
    ACTION.check(locked, "close", by=by)
    _refuse_day(locked, closed_on)
    if upload is not None and not locked.is_high_priority:
        locked.evidence = _filed(locked, upload, by=by)
    locked.verified_by = by
    return _end(locked, "close", closed_on=closed_on, note=note, by=by)


@transaction.atomic
def drop(action: ActionPoint, *, note: str, by) -> ActionPoint:
    """Give it up, and say why; it stays on record as dropped."""
    locked = locked_action(action)
    ACTION.check(locked, "drop", by=by)
    return _end(locked, "drop", closed_on=timezone.localdate(), note=note, by=by)


def _end(action: ActionPoint, verb: str, *, closed_on, note, by) -> ActionPoint:
    action.closed_on, action.closing_note = closed_on, note.strip()
    action.token_hash = ""
    return _move(action, verb, by=by, text=note.strip())


def _refuse_day(action: ActionPoint, day: date) -> None:
    if day > timezone.localdate():
        raise Blocked([_("This day is in the future. Record it once it happened.")])
    if action.meeting and action.meeting.on and day < action.meeting.on:
        raise Blocked([_("It cannot be closed before the meeting that asked for it.")])


@transaction.atomic
def reopen(action: ActionPoint, *, reason: str, by) -> ActionPoint:
    """Open it again; how it was closed stays in the history."""
    locked = locked_action(action)
    ACTION.check(locked, "reopen", by=by)
    if not reason.strip():
        raise Blocked([_("Give the reason.")])
    _forget_report(locked)
    locked.closed_on = locked.verified_by = None
    locked.closing_note = ""
    return _move(locked, "reopen", by=by, text=reason.strip())


def _move(action: ActionPoint, verb: str, *, by, text: str = "") -> ActionPoint:
    was = action.state
    action.version += 1
    ACTION.perform(action, verb, by=by, country=action.country, reason=text)
    note_update(action, text=text, was=was, by=by)
    return action
