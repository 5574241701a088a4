"""Save the date and the action points by owner, as PDF."""

import pytest
from django.urls import reverse

from meetings.enums import MeetingState, OwnerOffice
from tests.factories import (
    make_country,
    make_focal_point,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.decisions import due_on, make_action_point
from tests.factories.meetings import in_days, make_coming
from tests.meetings.pack_samples import pages_of, text_of

pytestmark = pytest.mark.django_db
ACTIONS = reverse("meetings:action-points-pdf")


def sheet_url(meeting) -> str:
    return reverse("meetings:save-the-date-pdf", kwargs={"pk": meeting.pk})


def words_of(response) -> str:
    return " ".join(text_of(b"".join(response)).split())


# --- Save the date --------------------------------------------------------------------


def test_everybody_gets_day_zone_and_place_on_one_sheet(client):
    meeting = make_coming(
        21,
        state=MeetingState.ANNOUNCED,
        title="Twenty-first meeting of the Global Coordinating Group",
        room="Room II",
        country=make_country(name_en="Switzerland"),
        contact="info@example.org",
        desk_notes="Ask for a larger room.",
    )

    response = client.get(sheet_url(meeting))
    content = response.getvalue()

    text = " ".join(text_of(content).split())
    assert len(pages_of(content)) == 1
    assert "Save the date" in text
    assert meeting.title in text
    assert "Paris (09:30–12:30 UTC)" in text
    assert "Room II, Geneva, Switzerland" in text
    assert "info@example.org" in text
    assert "The agenda follows." in text
    assert "secret-room" not in text
    assert "larger room" not in text


def test_a_long_title_stays_on_the_sheet(client):
    meeting = make_coming(21, title="A meeting of many words " * 12, address="x" * 290)

    assert len(pages_of(client.get(sheet_url(meeting)).getvalue())) == 1


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (MeetingState.PLANNED, 404),
        (MeetingState.ANNOUNCED, 200),
        (MeetingState.CONVENED, 200),
        (MeetingState.POSTPONED, 404),
        (MeetingState.CANCELLED, 404),
    ],
)
def test_there_is_one_from_the_announcement_on(client_for, state, status):
    meeting = make_coming(21, state=state)

    assert client_for(make_officer()).get(sheet_url(meeting)).status_code == status


def test_the_page_of_the_meeting_leads_to_it(client):
    meeting = make_coming(21)

    assert sheet_url(meeting) in client.get(meeting.get_absolute_url()).text


# --- Action points --------------------------------------------------------------------


def test_each_owner_has_a_list(client_for):
    partner = make_partner(name="Walk Free")
    both = make_action_point(
        partner=partner, office=OwnerOffice.SECRETARIAT, **due_on(in_days(-3))
    )
    other = make_action_point(person=make_person(name="Ada Lovelace"))

    text = words_of(client_for(make_officer()).get(ACTIONS))

    assert text.count(both.reference) == 2
    assert text.count(other.reference) == 1
    order = [text.rindex(each) for each in ("Ada Lovelace", "Walk Free")]
    assert order == sorted(order)
    assert "Overdue" in text


def test_the_list_is_that_of_the_filters(client_for):
    partner = make_partner(name="Walk Free")
    mine = make_action_point(partner=partner)
    other = make_action_point(partner=make_partner(name="Somebody else"))

    text = words_of(
        client_for(make_officer()).get(ACTIONS, {"partner": partner.pk, "show": "open"})
    )

    assert "Open · Walk Free" in text
    assert mine.reference in text
    assert other.reference not in text


def test_nobody_reads_what_the_list_does_not_show_them(client_for):
    focal_point = make_focal_point()
    country = focal_point.role_assignments.get().country
    own = make_action_point(country=country)
    hidden = make_action_point(partner=make_partner())

    text = words_of(client_for(focal_point).get(ACTIONS))

    assert own.reference in text
    assert hidden.reference not in text


def test_a_visitor_signs_in_first(client):
    assert client.get(ACTIONS).status_code == 302


def test_an_empty_list_says_so(client_for):
    assert "No action point in this list." in words_of(
        client_for(make_officer()).get(ACTIONS)
    )
