"""The items of an agenda with their leads and papers, each read at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from alliance87.core.composed import ComposedQuery
from alliance87.core.models import Country
from alliance87.core.models.country import NAME_FIELDS
from alliance87.partners.models import Partner, Person
from meetings.models import (
    AgendaItem,
    AgendaLead,
    AgendaPaper,
    Meeting,
    MeetingReport,
    Paper,
    PaperVersion,
)
from meetings.selectors.reader_queries import Columns, Joined, ReaderQuery

ITEM = Columns(
    AgendaItem,
    *("meeting_id", "session_id", "parent_id", "position", "kind", "purpose", "title"),
    *("description", "objective", "expected_output", "minutes", "country_id"),
    *("report_id", "outcome", "continues_id", "chatham_house", "is_automatic"),
)
# Who leads an item, a row for each.
LEADS = Joined(
    Columns(AgendaLead, "item_id", "role", "office", "printed_as", path="leads__"),
    Columns(Partner, "name", "short_name", path="leads__partner__"),
    Columns(Person, "name", path="leads__person__"),
)
COUNTRY = Columns(Country, *NAME_FIELDS.values(), path="country__")
PAPERS = Joined(
    Columns(Paper, "slug", "title"),
    Columns(
        AgendaPaper,
        *("item_id", "paper_id", "version_id", "purpose", "position", "in_pack"),
        *("responsible", "responsible_partner_id", "responsible_person_id"),
        *("due_at", "is_late"),
        path="agenda_papers__",
    ),
    Columns(Partner, "name", "short_name", path="agenda_papers__responsible_partner__"),
    Columns(Person, "name", path="agenda_papers__responsible_person__"),
)
PINNED = Columns(
    PaperVersion, "paper_id", "number", "language", path="agenda_papers__version__"
)
VERSION = Columns(PaperVersion, "paper_id", "number", "language", "state")


def _items(meeting: int) -> QuerySet:
    rows = AgendaItem.objects.filter(meeting=meeting)
    rows = rows.order_by("position", "pk", "leads__position", "leads__pk")
    return rows.values_list(
        *ITEM.paths,
        *("report__state", "continues__meeting__title"),
        *COUNTRY.paths,
        *LEADS.paths,
    )


def _papers(user, *, meeting: int, now: datetime) -> QuerySet:
    rows = Paper.objects.visible_to(user, now)
    rows = rows.filter(agenda_papers__item__meeting=meeting)
    rows = rows.order_by("agenda_papers__position", "agenda_papers__pk")
    return rows.values_list(*PAPERS.paths, *PINNED.paths)


def _versions(user, *, meeting: int, now: datetime) -> QuerySet:
    placed = AgendaPaper.objects.filter(item__meeting=meeting)
    rows = PaperVersion.objects.visible_to(user, now)
    rows = rows.filter(paper__in=placed.values("paper"))
    return rows.order_by("-number", "language").values_list(*VERSION.paths)


ITEMS_OF = ComposedQuery(_items, meeting=int)
PAPERS_FOR = ReaderQuery(_papers, meeting=int, now=datetime)
VERSIONS_FOR = ReaderQuery(_versions, meeting=int, now=datetime)


@dataclass(slots=True)
class ItemRead:
    """An item with who leads it, and the title of the meeting it is carried from."""

    item: AgendaItem
    carried_from: str
    leads: list[AgendaLead] = field(default_factory=list)


def items_of(meeting: Meeting) -> dict[int, ItemRead]:
    """Return the items of the agenda by their keys (one query)."""
    found: dict[int, ItemRead] = {}
    for row in ITEMS_OF.rows(meeting=meeting.pk):
        if row[0] not in found:
            found[row[0]] = _item(row)
        lead, partner, person = LEADS.records(row[-len(LEADS) :])
        if lead is not None:
            lead.partner, lead.person = partner, person
            found[row[0]].leads.append(lead)
    return found


def _item(row: tuple) -> ItemRead:
    item = ITEM.record(row[: len(ITEM)])
    report_state, carried_from, *country = row[len(ITEM) : -len(LEADS)]
    item.country = COUNTRY.record(country)
    if item.report_id is not None:
        item.report = MeetingReport(pk=item.report_id, state=report_state)
    return ItemRead(item, carried_from or "")


def papers_of(
    meeting: Meeting, user
) -> Iterator[tuple[AgendaPaper, list[PaperVersion]]]:
    """Yield the papers that `user` may know with the versions of each (two queries)."""
    asked = {"meeting": meeting.pk, "now": timezone.now()}
    rows = PAPERS_FOR.rows(user, **asked)
    versions: dict[int, list[PaperVersion]] = defaultdict(list)
    readable: dict[int, PaperVersion] = {}
    for row in VERSIONS_FOR.rows(user, **asked) if rows else ():
        version = readable[row[0]] = VERSION.record(row)
        versions[version.paper_id].append(version)
    for row in rows:
        paper, placed, partner, person = PAPERS.records(row)
        pinned = readable.get(placed.version_id) or PINNED.record(row[len(PAPERS) :])
        placed.paper, placed.version = paper, pinned
        placed.responsible_partner, placed.responsible_person = partner, person
        for version in versions[paper.pk]:
            version.paper = paper
        yield placed, versions[paper.pk]
