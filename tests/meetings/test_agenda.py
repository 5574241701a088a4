"""The agenda: order and levels, leads as printed, papers pinned to a version."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from meetings import agenda
from meetings.enums import ItemOutcome, LeadRole, MeetingState
from meetings.forms.agenda import ItemForm, LeadsField, leads_as_text
from meetings.models import AgendaItem, AgendaLead
from meetings.selectors.agenda import agenda_of, in_sessions
from tests.factories import make_country, make_gcg_member, make_officer, make_partner
from tests.factories.decisions import make_gcg
from tests.factories.meetings import (
    make_coming,
    make_intervention,
    make_meeting_session,
    make_report,
)
from tests.factories.packs import make_item, place_paper
from tests.factories.papers import make_draft, make_paper, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def sixth(db):
    """The agenda of the 6th meeting as far as its second item."""
    meeting = make_gcg(6)
    welcome = make_item(meeting, "Welcome and update from the Chair")
    make_item(meeting, "Introduction of new partners", parent=welcome)
    make_item(meeting, "Adoption of report of 5th GCG meeting", parent=welcome)
    strategy = make_item(meeting, "Pathfinder Country Strategy")
    make_item(meeting, "Update from pathfinder countries", parent=strategy)
    toolkit = make_item(meeting, "Implementation toolkit", parent=strategy)
    for title in ("Guidance note", "Outline", "Monitoring framework"):
        make_item(meeting, title, parent=toolkit)
    return meeting


def labels(meeting, user=None) -> dict[str, str]:
    lines = agenda_of(meeting, user or make_officer())
    return {line.item.title: line.label for line in lines}


def item(meeting, title) -> AgendaItem:
    return meeting.items.select_related("meeting").get(title=title)


def url_of(meeting, name, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


# --- Order and levels -----------------------------------------------------------------


def test_items_are_numbered_by_where_they_stand(sixth):
    assert list(labels(sixth).values()) == [
        *("1", "1.1", "1.2", "2", "2.1", "2.2", "2.2.1", "2.2.2", "2.2.3")
    ]


def test_moving_an_item_changes_places_with_its_neighbour(sixth, officer):
    agenda.move_item(item(sixth, "Outline"), -1, by=officer)
    agenda.move_item(item(sixth, "Outline"), -1, by=officer)
    agenda.move_item(item(sixth, "Pathfinder Country Strategy"), -1, by=officer)

    found = labels(sixth)
    assert (found["Outline"], found["Guidance note"]) == ("1.2.1", "1.2.2")


def test_an_item_moves_with_what_stands_below_it(sixth, officer):
    agenda.put_below(item(sixth, "Implementation toolkit"), None, by=officer)

    found = labels(sixth)
    assert (found["Implementation toolkit"], found["Outline"]) == ("3", "3.2")


def test_a_fourth_level_is_refused_with_words(client_for, sixth):
    client = client_for(make_officer())
    below = item(sixth, "Outline")

    with pytest.raises(Blocked, match="An agenda has at most three levels"):
        agenda.put_below(
            item(sixth, "Implementation toolkit"),
            item(sixth, "Introduction of new partners"),
            by=make_officer(),
        )
    page = client.post(
        url_of(sixth, "item-add"),
        {"title": "Fourth", "parent": below.pk, "kind": "ordinary"},
    )

    (refusal,) = page.context["form"].errors["parent"]
    assert "An agenda has at most three levels." in refusal
    offered = page.context["form"].fields["parent"].queryset
    assert below not in offered
    assert item(sixth, "Implementation toolkit") in offered


def test_no_item_stands_below_itself(sixth, officer):
    top = item(sixth, "Pathfinder Country Strategy")

    with pytest.raises(Blocked, match="cannot stand below itself"):
        agenda.put_below(top, item(sixth, "Implementation toolkit"), by=officer)


def test_an_item_is_taken_off_while_nothing_hangs_on_it(sixth, officer):
    with pytest.raises(Blocked, match="Other items stand below it"):
        agenda.remove_item(item(sixth, "Implementation toolkit"), by=officer)
    said = item(sixth, "Outline")
    make_report(sixth)
    make_intervention(said)
    with pytest.raises(Blocked, match="Interventions are recorded under it"):
        agenda.remove_item(said, by=officer)

    make_item(sixth, "To take off")
    agenda.remove_item(item(sixth, "To take off"), by=officer)

    assert "To take off" not in labels(sixth)


def test_the_agenda_of_a_closed_meeting_stays(sixth, officer):
    sixth.state = MeetingState.CLOSED
    sixth.save()

    with pytest.raises(Blocked, match="its agenda is kept as it is"):
        agenda.move_item(item(sixth, "Outline"), 1, by=officer)


def test_the_chatham_house_rule_does_not_come_over_named_remarks(sixth, officer):
    said = item(sixth, "Outline")
    make_intervention(said)
    said.chatham_house = True

    with pytest.raises(Blocked, match="take the names away first"):
        agenda.change_item(said, expected=0, by=officer)


# --- Outcomes -------------------------------------------------------------------------


def test_a_deferred_item_goes_to_the_meeting_that_is_named_once(sixth, officer):
    seventh = make_coming(7)
    outline = item(sixth, "Outline")

    for _each in range(2):
        agenda.set_outcome(outline, "deferred", deferred_to=seventh, by=officer)

    carried = seventh.items.get()
    assert (carried.title, carried.continues) == ("Outline", outline)


def test_another_outcome_names_no_meeting(sixth, officer):
    seventh = make_coming(7)

    done = agenda.set_outcome(
        item(sixth, "Outline"), ItemOutcome.AGREED, deferred_to=seventh, by=officer
    )

    assert done.deferred_to is None
    assert seventh.items.count() == 0


def test_deferring_without_a_meeting_goes_to_the_next_one(client_for, sixth):
    seventh = make_coming(7, state=MeetingState.PLANNED)
    outline = item(sixth, "Outline")

    client_for(make_officer()).post(
        url_of(sixth, "item-outcome", item=outline.pk), {"outcome": "deferred"}
    )

    assert seventh.items.get().continues == outline


def test_the_form_refuses_a_meeting_for_what_is_not_deferred(client_for, sixth):
    seventh, outline = make_coming(7), item(sixth, "Outline")

    page = client_for(make_officer()).post(
        url_of(sixth, "item-outcome", item=outline.pk),
        {"outcome": "agreed", "deferred_to": seventh.pk},
    )

    assert page.context["form"].errors["deferred_to"] == [
        "Only a deferred item goes to another meeting."
    ]


# --- Leads ----------------------------------------------------------------------------

WORKSHOP_5 = "Alliance Chair (France)\nUK\nChile\nIOE\nITUC\nGlobal March"


def test_co_leads_print_as_the_workshop_of_2022_printed_them(officer):
    country = make_country()
    france = make_partner(name="France", kind="government", country=country)
    ioe = make_partner(name="International Organisation of Employers", short_name="IOE")
    workshop = make_gcg(
        kind="strategy_workshop", number=None, title="Strategy workshop"
    )
    found = make_item(
        workshop, "Revised structure", expected_output="A revised structure"
    )

    agenda.change_item(
        found, expected=0, by=officer, leads=LeadsField().clean(WORKSHOP_5)
    )

    (line,) = agenda_of(workshop, officer)
    assert line.leads == ("Alliance Chair (France), UK, Chile, IOE, ITUC, Global March")
    assert line.item.expected_output == "A revised structure"
    first, second, *_rest, ioe_lead, _ituc, _march = found.leads.all()
    assert (first.office, first.partner, first.role) == ("chair", france, LeadRole.LEAD)
    assert (second.printed_as, second.role) == ("UK", LeadRole.CO_LEAD)
    assert ioe_lead.partner == ioe
    assert leads_as_text(found) == WORKSHOP_5


def test_a_presenter_keeps_that_role_when_the_form_comes_back(sixth, officer):
    outline = item(sixth, "Outline")
    leads = LeadsField().clean("Secretariat\nPresenter: Ms Karvar")
    agenda.change_item(outline, expected=0, by=officer, leads=leads)

    form = ItemForm(instance=outline, meeting=sixth, user=officer)

    assert form.initial["leads"] == "Secretariat\nPresenter: Ms Karvar"
    assert list(AgendaLead.objects.values_list("role", flat=True)) == [
        LeadRole.LEAD,
        LeadRole.PRESENTER,
    ]


# --- Papers ---------------------------------------------------------------------------


def lines_of(meeting, user):
    return {line.item.title: line for line in agenda_of(meeting, user)}


def test_a_paper_keeps_its_version_and_says_that_a_newer_one_exists(sixth, officer):
    first = make_version()
    place_paper(item(sixth, "Guidance note"), first)
    second = make_version(first.paper, number=2, state="for_comment")

    (paper,) = lines_of(sixth, officer)["Guidance note"].papers

    assert (paper.placed.version, paper.newer) == (first, second)
    placed = agenda.pin_newest(paper.placed, second, by=officer)
    assert placed.version == second


def test_readers_do_not_learn_of_drafts(sixth):
    first = make_version()
    place_paper(item(sixth, "Guidance note"), first)
    make_draft(first.paper, number=2)

    for user in (make_gcg_member(), AnonymousUser()):
        (paper,) = lines_of(sixth, user)["Guidance note"].papers
        assert (paper.newer, paper.is_readable) == (None, True)


def test_a_pinned_draft_is_named_to_the_public_without_a_link(sixth):
    first = make_version()
    pinned = make_version(first.paper, number=2, state="for_decision")
    place_paper(item(sixth, "Guidance note"), pinned)

    readable = {
        name: lines_of(sixth, user)["Guidance note"].papers[0].is_readable
        for name, user in (("GM", make_gcg_member()), ("AN", AnonymousUser()))
    }

    assert readable == {"GM": True, "AN": False}


def test_papers_of_the_group_do_not_exist_for_the_public(sixth):
    place_paper(item(sixth, "Outline"), make_version(make_paper(visibility="gcg")))

    assert len(lines_of(sixth, make_gcg_member())["Outline"].papers) == 1
    assert lines_of(sixth, AnonymousUser())["Outline"].papers == ()


def test_a_paper_after_its_deadline_is_late(officer):
    meeting = make_coming(papers_by=timezone.now() - timedelta(hours=1))
    under, version = make_item(meeting, "Outline"), make_version()

    to_follow = agenda.put_paper(under, make_paper(), by=officer)
    late = agenda.put_paper(under, version.paper, version=version, by=officer)

    assert (to_follow.is_late, late.is_late) == (False, True)


def test_a_version_of_another_paper_is_refused(sixth, officer):
    with pytest.raises(Blocked, match="belongs to another paper"):
        agenda.put_paper(
            item(sixth, "Outline"), make_paper(), version=make_version(), by=officer
        )


# --- Sessions -------------------------------------------------------------------------


def test_items_stand_in_their_sessions_with_the_break_between(officer):
    meeting = make_gcg(5)
    morning = make_meeting_session(meeting, "09:30", "10:30")
    make_meeting_session(meeting, "10:30", "10:45", is_break=True)
    noon = make_meeting_session(meeting, "10:45", "12:30")
    for number in range(1, 8):
        session = morning if number < 4 else noon
        make_item(meeting, f"Item {number}", session=session, minutes=25)

    first, pause, second = in_sessions(agenda_of(meeting, officer), meeting)

    assert [line.label for line in first.lines] == ["1", "2", "3"]
    assert pause.lines == []
    assert [line.label for line in second.lines] == ["4", "5", "6", "7"]
    assert (first.minutes_over, second.minutes_over) == (15, 0)
    assert [f"{line.starts_at:%H:%M}" for line in first.lines] == [
        *("09:30", "09:55", "10:20")
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("09:00", "10:00", "begins before the meeting"),
        ("12:00", "13:00", "ends after the meeting"),
        ("10:00", "11:00", "It overlaps with"),
    ],
)
def test_a_session_lies_within_the_meeting_beside_no_other(
    officer, starts, ends, words
):
    meeting = make_gcg(5)
    make_meeting_session(meeting, "10:30", "10:45", is_break=True)
    session = make_meeting_session(meeting, starts, ends)
    session.delete()
    session.pk = None

    with pytest.raises(Blocked, match=words):
        agenda.save_session(session, by=officer)


def test_the_same_agenda_twice_is_one_release(sixth, officer):
    first = agenda.release_agenda(sixth, by=officer)
    assert agenda.release_agenda(sixth, by=officer) == first
    agenda.move_item(item(sixth, "Outline"), 1, by=officer)

    assert agenda.release_agenda(sixth, by=officer).number == 2
