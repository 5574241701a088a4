"""An import is applied once, leaves its trail, and is undone or refused."""

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models import AuditEvent
from alliance87.core.spreadsheets import read_paste
from pathfinders import workflow
from pathfinders.exchange.apply import (
    apply_import,
    bring_table,
    take_rows_away,
    undo_import,
)
from pathfinders.exchange.merge import YOURS
from pathfinders.exchange.plan import plan_of
from pathfinders.models import (
    Action,
    ActionPartner,
    Priority,
    Roadmap,
    RoadmapImport,
)
from tests.factories import (
    make_focal_point,
    make_gcg_member,
    make_need,
    make_officer,
)
from tests.pathfinders.exchange_files import File, apply, filled_roadmap, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def roadmap():
    return filled_roadmap()


@pytest.fixture
def person(roadmap):
    return make_focal_point(roadmap.pathfinder.country)


# --- Once, undone, refused ------------------------------------------------------------


def new_row(roadmap, person, action="Feed") -> RoadmapImport:
    table = read_paste(f"Priority\tAction\nSchools\t{action}\nData\tSurvey")
    record = bring_table(
        roadmap, table=table, origin="paste", name="Pasted table", by=person
    )
    record.roadmap = roadmap
    return record


def test_import_leaves_its_trail_and_counts_as_editing(roadmap, person):
    apply(new_row(roadmap, person), person)

    event = AuditEvent.objects.get(verb="roadmap.rows_imported")
    assert event.target == f"pathfinders.roadmap:{roadmap.pk}"
    assert (event.by, event.now) == (person, "Rows: 3 new, 0 changed, 0 deleted")
    officer = make_officer()
    apply_import(
        second := new_row(roadmap, officer, "Teach girls"),
        seen=plan_of(second).digest,
        by=officer,
        reason="Typed for the country",
    )
    workflow.submit_roadmap(Roadmap.objects.get(), by=person)
    with pytest.raises(Blocked):
        workflow.accept_roadmap(Roadmap.objects.get(), by=officer)


def test_same_import_is_applied_once(roadmap, person):
    record = new_row(roadmap, person)
    apply(record, person)

    with pytest.raises(InvalidTransition):
        apply(record, person)

    assert Action.objects.filter(title="Feed").count() == 1


def test_undo_brings_every_row_back_as_it_was(roadmap, person):
    before = snapshot(roadmap)
    file = File(roadmap, person)
    file.delete("priority", "Schools")
    file.cell("action", "Draft", "Action").value = "Draft it"
    record = file.back()
    schools = str(Priority.objects.get(title="Schools").key)
    apply(record, person, **{schools: YOURS})
    assert not ActionPartner.objects.exists()

    undo_import(record, by=person)

    assert snapshot(roadmap) == before
    assert ActionPartner.objects.count() == 2
    record.refresh_from_db()
    assert (record.state, record.undone_at is not None) == ("undone", True)
    with pytest.raises(InvalidTransition):
        undo_import(record, by=person)


def test_undo_names_what_was_changed_since_and_refuses(roadmap, person):
    record = new_row(roadmap, person)
    apply(record, person)
    Action.objects.filter(title="Feed").update(note="Changed since")
    before = snapshot(roadmap)

    with pytest.raises(Blocked) as refused:
        undo_import(record, by=person)

    assert str(refused.value) == (
        "The import cannot be undone: this was changed since. “Feed”"
    )
    assert snapshot(roadmap) == before


def test_roadmap_that_changed_since_the_preview_is_looked_at_again(roadmap, person):
    record = new_row(roadmap, person)
    seen = plan_of(record).digest
    Action.objects.filter(title="Teach").update(note="Meanwhile")

    with pytest.raises(StaleVersion):
        apply_import(record, seen=seen, by=person)

    assert not Action.objects.filter(title="Feed").exists()


def test_request_for_support_that_loses_its_action_is_named(roadmap, person):
    build = Action.objects.get(title="Build")
    make_need(roadmap.pathfinder, action=build, title="Experts")
    file = File(roadmap, person)
    file.delete("action", "Build")

    assert plan_of(file.back()).warnings == (
        "The request for support “Experts” loses its link when the action “Build” is "
        "deleted; undoing the import brings it back.",
    )


def test_secretariat_states_the_reason_and_others_are_refused(roadmap, person):
    officer, member = make_officer(), make_gcg_member()
    record = new_row(roadmap, officer)
    seen = plan_of(record).digest

    with pytest.raises(Blocked) as refused:
        apply_import(record, seen=seen, by=officer)
    assert str(refused.value) == "Write the reason: it stays in the trail."
    with pytest.raises(PermissionDenied):
        apply_import(record, seen=seen, by=member, reason="Because")
    with pytest.raises(PermissionDenied):
        take_rows_away(roadmap, by=member)
    with pytest.raises(PermissionDenied):
        new_row(roadmap, member)
    apply_import(record, seen=seen, by=officer, reason="Typed for the country")
    assert Action.objects.filter(title="Feed").exists()
