"""The participants of a meeting as lists show them, and whom it could invite."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from alliance87.partners.models import Person
from meetings.enums import Capacity, MeetingKind, Response
from meetings.models import Meeting, Participation
from meetings.selectors.group_invitees import people_of_group
from meetings.selectors.invitees import Invitee, people_to_invite
from meetings.selectors.meetings import participants_of

TONES = {
    Response.NOT_INVITED: "na",
    Response.PENDING: "todo",
    Response.YES: "good",
    Response.NO: "stop",
    Response.TENTATIVE: "half",
    Response.DELEGATED: "info",
}


def narrowed(
    rows: QuerySet[Participation], *, q="", response="", capacity=""
) -> QuerySet[Participation]:
    if q:
        rows = rows.filter(Q(name__icontains=q) | Q(affiliation__icontains=q))
    if response:
        rows = rows.filter(response=response)
    if capacity:
        rows = rows.filter(capacity=capacity)
    return rows


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom the seats, offices and roles of the day propose for the list."""

    invitees: tuple[Invitee, ...]
    vacant: tuple[Invitee, ...]
    without_person: tuple[Invitee, ...]


def proposal_for(meeting: Meeting) -> Proposal:
    """Return who holds a seat, office or role on the day and is not on the list.

    For a meeting of an action group: who chairs it, and who speaks for its members.
    """
    if meeting.kind == MeetingKind.OTHER:
        return Proposal((), (), ())
    day = meeting.on or timezone.localdate()
    present = list(participants_of(meeting))
    people = {row.person_id for row in present if row.person_id}
    names = {row.name.casefold() for row in present}
    # Two people may have one name; it tells somebody only where no person is known.
    unknown = {row.name.casefold() for row in present if not row.person_id}
    if meeting.group:
        has_chair = any(row.capacity == Capacity.CHAIR for row in present)
        lines = people_of_group(meeting.group, day, has_chair=has_chair)
    else:
        lines = people_to_invite(day, is_example=meeting.is_example)
    return Proposal(
        tuple(
            line
            for line in lines
            if line.name
            and (line.person is None or line.person.pk not in people)
            and line.name.casefold() not in (unknown if line.person else names)
        ),
        tuple(line for line in lines if line.is_vacant),
        tuple(line for line in lines if line.lacks_person),
    )


def as_participation(line: Invitee) -> Participation:
    """Return a line of the proposal as a row of the list, unsaved.

    Who is in copy gets the mails, speaks for no seat and is not asked to come.
    """
    person = line.person or _person_of(line)
    term = line.row.term if line.row and not line.is_copy else None
    return Participation(
        person=person,
        honorific=person.honorific if person else "",
        name=line.name,
        affiliation=line.affiliation,
        partner=line.partner,
        country=line.country,
        capacity=line.capacity,
        seat_term=term,
        is_copy=line.is_copy,
    )


def _person_of(line: Invitee) -> Person | None:
    """Return the person behind a line, unsaved when the directory has none.

    A focal point who was appointed without an account is found, or written down, by
    the e-mail address; without one nobody is.
    """
    people = Person.objects.order_by("pk")
    known = people.filter(user=line.user).first() if line.user else None
    if known is None and line.email:
        known = people.filter(email__iexact=line.email).first()
    if known is not None or not (line.user or line.email):
        return known
    return Person(
        name=line.name,
        post=line.post,
        email=line.email,
        country=line.country,
        user=line.user,
    )
