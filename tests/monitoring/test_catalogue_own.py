"""Indicators that a country defines for a priority of its roadmap."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models import AuditEvent
from monitoring.catalogue import define_indicator, retire_indicator, revise_indicator
from monitoring.catalogue.customized import Wording, wording_of
from monitoring.figures.codes import next_code
from monitoring.models import Indicator, ReportingRound
from monitoring.selectors.catalogue import definitions_of
from tests.factories import (
    keeper,
    make_axis_item,
    make_definition,
    make_focal_point,
    make_indicator,
    make_indicator_set,
    make_pathfinder,
    make_priority,
    make_roadmap,
)
from tests.factories.people import PEOPLE
from tests.monitoring.own_indicators import MAY, defined, make_school_priority

pytestmark = pytest.mark.django_db

DATES = {"opens_on": date(2026, 1, 1), "due_on": date(2026, 3, 1)}


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def priority(pathfinder):
    return make_school_priority(pathfinder)


@pytest.fixture
def focal(pathfinder):
    return make_focal_point(pathfinder.country)


# --- Verbs --------------------------------------------------------------------------


def test_codes_are_counted_per_country(priority, focal):
    other = make_priority(make_roadmap(make_pathfinder()))

    first, second = defined(priority, focal), defined(priority, focal)
    third = defined(other, make_focal_point(other.roadmap.pathfinder.country))

    assert [each.indicator.code for each in (first, second, third)] == [
        "IM-C-1",
        "IM-C-2",
        "IM-C-1",
    ]
    assert first.indicator.priority_key == priority.key
    country = priority.roadmap.pathfinder.country
    events = AuditEvent.objects.filter(verb="indicator.defined", country=country)
    assert events.count() == 2


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ([], "IM-C-1"),
        (["IM-C-1", "IM-C-10", "IM-C-9"], "IM-C-11"),
        (["PR-CL-3", "IM-C-x", "IM-C-"], "IM-C-1"),
    ],
)
def test_next_code(taken, code):
    assert next_code(taken) == code


@pytest.mark.parametrize("key", ["unknown", "foreign"])
def test_priority_must_be_of_the_countrys_roadmap(key, pathfinder, focal):
    foreign = make_priority(make_roadmap(make_pathfinder())).key

    with pytest.raises(Blocked):
        define_indicator(
            pathfinder,
            priority_key=foreign if key == "foreign" else uuid4(),
            theme="all",
            wording=Wording(label_en="x", value_type="number"),
            by=focal,
        )

    assert Indicator.objects.count() == 0


def test_parts_follow_the_axes(priority, focal):
    for code in ("F", "M"):
        make_axis_item("sex", code)
    for code in ("5-11", "10-17", "unknown"):
        make_axis_item("age", code)

    found = defined(priority, focal, axes=("age", "sex"))

    assert found.axes == ["age", "sex"]
    assert {item.code for item in found.axis_items.all()} == {"5-11", "F", "M"}


def test_revision_is_a_new_version(priority, focal):
    old = defined(priority, focal)
    new = Wording(label_en="Schools", value_type="number", unit_en="pupils")

    found = revise_indicator(
        old.indicator, wording=new, expected=1, reason="Unit.", by=focal
    )

    assert (found.number, found.unit_en, found.reason) == (2, "pupils", "Unit.")
    assert found.valid_from > old.valid_from
    old.refresh_from_db()
    assert old.unit_en == ""
    event = AuditEvent.objects.get(verb="indicator.revised")
    assert (event.was, event.now, event.reason) == ("1", "2", "Unit.")


def test_revision_of_what_nobody_read_is_refused(priority, focal):
    old = defined(priority, focal)
    words = {"value_type": "number", "reason": "x"}
    del words["reason"]
    first = Wording(label_en="One", **words)
    second = Wording(label_en="Two", **words)
    revise_indicator(old.indicator, wording=first, expected=1, reason="x", by=focal)

    with pytest.raises(StaleVersion):
        revise_indicator(
            old.indicator, wording=second, expected=1, reason="y", by=focal
        )

    assert [each.label_en for each in old.indicator.definitions.all()] == [
        "One",
        "Schools",
    ]


def test_revision_without_a_difference_is_refused(priority, focal):
    old = defined(priority, focal)

    with pytest.raises(Blocked):
        revise_indicator(
            old.indicator, wording=wording_of(old), expected=1, reason="x", by=focal
        )


def test_retired_indicator_stays_and_is_not_revised(priority, focal):
    old = defined(priority, focal)

    retire_indicator(old.indicator, reason="Not needed.", by=focal)

    with pytest.raises(InvalidTransition):
        retire_indicator(old.indicator, reason="Again.", by=focal)
    assert Indicator.objects.get().retired_on is not None
    assert AuditEvent.objects.get(verb="indicator.retired").reason == "Not needed."


@pytest.mark.parametrize("who", list(PEOPLE))
def test_verbs_are_for_focal_point_and_secretariat(who, priority, focal):
    old = defined(priority, focal)
    person = PEOPLE[who](priority.roadmap.pathfinder.country)
    new = Wording(label_en="New", value_type="number")
    verbs = [
        lambda: defined(priority, person),
        lambda: revise_indicator(
            old.indicator, wording=new, expected=1, reason="x", by=person
        ),
        lambda: retire_indicator(old.indicator, reason="x", by=person),
    ]

    for verb in verbs:
        if who in MAY:
            verb()
        else:
            with pytest.raises(PermissionDenied):
                verb()


# --- What is asked for --------------------------------------------------------------


def test_round_asks_for_the_set_without_the_template_and_for_own_ones(
    priority, focal, django_assert_num_queries
):
    standard = make_definition(make_indicator(code="PR-1"))
    template = make_definition(make_indicator(code="IM-C"))
    round = ReportingRound.objects.create(
        year=2026,
        indicator_set=make_indicator_set(template, standard),
        closes_on=date(2026, 4, 1),
        created_by=keeper(),
        **DATES,
    )
    country = priority.roadmap.pathfinder
    own = [
        make_indicator(code=code, pathfinder=country)
        for code in ("IM-C-10", "IM-C-2", "IM-C-3", "IM-C-4")
    ]
    for indicator in own:
        make_definition(indicator)
    latest = make_definition(own[1])
    Indicator.objects.filter(pk=own[2].pk).update(retired_on=date(2025, 12, 31))
    Indicator.objects.filter(pk=own[3].pk).update(retired_on=date(2026, 2, 1))
    make_definition(make_indicator(code="IM-C-1", pathfinder=make_pathfinder()))

    with django_assert_num_queries(4):
        asked = definitions_of(round, country)

    assert [each.indicator.code for each in asked] == [
        "PR-1",
        "IM-C-2",
        "IM-C-4",
        "IM-C-10",
    ]
    assert asked[0] == standard
    assert asked[1] == latest
