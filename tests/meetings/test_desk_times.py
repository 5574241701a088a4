"""The desk says of each step whether it is done, due, overdue, or not yet."""

from datetime import UTC, date, datetime

import pytest

from meetings.enums import MeetingState
from meetings.selectors.desk import tasks_of
from tests.factories import make_officer
from tests.factories.meetings import make_coming, make_planned

pytestmark = pytest.mark.django_db
PACK = "Issue the briefing pack"


@pytest.fixture
def on(monkeypatch):
    """Return `on(...)`: let it be that moment of UTC from now on."""

    def move(*moment: int) -> None:
        now = datetime(*moment, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return move


def step(meeting, label: str):
    return next(
        each for each in tasks_of(meeting, make_officer()) if each.label == label
    )


@pytest.mark.parametrize(
    ("moment", "tone", "words"),
    [
        ((2027, 4, 1, 12), "todo", "Due in 34 days"),
        ((2027, 4, 20, 12), "todo", "Due in 15 days"),
        ((2027, 4, 21, 12), "watch", "Due in 14 days"),
        ((2027, 5, 4, 12), "watch", "Due in 1 day"),
        ((2027, 5, 5, 9), "watch", "Due today"),
        ((2027, 5, 5, 10), "stop", "Overdue since 5 May 2027"),
        ((2027, 5, 19, 8), "stop", "Overdue since 5 May 2027"),
    ],
)
def test_a_step_says_how_far_its_time_is(on, moment, tone, words):
    """The pack is due 14 days before 19 May, 9:30 UTC."""
    on(2027, 1, 1)
    meeting = make_coming(on=date(2027, 5, 19))
    on(*moment)

    found = step(meeting, PACK)

    assert (found.tone, found.state) == (tone, words)
    assert found.hint == "By Wed 5 May 2027, 11:30 Paris (09:30 UTC)."


def test_the_day_is_that_of_the_place(on):
    """23:00 UTC is the next day in Paris already."""
    on(2027, 1, 1)
    meeting = make_coming(on=date(2027, 5, 19))
    on(2027, 5, 4, 23)

    assert step(meeting, PACK).state == "Due today"


def test_a_step_without_a_time_is_not_yet_done():
    meeting = make_planned(starts_at=None, ends_at=None)

    found = step(meeting, "Fix day, hours and place")

    assert (found.tone, found.state) == ("todo", "Not yet")


def test_a_step_that_is_done_is_done_whenever_it_was_due(on):
    on(2027, 1, 1)
    meeting = make_coming(on=date(2027, 5, 19))
    on(2027, 5, 20)

    found = step(meeting, "Convene the meeting (final agenda)")

    assert (found.tone, found.state) == ("good", "Done")


def test_nothing_is_called_missing_on_the_desk(client_for):
    meeting = make_planned()

    page = client_for(make_officer()).get(f"/meetings/{meeting.pk}/desk/").text

    assert "missing" not in page.lower()


def test_overdue_and_soon_are_counted_apart(client_for):
    meeting = make_coming(days=20, state=MeetingState.CONVENED)

    page = client_for(make_officer()).get(f"/meetings/{meeting.pk}/desk/")

    tones = [task.tone for task in page.context["tasks"]]
    assert page.context["late"] == tones.count("stop") == 2
    assert page.context["soon"] == tones.count("watch")
    assert "2 steps are overdue" in page.text
