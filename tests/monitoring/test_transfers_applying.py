"""Files of values: all rows or none, the same twice is no change, undo is no loss."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from monitoring.enums import ValueState, ValueType
from monitoring.models import Observation, ObservationVersion
from monitoring.transfers.applying import apply_import
from monitoring.transfers.long_rows import Fault
from monitoring.transfers.undoing import undo_import
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.import_files import open_round as open_for
from tests.monitoring.planned_rows import (
    apply_rows,
    make_import,
    planner,
    row,
    values_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.make_officer()


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder()


@pytest.fixture
def indicator():
    found = make_indicator(code="X-1")
    make_definition(found, value_type=ValueType.NUMBER)
    return found


@pytest.fixture
def open_round(pathfinder):
    return open_for(pathfinder)


def test_facts_of_others_are_public_at_once(officer, pathfinder, indicator):
    rows = [row(pathfinder, "12"), row(pathfinder, "13", year=2021)]

    done = apply_rows(make_import(officer), planner(rows, pathfinder), by=officer)

    assert values_of(pathfinder) == [
        (2020, Decimal(12), "published", 1),
        (2021, Decimal(13), "published", 1),
    ]
    assert done.summary == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "skipped": 0,
        "warnings": 0,
    }
    version = ObservationVersion.objects.get(year=2020)
    assert (version.raw, version.brought_by, version.recorded_by) == (
        "12",
        done,
        officer,
    )
    assert version.observation.source.name == "Survey"


def test_values_of_a_country_begin_as_drafts(pathfinder, indicator, open_round):
    focal_point = factories.make_focal_point(pathfinder.country)
    brought = make_import(focal_point, pathfinder)

    apply_rows(brought, planner([row(pathfinder, "1")], pathfinder), by=focal_point)

    assert values_of(pathfinder) == [(2020, Decimal(1), "draft", 1)]


def test_bad_row_among_many_writes_nothing_and_is_named(officer, pathfinder, indicator):
    rows = [
        row(pathfinder, str(number), year=1951 + number % 70, place=f"line {number}")
        for number in range(1, 60)
    ]
    rows.insert(30, row(pathfinder, "1,234", year=1950, place="line 500"))
    rows.append(Fault("line 501", "Atlantis", "This country is not known."))
    brought = make_import(officer)

    with pytest.raises(Blocked) as refused:
        apply_rows(brought, planner(rows, pathfinder), by=officer)

    assert "2 rows are at fault" in str(refused.value)
    assert not Observation.objects.exists()
    brought.refresh_from_db()
    assert (brought.state, brought.summary) == ("read", {})
    faults = planner(rows, pathfinder)(brought).faults
    assert {each.place for each in faults} == {"line 500", "line 501"}


def test_same_file_twice_says_no_change(officer, pathfinder, indicator):
    rows = [row(pathfinder, "12"), row(pathfinder, "13", year=2021)]
    apply_rows(make_import(officer), planner(rows, pathfinder), by=officer)

    again = apply_rows(
        make_import(officer), planner(rows[::-1], pathfinder), by=officer
    )

    assert (again.summary["same"], again.summary["new"]) == (2, 0)
    assert ObservationVersion.objects.count() == 2


def test_changed_fact_is_a_new_version_and_the_old_stays(
    officer, pathfinder, indicator
):
    first = [row(pathfinder, "12")]
    second = [row(pathfinder, "14")]
    apply_rows(make_import(officer), planner(first, pathfinder), by=officer)

    apply_rows(make_import(officer), planner(second, pathfinder), by=officer)

    assert values_of(pathfinder) == [
        (2020, Decimal(12), "superseded", 1),
        (2020, Decimal(14), "published", 2),
    ]


def test_one_figure_twice_in_a_file_is_at_fault_when_it_differs(
    officer, pathfinder, indicator
):
    rows = [row(pathfinder, "12"), row(pathfinder, "12"), row(pathfinder, "13")]

    [fault] = planner(rows, pathfinder)(make_import(officer)).faults

    assert fault.message == "The same figure stands at line 2 with another value."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ValueState.PUBLISHED, "The value is published. Ask for a correction first."),
        (ValueState.SUBMITTED, "The value was sent in. Take it back first."),
        (ValueState.ACCEPTED, "The value was sent in. Take it back first."),
    ],
)
def test_file_of_a_country_changes_nothing_that_left_its_hands(
    pathfinder, indicator, state, words
):
    focal_point = factories.make_focal_point(pathfinder.country)
    source = make_source(name="Survey", pathfinder=pathfinder)
    make_value(
        make_observation(pathfinder, indicator, year=2020, source=source), state=state
    )
    brought = make_import(focal_point, pathfinder)

    [fault] = planner([row(pathfinder, "5")], pathfinder)(brought).faults

    assert fault.message == words


def test_import_is_applied_once(officer, pathfinder, indicator):
    brought = make_import(officer)
    planned = planner([row(pathfinder, "12")], pathfinder)
    apply_rows(brought, planned, by=officer)

    with pytest.raises(InvalidTransition):
        apply_rows(brought, planned, by=officer)


@pytest.mark.parametrize("seen", ["", "2-0-0-00000000"])
def test_import_that_nobody_looked_at_is_refused(officer, pathfinder, indicator, seen):
    planned = planner([row(pathfinder, "12")], pathfinder)

    with pytest.raises(StaleVersion):
        apply_import(make_import(officer), planned, by=officer, seen=seen)

    assert not Observation.objects.exists()


@pytest.mark.parametrize("verb", [apply_rows, undo_import])
def test_import_that_was_taken_back_stays_so(officer, pathfinder, indicator, verb):
    brought = make_import(officer)
    planned = planner([row(pathfinder, "12")], pathfinder)
    undo_import(apply_rows(brought, planned, by=officer), by=officer)
    facts = (planned,) if verb is apply_rows else ()

    with pytest.raises(InvalidTransition) as refused:
        verb(brought, *facts, by=officer)

    assert str(refused.value).endswith(f"is not possible: {brought} is “Undone”.")
    assert len(values_of(pathfinder)) == 1


def test_texts_that_copy_reads_specially_survive(officer, pathfinder):
    listed = make_indicator(code="X-2")
    make_definition(listed, value_type=ValueType.LIST)
    note = 'A "note"\\N with, {braces}\tand a back\\slash'
    rows = [
        row(pathfinder, 'Law "A", no. 1; B\\C; {D}', code="X-2", footnote=note),
    ]

    apply_rows(make_import(officer), planner(rows, pathfinder), by=officer)

    [version] = ObservationVersion.objects.all()
    assert version.items == ['Law "A", no. 1', "B\\C", "{D}"]
    assert version.footnote == note


# --- Undo -----------------------------------------------------------------------------


def test_undo_brings_back_what_stood_before(officer, pathfinder, indicator):
    apply_rows(
        make_import(officer), planner([row(pathfinder, "12")], pathfinder), by=officer
    )
    second = apply_rows(
        make_import(officer),
        planner([row(pathfinder, "14"), row(pathfinder, "9", year=2021)], pathfinder),
        by=officer,
    )

    done = undo_import(second, by=officer)

    assert (done.restored, done.removed, done.kept) == (1, 1, 0)
    public = ObservationVersion.objects.published()
    assert list(public.values_list("year", "quantity", "number")) == [
        (2020, Decimal(12), 3)
    ]
    with pytest.raises(InvalidTransition):
        undo_import(second, by=officer)


def test_undo_leaves_what_was_changed_since(pathfinder, indicator, open_round):
    focal_point = factories.make_focal_point(pathfinder.country)
    brought = make_import(focal_point, pathfinder)
    rows = [row(pathfinder, "1"), row(pathfinder, "2", year=2021)]
    apply_rows(brought, planner(rows, pathfinder), by=focal_point)
    sent = ObservationVersion.objects.get(year=2021)
    ObservationVersion.objects.filter(pk=sent.pk).update(state=ValueState.SUBMITTED)

    done = undo_import(brought, by=focal_point)

    assert (done.restored, done.removed, done.kept) == (0, 1, 1)
    assert ObservationVersion.objects.in_work().get() == sent


def test_undo_is_for_those_who_may_import(officer, pathfinder, indicator):
    done = apply_rows(
        make_import(officer), planner([row(pathfinder, "12")], pathfinder), by=officer
    )

    with pytest.raises(PermissionDenied):
        undo_import(done, by=factories.make_focal_point(pathfinder.country))
