"""The sections of a draft: the usual order, what a person arranged, the agenda."""

import pytest

from alliance87.core.exceptions import Blocked
from meetings import packs
from meetings.agenda import remove_item
from meetings.enums import SectionKind
from tests.factories.decisions import make_circulated_report, make_gcg
from tests.factories.packs import issue_unbuilt, make_item, make_pack
from tests.factories.people import make_officer
from tests.meetings.pack_samples import make_meeting, paper_of

pytestmark = pytest.mark.django_db


def kinds(pack) -> list[str]:
    return [each.kind for each in pack.sections.order_by("position")]


def titles(pack) -> list[str]:
    return [
        str(each.paper or each.item)
        for each in pack.sections.order_by("position")
        if each.item_id
    ]


def test_first_version_has_the_usual_order():
    meeting, item = make_meeting()
    report = make_circulated_report(make_gcg(5))
    opening = make_item(meeting, "Opening")
    make_item(
        meeting,
        "Adoption of report",
        parent=opening,
        kind="adopt_report",
        report=report,
    )
    below = make_item(meeting, "Toolkit", parent=item)
    paper_of(below, "Vision")
    make_item(meeting, "Any other business")

    pack = make_pack(meeting)

    assert kinds(pack) == [
        *("cover", "contents", "agenda", "decisions", "action_follow_up"),
        *("divider", "paper", "divider", "previous_report", "since"),
        *("pathfinder_status", "group_updates", "new_partners", "events"),
        "participants",
    ]
    assert titles(pack) == [
        "Pathfinder Country Strategy",
        "Vision",
        "Opening",
        "Adoption of report",
    ]


def test_pack_for_everyone_has_no_section_of_the_group():
    meeting, item = make_meeting()
    paper_of(item, "Open note")
    paper_of(item, "Note of the Group", visibility="gcg")

    pack = make_pack(meeting, audience="public")

    assert kinds(pack) == [
        *("cover", "contents", "agenda", "decisions", "divider", "paper"),
        *("since", "pathfinder_status", "new_partners", "events"),
    ]


def test_refresh_takes_in_new_papers_and_loses_nothing_that_was_arranged():
    meeting, item = make_meeting()
    first = paper_of(item, "Vision")
    officer = make_officer()
    pack = make_pack(meeting, by=officer)
    section = pack.sections.get(paper=first)
    packs.change_section(section, title="Our vision", text="", by=officer)
    events = pack.sections.get(kind=SectionKind.EVENTS)
    packs.switch_section(events, is_included=False, by=officer)
    packs.move_section(events, -1, by=officer)
    text = packs.add_text(pack, title="Logistics", text="Bring a badge.", by=officer)
    packs.move_section(text, -1, by=officer)
    before = kinds(pack)

    second = paper_of(item, "Guidance")
    done = packs.refresh(pack, by=officer)

    assert [each.paper for each in done.added] == [second]
    at = before.index("paper")
    assert kinds(pack) == [*before[: at + 1], "paper", *before[at + 1 :]]
    assert titles(pack)[-2:] == ["Vision", "Guidance"]
    assert pack.sections.get(paper=first).title == "Our vision"
    assert pack.sections.get(kind="events").is_included is False
    assert list(pack.sections.values_list("position", flat=True)) == list(
        range(1, len(before) + 2)
    )

    second.in_pack = False
    second.save()
    done = packs.refresh(pack, by=officer)

    assert [each.paper for each in done.removed] == [second]
    assert kinds(pack) == before


def test_next_version_is_arranged_like_the_one_before():
    meeting, item = make_meeting()
    paper_of(item, "Vision")
    officer = make_officer()
    pack = make_pack(meeting, by=officer)
    packs.add_text(pack, title="Logistics", text="Bring a badge.", by=officer)
    with pytest.raises(Blocked, match="There is a draft of this pack already."):
        make_pack(meeting, by=officer)
    issue_unbuilt(pack)

    second = make_pack(meeting, by=officer)

    usual = kinds(pack)
    assert kinds(second) == [usual[0], "changes", *usual[1:]]
    assert second.sections.get(kind="text").text == "Bring a badge."


def test_only_a_text_is_removed_and_needs_words():
    meeting, _item = make_meeting()
    officer = make_officer()
    pack = make_pack(meeting, by=officer)
    cover = pack.sections.first()

    with pytest.raises(Blocked):
        packs.remove_text(cover, by=officer)
    text = packs.add_text(pack, title="A", text="B", by=officer)
    with pytest.raises(Blocked):
        packs.change_section(text, title="", text="B", by=officer)
    packs.remove_text(text, by=officer)

    assert "text" not in kinds(pack)


def test_section_at_the_end_stays_where_it_is():
    meeting, _item = make_meeting()
    officer = make_officer()
    pack = make_pack(meeting, by=officer)
    before = kinds(pack)

    packs.move_section(pack.sections.first(), -1, by=officer)
    packs.move_section(pack.sections.last(), 1, by=officer)

    assert kinds(pack) == before


def test_item_of_a_draft_leaves_the_agenda_and_that_of_an_issued_pack_stays():
    meeting, item = make_meeting()
    paper_of(item, "Vision")
    officer = make_officer()
    pack = make_pack(meeting, by=officer)
    other = make_item(meeting, "Action groups")
    paper_of(other, "Work plan")
    packs.refresh(pack, by=officer)

    remove_item(other, by=officer)

    assert titles(pack) == ["Pathfinder Country Strategy", "Vision"]
    issue_unbuilt(pack)
    with pytest.raises(Blocked, match="A pack that was issued holds it."):
        remove_item(item, by=officer)
