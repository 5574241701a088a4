"""Marked examples of meetings: what the demo accounts can try, through the verbs.

Everything here is invented and says so; the numbers 98 and 99 are kept apart from those
of real meetings.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from alliance87.core.models import User
from alliance87.partners.demo.loader import country_of
from alliance87.partners.demo.sources import plain, read_facts, text
from alliance87.partners.enums import Role
from alliance87.partners.models import Partner, Person
from meetings import papers
from meetings.agenda import add_item, put_paper, release_agenda
from meetings.demo.meetings import FACTS, moment
from meetings.enums import (
    Capacity,
    DueKind,
    OwnerOffice,
    PaperPurpose,
    Response,
    Standing,
    TakesPart,
)
from meetings.invitations import add_participant, answer, mark_invited
from meetings.models import (
    ActionPoint,
    AgendaItem,
    Constituency,
    Meeting,
    MeetingReport,
    MinuteSection,
    Paper,
    Participation,
    Seat,
    SeatTerm,
)
from meetings.planning import plan_meeting
from meetings.seats import hand_over, save_constituency, save_seat
from meetings.workflow.meeting import move_meeting
from meetings.workflow.papers import table_version
from meetings.workflow.report import circulate_report

FRIDAY = 4
SOURCE = "Example: invented for this demonstration"
NOTICE = (
    *("number", "title", "time_zone", "form", "room", "city", "remote_link"),
    *("languages",),
)
CAPACITIES = {
    Standing.MEMBER: Capacity.MEMBER,
    Standing.OBSERVER: Capacity.OBSERVER,
}

Pdf = Callable[[str], object]


def load_example_meetings(people: dict[Role, User], *, pdf: Pdf) -> Meeting:
    """Return the meeting to come, which the members may answer and read for."""
    facts, officer = read_facts(FACTS / "example.toml"), people[Role.OFFICER]
    chair = _person(people[Role.CHAIR], None)
    terms = _load_seats(facts, people, by=officer)
    _load_past(facts["past"], chair, by=officer)
    placed = {
        each["slug"]: _load_paper(each, pdf, by=officer) for each in facts["paper"]
    }
    meeting = _plan(facts["next"], chair, by=officer)
    for fact in facts["next"]["item"]:
        _load_item(meeting, fact, placed[fact["paper"]], by=officer)
    meeting = move_meeting(meeting, "convene", by=officer)
    release_agenda(meeting, by=officer)
    _invite(meeting, chair, terms, by=officer)
    return meeting


# --- Organizations, people, seats ---------------------------------------------------


def _load_seats(facts: dict, people: dict[Role, User], *, by) -> list[SeatTerm]:
    constituency = Constituency(
        position=99,
        is_example=True,
        source=SOURCE,
        **plain(facts["constituency"], ("name", "slug")),
    )
    constituency.note = facts["constituency"]["note"]
    save_constituency(constituency, by=by)
    start = timezone.localdate() - timedelta(days=100)
    return [
        _load_holder(constituency, position, fact, people, start, by=by)
        for position, fact in enumerate(facts["holder"], start=1)
    ]


def _load_holder(
    constituency: Constituency,
    position: int,
    fact: dict,
    people: dict[Role, User],
    start: date,
    *,
    by,
) -> SeatTerm:
    partner = Partner.objects.create(
        is_example=True,
        joined_on=start,
        source=SOURCE,
        **plain(fact, ("name", "kind")),
    )
    seat = Seat(
        constituency=constituency,
        label=fact["seat"],
        position=position,
        created_on=start,
        source=SOURCE,
        **plain(fact, ("standing", "theme")),
    )
    save_seat(seat, by=by)
    person = _person(people[Role(fact["account"])], partner)
    keeper = people[Role.ADMINISTRATOR]
    return hand_over(
        seat, partner, start, by=keeper, representative=person, source=SOURCE
    )


def _person(user: User, partner: Partner | None) -> Person:
    return Person.objects.create(
        name=user.name, email=user.email, user=user, organization=partner
    )


# --- Meetings and papers ------------------------------------------------------------


def _plan(fact: dict, chair: Person, *, by) -> Meeting:
    day = _working_day(fact["days"])
    zone = fact["time_zone"]
    meeting = Meeting(
        is_example=True,
        on=day,
        precision="day",
        starts_at=moment(day, fact["starts"], zone),
        ends_at=moment(day, fact["ends"], zone),
        rsvp_by=_deadline(fact.get("rsvp_days", fact["days"] - 14), zone),
        papers_by=_deadline(fact.get("papers_days", fact["days"] - 14), zone),
        objectives=text(fact["objectives"]),
        chaired_by=chair,
        country=country_of(fact),
        source=SOURCE,
        **plain(fact, NOTICE),
    )
    return plan_meeting(meeting, by=by)


def _working_day(days: int) -> date:
    """Return the day so many days from now, or the Monday after a weekend."""
    day = timezone.localdate() + timedelta(days=days)
    weekend = day.weekday() > FRIDAY
    return day + timedelta(days=7 - day.weekday()) if weekend else day


def _deadline(days: int, zone: str) -> datetime:
    return moment(_working_day(days), "18:00", zone)


def _load_past(fact: dict, chair: Person, *, by) -> None:
    """Hold a meeting, circulate its report, and leave one action point open."""
    meeting = _plan(fact, chair, by=by)
    items = [
        add_item(AgendaItem(meeting=meeting, **plain(each, ("title", "kind"))), by=by)
        for each in fact["item"]
    ]
    meeting = move_meeting(meeting, "convene", by=by)
    release_agenda(meeting, by=by)
    meeting = move_meeting(meeting, "hold", by=by)
    report = MeetingReport.objects.create(
        meeting=meeting,
        comments_close_at=_deadline(fact["comments_days"], meeting.time_zone),
        comments_time_zone=meeting.time_zone,
        created_by=by,
    )
    for item, each in zip(items, fact["item"], strict=True):
        MinuteSection.objects.create(report=report, item=item, text=each["section"])
    circulate_report(report, by=by)
    due = fact["action"]["due"]
    ActionPoint.objects.create(
        meeting=meeting,
        item=items[0],
        number=1,
        text=fact["action"]["text"],
        office=OwnerOffice.ALL_MEMBERS,
        due_kind=DueKind.DATE,
        due_on=_working_day(due),
        due_at=_deadline(due, meeting.time_zone),
        time_zone=meeting.time_zone,
        source=SOURCE,
        created_by=by,
    )


def _load_paper(fact: dict, pdf: Pdf, *, by) -> Paper:
    paper = Paper.objects.create(
        is_example=True,
        source=SOURCE,
        created_by=by,
        **plain(fact, ("slug", "title", "kind", "visibility", "purpose")),
    )
    if fact.get("text"):
        version = papers.add_version(
            paper, by=by, upload=pdf(fact["title"]), source_note=SOURCE
        )
        table_version(version, by=by)
    return paper


def _load_item(meeting: Meeting, fact: dict, paper: Paper, *, by) -> None:
    named = ("title", "kind", "purpose", "objective", "minutes")
    item = add_item(AgendaItem(meeting=meeting, **plain(fact, named)), by=by)
    version = paper.versions.first()
    put_paper(
        item,
        paper,
        by=by,
        version=version,
        purpose=PaperPurpose.ADOPTION if version else PaperPurpose.COMMENT,
        responsible="" if version else "Example: organization A",
        due_at=None if version else meeting.papers_by,
    )


def _invite(meeting: Meeting, chair: Person, terms: list[SeatTerm], *, by) -> None:
    """Invite the chair and the holders of seats; the chair has answered."""
    invited = [Participation(person=chair, capacity=Capacity.CHAIR)]
    for term in terms:
        [representative] = term.representatives.all()
        invited.append(
            Participation(
                person=representative.person,
                partner=term.holder,
                affiliation=term.holder.name,
                capacity=CAPACITIES[Standing(term.seat.standing)],
                seat_term=term,
            )
        )
    for each in invited:
        each.meeting, each.name = meeting, each.person.name
        mark_invited(add_participant(each, by=by), by=by)
    answer(invited[0], Response.YES, mode=TakesPart.IN_PERSON, by=by, on_behalf=True)
