"""What the database and the model refuse about decisions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from meetings.enums import DecisionKind, DecisionMode, DecisionState, Office
from meetings.models import Decision
from meetings.models.decisions import TARGETS
from tests.factories import make_group, make_partner, make_pathfinder
from tests.factories.decisions import (
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
    make_version_to_endorse,
)
from tests.factories.seats import make_seat

pytestmark = pytest.mark.django_db
TARGET_OF = {
    "report": lambda: make_circulated_report(),
    "paper_version": lambda: make_version_to_endorse(),
    "pathfinder": lambda: make_pathfinder(),
    "group": lambda: make_group(),
    "seat": lambda: make_seat(),
    "office": lambda: Office.CHAIR,
    "new_holder": lambda: make_partner(),
    "effective_on": lambda: date(2019, 7, 17),
    "next_meeting": lambda: make_gcg(),
}
WRONG = "Name what this kind of decision is about, and nothing else."


def refused(name: str, **fields) -> None:
    """Check that the database refuses it by that constraint."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_decision(**fields)
    assert name in str(error.value)


def complete(kind) -> dict:
    return {name: TARGET_OF[name]() for name, kinds in TARGETS.items() if kind in kinds}


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_a_decision_with_its_target_is_kept(kind):
    decision = make_decision(kind=kind, **complete(kind))

    decision.full_clean()

    assert Decision.objects.get(pk=decision.pk).kind == kind


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, name) for name, kinds in TARGETS.items() for kind in kinds],
)
def test_a_decision_without_its_target_is_refused(kind, field):
    targets = complete(kind)
    del targets[field]

    refused(f"decision_{field}_exactly_for_its_kinds", kind=kind, **targets)


@pytest.mark.parametrize("field", TARGETS)
def test_a_target_of_another_kind_is_refused_with_a_sentence(field):
    target = {field: TARGET_OF[field]()}

    refused(f"decision_{field}_exactly_for_its_kinds", **target)
    decision = make_decision()
    setattr(decision, field, target[field])
    with pytest.raises(ValidationError) as error:
        decision.full_clean()
    assert error.value.messages == [WRONG]


def test_numbers_are_unique_in_a_meeting_and_in_writing():
    meeting = make_gcg()
    make_decision(meeting, number=1)
    make_decision(in_writing=True, number=1)
    make_decision(number=1)

    taken = pytest.raises(IntegrityError, match="decision_number_unique_per_meeting")
    with taken, transaction.atomic():
        make_decision(meeting, number=1)
    refused("decision_number_unique_in_writing", in_writing=True, number=1)


def test_without_a_meeting_it_is_in_writing_and_only_then():
    name = "decision_without_meeting_exactly_in_writing"

    refused(name, mode=DecisionMode.WRITTEN_PROCEDURE)
    refused(name, in_writing=True, mode=DecisionMode.CONSENSUS)


def test_an_adopted_decision_has_a_date():
    refused("decision_adopted_on_a_day", state=DecisionState.ADOPTED, decided_on=None)


def test_only_a_superseded_decision_names_its_successor():
    successor = make_decision(state=DecisionState.ADOPTED)
    name = "decision_superseded_by_another"

    refused(name, state=DecisionState.ADOPTED, superseded_by=successor)
    refused(name, state=DecisionState.SUPERSEDED, superseded_by=None)


def test_a_decision_does_not_supersede_itself():
    decision = make_decision(state=DecisionState.ADOPTED)
    rows = Decision.objects.filter(pk=decision.pk)

    with pytest.raises(IntegrityError, match="decision_superseded_by_another"):
        rows.update(state=DecisionState.SUPERSEDED, superseded_by=decision)


@pytest.mark.parametrize("state", [DecisionState.DEFERRED, DecisionState.WITHDRAWN])
def test_what_is_put_off_or_taken_back_has_a_reason(state):
    name = "decision_deferred_or_withdrawn_with_reason"

    refused(name, state=state, state_reason="")


def test_a_decision_has_words():
    refused("decision_has_text", text="")


def test_an_item_of_another_meeting_is_refused():
    elsewhere = make_agenda_item()

    refused("agenda_item_of_another_meeting", item=elsewhere)
    decision = make_decision()
    decision.item = elsewhere
    with pytest.raises(ValidationError) as error:
        decision.full_clean()
    assert error.value.message_dict == {
        "item": ["This item stands on the agenda of another meeting."]
    }


def test_an_item_without_a_meeting_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_decision(in_writing=True, item=make_agenda_item())


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Something else was decided."},
        {"decided_on": date(2020, 1, 1)},
        {"kind": DecisionKind.OTHER},
        {"number": 77},
    ],
)
def test_what_was_decided_cannot_be_rewritten(change):
    decision = make_decision(state=DecisionState.ADOPTED)

    with pytest.raises(DatabaseError, match="decided_text_locked"):
        Decision.objects.filter(pk=decision.pk).update(**change)


def test_only_a_proposal_can_be_deleted():
    make_decision().delete()

    with pytest.raises(DatabaseError, match="decision_kept"):
        make_decision(state=DecisionState.ADOPTED).delete()


def test_references_are_short():
    meeting = make_gcg(5)

    assert make_decision(meeting, number=3).reference == "GCG5/D3"
    assert make_decision(in_writing=True, number=2).reference == "WP/D2"
