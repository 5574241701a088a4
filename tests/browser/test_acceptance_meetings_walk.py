"""Meetings as they were: the 5th, the 6th and the workshop of 2022, by clicking.

Everything that the secretariat enters goes through the pages; only accounts,
countries, partners and people are there before.
"""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import meeting_entries as enter
from tests.browser import meeting_steps as steps
from tests.browser.walker import pdf_text
from tests.meetings.annex_of_the_fifth import IN_PERSON, REMOTE
from tests.meetings.pack_samples import pages_of

FIFTH = "5th Meeting of the Global Coordinating Group"
WORKSHOP = "Strategy workshop"


@pytest.fixture
def directory(transactional_db):
    """Make who is in the directory before the secretariat enters a meeting."""
    france, chile, mexico = (
        factories.make_country(iso3=iso3, iso2=iso3[:2], name_en=name)
        for iso3, name in (("FRA", "France"), ("CHL", "Chile"), ("MEX", "Mexico"))
    )
    partner = factories.make_partner(name="France", kind="country", country=france)
    for name, short_name in (
        ("United Kingdom", "UK"),
        ("Chile", ""),
        ("International Organisation of Employers", "IOE"),
        ("International Trade Union Confederation", "ITUC"),
        ("Global March", ""),
    ):
        factories.make_partner(name=name, short_name=short_name)
    factories.make_person(name="Anousheh Karvar", organization=partner)
    return SimpleNamespace(france=france, chile=chile, mexico=mexico)


@pytest.fixture
def people(live_server, new_context, directory, settings):
    settings.SITE_URL = live_server.url
    accounts = {
        "officer": factories.make_officer(name="Olga Officer"),
        "other": factories.make_officer(name="Otto Officer"),
        "member": factories.make_gcg_member(name="Mona Member"),
    }
    yield from steps.open_browsers(new_context, live_server.url, accounts)


# --- 1: the 5th meeting and its Annex I -----------------------------------------------

ITEMS_OF_THE_FIFTH = (
    "Welcome and handover to the new Chair",
    "Update from pathfinder countries",
    "Update from Action Groups",
    "Expanding engagement opportunities for different stakeholder groups",
    "Update on communications: calendar of events, online platform, and website",
    "Update on Delta 8.7 knowledge platform",
    "Closing remarks, any other business and dates for the next meeting",
)
MORNING = "10:30–11:30"
NOON = "11:45–13:00"


def test_the_fifth_meeting_prints_its_annex_as_it_was(people):
    officer = people.officer
    enter.plan(
        officer,
        FIFTH,
        (17, 7, 2019),
        ("10:30", "13:00"),
        zone="New York",
        answer_by="2019-07-10",
        texts={"Number": "5", "City": "New York"},
        How_people_take_part="In person and remote",
        Chaired_for="France",
    )
    _enter_the_agenda_of_the_fifth(officer)
    enter.move(officer, FIFTH, "Convene it")
    enter.move(officer, FIFTH, "Record that it was held")
    _read_the_agenda_of_the_fifth(people.member)
    _enter_the_participants(officer)
    _record_attendance(officer)
    _read_the_annex(officer)


def _enter_the_agenda_of_the_fifth(officer):
    officer.follow("Agenda and papers")
    for title in enter.numbers_of(officer):
        steps.do_with_item(officer, title, "Take off")
        officer.press("Take it off")
        officer.reads("The item was taken off the agenda.")
    enter.add_session(officer, "10:30", "11:30")
    enter.add_session(officer, "11:30", "11:45", "Coffee break", is_break=True)
    enter.add_session(officer, "11:45", "13:00")
    for number, title in enumerate(ITEMS_OF_THE_FIFTH, start=1):
        session = MORNING if number < 4 else NOON
        enter.add_item(officer, {"Title": title}, Session=f"{session} · Session")


def _read_the_agenda_of_the_fifth(member):
    """Three items come before the break, and four after it."""
    steps.open_meeting(member, FIFTH)
    lines = member.page.get_by_role("region", name="Agenda", exact=True).inner_text()
    places = [lines.index(title) for title in ITEMS_OF_THE_FIFTH]
    pause = lines.index("11:30–11:45 · Coffee break")
    assert places == sorted(places)
    assert places[2] < pause < places[3]
    assert lines.index(MORNING) < places[0]
    assert pause < lines.index(NOON) < places[3]
    assert list(enter.numbers_of(member).values()) == [*"1234567"]


# In what capacity people came, where the printed list lets it be told; one of each.
CAPACITIES = {
    "Patrick Lawless": "Deputy Chair",
    "Carla Ienco": "Alternate",
    "Roxane Milot": "Observer",
    "Juan Pablo Schaeffer": "Pathfinder country",
    "Sara Luna": "Candidate country",
    "Beate Andrees": "Secretariat",
    "James Cockayne": "Speaker",
    "Brent Wilton": "Guest",
}
COUNTRIES = {"Juan Pablo Schaeffer": "Chile", "Sara Luna": "Mexico"}


def _enter_the_participants(officer):
    """Enter everybody as printed; the Chair is in the directory."""
    steps.open_part(officer, FIFTH, "Participants")
    (chair, _office), *others = IN_PERSON
    enter.add_participant(officer, {}, Person=chair, As="Chair")
    for name, affiliation in (*others, *REMOTE):
        choices = {"As": CAPACITIES.get(name, "Member")}
        if name in COUNTRIES:
            choices["Country"] = COUNTRIES[name]
        texts = {"Name as printed": name, "Affiliation as printed": affiliation}
        enter.add_participant(officer, texts, **choices)


def _record_attendance(officer):
    officer.follow("Attendance")
    for name, _affiliation in IN_PERSON:
        officer.select(name, "In person")
    for name, _affiliation in REMOTE:
        officer.select(name, "Remotely")
    officer.press("Save")
    officer.reads("Attendance was saved.")


def _read_the_annex(officer):
    """33 came, then stands the heading, then the 10 who were remote; the Chair first.

    So does the page, and so does the document.
    """
    steps.open_part(officer, FIFTH, "Desk")
    officer.follow("Report", within=officer.page.get_by_role("complementary"))
    officer.press("Make the skeleton")
    annex = officer.page.get_by_role("region", name="Annex I: Participants list")
    rows = [
        tuple(cell.strip() for cell in text.split("\t"))
        for text in annex.get_by_role("row").all_inner_texts()
    ]
    assert rows == [*IN_PERSON, ("Remote participants",), *REMOTE]
    assert (len(IN_PERSON), len(REMOTE)) == (33, 10)
    assert rows[0] == ("Anousheh Karvar", "Chair")

    pages = pages_of(officer.download("Report (PDF)"))
    printed = [re.sub(r"\s{2,}", "\t", line) for page in pages for line in page]
    wanted = ["\t".join(row) for row in rows]
    assert [line for line in printed if line in set(wanted)] == wanted


# --- 4: the agenda of the 6th ---------------------------------------------------------

STRATEGY = "Pathfinder Country Strategy"
TOOLKIT = "Implementation toolkit"
PAPERS_OF_THE_TOOLKIT = (
    "Proposed amendments to pathfinder country guidance note",
    "Annotated outline of implementation toolkit",
    "Proposal for monitoring and reporting framework",
)
THREE_LEVELS = "An agenda has at most three levels."


def test_the_agenda_of_the_sixth_has_three_levels_and_no_fourth(people):
    officer = people.officer
    enter.plan_the_sixth(officer)
    officer.follow("Agenda and papers")
    steps.do_with_item(officer, "Introduction of new partners", "Put elsewhere")
    officer.select("Below", "1 Welcome by the Chair")
    officer.press("Move it")
    _write_the_strategy(officer)
    enter.add_below(officer, STRATEGY, "Engagement of GCG members")

    numbers = enter.numbers_of(officer)
    assert [(numbers[title], title) for title in PAPERS_OF_THE_TOOLKIT] == [
        ("2.2.1", PAPERS_OF_THE_TOOLKIT[0]),
        ("2.2.2", PAPERS_OF_THE_TOOLKIT[1]),
        ("2.2.3", PAPERS_OF_THE_TOOLKIT[2]),
    ]
    assert numbers["Introduction of new partners"] == "1.1"
    assert numbers["Engagement of GCG members"] == "2.3"
    _try_a_fourth_level(officer)
    _try_a_fourth_level_behind_somebody(officer, people.other)
    assert max(label.count(".") for label in enter.numbers_of(officer).values()) == 2


def _write_the_strategy(officer):
    """Write item 2 with the toolkit and its three papers."""
    enter.add_item(officer, {"Title": STRATEGY})
    enter.add_below(officer, STRATEGY, "Update from pathfinder countries")
    enter.add_below(officer, STRATEGY, TOOLKIT)
    for title in PAPERS_OF_THE_TOOLKIT:
        enter.add_below(officer, TOOLKIT, title)


def _try_a_fourth_level(officer):
    """No page offers one; an item that brings others along is refused with words."""
    for title in PAPERS_OF_THE_TOOLKIT:
        third = steps.item(officer, title)
        expect(third.get_by_role("link", name="Add below")).to_have_count(0)
    steps.do_with_item(officer, TOOLKIT, "Put elsewhere")
    offered = officer.field("Below").locator("option").all_inner_texts()
    assert [each for each in offered if each.startswith("2.2.")] == []
    officer.select("Below", "1.1 Introduction of new partners")
    officer.press("Move it")
    officer.reads(THREE_LEVELS, "Put the item below one that stands higher.")
    officer.follow("Cancel")
    assert enter.numbers_of(officer)[TOOLKIT] == "2.2"


def _try_a_fourth_level_behind_somebody(officer, other):
    """The item above went to the third level while the form was open."""
    steps.do_with_item(officer, "Engagement of GCG members", "Add below")
    officer.fill({"Title": "Letters"})
    steps.open_part(other, enter.SIXTH, "Desk")
    other.follow("Agenda and papers")
    steps.do_with_item(other, "Engagement of GCG members", "Put elsewhere")
    other.select("Below", f"2.2 {TOOLKIT}")
    other.press("Move it")
    other.reads("The item was moved.")

    officer.press("Add the item")
    officer.reads(THREE_LEVELS, "it is on the third level by now")
    officer.follow("Cancel")
    assert enter.numbers_of(officer)["Engagement of GCG members"] == "2.2.4"
    officer.reads_not("Letters")


# --- 9: the workshop of 2022 ----------------------------------------------------------

CO_LEADS = "Co-leads: Alliance Chair (France), UK, Chile, IOE, ITUC, Global March"
OUTPUT = "A revised structure of the Group and its rotation"


def test_item_five_of_the_workshop_prints_its_co_leads_and_its_output(people):
    officer, member = people.officer, people.member
    enter.plan(
        officer,
        WORKSHOP,
        (13, 12, 2022),
        ("09:00", "17:00"),
        zone="Turin",
        answer_by="2022-12-01",
        texts={"Last day": "2022-12-15", "City": "Turin"},
        Kind="Strategy workshop",
    )
    officer.follow("Agenda and papers")
    for title in ("Vision", "Accountability", "Financing", "Groups"):
        enter.add_item(officer, {"Title": title})
    leads = "Alliance Chair (France)\nUK\nChile\nIOE\nITUC\nGlobal March"
    texts = {"Title": "Structure of the Group", "Leads and co-leads": leads}
    enter.add_item(officer, texts | {"Expected output": OUTPUT})
    enter.move(officer, WORKSHOP, "Convene it")

    steps.open_meeting(member, WORKSHOP)
    assert enter.numbers_of(member)["Structure of the Group"] == "5"
    fifth = steps.item(member, "Structure of the Group")
    expect(fifth).to_contain_text(CO_LEADS)
    expect(fifth).to_contain_text(f"Expected output {OUTPUT}")
    printed = " ".join(pdf_text(member.download("Agenda (PDF)")).split())
    assert CO_LEADS in printed
    assert f"Output: {OUTPUT}" in printed
