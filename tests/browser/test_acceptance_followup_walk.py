"""What was asked is followed up, when it is due, and who is not named, by clicking.

Through the pages alone: the action points of the 5th meeting in the pack of the 6th, a
remark under the Chatham House rule, and a deadline that said only “close of business”.
"""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from alliance87.core.jobs import Worker
from meetings.models import ActionPoint, Intervention
from tests import factories
from tests.browser import meeting_steps as steps
from tests.factories.decisions import make_gcg
from tests.factories.meetings import make_agenda_item, make_report
from tests.meetings.pack_samples import pages_of

SECOND = "2nd meeting of the Global Coordinating Group"
FIFTH = "5th meeting of the Global Coordinating Group"
SIXTH = "6th meeting of the Global Coordinating Group"
COPY = "All members receive an advance copy of the report on supply chains."
PAPER = "Share an updated partner engagement paper."
STRATEGY = "Re-circulate the communications strategy."
DATES = "Confirm the dates of the next meeting, in Paris."
CONFIRMED = "The 6th meeting was convened in Paris."
COMMENTS = "Send comments on the terms of reference."
WHEN = "Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)"
RULE = "The Chatham House rule is in force: record the remark without a name."
REMARK = "The letters came too late."
MORE = "Nobody answered the letters."


@pytest.fixture
def meetings(transactional_db):
    """Make the 2nd and the 5th, held, and the 6th, to which the Group is invited."""
    factories.make_group(name="Supply Chains", slug="supply-chains", state="active")
    factories.make_partner(name="ITUC")
    make_gcg(2, date(2018, 7, 17), title=SECOND)
    fifth = make_gcg(5, date(2019, 7, 17), title=FIFTH)
    for title in ("Frank exchange", "Open exchange"):
        make_agenda_item(fifth, title=title)
    make_report(fifth)
    sixth = make_gcg(6, date(2019, 11, 12), title=SIXTH, state="convened")
    return SimpleNamespace(fifth=fifth, sixth=sixth)


@pytest.fixture
def people(live_server, new_context, meetings):
    accounts = {
        "officer": factories.make_officer(name="Olga Officer"),
        "other": factories.make_officer(name="Oscar Other"),
        "member": factories.make_gcg_member(name="Mona Member"),
    }
    yield from steps.open_browsers(new_context, live_server.url, accounts)


# --- Action points of the last meeting ------------------------------------------------


def test_the_pack_follows_up_what_the_last_meeting_asked_for(people, settings):
    officer, member = people.officer, people.member
    _write_down_four(officer)
    _done_with_a_note(officer)
    _issue_the_pack(officer, settings)

    steps.open_part(member, SIXTH, "Briefing pack")
    member.follow("Version 1")
    _reads_in_the_file(pages_of(member.download("Pack (PDF)")))
    member.follow("As a page, with the original files")
    _reads_on_the_page(member)


def _write_down_four(officer):
    """Write down the action points of the 5th meeting, the first with its hour."""
    steps.open_meeting(officer, FIFTH)
    officer.follow("Add an action point")
    officer.fill({"What is to be done": COPY})
    officer.select("Action group", "Supply Chains")
    officer.choose("Due", "By a date")
    steps.fill_deadline(officer, "Deadline", date(2019, 8, 31))
    officer.press("Add it")
    officer.reads("The action point is on record.")
    officer.reads_exactly("Overdue")
    _ask(officer, PAPER, "Secretariat", "Before the next meeting")
    _ask(officer, STRATEGY, "Secretariat", "Ongoing")
    _ask(officer, DATES, "Chair", "Before the next meeting")


def _ask(officer, what: str, who: str, due: str):
    steps.open_meeting(officer, FIFTH)
    officer.follow("Add an action point")
    officer.fill({"What is to be done": what})
    officer.select("Office", who)
    officer.choose("Due", due)
    officer.press("Add it")
    officer.reads("The action point is on record.", what)


def _done_with_a_note(officer):
    """Close the fourth; without a note it stays open."""
    steps.open_meeting(officer, FIFTH)
    officer.follow("GCG5/A4")
    officer.follow("Verify and close it")
    officer.fill({"Closed on": "2019-10-01"})
    officer.press("Close it")
    officer.reads("This field is required.")
    officer.fill({"How it was closed": CONFIRMED})
    officer.press("Close it")
    officer.reads("The action point is closed.", CONFIRMED)
    officer.reads_exactly("Done")


def _issue_the_pack(officer, settings):
    """Ask for the pack; it is there once the worker has built it."""
    settings.JOBS_IMMEDIATE = False
    steps.open_part(officer, SIXTH, "Briefing pack")
    officer.follow("Begin a pack")
    officer.press("Begin a pack")
    officer.follow("Version 1")
    officer.follow("Issue this version")
    officer.press("Issue it")
    officer.reads("Waiting for its turn")
    Worker().do_waiting()
    officer.reads_exactly("Issued")


def _reads_on_the_page(member):
    """Three stand open and one as done, whose note is read; each in its own words."""
    table = member.page.get_by_role("table").filter(has_text="GCG5/A1")
    expect(table).to_have_count(1)
    rows = {
        row.partition("\t")[0]: [cell.strip() for cell in row.split("\t")][1:]
        for row in table.get_by_role("row").all_inner_texts()
    }
    found = {name: cells for name, cells in rows.items() if name.startswith("GCG5/")}
    assert found == {
        "GCG5/A1": [
            *(COPY, "Supply Chains"),
            *("Sat 31 Aug 2019, 18:00 Geneva (16:00 UTC)", "Overdue"),
        ],
        "GCG5/A2": [PAPER, "Secretariat", "Before the next meeting", "Open"],
        "GCG5/A3": [STRATEGY, "Secretariat", "Ongoing", "Open"],
        "GCG5/A4": [DATES, "Chair", "Before the next meeting", f"Done\n{CONFIRMED}"],
    }
    member.reads("3 open, 1 closed since the last meeting")


def _reads_in_the_file(pages: list[list[str]]):
    [page] = [page for page in pages if any("GCG5/A1" in line for line in page)]
    whole = "\n".join(page)
    assert "3 open, 1 closed since the last meeting" in whole
    first, second, third, fourth = re.split(r"GCG5/A\d", whole)[1:]
    assert "Overdue" in first
    assert [part.count("Overdue") for part in (second, third, fourth)] == [0, 0, 0]
    assert "31 Aug 2019" in first
    assert "Before the next" in second
    assert "Open" in second
    assert "Done" in fourth
    assert "Open" not in fourth


# --- Under the Chatham House rule -----------------------------------------------------


def test_a_remark_under_the_chatham_house_rule_names_nobody(people, meetings):
    officer = people.officer
    _begin(officer, "Frank exchange")
    officer.select("Organization", "ITUC")
    officer.fill({"Text": REMARK})
    _put_the_rule_in_force(people.other, "Frank exchange")
    people.other.reads("The item was saved.")

    officer.press("Save")
    officer.reads(RULE)
    expect(officer.field("Text")).to_have_value(REMARK)
    assert not Intervention.objects.exists()
    officer.press("Save")
    officer.reads("The intervention was saved.", REMARK)
    officer.reads_exactly("A participant")
    officer.reads_not("ITUC")

    _name_an_office(officer)
    said = Intervention.objects.order_by("position")
    assert [(each.text, each.is_unattributed) for each in said] == [
        (REMARK, True),
        (MORE, True),
    ]


def _name_an_office(officer):
    """An office names who holds it; what was typed and chosen stays to be changed."""
    _begin(officer, "Frank exchange")
    officer.select("Office", "Alliance Deputy Chair")
    officer.fill({"Text": MORE})
    officer.press("Save")
    officer.reads(RULE)
    expect(officer.field("Text")).to_have_value(MORE)
    expect(officer.field("Office")).to_have_value("deputy_chair")
    officer.select("Office", "---------")
    officer.press("Save")
    officer.reads("The intervention was saved.", MORE)


def test_the_chatham_house_rule_waits_until_the_names_are_gone(people):
    officer = people.officer
    _begin(officer, "Open exchange")
    officer.select("Organization", "ITUC")
    officer.fill({"Text": REMARK})
    officer.press("Save")
    officer.reads("The intervention was saved.", "ITUC")

    _put_the_rule_in_force(officer, "Open exchange")
    officer.reads("take the names away first")
    expect(officer.field("Chatham House rule")).to_be_checked()


def _begin(officer, item: str):
    steps.open_part(officer, FIFTH, "Report")
    section = officer.page.get_by_role("region", name=re.compile(rf"\b{item}$"))
    section.get_by_role("link", name="Add an intervention").click()
    officer.select("Kind", "Intervention")


def _put_the_rule_in_force(person, item: str):
    steps.open_part(person, FIFTH, "Desk")
    person.follow("Agenda and papers")
    steps.do_with_item(person, item, "Change")
    person.field("Chatham House rule").check()
    person.press("Save")


# --- A deadline -----------------------------------------------------------------------


def test_close_of_business_is_no_deadline(people):
    """The 2nd meeting asked for comments by “15 August 2018, CoB”."""
    officer = people.officer
    steps.open_meeting(officer, SECOND)
    officer.follow("Add an action point")
    officer.fill({"What is to be done": COMMENTS})
    officer.select("Office", "All members")
    officer.choose("Due", "By a date")
    deadline = officer.group("Deadline")
    officer.fill({"Day": "2018-08-15"}, deadline)
    officer.field("Hour", deadline).press_sequentially("CoB")
    officer.select("Time zone", "Choose a time zone", deadline)
    officer.press("Add it")

    officer.reads("A day alone, or “close of business”, does not say when it ends.")
    officer.reads("Choose the time zone: the place whose clock counts.")
    assert not ActionPoint.objects.exists()
    _still_there(officer)
    officer.fill({"Hour": "18:00"}, officer.group("Deadline"))
    officer.press("Add it")
    officer.reads("Choose the time zone: the place whose clock counts.")
    officer.reads_not("does not say when it ends")
    _still_there(officer)
    expect(officer.field("Hour", officer.group("Deadline"))).to_have_value("18:00")
    officer.select("Time zone", "Geneva", officer.group("Deadline"))
    officer.press("Add it")
    officer.reads("The action point is on record.", WHEN)

    _reads_the_deadline(people.member)


def _still_there(officer):
    expect(officer.field("What is to be done")).to_have_value(COMMENTS)
    expect(officer.field("Office")).to_have_value("all_members")
    day = officer.field("Day", officer.group("Deadline"))
    expect(day).to_have_value("2018-08-15")


def _reads_the_deadline(member):
    """A member reads the hour and its place, on the page and on paper."""
    steps.open_meeting(member, SECOND)
    member.follow("GCG2/A1")
    member.reads(WHEN)
    trail = member.page.get_by_role("navigation", name="Breadcrumb")
    member.follow("Action points", within=trail)
    member.reads(WHEN)
    printed = [" ".join(page) for page in pages_of(member.download("By owner (PDF)"))]
    found = re.sub(r"\s+", " ", " ".join(printed))
    assert "All members" in found
    assert "18:00 Geneva" in found
