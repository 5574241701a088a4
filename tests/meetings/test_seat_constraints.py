"""Seats and offices: what the database refuses, and that the form says the same."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from alliance87.core.enums import Precision
from meetings.enums import EndReason, Office, RepresentativeRole
from meetings.models import OfficeTerm, SeatRepresentative, SeatTerm
from tests import factories
from tests.factories.seats import (
    make_constituency,
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

HANDOVER = date(2019, 7, 17)
LATER = date(2022, 7, 17)
DAY = timedelta(days=1)
ANOTHER_HOLDER = (
    "Somebody else holds this seat on these days. "
    "End that term first, or change the dates."
)
ANOTHER_COUNTRY = (
    "Another country holds this office on these days. "
    "End that term first, or change the dates."
)
ANOTHER_VOICE = (
    "Somebody else is the representative on these days. "
    "End that first, or name an alternate."
)
WITHIN_TERM = "A representative serves within the term of the holder."


def refused(name: str, record) -> list[str]:
    """Check that the rule called `name` refuses it; return what the form says."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        record.save()
    with pytest.raises(ValidationError) as found:
        record.full_clean()
    return found.value.messages


def term_of(seat, starts_on=None, ends_on=None, **fields) -> SeatTerm:
    return SeatTerm(
        seat=seat,
        holder=factories.make_partner(),
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=factories.keeper(),
        **fields,
    )


def office_of(office, starts_on=None, ends_on=None) -> OfficeTerm:
    return OfficeTerm(
        office=office,
        holder=factories.make_partner(),
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=factories.keeper(),
    )


def person_of(term, role, starts_on=None, ends_on=None, **fields):
    return SeatRepresentative(
        term=term,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=factories.keeper(),
        **({"person": factories.make_person()} | fields),
    )


# --- Constituencies and seats -------------------------------------------------------


def test_a_constituency_is_listed_once_whatever_the_case(db):
    named = make_constituency(name="Civil society")
    twin = make_constituency(name="Workers")
    twin.name = "CIVIL SOCIETY"

    assert refused("constituency_name_unique", twin) == [
        "This constituency is listed already."
    ]
    assert named.name == "Civil society"


def test_a_seat_is_named_once_in_its_constituency(db):
    seat = make_seat(label="Child labour")
    make_seat(label="Child labour")
    twin = make_seat(seat.constituency)
    twin.label = "child labour"

    assert refused("seat_label_unique", twin) == [
        "The constituency has a seat of this name already."
    ]


def test_a_seat_is_abolished_after_it_was_created(db):
    seat = make_seat(created_on=HANDOVER)
    seat.abolished_on = HANDOVER

    assert refused("seat_abolished_after_created", seat) == [
        "A seat is abolished after it was created."
    ]

    seat.abolished_on = HANDOVER + DAY
    seat.full_clean()
    seat.save()


@pytest.mark.parametrize("field", ["standing", "theme", "region"])
def test_a_seat_has_no_other_standing_theme_or_region(db, field):
    seat = make_seat()
    setattr(seat, field, "other")

    assert "Value 'other' is not a valid choice." in refused("seat_choices_valid", seat)


# --- Terms ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((HANDOVER, None), (LATER, None)),
        ((HANDOVER, None), (date(2018, 1, 1), HANDOVER + DAY)),
        ((HANDOVER, LATER), (LATER - DAY, LATER + DAY)),
        ((HANDOVER, LATER), (None, HANDOVER + DAY)),
        ((None, LATER), (HANDOVER, HANDOVER + DAY)),
        ((None, None), (HANDOVER, LATER)),
        ((None, HANDOVER), (None, LATER)),
    ],
)
def test_a_seat_has_one_holder_on_any_day_of_the_past_too(db, first, second):
    seat = make_seat()
    term_of(seat, *first).save()

    said = refused("seat_term_one_holder_at_a_time", term_of(seat, *second))

    assert said == [ANOTHER_HOLDER]


def test_the_day_of_a_handover_belongs_to_the_new_holder(db):
    seat = make_seat()
    old, new = term_of(seat, None, HANDOVER), term_of(seat, HANDOVER)
    old.save()
    new.full_clean()
    new.save()

    assert list(seat.terms.on(HANDOVER - DAY)) == [old]
    assert list(seat.terms.on(HANDOVER)) == [new]


def test_another_seat_has_holders_of_its_own(db):
    term_of(make_seat(), HANDOVER).save()
    term_of(make_seat(), HANDOVER).save()

    assert SeatTerm.objects.on(HANDOVER).count() == 2


@pytest.mark.parametrize("ends_on", [HANDOVER, HANDOVER - DAY])
def test_a_term_lasts_a_day_at_least(db, ends_on):
    term = term_of(make_seat(), HANDOVER, ends_on)

    with pytest.raises(IntegrityError, match="ends_after_start"), transaction.atomic():
        term.save()
    with pytest.raises(ValidationError) as found:
        term.full_clean()
    assert found.value.messages == ["The end comes after the first day."]


def test_a_mandate_ends_after_the_first_day(db):
    term = term_of(make_seat(), HANDOVER, mandate_ends_on=HANDOVER - DAY)

    assert refused("seat_term_mandate_ends_after_start", term) == [
        "A mandate ends after the first day."
    ]

    term.mandate_precision = Precision.YEAR
    term.full_clean()
    term.save()


def test_only_an_ended_term_has_a_reason(db):
    term = term_of(make_seat(), HANDOVER, end_reason=EndReason.ROTATION)

    assert refused("seat_term_reason_when_ended", term) == [
        "Only a term with an end has a reason."
    ]

    term.ends_on = LATER
    term.full_clean()
    term.save()


def test_a_seat_is_held_only_while_it_exists(db):
    seat = make_seat(created_on=HANDOVER, abolished_on=LATER)
    too_early = term_of(seat, HANDOVER - DAY, LATER)
    too_late, open_end = term_of(seat, HANDOVER, LATER + DAY), term_of(seat, HANDOVER)

    held = "a seat is held only while it exists"

    assert refused(held, too_early) == ["The seat did not exist yet on the first day."]
    assert refused(held, too_late) == ["The seat was abolished before the last day."]
    assert refused(held, open_end) == ["The seat was abolished before the last day."]
    term_of(seat, HANDOVER, LATER).save()


def test_a_start_known_by_its_year_may_lie_after_the_seat_was_created(db):
    seat = make_seat(created_on=HANDOVER)
    year = {"start_precision": Precision.YEAR}
    before = term_of(seat, date(2018, 1, 1), HANDOVER, **year)
    same = term_of(seat, date(2019, 1, 1), **year)

    assert refused("a seat is held only", before) == [
        "The seat did not exist yet on the first day."
    ]
    same.full_clean()
    same.save()


@pytest.mark.parametrize(
    "dates",
    [{"created_on": HANDOVER + DAY}, {"abolished_on": LATER}],
)
def test_a_seat_keeps_dates_that_cover_its_terms(db, dates):
    seat = make_seat()
    term = make_seat_term(seat, starts_on=HANDOVER)
    for name, day in dates.items():
        setattr(seat, name, day)

    said = refused("a seat is held only while it exists", seat)

    assert said == [f"“{term}” would lie outside. Change that first."]


# --- Representatives --------------------------------------------------------------


def test_a_holder_has_one_representative_at_a_time(db):
    term = make_seat_term(starts_on=HANDOVER)
    titular = RepresentativeRole.TITULAR
    person_of(term, titular, HANDOVER, LATER).save()

    said = refused(
        "representative_one_titular_at_a_time",
        person_of(term, titular, LATER - DAY),
    )

    assert said == [ANOTHER_VOICE]
    person_of(term, titular, LATER).save()


def test_a_holder_has_several_alternates_and_copies(db):
    term = make_seat_term(starts_on=HANDOVER)
    for role in RepresentativeRole.values:
        person_of(term, role, HANDOVER).save()
    person_of(term, RepresentativeRole.ALTERNATE, HANDOVER).save()

    assert term.representatives.on(LATER).count() == 4


def test_a_person_is_named_once_for_the_same_days(db):
    term = make_seat_term(starts_on=HANDOVER)
    named = make_representative(term, role=RepresentativeRole.ALTERNATE)
    twice = person_of(term, RepresentativeRole.TITULAR, HANDOVER, person=named.person)

    assert refused("representative_person_once_at_a_time", twice) == [
        "This person is named for the seat on these days already."
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (HANDOVER - DAY, LATER),
        (None, LATER),
        (HANDOVER, LATER + DAY),
        (HANDOVER, None),
    ],
)
def test_a_representative_serves_within_the_term(db, starts_on, ends_on):
    term = make_seat_term(starts_on=HANDOVER, ends_on=LATER)
    person = person_of(term, RepresentativeRole.TITULAR, starts_on, ends_on)

    said = refused("a representative serves within the term", person)

    assert said == [WITHIN_TERM]


def test_where_the_start_of_a_term_is_not_known_neither_is_the_persons(db):
    term = make_seat_term(starts_on=None, ends_on=LATER)
    person = person_of(term, RepresentativeRole.TITULAR, None, LATER)
    person.full_clean()
    person.save()

    assert list(term.representatives.on(date(1990, 1, 1))) == [person]
    assert list(term.representatives.on(LATER)) == []


def test_a_term_does_not_end_under_its_representative(db):
    person = make_representative(make_seat_term(starts_on=HANDOVER))
    term = person.term
    term.ends_on = LATER

    said = refused("a representative serves within the term", term)

    assert said == [f"“{person}” would lie outside. Change that first."]


# --- Offices ------------------------------------------------------------------------


@pytest.mark.parametrize("office", Office.values)
def test_an_office_has_one_holder_on_any_day_of_the_past_too(db, office):
    """Acceptance 2: Australia until 17 July 2019, France from that day."""
    australia = office_of(office, None, HANDOVER)
    france = office_of(office, HANDOVER, LATER)
    australia.save()
    france.full_clean()
    france.save()

    rule = f"office_term_one_{office}_at_a_time"

    assert refused(rule, office_of(office, date(2018, 1, 1), date(2018, 2, 1))) == [
        ANOTHER_COUNTRY
    ]
    assert refused(rule, office_of(office, LATER - DAY)) == [ANOTHER_COUNTRY]
    office_of(office, LATER).save()


def test_chair_and_deputy_hold_office_together(db):
    make_office_term(Office.CHAIR)
    make_office_term(Office.DEPUTY_CHAIR)

    assert OfficeTerm.objects.on(LATER).count() == 2


def test_raw_sql_is_refused_as_well(db):
    term = make_office_term(Office.CHAIR, starts_on=HANDOVER, ends_on=LATER)
    copy = (
        "INSERT INTO meetings_officeterm (starts_on, ends_on, created_at, changed_at,"
        " created_by_id, version, source, source_url, note, conflict,"
        " start_precision, mandate_precision, decision_reference, office, holder_id)"
        " SELECT starts_on + 1, ends_on + 1, created_at, changed_at, created_by_id,"
        " version, source, source_url, note, conflict, start_precision,"
        " mandate_precision, decision_reference, office, holder_id"
        " FROM meetings_officeterm WHERE id = %s"
    )

    with (
        pytest.raises(IntegrityError, match="office_term_one_chair_at_a_time"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(copy, [term.pk])
