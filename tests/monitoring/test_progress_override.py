"""Progress judged otherwise than the figures do: by whom, why, and until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from alliance87.home.trail_words import WORDS
from monitoring import rules
from monitoring.enums import Direction, ProgressStatus
from monitoring.judging import end_override, override_progress
from monitoring.models import ProgressOverride
from monitoring.selectors.progress import overrides
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator

pytestmark = pytest.mark.django_db
TOO_SLOW, ON_COURSE = ProgressStatus.TOO_SLOW, ProgressStatus.ON_COURSE
REASON = "The survey of 2021 asked during a harvest."


@pytest.fixture
def officer():
    return factories.make_officer()


@pytest.fixture
def place():
    indicator = make_indicator()
    make_definition(indicator, direction=Direction.DOWN)
    return factories.make_pathfinder(), indicator


def judge(place, by, **facts) -> ProgressOverride:
    stated = {"status": TOO_SLOW, "computed": ON_COURSE, "reason": REASON}
    return override_progress(*place, by=by, **(stated | facts))


def trail(verb: str) -> list[tuple]:
    events = AuditEvent.objects.filter(verb=verb).order_by("pk")
    return [(each.by, each.was, each.now, each.reason) for each in events]


def test_judgement_stands_with_its_name_and_reason(place, officer):
    judge(place, officer, reason=f"  {REASON} ")

    (pathfinder, indicator) = place
    found = overrides()[pathfinder.pk, indicator.pk]
    assert (found.status, found.computed, found.reason, found.created_by) == (
        *(TOO_SLOW, ON_COURSE, REASON, officer),
    )
    assert trail("progress.overridden") == [(officer, "on_course", "too_slow", REASON)]


def test_new_judgement_takes_the_place_of_the_one_before_and_keeps_it(place, officer):
    first = judge(place, officer)
    second = judge(place, officer, status=ProgressStatus.CANNOT_TELL, reason="Doubts")

    first.refresh_from_db()
    assert (first.ended_at is not None, second.ended_at) == (True, None)
    assert list(overrides().values()) == [second]
    assert trail("progress.overridden")[1][1:3] == ("too_slow", "cannot_tell")


def test_end_lets_the_figures_speak_again(place, officer):
    made = judge(place, officer)

    end_override(made, reason="A new survey came.", by=officer)

    assert overrides() == {}
    assert ProgressOverride.objects.count() == 1
    assert trail("progress.override_ended") == [
        (officer, "too_slow", "", "A new survey came.")
    ]
    with pytest.raises(Blocked):
        end_override(made, reason="Again", by=officer)


def test_judgement_is_read_as_of_a_day(place, officer):
    made = judge(place, officer)
    today = timezone.localdate()
    end_override(made, reason="Over", by=officer)
    rows = ProgressOverride.objects.filter(pk=made.pk)
    assert list(overrides(as_of=today - timedelta(days=1)).values()) == []
    assert list(overrides(as_of=today).values()) == []

    other = judge(place, officer, reason="Again")

    assert list(overrides(as_of=today).values()) == [other]
    assert rows.exists()


def test_judgements_of_many_take_one_query(place, officer, django_assert_num_queries):
    one = judge(place, officer)
    other = judge((factories.make_pathfinder(), place[1]), officer)

    with django_assert_num_queries(1):
        found = overrides()
        names = [str(each.created_by) for each in found.values()]
    assert len(names) == 2
    assert overrides(pathfinders=[place[0]]) == {(place[0].pk, place[1].pk): one}
    assert overrides(indicators=[place[1].pk], pathfinders=[other.pathfinder_id]) == {
        (other.pathfinder_id, place[1].pk): other
    }
    assert overrides(indicators=[]) == {}


@pytest.mark.parametrize(
    ("make", "may"),
    [
        (factories.make_officer, True),
        (factories.make_administrator, True),
        (factories.make_chair, False),
        (factories.make_gcg_member, False),
        (factories.make_gcg_observer, False),
    ],
)
def test_only_the_secretariat_judges(place, make, may):
    person = make()

    assert rules.may_override_progress(person, place[0]) is may
    if not may:
        with pytest.raises(PermissionDenied):
            judge(place, person)


def test_country_does_not_judge_itself(place, officer):
    focal_point = factories.make_focal_point(place[0].country)

    with pytest.raises(PermissionDenied):
        judge(place, focal_point)
    made = judge(place, officer)
    with pytest.raises(PermissionDenied):
        end_override(made, reason="Not fair", by=focal_point)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": " "}, "Say why progress is judged otherwise."),
        ({"status": ON_COURSE}, "The figures say the same."),
    ],
)
def test_judgement_needs_a_reason_and_a_difference(place, officer, facts, sentence):
    with pytest.raises(Blocked) as refused:
        judge(place, officer, **facts)

    assert refused.value.reasons == (sentence,)
    assert ProgressOverride.objects.count() == 0


def test_end_needs_a_reason(place, officer):
    made = judge(place, officer)

    with pytest.raises(Blocked):
        end_override(made, reason=" ", by=officer)
    assert len(overrides()) == 1


def test_reason_that_is_too_long_is_refused_in_words(place, officer):
    with pytest.raises(ValidationError) as refused:
        judge(place, officer, reason="x" * 301)

    assert list(refused.value.message_dict) == ["reason"]


def test_detected_victims_are_not_judged(officer):
    indicator = make_indicator()
    make_definition(indicator, direction=Direction.NONE)

    with pytest.raises(Blocked) as refused:
        judge((factories.make_pathfinder(), indicator), officer)

    assert refused.value.reasons == (
        "Progress is not judged where neither more nor fewer is better.",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"status": ON_COURSE},
        {"status": "splendid"},
        {"computed": "splendid"},
    ],
)
def test_database_refuses_a_judgement_that_cannot_be(place, officer, wrong):
    stated = {"status": TOO_SLOW, "computed": ON_COURSE, "reason": REASON}
    pathfinder, indicator = place

    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressOverride.objects.create(
            pathfinder=pathfinder,
            indicator=indicator,
            created_by=officer,
            **(stated | wrong),
        )


def test_database_holds_one_judgement_in_force(place, officer):
    made = judge(place, officer)

    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressOverride.objects.create(
            pathfinder=made.pathfinder,
            indicator=made.indicator,
            status=TOO_SLOW,
            computed=ON_COURSE,
            reason=REASON,
            created_by=officer,
        )


def test_database_keeps_judgements_as_they_were(place, officer):
    made = judge(place, officer)
    rows = ProgressOverride.objects.filter(pk=made.pk)

    for change in ({"reason": "Another"}, {"status": ProgressStatus.AWAY}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    end_override(made, reason="Over", by=officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended_at=None)


def test_trail_has_words_for_both_decisions():
    assert {"progress.overridden", "progress.override_ended"} <= set(WORDS)
