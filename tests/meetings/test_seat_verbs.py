"""Seats and offices change hands: what is written, what is refused, and the trail."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.models import AuditEvent
from meetings import seats
from meetings.enums import EndReason, Office, RepresentativeRole
from meetings.models import OfficeTerm, SeatRepresentative
from tests import factories
from tests.factories.seats import (
    make_constituency,
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START, HANDOVER = date(2019, 7, 17), date(2023, 11, 1)


@pytest.fixture
def officer():
    return factories.make_officer()


def trail() -> list[tuple]:
    rows = AuditEvent.objects.order_by("pk")
    return [(each.verb, each.was, each.now, each.reason) for each in rows]


def spans(rows) -> list[tuple]:
    return [(each.starts_on, each.ends_on) for each in rows.order_by("pk")]


# --- Handing over a seat --------------------------------------------------------------


def test_a_handover_ends_one_term_and_begins_the_next_on_the_same_day(officer):
    old = make_seat_term(starts_on=START)
    new, speaker = factories.make_partner(name="New"), factories.make_person()

    term = seats.hand_over(
        old.seat,
        new,
        HANDOVER,
        by=officer,
        representative=speaker,
        mandate_end=PartialDate.parse("2026-11"),
        decision_reference="19th meeting, item 4",
    )

    old.refresh_from_db()
    assert (old.ends_on, old.end_reason) == (HANDOVER, EndReason.ROTATION)
    assert (term.holder, term.starts_on, term.ends_on) == (new, HANDOVER, None)
    assert str(term.mandate_end) == "November 2026"
    assert [each.person for each in term.representatives.on(HANDOVER)] == [speaker]
    reason = "19th meeting, item 4"
    assert trail() == [
        ("seat.term_ended", "", "2023-11-01", reason),
        ("seat.handed_over", str(old.holder), "New, 2023-11-01", reason),
    ]


def test_a_vacant_seat_is_filled_without_ending_anything(officer):
    seat = make_seat()

    term = seats.hand_over(seat, factories.make_partner(), HANDOVER, by=officer)

    assert spans(seat.terms) == [(HANDOVER, None)]
    assert term.end_reason == ""
    assert [verb for verb, *_facts in trail()] == ["seat.handed_over"]


def test_the_people_of_the_holder_end_with_the_term(officer):
    old = make_seat_term(starts_on=START)
    make_representative(old)
    make_representative(old, role="alternate", ends_on=HANDOVER - 9 * DAY)
    make_representative(old, role="alternate", starts_on=HANDOVER + DAY)

    seats.hand_over(old.seat, factories.make_partner(), HANDOVER, by=officer)

    assert spans(SeatRepresentative.objects) == [
        (START, HANDOVER),
        (START, HANDOVER - 9 * DAY),
    ]


def test_the_holder_of_the_day_is_no_new_holder(officer):
    term = make_seat_term(starts_on=START)

    with pytest.raises(Blocked) as refused:
        seats.hand_over(term.seat, term.holder, HANDOVER, by=officer)

    assert refused.value.reasons == (
        f"{term.holder} holds it on this day already. Choose somebody else.",
    )


def test_a_holder_is_not_ended_on_its_first_day(officer):
    term = make_seat_term(starts_on=HANDOVER)

    with pytest.raises(Blocked) as refused:
        seats.hand_over(term.seat, factories.make_partner(), HANDOVER, by=officer)

    assert refused.value.reasons == (
        f"{term.holder} holds it from 1 November 2023. Choose a later day.",
    )


def test_a_handover_into_a_taken_time_is_refused_and_nothing_is_written(officer):
    term = make_seat_term(starts_on=START, ends_on=HANDOVER)
    make_seat_term(term.seat, starts_on=HANDOVER)

    with pytest.raises(ValidationError) as refused:
        seats.hand_over(
            term.seat, factories.make_partner(), HANDOVER - 9 * DAY, by=officer
        )

    assert refused.value.messages == [
        "Somebody else holds this seat on these days. "
        "End that term first, or change the dates."
    ]
    assert spans(term.seat.terms) == [(START, HANDOVER), (HANDOVER, None)]


def test_a_handover_before_the_seat_exists_is_refused(officer):
    seat = make_seat(created_on=HANDOVER)

    with pytest.raises(ValidationError) as refused:
        seats.hand_over(seat, factories.make_partner(), START, by=officer)

    assert refused.value.message_dict == {
        "starts_on": ["The seat did not exist yet on the first day."]
    }


@pytest.mark.parametrize(
    ("months", "ends"),
    [
        (None, None),
        (24, date(2025, 11, 30)),
        (3, date(2024, 2, 29)),
        (1, date(2023, 12, 30)),
    ],
)
def test_a_mandate_lasts_as_long_as_the_constituency_says(months, ends):
    home = make_constituency(term_months=months)

    assert seats.mandate_end_for(home, date(2023, 11, 30)) == ends


# --- Ending ---------------------------------------------------------------------------


def test_a_term_that_ends_leaves_the_seat_vacant(officer):
    term = make_seat_term(starts_on=START)
    make_representative(term)

    seats.end_term(
        term, on=HANDOVER, by=officer, end_reason="resignation", decision_reference="x"
    )

    assert list(term.seat.terms.on(HANDOVER)) == []
    assert spans(SeatRepresentative.objects) == [(START, HANDOVER)]
    assert trail() == [("seat.term_ended", "", "2023-11-01", "x")]
    with pytest.raises(Blocked, match="This term has ended already"):
        seats.end_term(term, on=HANDOVER, by=officer, end_reason="other")


def test_an_abolished_seat_takes_its_term_with_it(officer):
    term = make_seat_term(starts_on=START)

    seats.abolish_seat(term.seat, on=HANDOVER, by=officer, decision_reference="x")

    term.refresh_from_db()
    assert (term.ends_on, term.end_reason) == (HANDOVER, EndReason.SEAT_ABOLISHED)
    assert term.seat.exists_on(HANDOVER - DAY) is True
    assert type(term.seat).objects.on(HANDOVER).count() == 0
    with pytest.raises(Blocked, match="This seat is abolished already"):
        seats.abolish_seat(term.seat, on=HANDOVER, by=officer)


def test_a_seat_promised_to_somebody_is_not_abolished_before(officer):
    later = make_seat_term(starts_on=HANDOVER)

    with pytest.raises(Blocked) as refused:
        seats.abolish_seat(later.seat, on=START, by=officer)

    assert refused.value.reasons == (
        f"{later.holder} takes this seat on 1 November 2023. Choose a later day.",
    )


# --- Representatives ------------------------------------------------------------------


def test_a_new_representative_replaces_the_one_before(officer):
    known = make_representative(make_seat_term(starts_on=START))
    other = make_representative(known.term, role=RepresentativeRole.ALTERNATE)

    named = seats.name_representative(
        known.term,
        factories.make_person(),
        role=RepresentativeRole.TITULAR,
        starts_on=HANDOVER,
        by=officer,
    )

    assert list(known.term.representatives.on(HANDOVER)) == [other, named]
    assert spans(SeatRepresentative.objects.filter(pk=known.pk)) == [(START, HANDOVER)]


def test_an_alternate_who_takes_over_is_moved(officer):
    known = make_representative(
        make_seat_term(starts_on=START), role=RepresentativeRole.ALTERNATE
    )

    named = seats.name_representative(
        known.term, known.person, role="titular", starts_on=HANDOVER, by=officer
    )

    assert list(known.term.representatives.on(HANDOVER)) == [named]


def test_nobody_is_named_outside_the_term(officer):
    term = make_seat_term(starts_on=START, ends_on=HANDOVER)

    with pytest.raises(ValidationError) as refused:
        seats.name_representative(
            term,
            factories.make_person(),
            role="alternate",
            starts_on=START,
            ends_on=HANDOVER + DAY,
            by=officer,
        )

    assert refused.value.message_dict == {
        "ends_on": ["A representative serves within the term of the holder."]
    }


def test_the_service_of_a_person_ends_once(officer):
    known = make_representative(make_seat_term(starts_on=START))

    seats.end_representative(known, on=HANDOVER, by=officer)

    assert list(known.term.representatives.on(HANDOVER)) == []
    with pytest.raises(Blocked, match="ends before that day already"):
        seats.end_representative(known, on=HANDOVER, by=officer)


# --- Offices --------------------------------------------------------------------------


def test_the_chair_passes_from_one_country_to_the_next(officer):
    """Acceptance 2, as a handover: Australia until 17 July 2019, then France."""
    australia = make_office_term(
        holder=factories.make_partner(name="Australia"), starts_on=None
    )
    france, person = factories.make_partner(name="France"), factories.make_person()

    term = seats.hand_over_office(
        Office.CHAIR,
        france,
        START,
        by=officer,
        person=person,
        mandate_end=PartialDate.parse("2023-05"),
        decision_reference="5th meeting, item 1",
    )

    australia.refresh_from_db()
    assert australia.ends_on == START
    assert (term.holder, term.person, term.starts_on) == (france, person, START)
    assert trail() == [
        (
            "office.handed_over",
            "Australia",
            "France, 2019-07-17",
            "5th meeting, item 1",
        )
    ]


def test_a_second_chair_in_a_past_term_is_refused(officer):
    make_office_term(starts_on=START, ends_on=HANDOVER)
    make_office_term(starts_on=HANDOVER)

    with pytest.raises(ValidationError) as refused:
        seats.hand_over_office(
            Office.CHAIR, factories.make_partner(), START - DAY, by=officer
        )

    assert refused.value.messages == [
        "Another country holds this office on these days. "
        "End that term first, or change the dates."
    ]
    assert OfficeTerm.objects.count() == 2


def test_an_office_ends_and_its_person_changes(officer):
    term, person = make_office_term(starts_on=START), factories.make_person(name="New")

    seats.name_office_holder(term, person, by=officer)
    seats.end_office(term, on=HANDOVER, by=officer, decision_reference="x")

    term.refresh_from_db()
    assert (term.person, term.ends_on) == (person, HANDOVER)
    assert trail() == [
        ("office.person_named", "", "New", ""),
        ("office.ended", "", "2023-11-01", "x"),
    ]
    with pytest.raises(Blocked, match="This term has ended already"):
        seats.end_office(term, on=HANDOVER, by=officer)


# --- Seats and constituencies ---------------------------------------------------------


def test_a_seat_that_somebody_saved_first_is_not_overwritten(officer):
    seat = make_seat()
    read = seat.version
    seats.save_seat(type(seat).objects.get(pk=seat.pk), by=officer, expected=read)
    seat.label = "Mine"

    with pytest.raises(StaleVersion):
        seats.save_seat(seat, by=officer, expected=read)
