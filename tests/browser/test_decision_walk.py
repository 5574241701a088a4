"""Decisions that act, and action points that are followed up, by clicking.

A country gets its status by a decision and a letter; an action point of high priority
is closed with a proof and by a second person.
"""

import pytest
from django.utils import timezone

from pathfinders.enums import Status
from tests import factories
from tests.browser import meeting_steps as steps
from tests.browser import path_to_status as path
from tests.factories.decisions import make_gcg
from tests.factories.meetings import in_days
from tests.meetings.decided import candidate

MEETING = "20th meeting of the Global Coordinating Group"
TASK = "Share an advance copy of the toolkit."
REPORTED_BACK = "Reported back to the Group"


@pytest.fixture
def country(transactional_db):
    """Put a country on the path that has done all steps but the last."""
    pathfinder = candidate(reported_back=False)
    country = pathfinder.country
    country.name_en = path.COUNTRY
    country.save()
    return pathfinder


@pytest.fixture
def people(live_server, new_context, country):
    make_gcg(20, in_days(-10), title=MEETING)
    accounts = {
        "officer": factories.make_officer(),
        "other": factories.make_officer(),
        "chair": factories.make_chair(),
        "visitor": None,
    }
    yield from steps.open_browsers(new_context, live_server.url, accounts)


# --- Status ---------------------------------------------------------------------------


def test_a_country_gets_its_status_by_a_decision_and_the_letter(people, country):
    officer, chair, visitor = people.officer, people.chair, people.visitor
    steps.propose(
        officer,
        MEETING,
        "Award pathfinder status",
        {"Text": "The Group welcomed Ruritania as a pathfinder country."},
        Country=path.COUNTRY,
    )
    steps.adopt(officer)
    officer.reads(f"The step “{REPORTED_BACK}” is not on record.")

    _report_back(officer)
    _open_decision(officer)
    steps.adopt(officer)
    officer.reads("The decision is adopted.")
    _reads_status(visitor, "On the path")

    _sign(officer)
    _reads_status(visitor, "On the path")
    path.send_letter(chair, on=timezone.localdate())
    _reads_status(visitor, "Pathfinder country")
    _open_decision(officer)
    officer.reads_exactly("Sent")

    country.refresh_from_db()
    assert country.status == Status.PATHFINDER


def _report_back(officer):
    path.open_desk(officer)
    officer.follow(f"Add a record: {REPORTED_BACK}")
    officer.fill_date("Date", 20, 5, 2021)
    officer.fill({"Meeting": MEETING})
    officer.attach("New evidence", "minutes.pdf")
    officer.select("Who may read the new evidence", "The secretariat")
    officer.press("Put it on record")
    officer.reads("The step is on record.")


def _open_decision(officer):
    steps.open_meeting(officer, MEETING)
    officer.follow("GCG20/D1")


def _sign(officer):
    """Complete the letter that the decision drafted, and file it signed."""
    officer.reads("Letter to be sent")
    letter = officer.page.get_by_role("link", name="Confirmation letter")
    letter.click()
    officer.follow("Edit the draft")
    officer.fill(
        {
            "Date of the letter": timezone.localdate().isoformat(),
            "To whom": "Ada Minister",
            "Who signs": "Carla Chair",
        }
    )
    officer.press("Save the draft")
    path.sign_letter(officer)


def _reads_status(visitor, status: str):
    visitor.open("/")
    visitor.follow("Countries", within=visitor.frame)
    visitor.follow(path.COUNTRY)
    visitor.reads_exactly(status)


# --- Action points --------------------------------------------------------------------


def test_an_action_point_of_high_priority_needs_a_proof_and_two_people(people):
    officer, other = people.officer, people.other
    _write_down(officer)
    officer.follow("Verify and close it")
    officer.reads("Nobody has reported that it is done.")
    _open_action(officer)

    officer.follow("Report that it is done")
    officer.fill({"What was done": "The copy was shared."})
    officer.press("Report it done")
    officer.attach("Proof", "copy.pdf")
    officer.press("Report it done")
    officer.reads("It is reported done. The secretariat verifies it.")

    officer.follow("Verify and close it")
    officer.reads("Another person must verify: you reported it done.")
    _close(officer)
    officer.reads("Another person must verify: you reported it done.")

    _open_action(other)
    other.follow("Verify and close it")
    _close(other)
    other.reads("The action point is closed.")
    other.reads_exactly("Done")


def _write_down(officer):
    """A day without an hour and a place is no deadline."""
    steps.open_meeting(officer, MEETING)
    officer.follow("Add an action point")
    officer.fill({"What is to be done": TASK})
    officer.field("High priority").check()
    officer.press("Add it")
    officer.reads("Name who owes it: an office")
    officer.select("Office", "Secretariat")
    officer.choose("Due", "By a date")
    deadline = officer.group("Deadline")
    officer.select("Time zone", "Choose a time zone", deadline)
    officer.fill({"Day": in_days(5).isoformat()}, deadline)
    officer.press("Add it")
    officer.reads("Enter the hour, for example 18:00.")
    officer.reads("Choose the time zone: the place whose clock counts.")
    steps.fill_deadline(officer, "Deadline", in_days(5))
    officer.press("Add it")
    officer.reads("The action point is on record.", TASK)


def _open_action(person):
    steps.open_meeting(person, MEETING)
    person.follow("GCG20/A1")


def _close(person):
    person.fill({"How it was closed": "The copy is there."})
    person.press("Close it")
