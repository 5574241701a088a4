"""Groups, seats and the calendar, as the secretariat keeps them by clicking."""

import re
from types import SimpleNamespace

import icalendar
import pytest
from django.utils import timezone

from alliance87.partners.enums import GroupState
from meetings.enums import Office
from meetings.models import OfficeTerm
from tests import factories
from tests.browser import meeting_steps as steps
from tests.factories.groups import make_group_role
from tests.factories.meetings import in_days, make_coming

GROUP = "Action group on supply chains"
MEETING = "21st meeting of the Global Coordinating Group"
DECISION = "20th meeting, item 4"


@pytest.fixture
def records(transactional_db):
    group = factories.make_group(name=GROUP, state=GroupState.ACTIVE)
    for slot, name in enumerate(("Children First", "Free the Slaves"), start=1):
        partner = factories.make_partner(name=name)
        make_group_role(group, partner=partner, slot=slot)
    factories.make_partner(name="Global March")
    seat = factories.make_seat(
        factories.make_constituency(name="Civil society"), label="Child labour seat"
    )
    term = factories.make_seat_term(seat, factories.make_partner(name="Old Holder"))
    country = factories.make_country(iso3="AUS", iso2="AU", name_en="Australia")
    factories.make_partner(name="France", kind="country", country=country)
    australia = factories.make_partner(
        name="Australia", kind="country", country=country
    )
    factories.make_office_term(Office.CHAIR, australia)
    meeting = make_coming(21, title=MEETING)
    return SimpleNamespace(group=group, seat=seat, term=term, meeting=meeting)


@pytest.fixture
def people(live_server, new_context, records, settings):
    settings.SITE_URL = live_server.url
    accounts = {"officer": factories.make_officer(), "visitor": None}
    yield from steps.open_browsers(new_context, live_server.url, accounts)


# --- Action groups --------------------------------------------------------------------


def test_a_group_has_two_chairs_and_is_closed_by_a_decision(people, records):
    officer = people.officer
    _open_group(officer)
    officer.follow("Give a role in the group")
    officer.select("Role", "Chair")
    officer.select("Organization", "Global March")
    officer.fill({"From": timezone.localdate().isoformat()})
    officer.press("Save the role")
    officer.reads("These hold the chair on some of these days: Children First")
    assert records.group.roles.count() == 2

    _open_group(officer)
    officer.follow("Close the group")
    officer.fill({"Reason": "Its work is done."})
    officer.press("Close the group")
    records.group.refresh_from_db()
    assert records.group.state == GroupState.ACTIVE
    officer.fill({"Decision of the Global Coordinating Group": DECISION})
    officer.press("Close the group")
    officer.reads("The state of the group is recorded.")

    _open_group(people.visitor)
    people.visitor.reads_exactly("Closed")
    people.visitor.reads("Its work is done.")


def _open_group(person):
    person.open("/")
    footer = person.page.get_by_role("contentinfo")
    person.follow("Action groups", within=footer)
    person.follow(GROUP)
    person.arrives(GROUP)


# --- Seats and offices ----------------------------------------------------------------


def test_a_seat_passes_on_a_day_and_a_second_chair_is_refused(people, records):
    officer, day = people.officer, timezone.localdate()
    officer.follow("Meetings", within=officer.frame)
    officer.follow("Seats")
    officer.follow("Child labour seat")
    officer.follow("Hand over the seat")
    officer.select("New holder", "Global March")
    officer.fill({"First day of the new holder": day.isoformat()})
    officer.select("Why the term before ends", "Rotation")
    officer.fill({"Decided by": DECISION})
    officer.press("Hand over the seat")
    officer.reads("The seat has its new holder.", "Held by Global March.")
    records.term.refresh_from_db()
    assert records.term.ends_on == day

    _hand_over_the_chair(officer, in_days(-5000).isoformat())
    assert OfficeTerm.objects.count() == 1
    officer.fill({"First day of the new holder": day.isoformat()})
    officer.press("Hand over the office")
    officer.reads("The office has its new holder.")
    assert list(OfficeTerm.objects.order_by("starts_on").values_list("ends_on")) == [
        (day,),
        (None,),
    ]


def _hand_over_the_chair(officer, day: str):
    """Try a day on which somebody else was in the chair, or before it."""
    officer.follow("Meetings", within=officer.frame)
    officer.follow("Seats")
    officer.follow("Chair and Deputy Chair over time")
    officer.follow("Hand over (Chair)")
    officer.select("Country", "France")
    officer.fill({"First day of the new holder": day, "Decided by": DECISION})
    officer.press("Hand over the office")
    officer.arrives("Hand over the office: Chair")


# --- The calendar ---------------------------------------------------------------------


def test_a_meeting_that_moves_is_new_in_the_calendar(people, records):
    officer, visitor = people.officer, people.visitor
    before = _entry(visitor)
    day = in_days(70)
    steps.open_part(officer, MEETING, "Desk")
    officer.follow("Day, place and deadlines")
    officer.fill_date("Date", day.day, day.month, day.year)
    officer.press("Save")
    officer.reads("The meeting was saved.")

    after = _entry(visitor)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt.date() == day


def _entry(visitor):
    """Return the meeting as the public feed has it; nobody reads there how to join."""
    visitor.open("/")
    visitor.follow("Events", within=visitor.page.get_by_role("contentinfo"))
    visitor.follow("Subscribe to this calendar")
    address = visitor.page.get_by_text(re.compile(r"public\.ics$")).inner_text()
    answer = visitor.page.context.request.get(address)
    assert "secret-room" not in answer.text()
    [entry] = icalendar.Calendar.from_ical(answer.text()).walk("VEVENT")
    return entry
