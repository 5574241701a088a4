"""What a second review of issue 5 found: packs, agendas that fill themselves, needs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from alliance87.partners.selectors.needs import partners_to_offer, with_the_group
from alliance87.partners.workflow import offer_help
from meetings import action_points, agenda
from meetings.agenda import add_standing_items, bring_to_next
from meetings.enums import DecisionState, ItemKind, ItemOutcome, PaperVisibility
from meetings.models import ActionPoint, AgendaItem, Meeting
from meetings.reports.minutes import adopted_pdf
from tests import factories
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.groups import make_resource_need
from tests.factories.meetings import make_group_meeting, make_planned, make_report
from tests.factories.packs import make_item, make_pack, place_paper
from tests.factories.papers import make_paper, make_version
from tests.meetings.pack_samples import text_of

pytestmark = pytest.mark.django_db

FASTER = "Somebody else changed it meanwhile"
SECRET = "Options for the next chair"


@pytest.fixture
def officer():
    return factories.make_officer()


def kinds(meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("kind", flat=True))


def adoptions(meeting) -> list[tuple]:
    rows = meeting.items.filter(kind=ItemKind.ADOPT_REPORT)
    return list(rows.values_list("report", "continues"))


# --- Packs and reports of action groups -----------------------------------------------


@pytest.mark.parametrize("visibility", ["MEMBERS", "SECRETARIAT"])
def test_a_chair_reads_no_title_of_a_paper_kept_from_groups(client_for, visibility):
    paper = make_paper(title=SECRET, visibility=PaperVisibility[visibility])
    meeting = make_group_meeting()
    place_paper(make_agenda_item(meeting), make_version(paper))
    pack = make_pack(meeting)

    def shown(user) -> bool:
        return SECRET in client_for(user).get(pack.get_absolute_url()).content.decode()

    chair = factories.make_group_chair(meeting.group)
    assert (shown(chair), shown(factories.make_officer())) == (False, True)


def test_the_filed_report_of_a_group_holds_what_its_members_may_know():
    group_meeting = make_group_meeting(on=date(2019, 11, 12), state="held")

    def read(meeting) -> str:
        for text, is_public in (("Open words.", True), ("Inner words.", False)):
            adopted = {"state": DecisionState.ADOPTED, "is_public": is_public}
            make_decision(meeting, text=text, **adopted)
        return text_of(adopted_pdf(make_report(meeting, is_public=False)))

    of_the_group, of_the_gcg = read(group_meeting), read(make_gcg())
    assert "Open words." in of_the_group
    assert "Inner words." not in of_the_group
    assert "Inner words." in of_the_gcg


# --- The adoption of a report that was put off ----------------------------------------


@pytest.fixture
def report():
    return make_circulated_report(make_gcg(5))


@pytest.fixture
def put_off(report) -> AgendaItem:
    sixth = make_gcg(6, date(2020, 5, 1))
    return make_agenda_item(sixth, kind=ItemKind.ADOPT_REPORT, report=report)


def test_a_deferred_adoption_keeps_its_report_and_comes_once(put_off, officer):
    seventh = make_planned(7)
    make_agenda_item(seventh, title="Toolkit")

    agenda.record_outcome(put_off, "deferred", deferred_to=seventh, by=officer)
    add_standing_items(seventh, by=officer)

    assert adoptions(seventh) == [(put_off.report_id, put_off.pk)]
    assert kinds(seventh)[:3] == ["opening", "adopt_report", "ordinary"]


def test_an_adoption_deferred_to_no_meeting_keeps_its_report(put_off, officer):
    seventh = make_planned(7)

    agenda.record_outcome(put_off, "deferred", by=officer)
    add_standing_items(seventh, by=officer)

    assert adoptions(seventh) == [(put_off.report_id, put_off.pk)]


@pytest.mark.parametrize("is_named", [True, False])
def test_an_adoption_on_the_next_agenda_already_continues_it(
    put_off, officer, is_named
):
    seventh = make_planned(7)
    add_standing_items(seventh, by=officer)
    assert adoptions(seventh) == [(put_off.report_id, None)]

    meeting = seventh if is_named else None
    agenda.record_outcome(put_off, "deferred", deferred_to=meeting, by=officer)

    assert adoptions(seventh) == [(put_off.report_id, put_off.pk)]


# --- All or nothing -------------------------------------------------------------------


@pytest.fixture
def broken(report) -> AgendaItem:
    """Make an item that was put off and that no other can continue."""
    sixth = make_gcg(6, date(2020, 5, 1))
    item = make_agenda_item(sixth, outcome=ItemOutcome.DEFERRED)
    AgendaItem.objects.filter(pk=item.pk).update(kind="nonsense")
    return item


def test_standing_items_come_all_or_none(broken, officer):
    seventh = make_planned(7)

    with pytest.raises(ValidationError):
        add_standing_items(seventh, by=officer)

    assert kinds(seventh) == []


def test_what_is_left_to_the_next_meeting_comes_all_or_none(broken, officer):
    seventh = make_planned(7)

    with pytest.raises(ValidationError):
        bring_to_next(broken.meeting, by=officer)

    assert kinds(seventh) == []


def test_an_outcome_is_saved_with_what_it_brings_or_not(client_for, broken):
    make_planned(7)
    other = make_agenda_item(broken.meeting)
    keys = {"pk": broken.meeting.pk, "item": other.pk}

    page = client_for(factories.make_officer()).post(
        reverse("meetings:item-outcome", kwargs=keys), {"outcome": "agreed"}
    )

    other.refresh_from_db()
    assert (page.status_code, other.outcome) == (200, ItemOutcome.PENDING)


def test_a_title_longer_than_its_field_is_cut(report, officer):
    Meeting.objects.filter(pk=report.meeting_id).update(title="M" * 300)
    sixth = make_planned(6)

    add_standing_items(sixth, by=officer)

    title = sixth.items.get(report=report).title
    start = "Adoption of the report: "
    assert title == start + "M" * (299 - len(start)) + "…"


# --- Action points from earlier meetings ----------------------------------------------


def test_points_of_action_groups_bring_no_item(officer):
    make_action_point(make_group_meeting(on=date(2019, 11, 12), state="held"))
    sixth = make_planned(6)

    add_standing_items(sixth, by=officer)

    assert ItemKind.MATTERS_ARISING not in kinds(sixth)


def test_points_of_decisions_in_writing_bring_the_item(officer):
    make_action_point(decision=make_decision(in_writing=True))
    sixth = make_planned(6)

    add_standing_items(sixth, by=officer)

    assert kinds(sixth)[:2] == [ItemKind.OPENING, ItemKind.MATTERS_ARISING]


# --- The order that a writer gave -----------------------------------------------------


def test_an_item_that_comes_later_moves_no_other(officer):
    fifth, sixth = make_gcg(5), make_planned(6)
    add_standing_items(sixth, by=officer)
    for kind in (ItemKind.NEW_PARTNERS, ItemKind.OTHER_BUSINESS):
        agenda.move_item(sixth.items.get(kind=kind), -1, by=officer)
    first = [ItemKind.NEW_PARTNERS, ItemKind.OTHER_BUSINESS, ItemKind.OPENING]
    assert kinds(sixth) == [*first, ItemKind.NEXT_DATE]

    point = ActionPoint(
        meeting=fifth, text="Send it.", office="secretariat", due_kind="next_meeting"
    )
    action_points.add(point, by=officer)

    assert kinds(sixth) == [*first, ItemKind.MATTERS_ARISING, ItemKind.NEXT_DATE]
    assert list(sixth.items.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


# --- Two people at one agenda ---------------------------------------------------------


@pytest.fixture
def pair() -> tuple[AgendaItem, AgendaItem]:
    meeting = make_planned(6)
    return make_item(meeting, "First"), make_item(meeting, "Second")


def again(item) -> AgendaItem:
    return AgendaItem.objects.get(pk=item.pk)


def test_an_item_that_was_put_elsewhere_is_not_moved(pair, officer):
    first, second = pair
    agenda.put_below(again(second), first, by=officer)

    with pytest.raises(Blocked, match=FASTER):
        agenda.move_item(second, -1, by=officer)


@pytest.mark.parametrize(
    "act",
    [
        lambda gone, other, by: agenda.move_item(gone, 1, by=by),
        lambda gone, other, by: agenda.put_below(gone, other, by=by),
        lambda gone, other, by: agenda.put_below(other, gone, by=by),
        lambda gone, other, by: agenda.change_item(gone, expected=0, by=by),
    ],
    ids=["move", "put", "put below it", "change"],
)
def test_an_item_that_was_removed_is_refused_in_words(pair, officer, act):
    gone, other = pair
    agenda.remove_item(again(gone), by=officer)

    with pytest.raises(Blocked, match=FASTER):
        act(gone, other, officer)


def test_two_items_put_below_each_other_make_no_circle(pair, officer):
    first, second = pair
    agenda.put_below(again(first), again(second), by=officer)

    with pytest.raises(Blocked, match="cannot stand below itself"):
        agenda.put_below(second, first, by=officer)

    assert (again(first).parent, again(second).parent) == (second, None)


# --- What groups lack -----------------------------------------------------------------


def test_a_need_that_was_never_sent_is_not_with_the_group(officer):
    sent = make_resource_need(state="offered")
    make_resource_need(state="offered", sent_on=None)

    assert list(with_the_group(officer, is_example=False)) == [sent]


def test_help_is_offered_for_those_whom_the_form_offers():
    chair = factories.make_chair()
    applicant = factories.make_partner(applied_on=date(2025, 1, 1), joined_on=None)
    need = make_resource_need(state="sent")
    assert applicant not in partners_to_offer(chair)

    with pytest.raises(Blocked, match="only for whom you speak"):
        offer_help(need, partner=applicant, by=chair)


def test_who_left_the_post_offers_nothing_for_the_organization():
    own = factories.make_partner()
    member = factories.make_gcg_member()
    factories.make_person(user=member, organization=own, is_active=False)
    need = make_resource_need(state="sent")

    with pytest.raises(Blocked, match="only for whom you speak"):
        offer_help(need, partner=own, by=member)
