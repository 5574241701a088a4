"""A briefing pack as a reader gets it: pages, numbers, links, what is not in it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from meetings.enums import PaperPurpose
from meetings.reports.pack import build
from tests.core.pack_samples import shape
from tests.factories import make_milestone, make_partner, make_pathfinder
from tests.factories.decisions import make_action_point, make_decision, make_gcg
from tests.factories.events import make_event, make_speaker
from tests.factories.meetings import make_group_update
from tests.factories.packs import (
    make_file_version,
    make_item,
    make_pack,
    place_paper,
)
from tests.factories.papers import make_paper, make_version
from tests.meetings.pack_samples import (
    SHAPES,
    foot_of,
    goals_of,
    make_meeting,
    pack_of_shapes,
    pages_of,
    paper_of,
    text_of,
)

pytestmark = pytest.mark.django_db
SUMMER = date(2019, 7, 17)


def test_numbers_in_the_contents_are_those_at_the_feet_in_every_shape():
    built = build(pack_of_shapes())
    pages = pages_of(built.content)

    assert len(pages) == built.pages
    feet = {at: foot_of(page) for at, page in enumerate(pages[1:], start=2)}
    assert {at: (n, total) for at, (_l, n, total) in feet.items()} == {
        at: (at, built.pages) for at in range(2, built.pages + 1)
    }
    contents = pages[1]
    for at, name in enumerate(SHAPES):
        title = f"Paper in {name}"
        (line,) = [line for line in contents if title in line]
        printed = int(line.split()[-1])
        label = f"1{'abcd'[at]} {title}"
        assert feet[printed][0].endswith(label)
        assert feet[printed + 1][0].endswith(label)
        assert not feet[printed - 1][0].endswith(label)
        assert printed in goals_of(built.content)[2]


def test_same_input_gives_the_same_hash():
    pack = pack_of_shapes()

    one, other = build(pack), build(pack)

    assert one.sha256 == other.sha256
    assert one.entries == other.entries


def test_paper_to_follow_is_a_page_that_says_who_and_when():
    meeting, item = make_meeting()
    due = timezone.now() + timedelta(days=4)
    place_paper(
        item,
        paper=make_paper(title="Research note"),
        responsible="UNODC",
        due_at=due,
        purpose=PaperPurpose.COMMENT,
    )

    built = build(make_pack(meeting))

    (page,) = [page for page in pages_of(built.content) if "UNODC" in "".join(page)]
    assert "1 Research note" in page
    assert "To follow" in page
    entry = next(each for each in built.entries if each.is_paper)
    assert (entry.title, entry.note, entry.sha256) == ("Research note", "To follow", "")
    assert entry.pages == 1


def test_paper_on_the_web_is_a_sheet_and_a_text_is_printed():
    meeting, item = make_meeting()
    web = make_version(
        make_paper(title="World report"), text="", url="https://example.org/report"
    )
    text = make_version(
        make_paper(title="Concept note"), text="## Aims\n\nTo meet **twice**."
    )
    for version in (web, text):
        place_paper(item, version)

    built = build(make_pack(meeting))

    said = text_of(built.content)
    assert "This document is on the web." in said
    assert "https://example.org/report" in said
    assert "To meet twice." in said
    html = {each.title: each.html for each in built.entries}
    assert "<strong>twice</strong>" in html["Concept note"]


def test_translation_is_taken_where_there_is_one_and_a_note_says_where_not():
    meeting, item = make_meeting()
    one = make_version(make_paper(title="Guidance"), text="In English.")
    make_version(one.paper, language="fr", title="Orientations", text="En français.")
    two = make_version(make_paper(title="Vision"), text="Only in English.")
    for version in (one, two):
        place_paper(item, version)

    built = build(make_pack(meeting, language="fr"))

    papers = {each.title: each for each in built.entries if each.is_paper}
    assert papers["Orientations"].language == "fr"
    assert papers["Orientations"].note == ""
    assert papers["Vision"].language == "en"
    assert papers["Vision"].note
    assert "En français." in text_of(built.content)


# --- What must not be in it -----------------------------------------------------------


@pytest.mark.parametrize("visibility", ["gcg_members", "secretariat"])
def test_paper_that_observers_may_not_know_is_not_even_named(visibility):
    meeting, item = make_meeting()
    hidden = make_paper(title="Salary of the Chair", visibility=visibility)
    version = make_version(hidden, text="Ninety thousand.")
    place_paper(item, version, responsible="Treasurer")

    built = build(make_pack(meeting))

    said = text_of(built.content)
    for words in ("Salary", "Ninety", "Treasurer"):
        assert words not in said
        assert words not in str(built.entries)
    assert "This document is distributed separately" in said


def test_closed_session_document_says_so():
    meeting, item = make_meeting()
    paper_of(item, "Salary of the Chair", visibility="gcg_members")

    built = build(make_pack(meeting))

    assert "Closed session document" in text_of(built.content)
    assert "For members only: send it to them separately." in built.problems.values()


def test_paper_under_embargo_is_held_back():
    meeting, item = make_meeting()
    paper = make_paper(title="World estimates")
    until = timezone.now() + timedelta(days=2)
    version = make_version(paper, text="160 million", embargoed_until=until)
    place_paper(item, version)

    built = build(make_pack(meeting))

    said = text_of(built.content)
    assert "Under embargo until" in said
    assert "160 million" not in said + str(built.entries)


def test_draft_of_a_paper_is_not_given_out_by_a_pack():
    meeting, item = make_meeting()
    version = make_version(
        make_paper(title="Plan"), state="draft", was_endorsed=False, text="Half a plan."
    )
    place_paper(item, version)

    built = build(make_pack(meeting))

    assert "Half a plan." not in text_of(built.content) + str(built.entries)
    assert (
        "Its version is not out: give it out for comments or decision."
        in built.problems.values()
    )


def test_pack_for_everyone_holds_nothing_that_is_not_public():
    meeting, item = make_meeting(remote_link="https://video.example.org/room-9")
    make_action_point(make_gcg(5, SUMMER), text="Send the budget.")
    paper_of(item, "Public note")
    paper_of(item, "Note for the Group", visibility="gcg")
    meeting.participations.create(
        name="Ana Lima",
        capacity="member",
        response="yes",
        response_mode="in_person",
        created_by=meeting.created_by,
    )

    built = build(make_pack(meeting, audience="public"))

    said = text_of(built.content) + str(built.entries)
    assert "Public note" in said
    for words in ("Note for the Group", "Ana Lima", "budget", "room-9"):
        assert words not in said


def test_remote_link_is_in_no_pack():
    meeting, _item = make_meeting(
        remote_link="https://video.example.org/room-9", form="hybrid"
    )

    built = build(make_pack(meeting))

    assert "room-9" not in text_of(built.content) + str(built.entries)


# --- Pages of our own -----------------------------------------------------------------


def test_decisions_follow_up_and_participants():
    meeting, item = make_meeting()
    make_decision(meeting, item=item, text="The Group endorses the guidance note.")
    make_item(meeting, "Budget", purpose="decision")
    make_action_point(make_gcg(5, SUMMER), text="Share the advance copy.")
    meeting.participations.create(
        name="Ana Lima",
        affiliation="Ministry of Labour",
        capacity="member",
        response="yes",
        response_mode="in_person",
        created_by=meeting.created_by,
    )

    built = build(make_pack(meeting))

    pages = {each.kind: each for each in built.entries}
    decisions = pages["decisions"].html
    assert "The meeting is asked for 2 decisions" in decisions
    assert "The Group endorses the guidance note." in decisions
    assert "Budget" in decisions
    assert "Share the advance copy." in pages["action_follow_up"].html
    assert "Ana Lima" in pages["participants"].html
    assert pages["decisions"].pages == 1


def test_file_that_cannot_be_read_becomes_a_sheet_and_a_problem():
    meeting, item = make_meeting()
    version = make_file_version(make_paper(title="Note"), content=shape("a4"))
    place_paper(item, version)
    version.file.file.storage.delete(version.file.file.name)

    built = build(make_pack(meeting))

    assert "This paper is distributed separately." in text_of(built.content)
    problem = "The file cannot be read as a PDF: file the paper again."
    assert problem in built.problems.values()
    entry = next(each for each in built.entries if each.is_paper)
    assert entry.sha256 == ""


def test_partners_events_updates_and_countries():
    meeting, _item = make_meeting()
    make_gcg(5, SUMMER)
    make_partner(name="Free the Fields", joined_on=date(2019, 9, 1))
    make_partner(name="An old friend", joined_on=date(2018, 9, 1))
    event = make_event(
        title="Regional conference",
        when=PartialDate.day(date(2019, 11, 20)),
        hours=False,
    )
    make_speaker(event, name="Representative of a country", is_confirmed=False)
    make_group_update(meeting, text="We met **twice**.", needs="A translator.")
    path = make_pathfinder()
    make_milestone(path, "workshop", when=PartialDate.day(date(2019, 9, 1)))

    built = build(make_pack(meeting))

    html = {each.kind: each.html for each in built.entries}
    assert "1 organization joined since 17 July 2019" in html["new_partners"]
    assert "Free the Fields" in html["new_partners"]
    assert "An old friend" not in html["new_partners"]
    assert "Regional conference" in html["events"]
    assert "Representative of a country (to be confirmed)" in html["events"]
    assert "<strong>twice</strong>" in html["group_updates"]
    assert "A translator." in html["group_updates"]
    assert str(path.country) in html["pathfinder_status"]
    assert "1 September 2019" in html["pathfinder_status"]


def test_countries_of_a_past_meeting_stand_as_they_were_then():
    meeting, _item = make_meeting(state="held")
    early, later = make_pathfinder(), make_pathfinder()
    for path, day in ((early, date(2019, 9, 1)), (later, date(2021, 9, 1))):
        make_milestone(path, "workshop", when=PartialDate.day(day))

    built = build(make_pack(meeting))

    html = next(e.html for e in built.entries if e.kind == "pathfinder_status")
    assert str(early.country) in html
    assert str(later.country) not in html
    assert "Planning workshop held" in html
