"""The items that come onto the agenda of a meeting of the Group by themselves."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.partners.group_parts import last_activity
from alliance87.partners.selectors.groups import (
    MONTHS,
    InactiveGroup,
    inactive_groups,
)
from meetings.agenda.items import (
    add_item,
    continuation_of,
    set_outcome,
    take_up,
)
from meetings.agenda.order import put_with_the_opening
from meetings.enums import (
    ItemKind,
    ItemOutcome,
    ItemPurpose,
    MeetingKind,
    MeetingState,
    ReportState,
)
from meetings.models import ActionPoint, AgendaItem, Meeting, MeetingReport
from meetings.models.sequence import next_meeting

LANGUAGE = "en"


@transaction.atomic
def add_standing_items(meeting: Meeting, *, by) -> list[AgendaItem]:
    """Add what is missing of the standing items and of what was deferred to here.

    Adoption of the last report that is not adopted, open action points, new partners,
    groups without activity, items deferred without a meeting named, other business,
    the next date.
    Titles are written in the language of the agenda. Safe to call again.
    """
    with override(LANGUAGE):
        wanted = [
            *_opening(),
            *_adoption(meeting),
            *_matters_arising(meeting),
            _item(ItemKind.NEW_PARTNERS, _("Introduction of new partners")),
            *_quiet_groups(meeting),
            *_deferred(meeting),
            _item(ItemKind.OTHER_BUSINESS, _("Any other business")),
            _item(ItemKind.NEXT_DATE, _("Date of the next meeting")),
        ]
    return _add(meeting, wanted, by=by)


@transaction.atomic
def record_outcome(
    item: AgendaItem, outcome: str, *, by, deferred_to: Meeting | None = None
) -> AgendaItem:
    """Record what came of an item; the next meeting gets what is left to it."""
    settled = set_outcome(item, outcome, deferred_to=deferred_to, by=by)
    bring_to_next(item.meeting, by=by)
    return settled


@transaction.atomic
def bring_to_next(meeting: Meeting, *, by) -> list[AgendaItem]:
    """Add to the next meeting that is planned what this one leaves to it.

    That is the adoption of its report, and what it deferred without naming a meeting.
    """
    if meeting.kind != MeetingKind.GCG:
        return []
    following = next_meeting(meeting)
    if following is None:
        return []
    with override(LANGUAGE):
        wanted = [*_adoption(following), *_deferred(following)]
    return _add(following, wanted, by=by)


@transaction.atomic
def bring_open_points(point: ActionPoint, *, by) -> list[AgendaItem]:
    """Add the open action points to the next meeting that is planned already.

    A point asked for by a meeting of the Group waits for one after it.
    """
    following = next_meeting(point.meeting)
    if following is None:
        return []
    with override(LANGUAGE):
        wanted = _matters_arising(following)
    return _add(following, wanted, by=by)


def _add(meeting: Meeting, wanted: list[AgendaItem], *, by) -> list[AgendaItem]:
    """Add those that are not on the agenda yet, each where it belongs."""
    present = set(meeting.items.values_list("kind", "report_id", "continues_id"))
    added = []
    for item in wanted:
        if (item.kind, item.report_id, item.continues_id) in present:
            continue
        if item.continues and take_up(item.continues, meeting):
            continue
        item.meeting, item.is_automatic = meeting, True
        added.append(add_item(item, by=by))
        put_with_the_opening(item)
    return added


def _item(kind: str, title: str, purpose=ItemPurpose.INFORMATION, **more) -> AgendaItem:
    longest = AgendaItem._meta.get_field("title").max_length
    title = Truncator(title).chars(longest)
    return AgendaItem(kind=kind, title=title, purpose=purpose, **more)


def _opening() -> list[AgendaItem]:
    return [_item(ItemKind.OPENING, _("Welcome by the Chair"))]


def _adoption(meeting: Meeting) -> list[AgendaItem]:
    """Items for every earlier report that no meeting has adopted yet.

    One that was put off comes with the item that continues its own.
    """
    there = Q(meeting=meeting) | Q(deferred_to=meeting)
    coming = Q(pk__in=_put_off(meeting).values("pk"))
    named = AgendaItem.objects.filter(there | coming, report__isnull=False)
    reports = MeetingReport.objects.exclude(state=ReportState.ADOPTED).filter(
        meeting__kind=meeting.kind,
        meeting__is_example=meeting.is_example,
        meeting__number__lt=meeting.number,
        meeting__state__in=(MeetingState.CONVENED, MeetingState.HELD),
    )
    reports = reports.exclude(pk__in=named.values("report"))
    return [
        _item(
            ItemKind.ADOPT_REPORT,
            _("Adoption of the report: %(meeting)s") % {"meeting": report.meeting},
            ItemPurpose.DECISION,
            report=report,
        )
        for report in reports.select_related("meeting").order_by("meeting__number")
    ]


def _matters_arising(meeting: Meeting) -> list[AgendaItem]:
    if not ActionPoint.objects.carried_to(meeting).still_open().exists():
        return []
    title = _("Action points from earlier meetings")
    return [_item(ItemKind.MATTERS_ARISING, title, ItemPurpose.DISCUSSION)]


def _quiet_groups(meeting: Meeting) -> list[AgendaItem]:
    """An item that names the groups from which nothing came for a year, if any."""
    quiet = [
        each
        for each in inactive_groups(timezone.localdate(), last_meetings=last_activity())
        if each.group.is_example == meeting.is_example
    ]
    if not quiet:
        return []
    title = _("Groups without activity for %(months)s months") % {"months": MONTHS}
    lines = "\n".join(map(_last_heard_of, quiet))
    return [
        _item(
            ItemKind.INACTIVE_GROUPS, title, ItemPurpose.DISCUSSION, description=lines
        )
    ]


def _last_heard_of(quiet: InactiveGroup) -> str:
    if quiet.last_on is None:
        return _("%(group)s: no activity on record") % {"group": quiet.group}
    facts = {"group": quiet.group, "day": quiet.last}
    return _("%(group)s: last activity %(day)s") % facts


def _deferred(meeting: Meeting) -> list[AgendaItem]:
    rows = _put_off(meeting).order_by("meeting__number", "position")
    return [continuation_of(each) for each in rows]


def _put_off(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return items of earlier meetings, put off, that none has continued."""
    return AgendaItem.objects.filter(
        outcome=ItemOutcome.DEFERRED,
        deferred_to__isnull=True,
        continued_by__isnull=True,
        meeting__kind=meeting.kind,
        meeting__is_example=meeting.is_example,
        meeting__number__lt=meeting.number,
    )
