"""A meeting with all that its page shows beside agenda, decisions and actions."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject

from alliance87.core.models import Country
from alliance87.core.models.country import NAME_FIELDS
from alliance87.partners.models import ActionGroup, Partner, Person
from meetings.models import (
    AgendaRelease,
    BriefingPack,
    Event,
    GroupUpdate,
    Meeting,
    MeetingReport,
    MeetingSession,
)
from meetings.selectors.group_updates import updates_of
from meetings.selectors.reader_queries import Columns, Joined, ReaderQuery

MEETING = Joined(
    Columns(Meeting, *(each.attname for each in Meeting._meta.concrete_fields)),
    Columns(ActionGroup, "name", "slug", path="group__"),
    Columns(Country, *NAME_FIELDS.values(), path="country__"),
)
MOMENTS = ("starts_at", "ends_at", "released_at")


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting as one reader may know it.

    `newest` is the last release of its agenda, `event` what it is back to back with,
    `following` the meeting that it prepares.
    """

    meeting: Meeting
    has_report: bool
    newest: AgendaRelease | None
    sessions: list[MeetingSession]
    packs: list[BriefingPack]
    updates: list[GroupUpdate]
    event: Event | None
    following: Meeting | None


def _read(user, *, meeting: int) -> QuerySet:
    reports = MeetingReport.objects.visible_to(user).filter(meeting=OuterRef("pk"))
    beside = Event.objects.visible_to(user).filter(pk=OuterRef("back_to_back_with"))
    following = Meeting.objects.visible_to(user).filter(pk=OuterRef("outcomes_to"))
    packs = BriefingPack.objects.visible_to(user)
    rows = Meeting.objects.visible_to(user).filter(pk=meeting).order_by()
    return rows.annotate(
        has_report=Exists(reports),
        # No joins: the database takes longer to plan them than to look these up.
        chaired_for_name=_name(Partner, "chaired_for"),
        chaired_by_name=_name(Person, "chaired_by"),
        event_title=Subquery(beside.values("title")),
        following_title=Subquery(following.values("title")),
        newest=_listed(
            AgendaRelease.objects.order_by("-number"),
            *("number", "is_final", "lines", "sessions", "released_at"),
            limit=1,
        ),
        session_list=_listed(
            MeetingSession.objects.order_by("starts_at", "pk"),
            *("title", "is_break", "starts_at", "ends_at"),
        ),
        pack_list=_listed(
            packs.order_by("audience", "language", "-number"),
            *("number", "state", "pages"),
        ),
        update_list=_listed(
            updates_of(user).order_by("group__name"),
            *("text", "needs", "group__name", "group__slug"),
        ),
    ).values_list(
        *MEETING.paths,
        *("has_report", "chaired_for_name", "chaired_by_name"),
        *("event_title", "following_title"),
        *("newest", "session_list", "pack_list", "update_list"),
    )


def _name(model: type[Model], key: str) -> Subquery:
    return Subquery(model.objects.filter(pk=OuterRef(key)).values("name"))


def _listed(rows: QuerySet, *names: str, limit: int | None = None) -> ArraySubquery:
    """Return what hangs on a meeting, each record as the text of a JSON object."""
    each = JSONObject(id="pk", **{name: name for name in names})
    rows = rows.filter(meeting=OuterRef("pk"))[:limit]
    return ArraySubquery(rows.values(as_text=Cast(each, TextField())))


READ = ReaderQuery(_read, meeting=int)


def meeting_page(user, pk: int) -> MeetingPage | None:
    """Return the meeting; None where the reader may not know of it (one query)."""
    for row in READ.rows(user, meeting=pk):
        return _page(row)
    return None


def _page(row: tuple) -> MeetingPage:
    meeting, group, country = MEETING.records(row)
    has_report, partner, person, event, following, *listed = row[len(MEETING) :]
    meeting.group, meeting.country = group, country
    if meeting.chaired_for_id:
        meeting.chaired_for = Partner(pk=meeting.chaired_for_id, name=partner)
    if meeting.chaired_by_id:
        meeting.chaired_by = Person(pk=meeting.chaired_by_id, name=person)
    newest, sessions, packs, updates = listed
    releases = list(_records(AgendaRelease, newest, meeting))
    return MeetingPage(
        meeting=meeting,
        has_report=has_report,
        newest=releases[0] if releases else None,
        sessions=list(_records(MeetingSession, sessions, meeting)),
        packs=list(_records(BriefingPack, packs, meeting)),
        updates=[_update(text, meeting) for text in updates or ()],
        event=event and Event(pk=meeting.back_to_back_with_id, title=event),
        following=following and Meeting(pk=meeting.outcomes_to_id, title=following),
    )


def _records(
    model: type[Model], texts: Iterable[str] | None, meeting: Meeting
) -> Iterator[Model]:
    for text in texts or ():
        values = json.loads(text)
        for name in MOMENTS:
            if name in values:
                values[name] = datetime.fromisoformat(values[name])
        yield model(**values, meeting=meeting)


def _update(text: str, meeting: Meeting) -> GroupUpdate:
    values = json.loads(text)
    group = ActionGroup(name=values.pop("group__name"), slug=values.pop("group__slug"))
    return GroupUpdate(**values, meeting=meeting, group=group)
