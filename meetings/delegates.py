"""Who comes instead of somebody: kept as it was typed, and as a row of its own.

Whoever has a personal link can type here. So what is typed changes nobody whom the
directory or the list knows already, and the page answers alike either way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core import outbox
from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.partners.models import Person
from meetings.enums import Capacity, Response, TakesPart
from meetings.models import Meeting, Participation
from meetings.taking_back import take_off

SPEAKS_FOR_A_SEAT = (Capacity.CHAIR, Capacity.DEPUTY_CHAIR, Capacity.MEMBER)


@dataclass(frozen=True, slots=True)
class Delegate:
    """Who comes instead, as typed; without an address nobody can write to them."""

    name: str
    affiliation: str = ""
    email: str = ""
    mode: str = ""


def read(participation: Participation, typed: Mapping | None) -> Delegate:
    """Return who is named to come for somebody, or say why that cannot be."""
    words = {name: _one_line(text) for name, text in (typed or {}).items()}
    delegate = Delegate(
        name=words.get("name", "")[:200],
        affiliation=words.get("affiliation", "")[:200],
        email=words.get("email", ""),
        mode=words.get("mode", ""),
    )
    if participation.delegate_of_id:
        raise Blocked(
            [
                _(
                    "You come for somebody else already. "
                    "Ask the secretariat to name another person."
                )
            ]
        )
    if not delegate.name:
        raise Blocked([_("Name the person who comes instead of you.")])
    if _is(participation, delegate):
        raise Blocked([_("Name somebody else than yourself.")])
    return delegate


def _one_line(text: str) -> str:
    return outbox.without_marks(" ".join(text.split()))


def write_down(participation: Participation, delegate: Delegate | None) -> None:
    """Put what was typed on the row of who sends somebody; it is not saved yet."""
    sent = delegate or Delegate("")
    participation.sends_name = sent.name
    participation.sends_affiliation = sent.affiliation
    participation.sends_email = sent.email


def keep(locked: Participation, delegate: Delegate | None, *, by) -> None:
    """Give who comes instead a row of their own, or take that back.

    Somebody who is on the list already keeps the own row as it is.
    """
    known = Participation.objects.filter(delegate_of=locked).first()
    if delegate is None:
        _take_back(known, for_another=False)
        return
    # One after the other, so that several who send one person send them once.
    Meeting.objects.select_for_update(no_key=True).get(pk=locked.meeting_id)
    is_listed = _is_listed(locked, delegate, besides=known)
    if is_listed or (known is not None and not _is(known, delegate)):
        _take_back(known, for_another=True)
        known = None
    if is_listed:
        return
    row = known or _new_row(locked, delegate, by=by)
    row.name = delegate.name
    row.affiliation = delegate.affiliation or locked.affiliation
    if row.person is None and delegate.email:
        row.person = _with_address(delegate.email)
        row.typed_email = "" if row.person else delegate.email
    if delegate.mode and row.invited_at is None and row.response == Response.YES:
        row.response_mode = delegate.mode
    row.full_clean(
        exclude=["created_by"], validate_unique=False, validate_constraints=False
    )
    _save(row, locked, delegate)


def _new_row(locked: Participation, delegate: Delegate, *, by) -> Participation:
    is_speaker = locked.capacity in SPEAKS_FOR_A_SEAT
    return Participation(
        meeting=locked.meeting,
        delegate_of=locked,
        created_by_id=by.pk if by is not None else locked.created_by_id,
        partner=locked.partner,
        country=locked.country,
        capacity=Capacity.ALTERNATE if is_speaker else locked.capacity,
        seat_term=locked.seat_term,
        position=locked.position,
        response=Response.YES,
        response_mode=delegate.mode or TakesPart.IN_PERSON,
        responded_at=timezone.now(),
    )


def _save(row: Participation, locked: Participation, delegate: Delegate) -> None:
    """Save the row, unless the same person came onto the list this very moment."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if not _is_listed(locked, delegate):
            raise


def _take_back(known: Participation | None, *, for_another: bool) -> None:
    """Remove the row of who does not come any more."""
    if known is None:
        return
    if known.attended:
        if for_another:
            raise Blocked(
                [_("It is on record that %(name)s came.") % {"name": known.name}]
            )
        return
    if Participation.objects.filter(delegate_of=known).exists():
        raise Blocked(
            [_("Somebody comes for %(name)s in turn.") % {"name": known.name}]
        )
    take_off(known)


def enter_directory(row: Participation, *, by) -> None:
    """Make a person of who was named with an address: the secretariat invites them.

    Before that nothing typed by a personal link reaches the directory.
    """
    if row.person_id is not None or not row.typed_email:
        return
    person = _with_address(row.typed_email) or _new_person(row, by=by)
    if person is None or row.meeting.participations.filter(person=person).exists():
        return
    row.person, row.typed_email = person, ""
    row.save(update_fields=["person", "typed_email"])


def _new_person(row: Participation, *, by) -> Person | None:
    person = Person(name=row.name, email=row.typed_email)
    person.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return _with_address(row.typed_email)
    record("contact.added", person, by=by, now=row.meeting.title)
    return person


# --- Who is who -----------------------------------------------------------------------


def _addresses(row: Participation) -> set[str]:
    person = row.person
    if person is None:
        return {row.typed_email.casefold()} if row.typed_email else set()
    known = {person.email, person.user.email if person.user else ""}
    return {address.casefold() for address in known if address}


def _is(row: Participation, delegate: Delegate) -> bool:
    """Whether a row is that person: by the address, else by the name."""
    addresses = _addresses(row)
    if delegate.email and addresses:
        return delegate.email.casefold() in addresses
    return row.name.casefold() == delegate.name.casefold()


def _is_listed(
    locked: Participation, delegate: Delegate, *, besides: Participation | None = None
) -> bool:
    """Whether the person stands on the list, other than as who was sent so far."""
    rows = locked.meeting.participations.exclude(pk=locked.pk)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return any(_is(row, delegate) for row in rows.select_related("person__user"))


def _with_address(email: str) -> Person | None:
    people = Person.objects.filter(
        Q(email__iexact=email) | Q(user__email__iexact=email)
    )
    return people.order_by("pk").first()
