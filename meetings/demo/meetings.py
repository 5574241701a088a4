"""Put one meeting on record: its notice, its agenda, who came and what was said."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from alliance87.partners.demo.loader import country_of, group_of, partner_of
from alliance87.partners.demo.sources import plain, sourced, text, when
from alliance87.partners.models import Person
from meetings.enums import MeetingKind
from meetings.models import (
    AgendaItem,
    AgendaLead,
    AgendaPaper,
    Event,
    GroupUpdate,
    Intervention,
    Meeting,
    MeetingReport,
    MeetingSession,
    MinuteSection,
    Paper,
    Participation,
    ReportFigure,
)

FACTS = Path(__file__).parent / "facts"
NOTICE = (
    *("kind", "number", "is_extraordinary", "title", "state", "date_text"),
    *("time_zone", "form", "venue", "venue_hint", "room", "address", "city"),
    *("remote_notes", "languages", "contact", "reference"),
)


def load_meeting(facts: dict, *, by) -> Meeting:
    """Record a meeting with all that its file tells, but decisions and actions."""
    meeting = _load_notice(facts["meeting"], by=by)
    sessions = _load_sessions(meeting, facts)
    items: dict[str, AgendaItem] = {}
    for fact in facts.get("item", ()):
        items[fact["ref"]] = _load_item(meeting, fact, items, sessions, by=by)
    for position, fact in enumerate(facts.get("participant", ()), start=1):
        _load_participant(meeting, position, fact, by=by)
    if "report" in facts:
        _load_report(meeting, facts, items, by=by)
    for position, fact in enumerate(facts.get("paper", ()), start=1):
        _load_agenda_paper(items[fact["item"]], position, fact)
    for fact in facts.get("update", ()):
        GroupUpdate.objects.create(
            meeting=meeting,
            group=group_of(fact),
            text=text(fact["text"]),
            created_by=by,
            **sourced(fact),
        )
    return meeting


def gcg_meeting(number: int) -> Meeting:
    return Meeting.objects.get(kind=MeetingKind.GCG, number=number, is_example=False)


def moment(day: date, clock: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))


def person_of(fact: dict, name: str = "person") -> Person | None:
    return Person.objects.get(name=fact[name]) if fact.get(name) else None


def _load_notice(fact: dict, *, by) -> Meeting:
    beside = fact.get("back_to_back_with")
    meeting = Meeting(
        **plain(fact, NOTICE),
        objectives=text(fact.get("objectives", "")),
        group=group_of(fact),
        country=country_of(fact),
        chaired_by=person_of(fact, "chaired_by"),
        chaired_for=partner_of(fact, "chaired_for"),
        back_to_back_with=Event.objects.get(title=beside) if beside else None,
        created_by=by,
        **sourced(fact),
    )
    meeting.when = when(fact)
    if "starts" in fact:
        meeting.starts_at = moment(meeting.on, fact["starts"], meeting.time_zone)
        meeting.ends_at = moment(meeting.on, fact["ends"], meeting.time_zone)
    meeting.full_clean()
    meeting.save()
    return meeting


def _load_sessions(meeting: Meeting, facts: dict) -> dict[str, MeetingSession]:
    return {
        fact["key"]: MeetingSession.objects.create(
            meeting=meeting,
            starts_at=moment(meeting.on, fact["starts"], meeting.time_zone),
            ends_at=moment(meeting.on, fact["ends"], meeting.time_zone),
            **plain(fact, ("title", "is_break")),
        )
        for fact in facts.get("session", ())
    }


# --- Agenda -----------------------------------------------------------------------


def _load_item(
    meeting: Meeting,
    fact: dict,
    items: dict[str, AgendaItem],
    sessions: dict[str, MeetingSession],
    *,
    by,
) -> AgendaItem:
    """Put an item where its reference says: “2.2.1” is the first below “2.2”."""
    above, _dot, position = fact["ref"].rpartition(".")
    report_of = fact.get("report_of")
    item = AgendaItem(
        meeting=meeting,
        parent=items[above] if above else None,
        position=int(position),
        session=sessions.get(fact.get("session")),
        country=country_of(fact),
        report=gcg_meeting(report_of).report if report_of else None,
        created_by=by,
        **plain(fact, ("kind", "purpose", "title", "description", "objective")),
        **plain(fact, ("expected_output", "outcome")),
    )
    item.full_clean()
    item.save()
    _load_leads(item, fact)
    _load_interventions(item, fact)
    return item


def _load_leads(item: AgendaItem, fact: dict) -> None:
    leads = fact.get("lead", ())
    role = "co_lead" if len(leads) > 1 else "lead"
    for position, lead in enumerate(leads, start=1):
        AgendaLead.objects.create(
            item=item,
            position=position,
            role=lead.get("role", role),
            partner=partner_of(lead),
            **plain(lead, ("office", "printed_as")),
        )


def _load_interventions(item: AgendaItem, fact: dict) -> None:
    asked: dict[str, Intervention] = {}
    for position, each in enumerate(fact.get("intervention", ()), start=1):
        said = Intervention(
            item=item,
            position=position,
            partner=partner_of(each),
            person=person_of(each),
            is_unattributed=each.get("unattributed", False),
            answers=asked.get(each.get("answers")),
            text=text(each["text"]),
            **plain(each, ("kind", "office")),
        )
        said.full_clean()
        said.save()
        if "key" in each:
            asked[each["key"]] = said


def _load_agenda_paper(item: AgendaItem, position: int, fact: dict) -> None:
    paper = Paper.objects.get(slug=fact["paper"])
    placed = AgendaPaper(
        item=item,
        paper=paper,
        version=paper.versions.get(number=fact["version"]),
        purpose=fact["purpose"],
        position=position,
    )
    placed.full_clean()
    placed.save()


# --- Who came, what the report says -----------------------------------------------


def _load_participant(meeting: Meeting, position: int, fact: dict, *, by) -> None:
    """Record a line of the annex; in what capacity somebody came may not be stated."""
    Participation.objects.create(
        meeting=meeting,
        position=position,
        person=person_of(fact),
        partner=partner_of(fact),
        country=country_of(fact),
        capacity=fact.get("capacity", ""),
        created_by=by,
        **plain(fact, ("name", "affiliation", "attended")),
    )


def _load_report(
    meeting: Meeting, facts: dict, items: dict[str, AgendaItem], *, by
) -> None:
    fact = facts["report"]
    report = MeetingReport.objects.create(
        meeting=meeting,
        created_by=by,
        **plain(fact, ("state", "language", "next_meeting")),
    )
    for each in facts["item"]:
        MinuteSection.objects.create(
            report=report, item=items[each["ref"]], text=text(each["section"])
        )
    source = sourced(facts["meeting"])["source"]
    for position, figure in enumerate(facts.get("figure", ()), start=1):
        ReportFigure.objects.create(
            report=report, position=position, source=source, **figure
        )
