"""Put the seats, their known holders, and the offices on record."""

from alliance87.partners.demo.loader import country_of, partner_of
from alliance87.partners.demo.sources import partial, plain, read_facts, sourced
from alliance87.partners.models import Person
from meetings.demo.meetings import FACTS, person_of
from meetings.models import Constituency, OfficeTerm, Seat, SeatTerm
from meetings.models.terms import Term

OF_CONSTITUENCY = (
    *("name", "slug", "partner_types", "only_pathfinders", "rotation_scheme"),
)


def load_people() -> None:
    """Record who is named with an office; nobody of them is known to hold it today."""
    for fact in read_facts(FACTS / "seats.toml")["person"]:
        person = Person(
            honorific=fact.get("title", ""),
            organization=partner_of(fact),
            country=country_of(fact),
            is_active=False,
            **plain(fact, ("name", "post")),
        )
        person.full_clean()
        person.save()


def load_seats(*, by) -> None:
    facts = read_facts(FACTS / "seats.toml")
    for position, fact in enumerate(facts["constituency"], start=1):
        constituency = Constituency(
            position=position,
            created_by=by,
            **plain(fact, OF_CONSTITUENCY),
            **sourced(fact),
        )
        constituency.full_clean()
        constituency.save()
        for place, seat in enumerate(fact.get("seat", ()), start=1):
            _load_seat(constituency, place, seat, by=by)
    for fact in facts["office"]:
        person = person_of(fact)
        term = OfficeTerm(office=fact["office"], person=person, created_by=by)
        _save_term(term, fact)


def _load_seat(constituency: Constituency, position: int, fact: dict, *, by) -> None:
    seat = Seat(
        constituency=constituency,
        position=position,
        created_on=partial(fact.get("created_on", "")).on,
        created_by=by,
        **plain(fact, ("label", "theme", "region", "rotates")),
        **sourced(fact),
    )
    seat.full_clean()
    seat.save()
    for term in fact.get("term", ()):
        _save_term(SeatTerm(seat=seat, created_by=by), term)


def _save_term(term: Term, fact: dict) -> None:
    term.holder = partner_of(fact, "holder")
    term.start = partial(fact.get("start", ""))
    term.mandate_end = partial(fact.get("mandate_end", ""))
    term.ends_on = partial(fact.get("ends_on", "")).on
    term.decision_reference = fact.get("decision", "")
    for name, value in sourced(fact).items():
        setattr(term, name, value)
    term.full_clean()
    term.save()
