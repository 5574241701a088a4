"""The guidance note in its versions, by clicking: one is in force at a time.

The Group endorses the second version at its 6th meeting; the pack of that meeting keeps
it, whatever comes after.
"""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests import factories
from tests.browser import meeting_entries as enter
from tests.browser import meeting_steps as steps
from tests.browser.walker import pdf_text
from tests.factories.papers import text_pdf

NOTE = "Guidance note for pathfinder countries"
SECOND = text_pdf("Second version: the Chair awards status by a letter.")


@pytest.fixture
def people(live_server, new_context, transactional_db, settings):
    settings.SITE_URL = live_server.url
    accounts = {
        "officer": factories.make_officer(name="Olga Officer"),
        "member": factories.make_gcg_member(name="Mona Member"),
    }
    yield from steps.open_browsers(new_context, live_server.url, accounts)


def test_one_version_of_the_guidance_note_is_in_force_and_packs_keep_theirs(people):
    officer, member = people.officer, people.member
    _first_version_in_force(officer)
    _reads_states(officer, {1: "Endorsed"})
    enter.open_paper(officer, NOTE)
    enter.file_version(officer, SECOND)
    enter.table_version(officer, NOTE, 2)
    _issue_the_pack_of_the_sixth(officer)
    pack = _read_the_pack(member)

    steps.let_it_begin(Meeting.objects.get(title=enter.SIXTH))
    enter.move(officer, enter.SIXTH, "Record that it was held")
    _endorse_the_second_twice(officer)
    _reads_states(officer, {2: "Endorsed", 1: "Superseded"})
    _third_version_waits(officer)
    _third_version_comes_too_late(officer)
    states = {4: "Endorsed", 3: "For decision", 2: "Superseded", 1: "Superseded"}
    _reads_states(officer, states)

    steps.open_part(officer, enter.SIXTH, "Desk")
    officer.follow("Agenda and papers")
    placed = steps.item(officer, NOTE)
    expect(placed).to_contain_text("version 2 (English)")
    expect(placed).to_contain_text("A newer version exists: choose")
    assert _read_the_pack(member) == pack


def _reads_states(officer, states: dict[int, str]):
    """Check the states of the versions, the newest first, on the page of the paper."""
    enter.open_paper(officer, NOTE)
    table = officer.page.get_by_role("table")
    table.first.wait_for()
    rows = table.get_by_role("row").all()[1:]
    found = {}
    for row in rows:
        name = row.get_by_role("rowheader").inner_text().strip()
        number = int(re.fullmatch(r"Version (\d+), English", name)[1])
        found[number] = row.get_by_role("cell").first.inner_text().strip()
    assert found == states


def _first_version_in_force(officer):
    officer.follow("Meetings", within=officer.frame)
    officer.follow("Toolkit and papers")
    officer.follow("Add a paper")
    officer.fill({"Title": NOTE})
    officer.select("Kind", "Guidance note")
    officer.select("Who may read it", "Everyone")
    officer.press("Save the paper")
    enter.file_version(officer, text_pdf("First version: the Group awards status."))
    enter.table_version(officer, NOTE, 1)
    _decide_in_writing(officer, 1)
    officer.reads("The decision is adopted.")


def _decide_in_writing(officer, number: int):
    """Propose between meetings that a version be endorsed, and record it adopted."""
    officer.open("/")
    officer.follow("Decisions", within=officer.page.get_by_role("contentinfo"))
    officer.follow("Propose a decision")
    officer.follow("Endorse a document")
    officer.fill({"Text": f"The Group endorsed version {number} in writing."})
    officer.select("Version of a paper", _version(number))
    officer.press("Propose it")
    officer.reads("The decision is proposed.")
    steps.adopt(officer)


def _version(number: int) -> str:
    return f"{NOTE}, version {number} (English)"


def _issue_the_pack_of_the_sixth(officer):
    enter.plan_the_sixth(officer)
    officer.follow("Agenda and papers")
    enter.add_item(officer, {"Title": NOTE})
    steps.do_with_item(officer, NOTE, "Add a paper")
    officer.select("Paper", NOTE)
    officer.select("For", "For adoption")
    officer.press("Put it there")
    enter.move(officer, enter.SIXTH, "Convene it")
    steps.open_part(officer, enter.SIXTH, "Briefing pack")
    officer.follow("Begin a pack")
    officer.press("Begin a pack")
    officer.follow("Version 1")
    officer.follow("Issue this version")
    officer.press("Issue it")
    officer.reads_exactly("Issued")


def _read_the_pack(member) -> bytes:
    """Return the PDF of the pack, which holds the second version by its checksum."""
    steps.open_part(member, enter.SIXTH, "Briefing pack")
    member.follow("Version 1")
    content = member.download("Pack (PDF)")
    member.reads_exactly(hashlib.sha256(content).hexdigest())
    row = member.page.get_by_role("row").filter(has_text=re.compile(r"2 \(en\)"))
    expect(row).to_contain_text(NOTE)
    expect(row).to_contain_text(hashlib.sha256(SECOND).hexdigest()[:12])
    text = pdf_text(content)
    assert "Second version: the Chair awards status by a letter." in text
    assert "Third version" not in text

    member.follow("As a page, with the original files")
    member.follow("The original of this paper")
    member.arrives("Version 2, English")
    assert member.download("PDF (1 page)") == SECOND
    return content


def _endorse_the_second_twice(officer):
    """The same endorsement was proposed twice; it is recorded once."""
    for words in ("The Group endorsed the note.", "The note was endorsed."):
        steps.propose(
            officer,
            enter.SIXTH,
            "Endorse a document",
            {"Text": words},
            Version_of_a_paper=_version(2),
        )
    steps.adopt(officer)
    officer.reads("The decision is adopted.")
    steps.open_meeting(officer, enter.SIXTH)
    officer.follow("GCG6/D1")
    steps.adopt(officer)
    officer.reads(f"“{_version(2)}” is “Endorsed”: only what is put up for decision")


def _third_version_waits(officer):
    """The secretariat alone cannot bring it into force beside the second."""
    enter.open_paper(officer, NOTE)
    enter.file_version(officer, text_pdf("Third version: countries report each year."))
    officer.follow("Version 3, English")
    moves = officer.page.get_by_role("region", name="What can be done next")
    assert moves.get_by_role("link").all_inner_texts() == [
        *("Circulate it for comments", "Put it forward for decision"),
        *("Withdraw it", "Remove the draft"),
    ]


def _third_version_comes_too_late(officer):
    """Once the fourth is in force, the third cannot be beside it."""
    enter.open_paper(officer, NOTE)
    enter.file_version(officer, text_pdf("Fourth version: countries report in May."))
    enter.table_version(officer, NOTE, 4)
    _decide_in_writing(officer, 4)
    officer.reads("The decision is adopted.")
    enter.table_version(officer, NOTE, 3)
    _decide_in_writing(officer, 3)
    officer.reads("Version 4 is in force already, and it is newer.")
