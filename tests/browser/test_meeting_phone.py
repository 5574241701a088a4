"""What is asked of the reader of a meeting comes first on a phone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.walker import Walker
from tests.factories.decisions import make_agenda_item
from tests.factories.meetings import make_coming, make_invited

DESK, PHONE = 1280, 390


@pytest.fixture
def meeting(transactional_db):
    meeting = make_coming(6, objectives="To agree on letters.")
    make_agenda_item(meeting, title="Letters")
    return meeting


@pytest.fixture
def invited(page, live_server, meeting) -> Walker:
    member = factories.make_gcg_member()
    make_invited(meeting, person=factories.make_person(user=member))
    walker = Walker(page, live_server.url)
    walker.sign_in(member)
    return walker


def box_of(walker, heading: str) -> dict:
    return walker.page.get_by_role("heading", name=heading, exact=True).bounding_box()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_own_answer_stands_before_the_agenda(invited, meeting, width, axe):
    invited.page.set_viewport_size({"width": width, "height": 900})
    invited.open(meeting.get_absolute_url())

    names = ("Will you take part?", "Objectives", "Agenda", "Practical")
    own, objectives, agenda, practical = (box_of(invited, name) for name in names)
    if width == PHONE:
        order = [each["y"] for each in (own, objectives, agenda, practical)]
        assert order == sorted(order)
    else:
        assert own["x"] == pytest.approx(practical["x"], abs=40)
        assert own["x"] > agenda["x"] + 400
        assert abs(own["y"] - objectives["y"]) < 60
        assert own["y"] < practical["y"] < agenda["y"] + 400
    assert axe(invited.page) == []


def test_the_answer_is_the_first_thing_the_keyboard_reaches(invited, meeting):
    """What stands first is read first, also by who does not see it."""
    invited.open(meeting.get_absolute_url())

    links = invited.page.locator(".grid").get_by_role("link")
    expect(links.first).to_have_text("Answer")
