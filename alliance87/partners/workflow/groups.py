"""The life of a group: the table of moves and the verbs.

Source: Guidance for Action Groups (background paper of the 5th meeting of the Global
Coordinating Group), section 3; the closing of inactive groups: strategy workshop 2022.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.dates import PartialDate
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine, Move
from alliance87.partners import rules
from alliance87.partners.enums import GroupRoleKind, GroupState
from alliance87.partners.models import ActionGroup, GroupStateChange

SECRETARIAT = gettext_lazy("the secretariat")
A_CHAIR = gettext_lazy("a chair on that day")


def before_activity(group, by, facts) -> list[str]:
    """`facts`: the day of the move; None: today."""
    chairs = group.roles.filter(role=GroupRoleKind.CHAIR).on(facts)
    if chairs.exists():
        return []
    return [_("The group has no chair. Name its chair, or two co-chairs, first.")]


GROUP = Machine(
    "group",
    field="state",
    states=GroupState,
    moves=(
        Move(
            verb="launch",
            label=gettext_lazy("Launch the group"),
            sources=frozenset({GroupState.PROPOSED}),
            target=GroupState.LAUNCHING,
            may=rules.may_move_group,
            who=SECRETARIAT,
            needs=gettext_lazy("nothing"),
        ),
        Move(
            verb="activate",
            label=gettext_lazy("Record that the group is active"),
            sources=frozenset({GroupState.PROPOSED, GroupState.LAUNCHING}),
            target=GroupState.ACTIVE,
            may=rules.may_move_group,
            guard=before_activity,
            who=SECRETARIAT,
            needs=A_CHAIR,
        ),
        Move(
            verb="rest",
            label=gettext_lazy("Record that the group is dormant"),
            sources=frozenset(
                {GroupState.LAUNCHING, GroupState.ACTIVE, GroupState.RELAUNCHED}
            ),
            target=GroupState.DORMANT,
            may=rules.may_move_group,
            who=SECRETARIAT,
            needs=gettext_lazy("a reason"),
        ),
        Move(
            verb="relaunch",
            label=gettext_lazy("Relaunch the group"),
            sources=frozenset({GroupState.DORMANT}),
            target=GroupState.RELAUNCHED,
            may=rules.may_move_group,
            guard=before_activity,
            who=SECRETARIAT,
            needs=gettext_lazy("a chair on that day; a reason"),
        ),
        Move(
            verb="close",
            label=gettext_lazy("Close the group"),
            sources=frozenset(set(GroupState) - {GroupState.CLOSED}),
            target=GroupState.CLOSED,
            may=rules.may_move_group,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "the reference of a decision of the Global Coordinating Group, and a "
                "reason or the final report"
            ),
        ),
        Move(
            verb="propose_again",
            label=gettext_lazy("Propose the group again"),
            sources=frozenset({GroupState.CLOSED}),
            target=GroupState.PROPOSED,
            may=rules.may_move_group,
            who=SECRETARIAT,
            needs=gettext_lazy("a reason"),
        ),
    ),
)


def launch_group(group: ActionGroup, *, when: PartialDate, by, **said) -> ActionGroup:
    """Record that the group is being set up. `said`: see `_move`."""
    return _move(group, "launch", when=when, by=by, **said)


def activate_group(group: ActionGroup, *, when: PartialDate, by, **said) -> ActionGroup:
    """Record that the group works; it has a chair on that day. `said`: see `_move`."""
    return _move(group, "activate", when=when, by=by, **said)


def rest_group(
    group: ActionGroup, *, when: PartialDate, reason: str, by, **said
) -> ActionGroup:
    """Record that the group does not work for the time being."""
    _must_say_why(reason)
    return _move(group, "rest", when=when, by=by, reason=reason, **said)


def relaunch_group(
    group: ActionGroup, *, when: PartialDate, reason: str, by, **said
) -> ActionGroup:
    """Record that a dormant group works again."""
    _must_say_why(reason)
    return _move(group, "relaunch", when=when, by=by, reason=reason, **said)


def propose_group_again(
    group: ActionGroup, *, when: PartialDate, reason: str, by, **said
) -> ActionGroup:
    """Put a closed group forward once more."""
    _must_say_why(reason)
    return _move(group, "propose_again", when=when, by=by, reason=reason, **said)


@transaction.atomic
def close_group(
    group: ActionGroup,
    *,
    when: PartialDate,
    decision_reference: str,
    by,
    reason: str = "",
    upload=None,
    final_report=None,
    source: str = "",
) -> ActionGroup:
    """Close a group by a decision of the Global Coordinating Group.

    `final_report` is a document on file, `upload` one to file.
    """
    missing = []
    if not decision_reference.strip():
        missing.append(
            _(
                "A group is closed by a decision of the Global Coordinating Group: "
                "give its reference."
            )
        )
    if not reason.strip() and upload is None and final_report is None:
        missing.append(_("Give the reason for closing the group, or its final report."))
    if missing:
        raise Blocked(missing)
    GROUP.check(group, "close", by=by)
    if upload is not None:
        title = _("%(group)s: final report") % {"group": group}
        final_report = file_document(upload, title=title, audience=Audience.GCG, by=by)
    return _move(
        group,
        "close",
        when=when,
        by=by,
        reason=reason,
        decision_reference=decision_reference,
        final_report=final_report,
        source=source,
    )


@transaction.atomic
def open_group(
    group: ActionGroup,
    *,
    when: PartialDate,
    decision_reference: str,
    by,
    reason: str = "",
) -> ActionGroup:
    """Let a group work by a decision, whatever state it is in before.

    A dormant one is relaunched; a closed one is proposed again first. It needs a chair.
    """
    said = {
        "when": when,
        "by": by,
        "reason": reason or decision_reference,
        "decision_reference": decision_reference,
    }
    group = _locked(group)
    if group.state == GroupState.CLOSED:
        group = propose_group_again(group, **said)
    if group.state == GroupState.DORMANT:
        return relaunch_group(group, **said)
    return activate_group(group, **said)


@transaction.atomic
def _move(
    group: ActionGroup,
    verb: str,
    *,
    when: PartialDate,
    by,
    reason: str = "",
    decision_reference: str = "",
    final_report=None,
    source: str = "",
) -> ActionGroup:
    """Move a group and add the line to its history.

    `when` is no more exact than it is known; `source` is where it was read.
    """
    group = _locked(group)
    _refuse_day(group, when)
    was = group.state
    GROUP.perform(
        group,
        verb,
        by=by,
        country=None,
        reason="\n".join(filter(None, (reason, decision_reference))),
        facts=_day_of(when),
    )
    GroupStateChange.objects.create(
        group=group,
        was=was,
        now=group.state,
        on=when.on,
        precision=when.precision,
        reason=reason,
        decision_reference=decision_reference,
        final_report=final_report,
        source=source,
        by=by,
    )
    return group


def _locked(group: ActionGroup) -> ActionGroup:
    return ActionGroup.objects.select_for_update().get(pk=group.pk)


def _day_of(when: PartialDate) -> date | None:
    """Return the last day it may have been, today at the latest."""
    latest = when.latest
    return min(latest, timezone.localdate()) if latest else None


def _refuse_day(group: ActionGroup, when: PartialDate) -> None:
    """Stop a day in the future, and one before the change that came last."""
    if when.on is None:
        return
    if when.on > timezone.localdate():
        raise Blocked([_("This day is in the future. Record it once it happened.")])
    last = group.state_changes.last()
    if last and last.on and when.latest < last.on:
        raise Blocked(
            [
                _("The group changed its state last on %(day)s; this would be earlier.")
                % {"day": last.when}
            ]
        )


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise Blocked([_("Give the reason.")])
