"""Seats and offices change hands: each verb in one transaction, with its trail."""

from calendar import monthrange
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import PartialDate, write_day
from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import in_words
from alliance87.partners.accounts import refuse_place
from alliance87.partners.models import Partner, Person
from meetings.enums import SPEAKS, EndReason, Office, RepresentativeRole
from meetings.models import (
    Constituency,
    OfficeTerm,
    Seat,
    SeatRepresentative,
    SeatTerm,
)
from meetings.models.terms import Term

UNKNOWN = PartialDate.unknown()

# --- Constituencies and seats ---------------------------------------------------------


@transaction.atomic
def save_constituency(constituency: Constituency, *, by, expected=None) -> Constituency:
    """Write a constituency; `expected` is the version that was read."""
    return _save(constituency, "constituency.saved", by=by, expected=expected)


@transaction.atomic
def save_seat(seat: Seat, *, by, expected=None) -> Seat:
    """Write a seat; who holds it and its end have verbs of their own."""
    if seat.pk:
        refuse_standing(_locked(seat), seat.standing, by=by)
    return _save(seat, "seat.saved", by=by, expected=expected)


def refuse_standing(seat: Seat, standing: str, *, by) -> None:
    """Refuse another standing of `seat` to who may not give its people their rights.

    Members may do more than observers, so that it is a change of roles for everyone
    who speaks for a holder, today or later.
    """
    if standing != seat.standing:
        _refuse_people(SeatRepresentative.objects.filter(term__seat=seat), by=by)


def refuse_move(term: SeatTerm, seat: Seat, *, by) -> None:
    """Refuse, as `refuse_standing` does, to move a term to a seat of other standing."""
    before = Seat.objects.filter(terms=term.pk).exclude(standing=seat.standing)
    if before.exists():
        _refuse_people(SeatRepresentative.objects.filter(term=term.pk), by=by)


def _refuse_people(people: QuerySet[SeatRepresentative], *, by) -> None:
    speaking = people.filter(role__in=SPEAKS).exclude(ends_on__lte=timezone.localdate())
    for each in speaking.select_related("person"):
        refuse_place(each.person, by=by)


def _save(item, verb: str, *, by, expected):
    if item.pk:
        item.full_clean(exclude=["created_by"])
        item.save_checked(expected=expected)
    else:
        item.created_by = by
        item.full_clean()
        item.save()
    record(verb, item, by=by)
    return item


@transaction.atomic
def abolish_seat(seat: Seat, *, on: date, by, decision_reference: str = "") -> Seat:
    """Take a seat away from a day on; who holds it then holds it until that day."""
    locked = _locked(seat)
    if locked.abolished_on:
        raise Blocked([_("This seat is abolished already.")])
    for term in locked.terms.on(on).select_for_update(of=("self",)):
        _refuse_start(term, on)
        _end(term, on, EndReason.SEAT_ABOLISHED, by=by, note=decision_reference)
    later = locked.terms.filter(starts_on__gte=on).select_related("holder").first()
    if later:
        raise Blocked(
            [
                _("%(holder)s takes this seat on %(day)s. Choose a later day.")
                % {"holder": later.holder, "day": write_day(later.starts_on)}
            ]
        )
    locked.abolished_on = on
    locked.full_clean(exclude=["created_by"])
    locked.save_checked(expected=locked.version)
    now, reason = on.isoformat(), decision_reference
    record("seat.abolished", locked, by=by, now=now, reason=reason)
    return locked


# --- Terms of seats -------------------------------------------------------------------


@transaction.atomic
def hand_over(
    seat: Seat,
    holder: Partner,
    on: date,
    *,
    by,
    representative: Person | None = None,
    mandate_end: PartialDate = UNKNOWN,
    end_reason: str = EndReason.ROTATION,
    decision_reference: str = "",
    source: str = "",
) -> SeatTerm:
    """End the term that covers `on`, if any, and begin one of `holder` that day.

    Raises Blocked or ValidationError with a sentence when the days are taken.
    """
    refuse_place(representative, by=by)
    locked = _locked(seat)
    current = locked.terms.on(on).select_for_update(of=("self",)).first()
    was = ""
    if current:
        _refuse_same(current, holder, on)
        was = str(current.holder)
        _end(current, on, end_reason, by=by, note=decision_reference)
    term = SeatTerm(seat=locked, source=source, decision_reference=decision_reference)
    _begin(term, holder, on, mandate_end, by=by)
    if representative:
        _name(term, representative, RepresentativeRole.TITULAR, on, None, by=by)
    record(
        "seat.handed_over",
        locked,
        by=by,
        was=was,
        now=f"{holder}, {on.isoformat()}",
        reason=decision_reference,
    )
    return term


@transaction.atomic
def end_term(
    term: SeatTerm, *, on: date, by, end_reason: str, decision_reference: str = ""
) -> SeatTerm:
    """End a term without a successor: the seat is vacant from `on`."""
    _locked(term.seat)
    locked = SeatTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if locked.ends_on:
        raise Blocked([_("This term has ended already.")])
    _refuse_start(locked, on)
    return _end(locked, on, end_reason, by=by, note=decision_reference)


def mandate_end_for(constituency: Constituency, on: date) -> date | None:
    """Return when a mandate that begins on a day ends by the constituency’s scheme."""
    if not constituency.term_months:
        return None
    years, month = divmod(on.month - 1 + constituency.term_months, 12)
    year, month = on.year + years, month + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def _begin(term: Term, holder: Partner, on: date, mandate_end, *, by) -> None:
    term.holder, term.starts_on, term.created_by = holder, on, by
    term.mandate_end = mandate_end
    term.full_clean()
    term.save()


def _end(term: SeatTerm, on: date, end_reason: str, *, by, note: str) -> SeatTerm:
    """End a term and the service of its people with it, those first."""
    _end_people(term, on)
    term.ends_on, term.end_reason = on, end_reason
    term.full_clean(exclude=["created_by"])
    term.save_checked(expected=term.version)
    record("seat.term_ended", term, by=by, now=on.isoformat(), reason=note)
    return term


def _end_people(term: SeatTerm, on: date) -> None:
    for person in term.representatives.select_for_update(of=("self",)):
        if person.ends_on and person.ends_on <= on:
            continue
        if person.starts_on and person.starts_on >= on:
            person.delete()
            continue
        person.ends_on = on
        person.save_checked(expected=person.version)


def _locked(seat: Seat) -> Seat:
    """Lock a seat, so that two handovers of it follow one another."""
    rows = Seat.objects.select_for_update(of=("self",))
    return rows.select_related("constituency").get(pk=seat.pk)


def _refuse_same(term: Term, holder: Partner, on: date) -> None:
    if term.holder_id == holder.pk:
        words = _("%(holder)s holds it on this day already. Choose somebody else.")
        raise Blocked([words % {"holder": holder}])
    _refuse_start(term, on)


def _refuse_start(term: Term, on: date) -> None:
    """Refuse to end a term on its first day or before: nobody held it for no day."""
    if term.starts_on and term.starts_on >= on:
        words = _("%(holder)s holds it from %(day)s. Choose a later day.")
        facts = {"holder": term.holder, "day": write_day(term.starts_on)}
        raise Blocked([words % facts])


# --- Representatives ------------------------------------------------------------------


@transaction.atomic
def name_representative(
    term: SeatTerm,
    person: Person,
    *,
    role: str,
    starts_on: date | None,
    by,
    ends_on: date | None = None,
) -> SeatRepresentative:
    """Name a person for a holder; a new representative replaces the one of that day.

    A person who changes functions, such as an alternate who takes over, is moved.
    """
    if role != RepresentativeRole.COPY:
        refuse_place(person, by=by)
    locked = SeatTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    serving = locked.representatives.on(starts_on) if starts_on else ()
    for known in serving:
        is_moved = known.person_id == person.pk and known.role != role
        is_replaced = known.role == role == RepresentativeRole.TITULAR
        if is_moved or (is_replaced and known.person_id != person.pk):
            _end_service(known, starts_on, by=by)
    named = _name(locked, person, role, starts_on, ends_on or locked.ends_on, by=by)
    record(
        "seat.represented",
        locked,
        by=by,
        now=f"{named}, {starts_on.isoformat() if starts_on else ''}".strip(", "),
    )
    return named


@transaction.atomic
def end_representative(
    representative: SeatRepresentative, *, on: date, by
) -> SeatRepresentative:
    """End the service of a person; the rights that it gave end the same day."""
    rows = SeatRepresentative.objects.select_for_update(of=("self",))
    locked = rows.select_related("term", "person").get(pk=representative.pk)
    if locked.ends_on and locked.ends_on <= on:
        raise Blocked([_("This person’s service ends before that day already.")])
    return _end_service(locked, on, by=by)


def _end_service(person: SeatRepresentative, on: date, *, by) -> SeatRepresentative:
    person.ends_on = on
    person.full_clean(exclude=["created_by"])
    person.save_checked(expected=person.version)
    record("seat.representative_ended", person, by=by, now=on.isoformat())
    return person


def _name(term, person, role, starts_on, ends_on, *, by) -> SeatRepresentative:
    named = SeatRepresentative(
        term=term,
        person=person,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=by,
    )
    named.full_clean()
    named.save()
    return named


# --- Offices --------------------------------------------------------------------------


@transaction.atomic
def hand_over_office(
    office: str,
    holder: Partner,
    on: date,
    *,
    by,
    person: Person | None = None,
    mandate_end: PartialDate = UNKNOWN,
    decision_reference: str = "",
    source: str = "",
) -> OfficeTerm:
    """Give an office to a country from `on`; who holds it then holds it until that day.

    Raises Blocked or ValidationError with a sentence when the days are taken.
    """
    if office == Office.CHAIR:
        refuse_place(person, by=by)
    terms = OfficeTerm.objects.select_for_update(of=("self",)).filter(office=office)
    current = next((term for term in terms if term.covers(on)), None)
    was = ""
    if current:
        _refuse_same(current, holder, on)
        was = str(current.holder)
        _end_office(current, on)
    term = OfficeTerm(
        office=office,
        person=person,
        source=source,
        decision_reference=decision_reference,
    )
    _begin(term, holder, on, mandate_end, by=by)
    record(
        "office.handed_over",
        term,
        by=by,
        was=was,
        now=f"{holder}, {on.isoformat()}",
        reason=decision_reference,
    )
    return term


@transaction.atomic
def end_office(
    term: OfficeTerm, *, on: date, by, reason: str = "", decision_reference: str = ""
) -> OfficeTerm:
    """End a term of office without a successor; the trail keeps why."""
    locked = OfficeTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if locked.ends_on:
        raise Blocked([_("This term has ended already.")])
    _refuse_start(locked, on)
    _end_office(locked, on)
    why = in_words(reason.strip(), decision_reference)
    record("office.ended", locked, by=by, now=on.isoformat(), reason=why)
    return locked


@transaction.atomic
def name_office_holder(term: OfficeTerm, person: Person | None, *, by) -> OfficeTerm:
    """Say in whose person a country holds an office."""
    locked = OfficeTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if locked.office == Office.CHAIR and person != locked.person:
        refuse_place(person, by=by)
    was = str(locked.person or "")
    locked.person = person
    locked.full_clean(exclude=["created_by"])
    locked.save_checked(expected=locked.version)
    record("office.person_named", locked, by=by, was=was, now=str(person or ""))
    return locked


def _end_office(term: OfficeTerm, on: date) -> None:
    term.ends_on = on
    term.full_clean(exclude=["created_by"])
    term.save_checked(expected=term.version)
