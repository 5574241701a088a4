from datetime import date, time

import pytest
from django.test import Client

from alliance87.core.dates import PartialDate
from pathfinders.enums import ProgrammeBlock
from pathfinders.models import ProgrammeItem
from pathfinders.selectors.workshop import programme_of
from tests.factories import (
    make_focal_point,
    make_pathfinder,
    make_session,
    make_workshop,
)
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2030, 3, 4), date(2030, 3, 5)


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder(), when=PartialDate.day(MONDAY, TUESDAY))


@pytest.fixture
def client(workshop, client_for):
    return client_for(make_focal_point(workshop.pathfinder.country))


def session(workshop, start, end, on=MONDAY, **fields):
    return make_session(
        workshop,
        on=on,
        starts_at=time.fromisoformat(start),
        ends_at=time.fromisoformat(end),
        **fields,
    )


def misfits(workshop) -> list[str]:
    return [each.text for each in programme_of(workshop).misfits]


@pytest.mark.parametrize(
    ("length", "days", "end"),
    [("half", 1, time(13)), ("one", 1, time(17)), ("two", 2, time(17, 30))],
)
def test_template_fits_its_length(length, days, end, client, workshop):
    client.post(
        url("workshop-programme-start", workshop),
        {"length": length, "first_day": "2030-03-04"},
    )

    sessions = ProgrammeItem.objects.all()
    assert len(sessions) == 8
    assert {each.block for each in sessions} == set(ProgrammeBlock.values)
    assert len({each.on for each in sessions}) == days
    assert max(each.ends_at for each in sessions) == end
    assert misfits(workshop) == []


def test_template_is_not_written_over_a_programme(client, workshop):
    make_session(workshop)

    answer = client.post(
        url("workshop-programme-start", workshop),
        {"length": "one", "first_day": "2030-03-04"},
        follow=True,
    )

    assert ProgrammeItem.objects.count() == 1
    assert "The programme has sessions already." in answer.text


def test_overlapping_times_of_a_day_are_named(workshop):
    session(workshop, "09:00", "10:30", title="Opening")
    session(workshop, "10:00", "11:00", title="Statistics")
    session(workshop, "11:00", "12:00", title="Laws")
    session(workshop, "09:30", "10:00", on=TUESDAY, title="Groups")

    assert misfits(workshop) == ["“Opening” and “Statistics” overlap on 4 March 2030."]


def test_day_outside_of_the_workshop_is_named(workshop):
    session(workshop, "09:00", "10:00", on=date(2030, 3, 6), title="Closing")

    assert misfits(workshop) == [
        "“Closing” is on 6 March 2030, which is no day of the workshop."
    ]


def test_day_is_not_judged_when_only_the_month_is_known():
    workshop = make_workshop(when=PartialDate.parse("2030-03"))
    session(workshop, "09:00", "10:00", on=date(2030, 4, 6))

    assert misfits(workshop) == []


def test_overlap_is_said_when_the_session_is_saved(client, workshop):
    session(workshop, "09:00", "10:30", title="Opening")

    answer = client.post(
        url("session-add", workshop),
        {
            "block": "1",
            "title": "Statistics",
            "on": "2030-03-04",
            "starts_at": "10:00",
            "ends_at": "11:00",
        },
        follow=True,
    )

    assert ProgrammeItem.objects.count() == 2
    assert [str(each) for each in answer.context["messages"]] == [
        "“Opening” and “Statistics” overlap on 4 March 2030.",
        "The session is saved.",
    ]


def test_session_that_ends_before_it_starts_is_refused_once(client, workshop):
    answer = client.post(
        url("session-add", workshop),
        {"block": "1", "title": "X", "starts_at": "10:00", "ends_at": "09:00"},
    )

    assert answer.context["form"].errors == {
        "ends_at": ["The session ends before it starts."]
    }
    assert 'value="X"' in answer.text


def test_session_moves_inside_its_block(client, workshop):
    first, second, third = (
        make_session(workshop, title=title, position=number)
        for number, title in enumerate(["1", "2", "3"], start=1)
    )
    other = make_session(workshop, block=ProgrammeBlock.FORWARD, position=1)

    client.post(url("session-move", workshop, third), {"direction": "up"})
    client.post(url("session-move", workshop, first), {"direction": "up"})
    client.post(url("session-move", workshop, other), {"direction": "up"})

    assert list(workshop.programme.all()) == [first, third, second, other]


def test_session_moves_only_up_or_down(client, workshop):
    row = make_session(workshop)

    answer = client.post(url("session-move", workshop, row), {"direction": "away"})

    assert answer.status_code == 404


def test_session_of_another_block_stands_last_there(client, workshop):
    moved = make_session(workshop, position=1)
    last = make_session(workshop, block=ProgrammeBlock.FORWARD, position=4)

    client.post(
        url("session-edit", workshop, moved),
        {"block": "3", "title": "Moved", "version": "0"},
    )

    moved.refresh_from_db()
    assert (moved.block, moved.position) == (3, 5)
    assert list(workshop.programme.all()) == [last, moved]


def test_new_session_stands_last_in_the_block_that_was_asked_for(client, workshop):
    make_session(workshop, block=ProgrammeBlock.PRIORITIES, position=7)

    page = client.get(f"{url('session-add', workshop)}?block=2")
    client.post(url("session-add", workshop), {"block": "2", "title": "New"})

    assert page.context["form"].initial["block"] == 2
    assert ProgrammeItem.objects.get(title="New").position == 8


@pytest.mark.parametrize("rows", [1, 3])
def test_everybody_reads_the_programme_of_a_planned_workshop(
    rows, workshop, django_assert_num_queries
):
    for number in range(rows):
        session(workshop, "09:00", "10:00", title=f"Session {number}", lead="ILO")

    with django_assert_num_queries(5):
        page = Client().get(workshop.get_absolute_url())

    assert page.text.count("09:00–10:00") == rows
    assert "Block 1: Setting the scene" in page.text
    assert "Block 2" not in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_editing_page_asks_a_fixed_number_of_questions(
    rows, client, workshop, django_assert_num_queries
):
    for _number in range(rows):
        make_session(workshop)
    client.get(url("workshop-programme", workshop))

    with django_assert_num_queries(5):
        client.get(url("workshop-programme", workshop))
