"""A meeting of the Group from its plan to the adopted report of the one before.

Through the pages alone: the secretariat plans, invites, issues the pack and writes;
a member and a guest without an account answer, read and comment.
"""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests import factories
from tests.browser import meeting_steps as steps
from tests.browser.walker import pdf_text
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_gcg,
)
from tests.factories.meetings import in_days
from tests.factories.papers import protected_pdf, text_pdf
from tests.meetings.pack_samples import foot_of, pages_of

LAST = "5th meeting of the Global Coordinating Group"
NEXT = "6th meeting of the Global Coordinating Group"
LINK = "https://video.example.org/secret-room"
READERS = "Members and observers of the Global Coordinating Group"
REMARK = "Say which countries reported."


@pytest.fixture
def group(transactional_db):
    """Make the Group: three seats, the 5th meeting with its report, two accounts."""
    officer = factories.make_officer(name="Olga Officer", email="olga@example.org")
    member = factories.make_gcg_member(name="Mona Member", email="mona@example.org")
    seats = factories.make_constituency(name="Civil society")
    _sit(seats, "Child labour seat", "Global March", name="Gina Guest")
    _sit(seats, "Forced labour seat", "Free the Slaves", user=member)
    factories.make_seat(seats, label="Trafficking seat")
    last = make_gcg(5, in_days(-100), title=LAST)
    opening = make_agenda_item(last, title="Welcome")
    report = make_circulated_report(last)
    report.sections.create(item=opening, text="The Chair welcomed the members.")
    make_action_point(last, text="Share an advance copy of the toolkit.")
    return SimpleNamespace(officer=officer, member=member, last=last, report=report)


def _sit(seats, label: str, holder: str, *, user=None, name: str = "") -> None:
    person = factories.make_person(
        name=name or user.name,
        email=user.email if user else "gina@example.org",
        user=user,
    )
    seat = factories.make_seat(seats, label=label)
    term = factories.make_seat_term(seat, factories.make_partner(name=holder))
    factories.make_representative(term, person)


@pytest.fixture
def people(live_server, new_context, group, settings):
    settings.SITE_URL = live_server.url
    accounts = {"officer": group.officer, "member": group.member, "guest": None}
    yield from steps.open_browsers(new_context, live_server.url, accounts)


def test_the_group_meets_and_adopts_its_last_report(people, group):
    officer = people.officer
    _cannot_close(officer)
    _plan(officer)
    _write_the_agenda(officer)
    _put_the_paper(officer)
    _fill_the_list(officer)
    _invite(officer)
    _answer_by_link(people.guest)
    _answer_on_the_page(people.member)
    _issue_the_pack(officer)
    _read_the_pack(people.member)

    meeting = Meeting.objects.get(title=NEXT)
    steps.let_it_begin(meeting)
    _hold(officer)
    _write_the_report(officer)
    _circulate(officer)
    _comment(people.member)
    _answer_the_comment(officer)
    _adopt_the_last_report(officer)

    group.last.refresh_from_db()
    group.report.refresh_from_db()
    assert (group.last.state, group.report.state) == ("closed", "adopted")


def _cannot_close(officer):
    steps.open_part(officer, LAST, "Desk")
    officer.reads("The report is not adopted: the next meeting adopts it")
    officer.follow("Close it")
    officer.press("Close it")
    officer.reads("The report is not adopted: the next meeting adopts it")
    steps.open_meeting(officer, LAST)
    officer.reads_exactly("Held")


# --- Before it ------------------------------------------------------------------------


def _plan(officer):
    """Plan the meeting; what is open comes onto its agenda by itself."""
    day = in_days(60)
    officer.follow("Meetings", within=officer.frame)
    officer.follow("Plan a meeting")
    expect(officer.field("Number")).to_have_value("6")
    officer.fill({"Title": NEXT, "From": "09:30", "To": "17:00"})
    officer.fill_date("Date", day.day, day.month, day.year)
    officer.select("Time zone", "Geneva", officer.page.locator("#div_id_time_zone"))
    officer.select("How people take part", "In person and remote")
    officer.fill({"City": "Geneva", "Address of the video meeting": LINK})
    steps.fill_deadline(officer, "Answer until", in_days(30))
    officer.press("Plan the meeting")
    officer.reads("The meeting is planned.")
    officer.follow("Agenda and papers")
    assert officer.page.get_by_role("article").get_by_role(
        "heading"
    ).all_inner_texts() == [
        "Welcome by the Chair",
        f"Adoption of the report: {LAST}",
        "Action points from earlier meetings",
        "Introduction of new partners",
        "Any other business",
        "Date of the next meeting",
    ]


def _write_the_agenda(officer):
    """Write three levels; the third has nothing below it."""
    officer.follow("Add a session or a break")
    officer.fill({"Title": "Morning", "From": "09:30", "To": "12:30"})
    officer.press("Save")
    officer.reads("The session was saved.")
    officer.follow("Add an item")
    officer.fill({"Title": "Pathfinder countries", "Minutes": "90"})
    officer.fill({"Leads and co-leads": "Alliance Chair (France)\nUK\nChile"})
    officer.press("Add the item")
    _add_below(officer, "Pathfinder countries", "Reports")
    _add_below(officer, "Pathfinder countries", "Strategy")
    for title in ("Letters", "Workshops", "Reviews"):
        _add_below(officer, "Strategy", title)
    for number, title in enumerate(("Letters", "Workshops", "Reviews"), start=1):
        third = steps.item(officer, title)
        expect(third).to_contain_text(re.compile(rf"^\s*\d+\.2\.{number}\b"))
        expect(third.get_by_role("link", name="Add below")).to_have_count(0)
    officer.follow("Add an item")
    offered = officer.field("Below").locator("option").all_inner_texts()
    assert [each for each in offered if "Letters" in each] == []
    officer.fill({"Title": "Frank exchange"})
    officer.field("Chatham House rule").check()
    officer.press("Add the item")
    officer.reads("The item was added.")


def _add_below(officer, above: str, title: str):
    steps.do_with_item(officer, above, "Add below")
    officer.fill({"Title": title})
    officer.press("Add the item")
    officer.reads("The item was added.")


def _put_the_paper(officer):
    """File a paper; a protected file is refused, a good one goes under an item."""
    officer.follow("Meetings", within=officer.frame)
    officer.follow("Toolkit and papers")
    officer.follow("Add a paper")
    officer.fill({"Title": "Note on letters"})
    officer.select("Kind", "Background paper")
    officer.select("Who may read it", READERS)
    officer.press("Save the paper")
    officer.follow("Add a version")
    _upload(officer, protected_pdf())
    officer.reads("password")
    _upload(officer, text_pdf("One letter for all countries."))
    officer.reads("The version is filed as a draft.")
    officer.follow("Version 1, English")
    officer.follow("Circulate it for comments")
    officer.press("Circulate it for comments")
    officer.reads("The version is out for comments.")
    steps.open_part(officer, NEXT, "Desk")
    officer.follow("Agenda and papers")
    steps.do_with_item(officer, "Letters", "Add a paper")
    officer.select("Paper", "Note on letters")
    officer.select("For", "For comments")
    officer.press("Put it there")
    expect(steps.item(officer, "Letters")).to_contain_text("version 1 (English)")


def _upload(officer, content: bytes):
    file = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": content}
    officer.field("File").set_input_files(file)
    officer.press("File the version")


def _fill_the_list(officer):
    steps.open_part(officer, NEXT, "Participants")
    officer.page.get_by_text("1 seat is vacant on the day").click()
    officer.reads("Civil society: Trafficking seat")
    officer.follow("Add 3 people from seats and roles")
    officer.reads("Gina Guest", "Mona Member")
    officer.press("Add them all")
    officer.reads("Nobody was invited yet.")


def _invite(officer):
    """Convene the meeting, look at the mail, send it."""
    steps.open_part(officer, NEXT, "Desk")
    officer.follow("Convene it")
    officer.press("Convene it")
    officer.reads("Done: Convene it.")
    steps.open_part(officer, NEXT, "Participants")
    officer.follow("Send: Invitation")
    officer.reads(f"you are invited to: {NEXT}.", "3 people get it")
    assert steps.letters_to("gina@example.org") == []
    officer.press("Send to 3 people")
    officer.reads("The mails are on their way.")


def _answer_by_link(guest):
    [letter] = steps.letters_to("gina@example.org")
    assert "Dear Gina Guest," in letter.body
    [link] = re.findall(r"http\S+/answer/\S+", letter.body)
    guest.page.goto(link)
    guest.reads("You answer as Gina Guest, Global March.")
    guest.choose("Will you take part?", "Sends somebody else")
    guest.press("Save the answer")
    guest.reads("Name the person who comes instead.")
    guest.fill({"Who comes instead": "Dora Delegate"})
    guest.choose("How?", "Remotely")
    guest.press("Save the answer")
    guest.reads("Thank you. Your answer was saved.")
    guest.reads_not(LINK)


def _answer_on_the_page(member):
    steps.open_meeting(member, NEXT)
    member.follow("Answer")
    member.choose("Will you take part?", "Will take part")
    member.choose("How?", "In person")
    member.press("Save the answer")
    member.reads("Thank you. Your answer was saved.")
    member.reads_exactly("Will take part")


# --- The pack -------------------------------------------------------------------------


def _issue_the_pack(officer):
    steps.open_part(officer, NEXT, "Briefing pack")
    officer.follow("Begin a pack")
    officer.press("Begin a pack")
    officer.follow("Version 1")
    officer.reads("Note on letters")
    officer.follow("Issue this version")
    officer.reads("No mail leaves by this")
    officer.press("Issue it")
    officer.reads_exactly("Issued")


def _read_the_pack(member):
    """The numbers in the contents are those at the feet of the pages."""
    steps.open_part(member, NEXT, "Briefing pack")
    member.follow("Version 1")
    pages = pages_of(member.download("Pack (PDF)"))
    feet = {at: foot_of(page) for at, page in enumerate(pages[1:], start=2)}
    assert {at: numbers for at, (_label, *numbers) in feet.items()} == {
        at: [at, len(pages)] for at in feet
    }
    [line] = [line for line in pages[1] if "Note on letters" in line]
    at = int(line.split()[-1])
    assert feet[at][0].endswith("Note on letters")
    assert any("One letter for all countries." in line for line in pages[at - 1])
    whole = "\n".join(line for page in pages for line in page)
    assert "Share an advance copy of the toolkit." in whole
    member.follow("As a page, with the original files")
    member.reads("Briefing pack, version 1")


# --- After it -------------------------------------------------------------------------


def _hold(officer):
    steps.open_part(officer, NEXT, "Desk")
    officer.follow("Record that it was held")
    officer.press("Record that it was held")
    officer.follow("Attendance")
    officer.select("Mona Member", "In person")
    officer.select("Dora Delegate", "Remotely")
    officer.select("Gina Guest", "Absent")
    officer.select("Olga Officer", "In person")
    officer.press("Save")
    officer.reads("Attendance was saved.")


def _write_the_report(officer):
    """Make the skeleton, write, and try to name somebody under the rule."""
    steps.open_part(officer, NEXT, "Desk")
    officer.follow("Report", within=officer.page.get_by_role("complementary"))
    officer.press("Make the skeleton")
    officer.reads("Annex I: Participants list", "Remote participants")
    annex = pdf_text(officer.download("Report (PDF)"))
    assert annex.index("Mona Member") < annex.index("Dora Delegate")
    assert "Gina Guest" not in annex
    _intervene(officer, "Letters", "Free the Slaves", "One letter is enough.")
    _say_without_a_name(officer)
    for title in _empty_sections(officer):
        _section(officer, title).get_by_role("link", name="Write").click()
        officer.fill({"Text": "The item was taken up."})
        officer.press("Save")
        officer.reads("The text was saved.")


def _section(officer, title: str):
    return officer.page.get_by_role("region", name=re.compile(rf"\b{title}$"))


def _empty_sections(officer) -> list[str]:
    empty = officer.page.get_by_text("Nothing is written here yet.")
    found = officer.page.get_by_role("region").filter(has=empty)
    headings = found.get_by_role("heading", level=2).all_inner_texts()
    return [text.partition(" ")[2] for text in headings]


def _intervene(officer, title: str, who: str, words: str):
    _section(officer, title).get_by_role("link", name="Add an intervention").click()
    officer.select("Kind", "Intervention")
    officer.select("Organization", who)
    officer.fill({"Text": words})
    officer.press("Save")
    officer.reads(who, words)


def _say_without_a_name(officer):
    """Under the Chatham House rule there is no place for a name."""
    section = _section(officer, "Frank exchange")
    section.get_by_role("link", name="Add an intervention").click()
    officer.reads("The Chatham House rule is in force: nobody can be named here.")
    expect(officer.field("Organization")).to_have_count(0)
    expect(officer.field("Person")).to_have_count(0)
    officer.select("Kind", "Intervention")
    officer.fill({"Text": "The letter came too late."})
    officer.press("Save")
    officer.reads("The letter came too late.")


def _circulate(officer):
    officer.follow("Circulate it for comments")
    officer.press("Circulate")
    officer.reads("Enter the day, the hour and the time zone.")
    steps.fill_deadline(officer, "Comments until", in_days(14))
    officer.press("Circulate")
    officer.reads("The Group can read the report and comment on it.")


def _comment(member):
    steps.open_part(member, NEXT, "Report")
    member.reads("One letter is enough.")
    member.page.get_by_role("link", name="Comments until").click()
    member.follow("Write a comment")
    member.fill({"Comment": REMARK})
    member.press("Send the comment")
    member.reads("The comment is sent.", REMARK)


def _answer_the_comment(officer):
    steps.open_part(officer, NEXT, "Report")
    officer.page.get_by_role("link", name="Comments until").click()
    officer.follow("Answer comment 1")
    officer.choose("What was done", "Not accepted")
    officer.press("Save the answer")
    officer.reads("Say why a comment is not accepted, or not all of it.")
    officer.fill({"Answer": "The list stands in the annex."})
    officer.press("Save the answer")
    officer.reads("The answer is saved.", "The list stands in the annex.")


def _adopt_the_last_report(officer):
    """Adopting the report of the 5th meeting closes that meeting."""
    steps.propose(
        officer,
        NEXT,
        "Adopt the report of a meeting",
        {"Text": "The Group adopted the report."},
        Report=f"Report: {LAST}",
    )
    steps.adopt(officer)
    officer.reads("The decision is adopted.")
    steps.open_meeting(officer, LAST)
    officer.reads_exactly("Closed")
