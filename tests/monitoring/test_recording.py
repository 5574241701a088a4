"""Writing values: nothing is lost, and nothing is written where it may not be."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models import AuditEvent
from monitoring import corrections
from monitoring.enums import CommentKind, ValueState
from monitoring.models import Observation, ObservationVersion
from monitoring.recording import (
    Place,
    confirm_value,
    definition_on,
    mark_not_comparable,
    prefer,
    record_value,
)
from monitoring.selectors.sending import what_is_missing
from monitoring.workflow import submission as sending
from monitoring.workflow import value as moves
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.people import PEOPLE
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import (
    content,
    make_correction,
    make_observation,
    make_source,
    make_value,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder()


@pytest.fixture
def open_round(pathfinder):
    """Open a round for the country, due in a month."""
    today = timezone.localdate()
    day = timedelta(days=1)
    found = make_round(
        year=today.year,
        opens_on=today - 30 * day,
        due_on=today + 30 * day,
        closes_on=today + 60 * day,
    )
    return make_submission(found, pathfinder)


@pytest.fixture
def place(pathfinder):
    indicator = make_indicator()
    make_definition(indicator)
    return Place(pathfinder, indicator, 2021)


@pytest.fixture
def focal_point(pathfinder):
    return factories.make_focal_point(pathfinder.country)


def states(observation) -> list[tuple[int, str]]:
    return list(observation.versions.order_by("number").values_list("number", "state"))


def test_each_statement_is_a_version_of_its_own(open_round, place, focal_point):
    record_value(place, content(quantity=Decimal(12)), by=focal_point, raw="12")
    last = record_value(place, content(quantity=Decimal(13)), by=focal_point, raw="13")

    assert states(last.observation) == [(1, "superseded"), (2, "draft")]
    assert list(
        last.observation.versions.order_by("number").values_list("quantity", "raw")
    ) == [(Decimal(12), "12"), (Decimal(13), "13")]


def test_same_statement_again_writes_nothing(open_round, place, focal_point):
    first = record_value(place, content(), by=focal_point)
    entries = AuditEvent.objects.count()

    assert record_value(place, content(), by=focal_point) == first
    assert first.observation.versions.count() == 1
    assert AuditEvent.objects.count() == entries


def test_each_statement_leaves_one_entry_in_the_trail(open_round, place, focal_point):
    record_value(place, content(), by=focal_point)

    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["value.recorded"]


def test_zero_is_a_value_and_nothing_is_none(open_round, place, focal_point):
    zero = record_value(place, content(quantity=Decimal(0)), by=focal_point)

    assert (zero.quantity, zero.empty) == (Decimal(0), "")
    with pytest.raises(ValidationError):
        record_value(place, content(quantity=None), by=focal_point)
    assert zero.observation.versions.count() == 1


def test_empty_meaning_needs_its_reason(open_round, place, focal_point):
    without = content(quantity=None, empty="not_collected")

    with pytest.raises(ValidationError):
        record_value(place, without, by=focal_point)

    why = content(quantity=None, empty="not_collected", empty_reason="No survey yet")
    assert record_value(place, why, by=focal_point).empty == "not_collected"


def test_second_of_two_people_overwrites_nothing(open_round, place, focal_point):
    seen = record_value(place, content(quantity=Decimal(1)), by=focal_point)
    theirs = record_value(
        place, content(quantity=Decimal(2)), by=focal_point, expected=seen.pk
    )

    with pytest.raises(StaleVersion):
        record_value(
            place, content(quantity=Decimal(3)), by=focal_point, expected=seen.pk
        )
    with pytest.raises(StaleVersion):
        record_value(place, content(quantity=Decimal(3)), by=focal_point, expected=None)
    assert theirs.observation.versions.in_work().get() == theirs


@pytest.mark.parametrize("who", PEOPLE)
def test_who_writes_drafts(open_round, place, who):
    person = PEOPLE[who](place.pathfinder.country)

    if who in {"CO=", "FP="}:
        record_value(place, content(), by=person)
    elif who in {"SO", "SA"}:
        with pytest.raises(Blocked):
            record_value(place, content(), by=person)
        record_value(place, content(), by=person, reason="Asked for by telephone")
    else:
        with pytest.raises(PermissionDenied):
            record_value(place, content(), by=person)
    assert Observation.objects.count() == (who in {"CO=", "FP=", "SO", "SA"})


def test_security_source_or_indicator_of_another_country_is_refused(
    open_round, place, focal_point
):
    other = factories.make_pathfinder()
    source = make_source(pathfinder=other)
    foreign = make_indicator(pathfinder=other)
    make_definition(foreign)

    for wrong in (
        Place(place.pathfinder, place.indicator, 2021, source=source),
        Place(place.pathfinder, foreign, 2021),
    ):
        with pytest.raises(PermissionDenied):
            record_value(wrong, content(), by=focal_point)


def test_without_an_open_round_more_time_is_asked_for(place, focal_point):
    with pytest.raises(Blocked) as refused:
        record_value(place, content(), by=focal_point)

    assert refused.value.reasons == (
        "No reporting round is open for the country. Ask the secretariat for more "
        "time.",
    )


def test_round_that_closed_takes_nothing_unless_extended(
    open_round, place, focal_point
):
    today = timezone.localdate()
    day = timedelta(days=1)
    found = open_round.round
    found.due_on, found.closes_on = today - 2 * day, today - day
    found.save()
    with pytest.raises(Blocked):
        record_value(place, content(), by=focal_point)

    open_round.extended_to, open_round.extension_reason = today, "Elections"
    open_round.save()
    assert record_value(place, content(), by=focal_point).state == ValueState.DRAFT


def test_value_that_was_sent_in_is_not_changed(open_round, place, focal_point):
    version = record_value(place, content(), by=focal_point)
    moves.submit_values([version], by=focal_point)

    with pytest.raises(InvalidTransition):
        record_value(place, content(quantity=Decimal(5)), by=focal_point)
    assert states(version.observation) == [(1, "submitted")]


def test_published_value_is_corrected_by_a_new_version(open_round, place, focal_point):
    officer = factories.make_officer()
    first = record_value(place, content(), by=focal_point)
    sending.submit(open_round, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([first], by=officer)
    sending.publish(sending.approve(open_round, by=officer), by=officer)
    with pytest.raises(Blocked):
        record_value(place, content(quantity=Decimal(5)), by=focal_point)

    request = corrections.ask_for_correction(
        first.observation, reason="Counted twice", by=focal_point
    )
    with pytest.raises(Blocked):
        record_value(place, content(quantity=Decimal(5)), by=focal_point)
    corrections.decide_correction(request, granted=True, answer="", by=officer)
    second = record_value(place, content(quantity=Decimal(5)), by=focal_point)
    assert states(first.observation) == [(1, "published"), (2, "draft")]

    moves.submit_values([second], by=focal_point)
    moves.accept_values([second], by=officer)
    moves.publish_values([second], by=officer)
    assert states(first.observation) == [(1, "superseded"), (2, "published")]
    with pytest.raises(Blocked):
        record_value(place, content(quantity=Decimal(6)), by=focal_point)


def test_correction_is_asked_for_by_the_focal_point_alone(place):
    observation = make_observation(place.pathfinder, place.indicator)
    for who, make in PEOPLE.items():
        person = make(place.pathfinder.country)
        if who == "FP=":
            continue
        with pytest.raises(PermissionDenied):
            corrections.ask_for_correction(observation, reason="Wrong", by=person)
    assert not observation.corrections.exists()


def test_refused_correction_says_why(place):
    request = make_correction(make_observation(place.pathfinder, place.indicator))
    officer = factories.make_officer()

    with pytest.raises(Blocked):
        corrections.decide_correction(request, granted=False, answer=" ", by=officer)
    done = corrections.decide_correction(
        request, granted=False, answer="The source says 12.", by=officer
    )
    assert (done.state, done.decided_by) == ("refused", officer)
    with pytest.raises(InvalidTransition):
        corrections.decide_correction(request, granted=True, answer="", by=officer)


# --- What the database holds ---------------------------------------------------------


def test_database_keeps_what_a_version_states():
    version = make_value()

    for change in ({"quantity": Decimal(5)}, {"raw": "x"}, {"recorded_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ObservationVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.filter(pk=version.observation_id).update(year=2000)


def test_database_refuses_a_version_of_another_identity():
    observation = make_observation(year=2021)

    with pytest.raises(DatabaseError), transaction.atomic():
        make_value(observation, year=2020)


def test_database_holds_one_version_in_work_and_one_public():
    observation = make_observation()
    make_value(observation, state=ValueState.PUBLISHED)
    make_value(observation)

    for state in (ValueState.SUBMITTED, ValueState.PUBLISHED):
        with pytest.raises(DatabaseError), transaction.atomic():
            make_value(observation, state=state)


@pytest.mark.parametrize(
    "wrong",
    [
        {"empty": "not_available", "quantity": Decimal(1)},
        {"empty": "not_available", "empty_reason": ""},
        {"quantity": None},
        {"quantity": Decimal(-1)},
        {"percent": Decimal("100.1")},
        {"amount": Decimal(1)},
        {"quantity": None, "currency": "EUR"},
        {"low": Decimal(3), "high": Decimal(2)},
        {"bound": "="},
    ],
)
def test_database_refuses_the_impossible(wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        make_value(**wrong)


# --- Prefilled values -----------------------------------------------------------------


def test_confirmed_value_leads_to_what_it_confirms(open_round, place, focal_point):
    source = make_source(name="SDG database")
    theirs = make_value(
        make_observation(place.pathfinder, place.indicator, source=source),
        state=ValueState.PUBLISHED,
    )

    own = confirm_value(theirs, by=focal_point)

    assert (own.confirms, own.quantity, own.state) == (theirs, Decimal(12), "draft")
    assert own.observation.source is None


def test_value_of_last_year_is_confirmed_with_its_source(
    open_round, place, focal_point
):
    source = make_source(pathfinder=place.pathfinder)
    last = make_value(
        make_observation(place.pathfinder, place.indicator, year=2020, source=source),
        state=ValueState.PUBLISHED,
    )

    own = confirm_value(last, year=2021, by=focal_point)

    assert (own.year, own.observation.source, own.confirms) == (2021, source, last)


def test_not_comparable_stands_in_the_thread(place, focal_point):
    theirs = make_value(make_observation(place.pathfinder, place.indicator))

    said = mark_not_comparable(theirs, text="Other ages", by=focal_point)

    assert (said.kind, said.text) == (CommentKind.NOT_COMPARABLE, "Other ages")
    with pytest.raises(Blocked):
        mark_not_comparable(theirs, text=" ", by=focal_point)


def test_preference_replaces_the_one_before_and_keeps_it(place, focal_point):
    first = make_observation(place.pathfinder, place.indicator, source=make_source())
    second = make_observation(place.pathfinder, place.indicator, source=make_source())

    was = prefer(first, reason="Larger sample", by=focal_point)
    now = prefer(second, reason="Newer", by=focal_point)

    was.refresh_from_db()
    assert was.ended_at is not None
    assert (now.source, now.ended_at) == (second.source, None)


def test_definition_is_the_one_valid_on_the_day():
    indicator = make_indicator()
    first, second = make_definition(indicator), make_definition(indicator)

    assert definition_on(indicator, first.valid_from - timedelta(days=1)) == first
    assert definition_on(indicator, first.valid_from) == first
    assert definition_on(indicator, second.valid_from) == second
