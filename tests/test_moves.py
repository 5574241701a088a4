"""What holds for every move of every machine: from which state, and by whom."""

import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory

from alliance87.core.exceptions import InvalidTransition
from alliance87.core.workflow import Machine
from alliance87.partners.enums import COUNTRY_ROLES, Role
from tests.factories import make_country
from tests.moves import (
    ALL_MACHINES,
    MAKE,
    VERBS,
    WHO,
    country_of,
    make_mover,
    make_person,
)
from tests.stored import stored

MOVES = [(machine, verb) for machine in ALL_MACHINES for verb in machine.moves]
ILLEGAL = [
    (machine, verb, state)
    for machine, verb in MOVES
    for state in machine.states
    if state not in machine.moves[verb].sources
]


def name(value) -> str:
    return getattr(value, "name", value) if not isinstance(value, str) else value


def test_every_machine_is_listed_here():
    """Whatever module of a workflow defines one; a new one without a row is found."""
    found = {
        value
        for path, module in tuple(sys.modules.items())
        if "workflow" in path.split(".") and not path.startswith("tests.")
        for value in vars(module).values()
        if isinstance(value, Machine)
    }

    assert {each.name for each in found} == {each.name for each in ALL_MACHINES}


def test_every_move_has_its_verb_and_its_people_here():
    assert set(VERBS) == set(MOVES)
    assert set(WHO) == set(MOVES)


@pytest.mark.parametrize("machine", ALL_MACHINES, ids=name)
def test_every_state_is_reached_or_left(machine):
    moves = machine.moves.values()
    sources = {state for move in moves for state in move.sources}

    assert sources | {move.target for move in moves} == set(machine.states)


@pytest.mark.parametrize(("machine", "verb", "state"), ILLEGAL, ids=name)
def test_illegal_moves_are_refused_and_write_nothing(db, machine, verb, state):
    record = MAKE[machine](state)
    mover = make_mover(machine, verb, record)
    before = stored()

    with pytest.raises(InvalidTransition) as refused:
        VERBS[machine, verb](record, mover)

    move = machine.moves[verb]
    assert str(refused.value) == (
        f"“{move.label}” is not possible: {record} is “{machine.states(state).label}”."
    )
    assert stored() == before


@pytest.mark.parametrize(("machine", "verb"), MOVES, ids=name)
def test_a_move_is_for_its_roles_only(db, machine, verb):
    record = MAKE[machine](min(machine.moves[verb].sources))
    country, other = country_of(record), make_country()
    may = machine.moves[verb].may

    allowed = {role for role in Role if may(make_person(role, country), record)}
    abroad = {role for role in COUNTRY_ROLES if may(make_person(role, other), record)}

    assert allowed == WHO[machine, verb]
    assert abroad == set()


@pytest.mark.parametrize(("machine", "verb"), MOVES, ids=name)
def test_a_verb_asks_who_before_anything_else(db, machine, verb):
    record = MAKE[machine](min(machine.moves[verb].sources))
    observer = make_person(Role.GCG_OBSERVER, None)
    before = stored()

    with pytest.raises(PermissionDenied):
        VERBS[machine, verb](record, observer)

    assert stored() == before


@pytest.mark.parametrize("machine", ALL_MACHINES, ids=name)
def test_no_form_writes_a_state(db, machine):
    record = MAKE[machine](machine.states.values[0])

    form = modelform_factory(type(record), fields="__all__")

    assert machine.field not in form.base_fields
