"""Who opens which page of a meeting, as the table of permissions says."""

import pytest
from django.urls import reverse

from meetings.enums import ReportState
from tests.factories import make_group_chair
from tests.factories.decisions import make_agenda_item, make_circulated_report, make_gcg
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_invited,
    make_participation,
    make_planned,
    make_report,
)
from tests.factories.people import PEOPLE, make_country

pytestmark = pytest.mark.django_db
LIST = "/meetings/"
GROUP = {"OB", "GM", "CH"}
OFFICE = {"SO", "SA"}
EVERYBODY = {"AN", *PEOPLE}


@pytest.fixture
def visit(client, client_for):
    """Return what a person of a column of the table gets at an address."""

    def status(column: str, url: str) -> int:
        who = client if column == "AN" else client_for(PEOPLE[column](make_country()))
        return who.get(url).status_code

    return status


def url_of(meeting, name="meeting", **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def answers(visit, url: str) -> dict[str, int]:
    return {column: visit(column, url) for column in sorted(EVERYBODY)}


def expected(ok: set, others: int) -> dict[str, int]:
    found = dict.fromkeys(sorted(EVERYBODY), others) | dict.fromkeys(ok, 200)
    if "AN" not in ok:
        found["AN"] = 302
    return found


@pytest.mark.parametrize("name", ["meeting", "meeting-calendar"])
def test_what_was_announced_is_for_everybody(visit, name):
    meeting = make_coming()

    assert answers(visit, url_of(meeting, name)) == expected(EVERYBODY, 404)


def test_a_plan_does_not_exist_for_others(visit):
    meeting = make_planned()

    assert answers(visit, url_of(meeting)) == expected({"SO", "SA", "CH"}, 404)
    listed = {
        column: meeting.title
        for column in ("GM", "SO")
        if visit(column, f"{LIST}?q={meeting.number}") == 200
    }
    assert set(listed) == {"GM", "SO"}


@pytest.mark.parametrize("name", ["participants"])
def test_names_of_participants_are_for_the_group(visit, name):
    meeting = make_participation().meeting

    assert answers(visit, url_of(meeting, name)) == expected(GROUP | OFFICE, 404)


WORK_PAGES = (
    *("desk", "meeting-edit", "agenda-edit", "item-add", "participant-add"),
    *("participants-fill", "attendance", "session-add"),
)


def test_addresses_of_participants_do_not_exist_for_others(visit):
    url = url_of(make_coming(), "participants-csv")

    assert answers(visit, url) == expected(OFFICE, 404)


@pytest.mark.parametrize("name", WORK_PAGES)
def test_work_pages_are_the_secretariats(visit, name):
    assert answers(visit, url_of(make_coming(), name)) == expected(OFFICE, 403)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("meeting-move", {"verb": "postpone"}),
        ("participants-send", {"kind": "invitation"}),
    ],
)
def test_moves_and_mails_are_the_secretariats(visit, name, keys):
    url = url_of(make_coming(), name, **keys)

    assert answers(visit, url) == expected(OFFICE, 403)


@pytest.mark.parametrize(
    "name", ["item-edit", "item-place", "item-remove", "item-outcome", "item-paper"]
)
def test_pages_of_an_item_are_the_secretariats(visit, name):
    item = make_agenda_item(make_coming())
    url = url_of(item.meeting, name, item=item.pk)

    assert answers(visit, url) == expected(OFFICE, 403)


@pytest.mark.parametrize(
    "name",
    [
        "participant-edit",
        "participant-remove",
        "participant-link",
        "participant-answer",
    ],
)
def test_pages_of_a_participant_are_the_secretariats(visit, name):
    row = make_invited()

    found = answers(visit, url_of(row.meeting, name, row=row.pk))

    assert found == expected(OFFICE, 403)


def test_planning_is_the_secretariats(visit):
    assert answers(visit, reverse("meetings:meeting-add")) == expected(OFFICE, 403)


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        (ReportState.DRAFT, {"SO", "SA", "CH"}),
        (ReportState.CIRCULATED, GROUP | OFFICE),
        (ReportState.ADOPTED, EVERYBODY),
    ],
)
def test_who_reads_the_minutes(visit, state, readers):
    meeting = make_gcg()
    adopted = {"adopted_on": meeting.on} if state == ReportState.ADOPTED else {}
    make_circulated_report(meeting, state=state, **adopted)

    assert answers(visit, url_of(meeting, "report")) == expected(readers, 404)


def test_an_adopted_report_that_is_not_public_is_the_groups(visit):
    meeting = make_gcg()
    make_circulated_report(
        meeting, state="adopted", adopted_on=meeting.on, is_public=False
    )

    found = answers(visit, url_of(meeting, "report"))

    assert found == expected(GROUP | OFFICE, 404)


@pytest.mark.parametrize("name", ["report-edit", "report-circulate"])
def test_the_minutes_are_written_by_the_secretariat(visit, name):
    report = make_report()

    found = answers(visit, url_of(report.meeting, name))

    assert found == expected(OFFICE, 404) | {"CH": 403}


def test_names_become_public_with_the_adopted_report(client):
    meeting = make_gcg()
    make_participation(meeting, name="Ada Guest", attended="remote")
    make_circulated_report(meeting, state="adopted", adopted_on=meeting.on)

    assert "Ada Guest" in client.get(url_of(meeting, "report")).content.decode()
    assert "Ada Guest" not in client.get(url_of(meeting)).content.decode()


def test_the_chair_of_a_group_runs_the_meetings_of_the_group(client_for):
    meeting = make_group_meeting()
    own, other = make_group_chair(meeting.group), make_group_chair()

    assert client_for(own).get(url_of(meeting, "desk")).status_code == 200
    assert client_for(other).get(url_of(meeting, "desk")).status_code == 403
