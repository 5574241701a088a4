"""The engine that moves records, on a machine of three states of its own."""

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.access import scope_of
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from alliance87.core.workflow import Machine, Move
from alliance87.partners.enums import GroupState
from alliance87.partners.models import ActionGroup
from tests import factories


def may_move(user, _group) -> bool:
    return scope_of(user).is_secretariat


def may_override(user, _group) -> bool:
    return scope_of(user).is_administrator


def lead_named(group, _by, facts) -> list[str]:
    return [] if group.lead or facts == "known" else ["The lead is missing."]


MACHINE = Machine(
    "group",
    field="state",
    states=GroupState,
    moves=(
        Move(
            verb="launch",
            label="Launch it",
            sources=frozenset({GroupState.PROPOSED}),
            target=GroupState.ACTIVE,
            may=may_move,
            guard=lead_named,
            may_override=may_override,
        ),
        Move(
            verb="close",
            label="Close it",
            sources=frozenset({GroupState.PROPOSED, GroupState.ACTIVE}),
            target=GroupState.CLOSED,
            may=may_move,
        ),
    ),
)


def state_and_trail() -> tuple[str, int]:
    return ActionGroup.objects.get().state, AuditEvent.objects.count()


def test_a_move_changes_the_state_and_leaves_one_entry(db):
    group, officer = factories.make_group(lead="ILO"), factories.make_officer()

    overridden = MACHINE.perform(
        group, "launch", by=officer, country=None, reason="Agreed"
    )

    event = AuditEvent.objects.get()
    assert overridden == ""
    assert state_and_trail() == (GroupState.ACTIVE, 1)
    assert (event.verb, event.was, event.now) == ("group.launch", "proposed", "active")
    assert (event.by, event.reason, event.overridden) == (officer, "Agreed", "")


def test_a_person_without_the_right_is_refused_first(db):
    group = factories.make_group(state=GroupState.CLOSED)

    with pytest.raises(PermissionDenied):
        MACHINE.perform(group, "launch", by=factories.make_chair(), country=None)

    assert state_and_trail() == (GroupState.CLOSED, 0)


def test_a_move_from_another_state_names_the_state(db):
    group = factories.make_group(name="Supply chains", state=GroupState.CLOSED)

    with pytest.raises(InvalidTransition) as refused:
        MACHINE.perform(group, "launch", by=factories.make_officer(), country=None)

    assert str(refused.value) == (
        "“Launch it” is not possible: Supply chains is “Closed”."
    )
    assert state_and_trail() == (GroupState.CLOSED, 0)


@pytest.mark.parametrize(
    ("make", "override"),
    [
        (factories.make_officer, ""),
        (factories.make_officer, "I want it"),
        (factories.make_administrator, ""),
    ],
)
def test_what_is_missing_blocks_the_move(db, make, override):
    group = factories.make_group()

    with pytest.raises(Blocked) as refused:
        MACHINE.perform(group, "launch", by=make(), country=None, override=override)

    assert refused.value.reasons == ("The lead is missing.",)
    assert state_and_trail() == (GroupState.PROPOSED, 0)


def test_an_administrator_overrides_with_a_reason_that_stays(db):
    group, administrator = factories.make_group(), factories.make_administrator()

    overridden = MACHINE.perform(
        group,
        "launch",
        by=administrator,
        country=None,
        reason="Ordinary",
        override="Decided in Geneva",
    )

    event = AuditEvent.objects.get()
    assert overridden == "The lead is missing."
    assert (event.reason, event.overridden) == (
        "Ordinary\n\nDecided in Geneva",
        "The lead is missing.",
    )


def test_facts_of_higher_apps_reach_the_guard(db):
    group = factories.make_group()

    MACHINE.perform(
        group, "launch", by=factories.make_officer(), country=None, facts="known"
    )

    assert state_and_trail() == (GroupState.ACTIVE, 1)


def test_options_are_the_moves_of_the_state_as_a_person_sees_them(db):
    group = factories.make_group()

    def seen(user) -> list[tuple]:
        return [
            (each.move.verb, each.may, each.missing, each.may_override, each.is_open)
            for each in MACHINE.options(group, user)
        ]

    missing = ("The lead is missing.",)
    assert seen(factories.make_officer()) == [
        ("launch", True, missing, False, False),
        ("close", True, (), False, True),
    ]
    assert seen(factories.make_administrator()) == [
        ("launch", True, missing, True, False),
        ("close", True, (), False, True),
    ]
    assert seen(factories.make_chair()) == [
        ("launch", False, missing, False, False),
        ("close", False, (), False, False),
    ]


def test_a_final_state_has_no_options(db):
    group = factories.make_group(state=GroupState.CLOSED)

    assert MACHINE.options(group, factories.make_officer()) == []


def test_the_reason_of_a_move_stands_in_the_history_of_the_row(db):
    group = factories.make_group(lead="ILO")

    MACHINE.perform(
        group,
        "launch",
        by=factories.make_administrator(),
        country=None,
        reason="Decided in Geneva",
    )

    event = group.events.last()
    assert event.pgh_context.metadata["reason"] == "Decided in Geneva"
