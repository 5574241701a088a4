"""What stands there already when a file of values comes, and who may bring it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import StaleVersion
from monitoring.enums import ValueState, ValueType
from monitoring.models import AxisItem, Evidence, ObservationVersion
from monitoring.transfers.applying import apply_import, digest_of
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


# --- What stands there already --------------------------------------------------------


def test_facts_of_others_leave_the_draft_of_a_country_alone(
    officer, pathfinder, indicator
):
    source = make_source(name="Database")
    place = make_observation(pathfinder, indicator, year=2020, source=source)
    make_value(place, quantity=Decimal(12), state=ValueState.PUBLISHED)
    make_value(place, quantity=Decimal(13), state=ValueState.DRAFT)
    brought = make_import(officer, source=source)

    apply_rows(brought, planner([row(pathfinder, "14")], pathfinder), by=officer)

    assert values_of(pathfinder) == [
        (2020, Decimal(12), "superseded", 1),
        (2020, Decimal(13), "draft", 2),
        (2020, Decimal(14), "published", 3),
    ]


def test_undo_of_facts_counts_on_after_the_draft_of_a_country(
    officer, pathfinder, indicator
):
    source = make_source(name="Database")
    place = make_observation(pathfinder, indicator, year=2020, source=source)
    make_value(place, quantity=Decimal(12), state=ValueState.PUBLISHED)
    brought = make_import(officer, source=source)
    done = apply_rows(brought, planner([row(pathfinder, "14")], pathfinder), by=officer)
    make_value(place, quantity=Decimal(13), state=ValueState.DRAFT)

    undo_import(done, by=officer)

    assert values_of(pathfinder)[-1] == (2020, Decimal(12), "published", 4)


def test_own_source_of_a_country_is_not_taken_for_one_of_all(
    officer, pathfinder, indicator
):
    own = make_source(name="Survey", pathfinder=pathfinder)
    place = make_observation(pathfinder, indicator, year=2020, source=own)
    make_value(place, quantity=Decimal(12), state=ValueState.PUBLISHED)

    apply_rows(
        make_import(officer), planner([row(pathfinder, "14")], pathfinder), by=officer
    )

    assert values_of(pathfinder) == [
        (2020, Decimal(12), "published", 1),
        (2020, Decimal(14), "published", 1),
    ]


def test_place_whose_draft_was_thrown_away_is_taken_again(
    pathfinder, indicator, open_round
):
    focal_point = factories.make_focal_point(pathfinder.country)
    own = make_source(name="Survey", pathfinder=pathfinder)
    place = make_observation(pathfinder, indicator, year=2020, source=own)
    make_value(place, state=ValueState.DISCARDED)
    brought = make_import(focal_point, pathfinder)

    apply_rows(brought, planner([row(pathfinder, "5")], pathfinder), by=focal_point)

    assert values_of(pathfinder)[-1] == (2020, Decimal(5), "draft", 2)


def test_value_that_was_sent_in_meanwhile_stays(pathfinder, indicator, open_round):
    focal_point = factories.make_focal_point(pathfinder.country)
    own = make_source(name="Survey", pathfinder=pathfinder)
    place = make_observation(pathfinder, indicator, year=2020, source=own)
    draft = make_value(place, quantity=Decimal(12))
    planned = planner([row(pathfinder, "5")], pathfinder)

    def planned_before(value_import):
        made = planned(value_import)
        rows = ObservationVersion.objects.filter(pk=draft.pk)
        rows.update(state=ValueState.SUBMITTED)
        return made

    brought = make_import(focal_point, pathfinder)
    seen = digest_of(planned(brought))
    with pytest.raises(StaleVersion):
        apply_import(brought, planned_before, by=focal_point, seen=seen)

    assert ObservationVersion.objects.count() == 1


def test_values_lead_to_their_place_in_the_file_until_they_are_taken_back(
    officer, pathfinder, indicator
):
    brought = make_import(officer)
    done = apply_rows(
        brought, planner([row(pathfinder, "1", place="E7")], pathfinder), by=officer
    )
    proof = Evidence.objects.linked().get()
    assert (proof.locator, proof.file, proof.linked_by) == ("E7", done.file, officer)

    undo_import(done, by=officer)

    proof.refresh_from_db()
    assert proof.unlinked_by == officer


def test_part_that_the_indicator_does_not_know_is_a_fault(
    officer, pathfinder, indicator
):
    rows = [row(pathfinder, "5", breakdown="stage=investigated")]

    [fault] = planner(rows, pathfinder)(make_import(officer)).faults

    assert "X-1 is not broken down by" in fault.message


def test_warnings_call_parts_by_their_names(officer, pathfinder):
    found = make_indicator(code="X-3")
    make_definition(found, value_type=ValueType.NUMBER, axes={"sex": ("F", "M")})
    AxisItem.objects.filter(code="F").update(name_en="Girls")
    AxisItem.objects.filter(code="M").update(name_en="Boys")
    rows = [
        row(pathfinder, text, code="X-3", breakdown=part)
        for part, text in (("", "1000"), ("sex=F", "300"), ("sex=M", "300"))
    ]

    [(planned, finding)] = planner(rows, pathfinder)(make_import(officer)).warnings

    assert planned.key[3] == ""
    assert finding.message.startswith("Girls 300; Boys 300 make 600 together")


def test_import_is_for_those_who_may_write_there(officer, pathfinder, indicator):
    stranger = factories.make_focal_point(factories.make_pathfinder().country)

    with pytest.raises(PermissionDenied):
        apply_rows(
            make_import(officer),
            planner([row(pathfinder, "12")], pathfinder),
            by=stranger,
        )
