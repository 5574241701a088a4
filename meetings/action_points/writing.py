"""Verbs that write an action point down and give it to somebody."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition
from meetings import rules
from meetings.agenda import bring_open_points
from meetings.models import ActionPoint, Decision, Meeting

OWNER_FIELDS = ("office", "partner_id", "group_id", "person_id", "country_id")


def locked_action(action: ActionPoint) -> ActionPoint:
    rows = ActionPoint.objects.select_for_update(of=("self",))
    return rows.select_related("meeting", "decision__meeting", "country").get(
        pk=action.pk
    )


def owners_of(action: ActionPoint) -> tuple:
    return tuple(getattr(action, name) for name in OWNER_FIELDS)


@transaction.atomic
def add(action: ActionPoint, *, by) -> ActionPoint:
    """Save a new action point under the next number. Nothing is mailed by that.

    The next meeting of the Group, if it is planned already, gets an item for it.
    """
    if not rules.may_keep_actions(by):
        raise PermissionDenied
    if action.meeting_id is None and action.decision_id:
        action.meeting = action.decision.meeting
    action.created_by = by
    action.number = _next_number(action)
    action.full_clean(exclude=["created_by"])
    action.save()
    record("action_point.added", action, by=by, country=action.country)
    bring_open_points(action, by=by)
    return action


def _next_number(action: ActionPoint) -> int:
    """Return the number after the last; two who ask at once wait for each other."""
    if action.meeting_id:
        Meeting.objects.select_for_update(of=("self",)).get(pk=action.meeting_id)
        rows = ActionPoint.objects.filter(meeting=action.meeting_id)
    elif action.decision_id:
        Decision.objects.select_for_update(of=("self",)).get(pk=action.decision_id)
        rows = ActionPoint.objects.filter(
            meeting__isnull=True, decision=action.decision_id
        )
    else:
        return 1
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def change(action: ActionPoint, *, expected: int, by) -> ActionPoint:
    """Save an open action point as it was filled in again.

    `expected` is the version read. A personal link ends when others owe it.
    Raises StaleVersion when somebody else saved first.
    """
    if not rules.may_keep_actions(by):
        raise PermissionDenied
    stored = locked_action(action)
    if not stored.is_open:
        raise InvalidTransition(
            _("The action point is “%(state)s” by now. Reopen it first.")
            % {"state": stored.get_state_display()}
        )
    if stored.proposed_done_at and stored.is_high_priority > action.is_high_priority:
        raise Blocked(
            [_("It is reported done: lower the priority only once it is sent back.")]
        )
    is_given_away = owners_of(stored) != owners_of(action)
    if is_given_away:
        action.token_hash, action.link_name, action.link_email = "", "", ""
    action.full_clean(exclude=["created_by"])
    action.save_checked(expected=expected)
    verb = "action_point.reassigned" if is_given_away else "action_point.edited"
    record(
        verb,
        action,
        by=by,
        country=action.country,
        was=_short(stored) if is_given_away else "",
        now=_short(action) if is_given_away else "",
    )
    return action


def _short(action: ActionPoint) -> str:
    return ", ".join(action.owners)[:60]
