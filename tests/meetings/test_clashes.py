"""What speaks against the date of a meeting: said on its desk, never refused."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from meetings.enums import MeetingForm, MeetingState
from meetings.selectors.clashes import clashes_of
from tests.factories import (
    make_country,
    make_group_chair,
    make_officer,
    make_partner,
)
from tests.factories.events import make_event
from tests.factories.meetings import make_coming, make_group_meeting
from tests.factories.seats import make_constituency, make_seat, make_seat_term

pytestmark = pytest.mark.django_db
TUESDAY = date(2027, 3, 16)


def hours(begins: int, ends: int, day: date = TUESDAY, ends_on: date | None = None):
    """Return hours of UTC; in March Paris is one hour ahead."""
    last = ends_on or day
    return {
        "starts_at": datetime(day.year, day.month, day.day, begins, tzinfo=UTC),
        "ends_at": datetime(last.year, last.month, last.day, ends, tzinfo=UTC),
    }


def make_plan(on: date = TUESDAY, **fields):
    values = {"state": MeetingState.PLANNED, "form": MeetingForm.IN_PERSON} | fields
    return make_coming(on=on, **values)


def said(meeting, user=None) -> list[str]:
    return clashes_of(meeting, user or make_officer())


# --- The same day ---------------------------------------------------------------------


def test_a_day_of_its_own_has_nothing_against_it():
    make_plan(date(2027, 3, 17))
    make_event(hours=False, when=PartialDate.day(date(2027, 3, 15)))

    assert said(make_plan()) == []


def test_another_meeting_and_an_event_on_the_day_are_named():
    meeting = make_plan()
    make_plan(date(2027, 3, 15), until=TUESDAY, title="Strategy retreat")
    make_event(hours=False, when=PartialDate.day(TUESDAY), title="Paris Peace Forum")

    assert said(meeting) == [
        "“Strategy retreat” is on the same day, 16 March 2027.",
        "“Paris Peace Forum” is on the same day, 16 March 2027.",
    ]


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.POSTPONED])
def test_a_meeting_that_is_off_leaves_the_day_free(state):
    make_plan(state=state)

    assert said(make_plan()) == []


def test_a_cancelled_event_and_one_of_that_month_are_not_named():
    make_event(hours=False, when=PartialDate.day(TUESDAY), state="cancelled")
    month = PartialDate(date(2027, 3, 1), Precision.MONTH)
    make_event(hours=False, when=month, state="tentative")

    assert said(make_plan()) == []


def test_what_it_stands_back_to_back_with_is_no_clash():
    event = make_event(hours=False, when=PartialDate.day(TUESDAY))

    assert said(make_plan(back_to_back_with=event)) == []


def test_examples_do_not_meet_the_real_ones():
    make_plan(is_example=True)

    assert said(make_plan()) == []


def test_a_chair_of_a_group_reads_of_no_plan_that_is_not_known_to_them():
    plan = make_plan(title="Secret plan")
    group_meeting = make_group_meeting(on=TUESDAY, form=MeetingForm.IN_PERSON)

    assert said(group_meeting, make_group_chair(group_meeting.group)) == []
    assert said(group_meeting) == [f"“{plan.title}” is on the same day, 16 March 2027."]


# --- The weekend and the hours --------------------------------------------------------


def test_a_weekend_is_said_day_by_day():
    friday = date(2027, 3, 19)

    assert said(make_plan(friday, until=date(2027, 3, 22))) == [
        "20 March 2027 is a Saturday.",
        "21 March 2027 is a Sunday.",
    ]


def test_only_what_is_not_over_and_has_a_day_is_looked_at():
    saturday = date(2027, 3, 20)
    unfixed = {"starts_at": None, "ends_at": None, "precision": Precision.MONTH}

    assert said(make_plan(saturday, state=MeetingState.HELD)) == []
    assert said(make_plan(saturday, **unfixed)) == []


@pytest.mark.parametrize(
    ("begins", "ends", "count"), [(6, 19, 0), (5, 12, 1), (8, 20, 1), (23, 23, 1)]
)
def test_the_hours_of_the_place(begins, ends, count):
    """Paris: 7:00 to 20:00 is 6 to 19 in UTC."""
    last = date(2027, 3, 17) if begins == ends else None
    meeting = make_plan(**hours(begins, ends, ends_on=last))

    words = "At the place of the meeting the hours lie outside 07:00–20:00."
    assert said(meeting) == [words] * count


def seat_of(code: str, name: str, **fields):
    country = make_country(iso2=code, iso3=f"{code}X", name_en=name)
    return make_seat_term(holder=make_partner(country=country), **fields)


def test_hours_too_late_or_early_for_who_takes_part_remotely():
    seat_of("FR", "France")
    seat_of("NP", "Nepal")
    seat_of("AU", "Australia")
    seat_of("ZZ", "Nowhere known")
    meeting = make_plan(form=MeetingForm.REMOTE, **hours(12, 15))

    assert said(meeting) == [
        "The hours lie outside 07:00–20:00 in Australia, Nepal (from 17:45)."
    ]


def test_hours_that_fit_nobody():
    seat_of("FR", "France")
    seat_of("DE", "Germany")
    meeting = make_plan(form=MeetingForm.REMOTE, **hours(1, 3))

    assert said(meeting) == [
        "The hours lie outside 07:00–20:00 in every country with a seat whose time "
        "zone is known."
    ]


def test_many_countries_are_counted():
    seat_of("FR", "France")
    for number, code in enumerate(
        ("NP", "IN", "LK", "BD", "TH", "VN", "PH", "JP", "KR", "PK")
    ):
        seat_of(code, f"Country {number}")
    meeting = make_plan(form=MeetingForm.REMOTE, **hours(18, 19))

    (words,) = said(meeting)
    assert words.startswith("The hours lie outside 07:00–20:00 in Country 0 (from ")
    assert words.endswith(", Country 7 (from 03:00) and 2 more.")


def test_who_travels_lives_by_the_clock_of_the_place():
    seat_of("AU", "Australia")

    assert said(make_plan(form=MeetingForm.IN_PERSON, **hours(12, 15))) == []


def test_holders_of_that_day_count_and_no_examples():
    seat_of("NP", "Nepal", ends_on=date(2027, 1, 1))
    example = make_seat(make_constituency(is_example=True))
    seat_of("AU", "Australia", seat=example)
    meeting = make_plan(form=MeetingForm.REMOTE, **hours(12, 15))

    assert said(meeting) == []


# --- The page -------------------------------------------------------------------------


def test_the_desk_says_it_and_saving_is_not_refused(client_for):
    meeting = make_plan(date(2027, 3, 20))
    officer = client_for(make_officer())

    page = officer.get(reverse("meetings:desk", kwargs={"pk": meeting.pk}))
    assert "20 March 2027 is a Saturday." in page.text

    moved = officer.post(
        reverse("meetings:meeting-move", kwargs={"pk": meeting.pk, "verb": "announce"})
    )
    meeting.refresh_from_db()
    assert (moved.status_code, meeting.state) == (302, MeetingState.ANNOUNCED)
