"""The life of a group: active with a chair, closed by a decision, with its history."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from alliance87.partners import workflow
from alliance87.partners.enums import GroupState
from alliance87.partners.models import ActionGroup, GroupStateChange
from tests import factories
from tests.factories.groups import make_group_role

pytestmark = pytest.mark.django_db

JUNE_2017 = PartialDate.parse("2017-06")
DAY = PartialDate.day(date(2023, 10, 20))
DECISION = "12th meeting, item 5"
NO_CHAIR = "The group has no chair. Name its chair, or two co-chairs, first."


@pytest.fixture
def officer():
    return factories.make_officer()


def states_of(group) -> list[tuple[str, str]]:
    return list(group.state_changes.values_list("was", "now"))


def test_group_is_active_only_with_a_chair(officer):
    group = factories.make_group(state=GroupState.LAUNCHING)

    with pytest.raises(Blocked) as refusal:
        workflow.activate_group(group, when=JUNE_2017, by=officer)

    assert refusal.value.reasons == (NO_CHAIR,)
    assert ActionGroup.objects.get().state == "launching"
    assert not group.state_changes.exists()

    make_group_role(group, starts_on=date(2017, 6, 1))
    workflow.activate_group(group, when=JUNE_2017, by=officer)

    assert ActionGroup.objects.get().state == "active"
    change = group.state_changes.get()
    assert (change.was, change.now, str(change.when)) == (
        "launching",
        "active",
        "June 2017",
    )
    assert AuditEvent.objects.get().verb == "group.activate"


def test_a_chair_whose_role_is_over_does_not_count(officer):
    group = factories.make_group(state=GroupState.LAUNCHING)
    make_group_role(group, ends_on=date(2023, 10, 20))

    with pytest.raises(Blocked):
        workflow.activate_group(group, when=DAY, by=officer)

    workflow.activate_group(group, when=PartialDate.day(date(2023, 10, 19)), by=officer)
    assert states_of(group) == [("launching", "active")]


def test_lapse_and_relaunch_of_the_migration_group(officer):
    group = factories.make_group(name="Migration")
    make_group_role(group)
    said = {"by": officer}

    workflow.launch_group(group, when=PartialDate.parse("2018-11"), **said)
    workflow.activate_group(group, when=PartialDate.parse("2018-11"), **said)
    workflow.rest_group(
        group, when=PartialDate.unknown(), reason="No meeting on record", **said
    )
    workflow.relaunch_group(
        group,
        when=PartialDate.parse("2023-10"),
        reason="Strategy workshop of Turin",
        **said,
    )

    assert states_of(group) == [
        ("proposed", "launching"),
        ("launching", "active"),
        ("active", "dormant"),
        ("dormant", "relaunched"),
    ]
    assert [str(each.when) for each in group.state_changes.all()] == [
        *("November 2018", "November 2018", "Date not known", "October 2023"),
    ]


def test_rest_and_relaunch_need_a_reason(officer):
    group = factories.make_group(state=GroupState.ACTIVE)

    with pytest.raises(Blocked, match=r"Give the reason\."):
        workflow.rest_group(group, when=DAY, reason="  ", by=officer)
    assert ActionGroup.objects.get().state == "active"


def test_group_is_closed_only_by_a_decision(officer):
    group = factories.make_group(state=GroupState.DORMANT)

    with pytest.raises(Blocked) as refusal:
        workflow.close_group(group, when=DAY, decision_reference=" ", by=officer)

    assert refusal.value.reasons == (
        "A group is closed by a decision of the Global Coordinating Group: "
        "give its reference.",
        "Give the reason for closing the group, or its final report.",
    )
    assert ActionGroup.objects.get().state == "dormant"


def test_closing_files_the_final_report_in_place_of_a_reason(officer):
    group = factories.make_group(name="Rule of law", state=GroupState.DORMANT)

    workflow.close_group(
        group,
        when=DAY,
        decision_reference=DECISION,
        upload=factories.pdf_upload(),
        by=officer,
    )

    change = group.state_changes.get()
    assert (change.now, change.decision_reference) == ("closed", DECISION)
    assert change.final_report.title == "Rule of law: final report"
    assert change.final_report.audience == "gcg"


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"reason": "Inactive"}, "group_closed_by_decision"),
        ({"decision_reference": DECISION}, "group_closed_with_reason_or_report"),
    ],
)
def test_database_refuses_a_closing_without_decision_or_reason(officer, facts, name):
    group = factories.make_group()

    with pytest.raises(IntegrityError, match=name):
        GroupStateChange.objects.create(
            group=group,
            was="active",
            now="closed",
            precision="unknown",
            by=officer,
            **facts,
        )


def test_lines_of_the_history_are_never_changed(officer):
    group = factories.make_group(state=GroupState.ACTIVE)
    workflow.rest_group(group, when=DAY, reason="No meeting", by=officer)
    change = group.state_changes.get()

    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        group.state_changes.update(reason="Other")
    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        change.delete()

    assert group.state_changes.get().reason == "No meeting"


def test_a_change_is_not_earlier_than_the_last_one_nor_ahead(officer):
    group = factories.make_group(state=GroupState.ACTIVE)
    workflow.rest_group(group, when=DAY, reason="No meeting", by=officer)
    make_group_role(group)

    with pytest.raises(Blocked, match="last on 20 October 2023"):
        workflow.relaunch_group(
            group, when=PartialDate.parse("2023-09"), reason="Workshop", by=officer
        )
    with pytest.raises(Blocked, match="in the future"):
        workflow.relaunch_group(
            group, when=PartialDate.parse("2099"), reason="Workshop", by=officer
        )
    # A month that is not over before that day may well be later.
    workflow.relaunch_group(
        group, when=PartialDate.parse("2023-10"), reason="Workshop", by=officer
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("proposed", ["active"]),
        ("launching", ["active"]),
        ("dormant", ["relaunched"]),
        ("closed", ["proposed", "active"]),
    ],
)
def test_a_decision_opens_a_group_from_any_state(officer, state, expected):
    group = factories.make_group(state=state)
    make_group_role(group)

    opened = workflow.open_group(
        group, when=DAY, decision_reference=DECISION, by=officer
    )

    assert [now for _was, now in states_of(group)] == expected
    assert opened.state == expected[-1]
    assert set(group.state_changes.values_list("decision_reference", flat=True)) == {
        DECISION
    }


def test_opening_without_a_chair_leaves_a_closed_group_closed(officer):
    group = factories.make_group(state=GroupState.CLOSED)

    with pytest.raises(Blocked, match="no chair"):
        workflow.open_group(group, when=DAY, decision_reference=DECISION, by=officer)

    assert ActionGroup.objects.get().state == "closed"
    assert not group.state_changes.exists()


def test_an_active_group_is_not_opened_again(officer):
    group = factories.make_group(state=GroupState.ACTIVE)
    make_group_role(group)

    with pytest.raises(InvalidTransition):
        workflow.open_group(group, when=DAY, decision_reference=DECISION, by=officer)


def test_its_own_chair_does_not_move_a_group():
    group = factories.make_group(state=GroupState.ACTIVE)
    chair = factories.make_group_chair(group)

    with pytest.raises(PermissionDenied):
        workflow.rest_group(group, when=DAY, reason="No meeting", by=chair)
    with pytest.raises(PermissionDenied):
        workflow.close_group(
            group, when=DAY, decision_reference=DECISION, reason="Done", by=chair
        )
