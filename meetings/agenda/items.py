"""Verbs of agenda items: add, change, move, remove, and what came of them."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.agenda.order import (
    put_before_the_closing,
    put_with_the_opening,
    renumber,
)
from meetings.agenda.reporting_back import record_reports_back
from meetings.enums import (
    InterventionKind,
    ItemOutcome,
    MeetingState,
    PackState,
    ReportState,
)
from meetings.models import (
    LEVELS,
    AgendaItem,
    AgendaLead,
    Intervention,
    Meeting,
    MeetingReport,
    MinuteSection,
    PackSection,
)


def locked_meeting(meeting: Meeting, *, by) -> Meeting:
    """Lock a meeting whose agenda the person may change; one at a time."""
    if not rules.may_run_meeting(by, meeting):
        raise PermissionDenied
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        raise Blocked(
            [
                _("The meeting is “%(state)s”: its agenda is kept as it is.")
                % {"state": locked.get_state_display()}
            ]
        )
    return locked


def _agenda_to_change(meeting: Meeting, *, by) -> Meeting:
    """Lock a meeting whose agenda no adopted report prints."""
    locked = locked_meeting(meeting, by=by)
    reports = MeetingReport.objects.filter(meeting=locked)
    if reports.filter(state=ReportState.ADOPTED).exists():
        raise Blocked(
            [_("The report is adopted: the agenda it prints is kept as it is.")]
        )
    return locked


def _as_stored(item: AgendaItem) -> AgendaItem:
    """Return an item as it is once the meeting is locked, with none above it read."""
    stored = AgendaItem.objects.filter(pk=item.pk).first()
    if stored is None:
        raise Blocked([_somebody_was_faster()])
    return stored


def _somebody_was_faster() -> str:
    return _("Somebody else changed it meanwhile. Look at it again, then repeat it.")


def level_of(item: AgendaItem | None) -> int:
    """Return 1 to 3; 0 for no item."""
    level = 0
    while item is not None:
        level, item = level + 1, item.parent
    return level


def _depth(item: AgendaItem) -> int:
    """Return how many levels an item and what stands below it take."""
    children = item.children.all() if item.pk else ()
    return 1 + max((_depth(child) for child in children), default=0)


def _check_level(item: AgendaItem, parent: AgendaItem | None) -> None:
    if parent is not None and parent.meeting_id != item.meeting_id:
        raise Blocked([_("The item above is of another meeting.")])
    if level_of(parent) + _depth(item) > LEVELS:
        raise Blocked(
            [
                _(
                    "An agenda has at most three levels. "
                    "Put the item below one that stands higher."
                )
            ]
        )


def _last_position(meeting: Meeting, parent: AgendaItem | None) -> int:
    siblings = AgendaItem.objects.filter(meeting=meeting, parent=parent)
    return siblings.aggregate(last=Max("position"))["last"] or 0


def _refuse_if_above_itself(item: AgendaItem, parent: AgendaItem | None) -> None:
    above = parent
    while above is not None:
        if above.pk == item.pk:
            raise Blocked([_("An item cannot stand below itself.")])
        above = above.parent


def refuse_named(interventions) -> None:
    """Refuse the Chatham House rule over remarks that name who made them."""
    named = interventions.filter(is_unattributed=False)
    if named.exclude(kind=InterventionKind.CONCLUSION).exists():
        raise Blocked(
            [
                _(
                    "Remarks with names are on record: take the names away first, "
                    "then put the Chatham House rule in force."
                )
            ]
        )


@transaction.atomic
def add_item(item: AgendaItem, *, by, leads=()) -> AgendaItem:
    """Put a new item at the end of its level. `leads` are unsaved `AgendaLead`s.

    What closes a meeting stays behind it.
    """
    meeting = _agenda_to_change(item.meeting, by=by)
    _check_level(item, item.parent)
    item.position = _last_position(meeting, item.parent) + 1
    item.created_by = by
    item.full_clean(exclude=["created_by", "parent"])
    item.save()
    _set_leads(item, leads)
    put_before_the_closing(item)
    record("agenda.item_added", item, by=by, now=item.title)
    return item


@transaction.atomic
def change_item(item: AgendaItem, *, expected: int, by, leads=None) -> AgendaItem:
    """Save changed words of an item; `leads`, if given, replace those it has.

    Where it stands and what came of it have verbs of their own.
    """
    _agenda_to_change(item.meeting, by=by)
    stored = _as_stored(item)
    for name in ("parent_id", "position", "outcome", "deferred_to_id"):
        setattr(item, name, getattr(stored, name))
    if item.chatham_house and not stored.chatham_house:
        refuse_named(Intervention.objects.filter(item=item))
    item.full_clean(exclude=["created_by", "parent"])
    item.save_checked(expected=expected)
    if leads is not None:
        _set_leads(item, leads)
    record("agenda.item_changed", item, by=by, now=item.title)
    return item


def _set_leads(item: AgendaItem, leads) -> None:
    item.leads.all().delete()
    for position, lead in enumerate(leads):
        lead.item, lead.position = item, position
    AgendaLead.objects.bulk_create(leads)


@transaction.atomic
def move_item(item: AgendaItem, step: int, *, by) -> AgendaItem:
    """Move an item up (-1) or down (+1) among its siblings; at the end it stays.

    Blocked when it does not stand among them any more.
    """
    meeting = _agenda_to_change(item.meeting, by=by)
    rows = AgendaItem.objects.filter(meeting=meeting, parent_id=item.parent_id)
    siblings = list(rows.select_for_update().order_by("position", "pk"))
    here = next((i for i, each in enumerate(siblings) if each.pk == item.pk), None)
    if here is None:
        raise Blocked([_somebody_was_faster()])
    there = here + step
    if not 0 <= there < len(siblings):
        return item
    siblings[here], siblings[there] = siblings[there], siblings[here]
    renumber(siblings)
    record("agenda.item_moved", item, by=by, now=str(there + 1))
    return item


@transaction.atomic
def put_below(item: AgendaItem, parent: AgendaItem | None, *, by) -> AgendaItem:
    """Put an item with all below it at the end of another level."""
    meeting = _agenda_to_change(item.meeting, by=by)
    item = _as_stored(item)
    parent = None if parent is None else _as_stored(parent)
    _refuse_if_above_itself(item, parent)
    _check_level(item, parent)
    old_parent = item.parent_id
    item.parent = parent
    item.position = _last_position(meeting, parent) + 1
    item.save(update_fields=["parent", "position"])
    left = AgendaItem.objects.filter(meeting=meeting, parent_id=old_parent)
    renumber(list(left.order_by("position", "pk")))
    record("agenda.item_moved", item, by=by, now=str(parent or ""))
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by) -> None:
    """Take an item off the agenda while nothing hangs on it."""
    meeting = _agenda_to_change(item.meeting, by=by)
    if reasons := what_hangs_on(item):
        raise Blocked(reasons)
    record("agenda.item_removed", item, by=by, was=item.title)
    parent_id = item.parent_id
    try:
        with transaction.atomic():
            _sections_in_packs(item).filter(pack__state=PackState.DRAFT).delete()
            item.papers.all().delete()
            # A section with a text keeps its item: see what_hangs_on.
            MinuteSection.objects.filter(item=item).delete()
            item.delete()
    except IntegrityError as error:
        raise Blocked([_("Something was added to this item meanwhile.")]) from error
    left = AgendaItem.objects.filter(meeting=meeting, parent_id=parent_id)
    renumber(list(left.order_by("position", "pk")))


def _sections_in_packs(item: AgendaItem):
    return PackSection.objects.filter(Q(item=item) | Q(paper__item=item))


def what_hangs_on(item: AgendaItem) -> list[str]:
    """Return why an item cannot be taken off, one sentence each."""
    held = (
        (item.children, _("Other items stand below it: move them first.")),
        (item.interventions, _("Interventions are recorded under it.")),
        (item.decisions, _("Decisions are recorded under it.")),
        (item.taken_over_by, _("A decision of another meeting takes its output over.")),
        (item.action_points, _("Action points are recorded under it.")),
        (item.continued_by, _("An item of another meeting continues it.")),
        (
            _sections_in_packs(item).exclude(pack__state=PackState.DRAFT),
            _("A pack that was issued holds it."),
        ),
    )
    reasons = [sentence for rows, sentence in held if rows.exists()]
    section = getattr(item, "minutes_section", None)
    if section is not None and section.text.strip():
        reasons.append(_("The report of the meeting has a text about it."))
    return reasons


@transaction.atomic
def set_outcome(
    item: AgendaItem, outcome: str, *, by, deferred_to: Meeting | None = None
) -> AgendaItem:
    """Record what came of an item; a deferred one goes to the meeting named.

    A country that reported back at a meeting held makes that step of its path.
    """
    locked_meeting(item.meeting, by=by)
    if outcome != ItemOutcome.DEFERRED:
        deferred_to = None
    was, item.outcome = item.outcome, ItemOutcome(outcome)
    item.deferred_to = deferred_to
    item.save(update_fields=["outcome", "deferred_to"])
    record("agenda.item_outcome", item, by=by, was=was, now=outcome)
    record_reports_back(item.meeting, by=by)
    if deferred_to is not None:
        _carry_over(item, deferred_to, by=by)
    return item


def _carry_over(item: AgendaItem, meeting: Meeting, *, by) -> None:
    if meeting.items.filter(continues=item).exists() or take_up(item, meeting):
        return
    copy = continuation_of(item)
    copy.meeting, copy.is_automatic = meeting, True
    add_item(copy, by=by)
    put_with_the_opening(copy)


def continuation_of(item: AgendaItem) -> AgendaItem:
    """Return a new item, not saved yet, that continues one that was put off."""
    return AgendaItem(
        kind=item.kind,
        purpose=item.purpose,
        title=item.title,
        description=item.description,
        expected_output=item.expected_output,
        country=item.country,
        report=item.report,
        continues=item,
    )


def take_up(item: AgendaItem, meeting: Meeting) -> bool:
    """Let the item of a meeting that adopts the same report continue one put off.

    Return whether there is such an item; where there is none it is to be added.
    """
    if item.report_id is None:
        return False
    same = meeting.items.filter(report=item.report_id, continues=None).first()
    if same is None:
        return False
    same.continues = item
    same.save(update_fields=["continues"])
    return True
