"""Every move of decisions and action points: from which state, and by whom."""

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import InvalidTransition
from alliance87.core.models import AuditEvent
from alliance87.partners.enums import Role
from meetings import action_points, decisions
from meetings.enums import DecisionState
from meetings.workflow import ACTION, DECISION
from tests.factories import make_country, make_officer
from tests.factories.decisions import HELD_ON, make_action_point, make_decision
from tests.moves import make_person

pytestmark = pytest.mark.django_db
SECRETARIAT = {Role.OFFICER, Role.ADMINISTRATOR}
MAKE = {
    DECISION: lambda state: make_decision(state=state, source="A report"),
    ACTION: lambda state: make_action_point(state=state),
}
VERBS = {
    (DECISION, "adopt"): lambda record, by: decisions.adopt(
        record, decided_on=HELD_ON, by=by
    ),
    (DECISION, "record_past"): lambda record, by: decisions.record_past(
        record, decided_on=HELD_ON, by=by
    ),
    (DECISION, "defer"): lambda record, by: decisions.defer(
        record, reason="No time.", by=by
    ),
    (DECISION, "withdraw"): lambda record, by: decisions.withdraw(
        record, reason="By mistake.", by=by
    ),
    (DECISION, "supersede"): lambda record, by: decisions.supersede(
        record, superseded_by=make_decision(state=DecisionState.ADOPTED), by=by
    ),
    (ACTION, "start"): lambda record, by: action_points.start(record, by=by),
    (ACTION, "put_back"): lambda record, by: action_points.put_back(record, by=by),
    (ACTION, "close"): lambda record, by: action_points.close(
        record, closed_on=HELD_ON, note="Done.", by=by
    ),
    (ACTION, "drop"): lambda record, by: action_points.drop(
        record, note="Enough.", by=by
    ),
    (ACTION, "reopen"): lambda record, by: action_points.reopen(
        record, reason="It broke.", by=by
    ),
}
LEGAL = [
    (machine, verb, state)
    for machine, verb in VERBS
    for state in sorted(machine.moves[verb].sources)
]
ILLEGAL = [
    (machine, verb, state)
    for machine, verb in VERBS
    for state in sorted(set(machine.states) - machine.moves[verb].sources)
]


def name(value) -> str:
    return getattr(value, "name", value) if not isinstance(value, str) else value


def test_every_move_has_its_verb_here():
    moves = {(each, verb) for each in (DECISION, ACTION) for verb in each.moves}

    assert set(VERBS) == moves


@pytest.mark.parametrize(("machine", "verb", "state"), LEGAL, ids=name)
def test_a_legal_move_leaves_one_entry_of_its_own(machine, verb, state):
    record = MAKE[machine](state)

    VERBS[machine, verb](record, make_officer())

    event = AuditEvent.objects.get(verb=f"{machine.name}.{verb}")
    assert (event.was, event.now) == (state, machine.moves[verb].target)


@pytest.mark.parametrize(("machine", "verb", "state"), ILLEGAL, ids=name)
def test_an_illegal_move_writes_nothing(machine, verb, state):
    record = MAKE[machine](state)

    with pytest.raises(InvalidTransition):
        VERBS[machine, verb](record, make_officer())

    record.refresh_from_db()
    assert record.state == state
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(("machine", "verb"), VERBS, ids=name)
def test_a_move_is_for_the_secretariat_only(machine, verb):
    record = MAKE[machine](min(machine.moves[verb].sources))
    country, may = make_country(), machine.moves[verb].may

    allowed = {role for role in Role if may(make_person(role, country), record)}

    assert allowed == SECRETARIAT
    with pytest.raises(PermissionDenied):
        VERBS[machine, verb](record, make_person(Role.GCG_OBSERVER, None))
