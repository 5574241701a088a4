"""What the pages of meetings say, and how much they ask of the database."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.planning import change_meeting
from tests.factories import (
    make_administrator,
    make_chair,
    make_gcg_member,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.meetings import (
    make_coming,
    make_intervention,
    make_invited,
    make_participation,
    make_planned,
)
from tests.factories.packs import place_paper
from tests.factories.papers import make_version
from tests.factories.people import PEOPLE, make_country

pytestmark = pytest.mark.django_db
LIST = "/meetings/"


def url_of(meeting, name="meeting", **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


# --- The video link -------------------------------------------------------------------


def test_the_video_link_is_for_who_may_join(client, client_for):
    meeting = make_coming()
    invited = make_invited(meeting, person=make_person(user=PEOPLE["FP="](None)))
    stranger = PEOPLE["FP="](make_country())
    secret = meeting.remote_link

    for name in ("meeting", "meeting-calendar"):
        found = {
            who: secret in _text(reader.get(url_of(meeting, name)))
            for who, reader in {
                "AN": client,
                "GM": client_for(make_gcg_member()),
                "invited": client_for(invited.person.user),
                "stranger": client_for(stranger),
            }.items()
        }
        assert found == {"AN": False, "GM": True, "invited": True, "stranger": False}


def _text(answer) -> str:
    """Return what was sent; calendar files fold their lines."""
    return answer.content.decode().replace("\r\n ", "")


def test_the_public_calendar_holds_no_video_link(client):
    make_coming()

    assert "secret-room" not in _text(client.get("/calendar/public.ics"))


# --- Moved meetings -------------------------------------------------------------------


def sequence(client) -> str:
    lines = client.get("/calendar/public.ics").content.decode().splitlines()
    return next(line for line in lines if line.startswith("SEQUENCE"))


def test_a_moved_meeting_has_a_higher_sequence_in_the_feed(client):
    meeting = make_coming()
    assert sequence(client) == "SEQUENCE:0"
    meeting.starts_at += timedelta(hours=1)
    meeting.ends_at += timedelta(hours=1)

    change_meeting(meeting, expected=meeting.version, by=make_officer())

    assert sequence(client) == "SEQUENCE:1"


# --- What the pages say ---------------------------------------------------------------


def test_the_annex_prints_in_person_then_remote_and_the_chair_as_chair(client_for):
    meeting = make_gcg()
    make_participation(
        meeting,
        name="Anousheh Karvar",
        affiliation="France",
        capacity="chair",
        attended="in_person",
        position=1,
    )
    make_participation(meeting, name="Bela", attended="remote", position=2)
    make_participation(
        meeting, name="Cleo", affiliation="ITUC", attended="in_person", position=3
    )
    make_participation(meeting, name="Dora", attended="absent", position=4)
    make_circulated_report(meeting)

    page = client_for(make_gcg_member()).get(url_of(meeting, "report"))

    annex = page.context["annex"]
    assert [(row.name, row.printed_affiliation) for row in annex.in_person] == [
        ("Anousheh Karvar", "Chair"),
        ("Cleo", "ITUC"),
    ]
    assert [row.name for row in annex.remote] == ["Bela"]


def plan_form(**fields) -> dict:
    return {
        "kind": "gcg",
        "number": 9,
        "title": "9th meeting",
        "form": "remote",
    } | fields


def test_planning_a_meeting_leads_to_its_desk(client_for):
    make_gcg(8, is_extraordinary=True)
    client = client_for(make_officer())
    url = reverse("meetings:meeting-add")

    assert client.get(url).context["form"].initial["number"] == 9
    answer = client.post(url, plan_form())

    meeting = Meeting.objects.get(number=9)
    assert answer.url == url_of(meeting, "desk")
    assert meeting.state == MeetingState.PLANNED


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": 8}, "extraordinary meetings are counted with the ordinary ones"),
        ({"number": ""}, "A meeting of the Global Coordinating Group has a number."),
        ({"kind": "action_group"}, "A meeting of an action group names the group"),
    ],
)
def test_the_form_says_what_the_database_refuses(client_for, fields, words):
    make_gcg(8, is_extraordinary=True)

    page = client_for(make_officer()).post(
        reverse("meetings:meeting-add"), plan_form(**fields)
    )

    assert page.status_code == 200
    assert words in str(page.context["form"].errors)
    assert not Meeting.objects.filter(number=9).exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"capacity": "pathfinder_country"}, "Name the country of a pathfinder"),
        ({"capacity": "chair"}, "The meeting has a chair already."),
    ],
)
def test_the_form_of_participants_says_what_the_database_refuses(
    client_for, fields, words
):
    row = make_participation(capacity="chair")

    page = client_for(make_officer()).post(
        url_of(row.meeting, "participant-add"), {"name": "Ada", "position": ""} | fields
    )

    assert words in str(page.context["form"].errors)


def test_a_closed_desk_names_nothing_missing_and_a_new_one_all(client_for):
    meeting = make_planned()

    page = client_for(make_administrator()).get(url_of(meeting, "desk"))

    states = {task.label: task.state for task in page.context["tasks"]}
    assert states["Fix day, hours and place"] == "Done"
    assert states["Write the agenda"] == "Due in 18 days"
    assert states["Issue the briefing pack"] == "Due in 46 days"
    assert states["Close the meeting"] == "Not yet"
    assert page.context["late"] == 1


def test_the_chair_reads_a_plan_but_runs_nothing(client_for):
    client = client_for(make_chair())
    meeting = make_planned()

    assert client.get(url_of(meeting)).status_code == 200
    assert client.get(url_of(meeting, "desk")).status_code == 403


# --- Queries --------------------------------------------------------------------------


def full_meeting(count: int, **fields) -> Meeting:
    """Make a meeting with so many of everything."""
    meeting = make_coming(**fields)
    for _each in range(count):
        item = make_agenda_item(meeting)
        place_paper(item, make_version())
        make_intervention(item, partner=make_partner())
        make_decision(meeting, item=item)
        make_action_point(meeting, item=item, partner=make_partner())
        make_invited(meeting, partner=make_partner(), country=make_country())
    return meeting


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client_for, count, django_assert_num_queries):
    for number in range(count):
        make_gcg(
            number + 1, chaired_for=make_partner(), chaired_by=make_person(name="Ada")
        )
    client = client_for(make_officer())

    # Four of them: what waits for the reader.
    with django_assert_num_queries(11):
        assert len(client.get(LIST).context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("meeting", 10), ("agenda-edit", 11), ("desk", 24), ("participants", 13)],
)
def test_pages_take_the_same_queries(
    client_for, name, queries, count, django_assert_num_queries
):
    meeting = full_meeting(count)
    client = client_for(make_officer())

    with django_assert_num_queries(queries):
        assert client.get(url_of(meeting, name)).status_code == 200


def test_an_old_meeting_without_hours_prints_its_day(client):
    meeting = make_gcg(source="Report of the 5th meeting")
    Meeting.objects.update(starts_at=None, ends_at=None)

    assert "12 November 2019" in client.get(url_of(meeting)).content.decode()


def test_times_are_printed_with_their_zone(client):
    meeting = make_gcg()

    text = client.get(url_of(meeting)).content.decode()

    assert "Tue 12 Nov 2019, 10:30–13:30 Paris (09:30–12:30 UTC)" in text
    assert timezone.localdate() > meeting.on


# --- In other languages ---------------------------------------------------------------


def test_the_button_of_an_invitation_says_what_to_do(client_for):
    """“Answer” is a noun at the head of a column and a verb on the button."""
    member = make_gcg_member(language="fr")
    meeting = make_coming()
    make_invited(meeting, person=make_person(user=member))

    page = _text(client_for(member).get(url_of(meeting)))

    assert ">Répondre</a>" in page
    assert ">Réponse</a>" not in page
