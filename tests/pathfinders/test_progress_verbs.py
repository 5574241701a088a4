"""Reports on a published roadmap: who may, what is refused, and that they stay."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, transaction
from django.utils import timezone

from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, Document
from pathfinders.enums import ActionStatus, FundingKind, RoadmapState
from pathfinders.models import BenchmarkResult, ProgressUpdate, TargetResult
from pathfinders.progress import (
    reached,
    report_benchmark,
    report_many,
    report_progress,
    report_target,
)
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2023, 6, 30)
USD = {"currency": "USD", "year": None, "source": "", "is_public": True}


@pytest.fixture
def action():
    return factories.published_action(status=ActionStatus.NOT_STARTED)


@pytest.fixture
def focal_point(action):
    return factories.make_focal_point(action.priority.roadmap.pathfinder.country)


def report(action, by, **facts):
    values = {"on": ON, "status": ActionStatus.UNDER_WAY} | facts
    return report_progress(action, by=by, **values)


def test_report_is_kept_with_its_evidence_its_money_and_its_trail(action, focal_point):
    disbursed = USD | {"kind": FundingKind.DISBURSED, "amount": Decimal(70)}

    update = report(
        action,
        focal_point,
        percent_done=40,
        note=" Four districts. ",
        evidence=factories.pdf_upload(),
        funding=[disbursed],
    )

    update.refresh_from_db()
    assert (update.percent_done, update.note) == (40, "Four districts.")
    assert update.created_by == focal_point
    assert update.evidence.audience == Audience.COUNTRY
    assert update.evidence.country == action.priority.roadmap.pathfinder.country
    assert [str(line) for line in update.funding.all()] == ["Disbursed: 70.00 USD"]
    event = AuditEvent.objects.get(verb="progress.reported")
    assert (event.was, event.now, event.target) == (
        ActionStatus.NOT_STARTED,
        ActionStatus.UNDER_WAY,
        f"pathfinders.action:{action.pk}",
    )


def test_trail_says_what_was_reported_before(action, focal_point):
    report(action, focal_point)
    report(action, focal_point, status=ActionStatus.DONE)

    event = AuditEvent.objects.filter(verb="progress.reported").order_by("pk").last()
    assert (event.was, event.now) == (ActionStatus.UNDER_WAY, ActionStatus.DONE)


def test_evidence_of_an_earlier_report_can_be_kept(action, focal_point):
    first = report(action, focal_point, evidence=factories.pdf_upload())
    second = report(action, focal_point, evidence=first.evidence)

    assert second.evidence == first.evidence
    assert Document.objects.count() == 1


@pytest.mark.parametrize("state", [s for s in RoadmapState if s != "published"])
def test_only_the_version_in_force_is_reported_on(state):
    roadmap = factories.make_roadmap(state=state, rows={"P": ["A"]})
    action = roadmap.priorities.get().actions.get()
    action.priority.roadmap = roadmap
    by = factories.make_focal_point(roadmap.pathfinder.country)

    with pytest.raises(PermissionDenied):
        report(action, by)
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda: factories.make_focal_point(factories.make_country()),
        factories.make_gcg_member,
        factories.make_chair,
    ],
)
def test_people_outside_the_country_do_not_report(make, action):
    with pytest.raises(PermissionDenied):
        report(action, make(), reason="x")


def test_secretariat_reports_with_a_reason_only(action):
    officer = factories.make_officer()

    with pytest.raises(Blocked, match="Write the reason"):
        report(action, officer, reason=" ")
    report(action, officer, reason="Sent by mail")

    assert AuditEvent.objects.get(verb="progress.reported").reason == "Sent by mail"


def test_contributor_reports_without_a_reason(action):
    country = action.priority.roadmap.pathfinder.country

    assert report(action, factories.make_contributor(country)).pk


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"on": timezone.localdate() + timedelta(days=1)}, "still to come"),
        ({"on": date(2021, 12, 31)}, "The roadmap starts on 1 January 2022"),
        ({"status": "not_started", "percent_done": 100}, "has no share done"),
        ({"status": "not_started", "percent_done": 1}, "has no share done"),
        ({"status": "done", "percent_done": 99}, "done by 100 percent"),
    ],
)
def test_report_that_cannot_be_true_is_refused(facts, words, action, focal_point):
    with pytest.raises(Blocked, match=words):
        report(action, focal_point, **facts)
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    "facts", [{"percent_done": 101}, {"status": "finished"}, {"status": ""}]
)
def test_report_with_a_wrong_value_is_refused(facts, action, focal_point):
    with pytest.raises(ValidationError):
        report(action, focal_point, **facts)


def test_wrong_amount_leaves_nothing_half_written(action, focal_point):
    wrong = USD | {"kind": FundingKind.DISBURSED, "amount": Decimal(-1)}

    with pytest.raises(ValidationError):
        report(action, focal_point, evidence=factories.pdf_upload(), funding=[wrong])

    assert not ProgressUpdate.objects.exists()
    assert not Document.objects.exists()


def test_more_disbursed_than_allocated_asks_for_an_explanation(action, focal_point):
    factories.make_funding(action, kind=FundingKind.ALLOCATED, amount=100)
    more = [USD | {"kind": FundingKind.DISBURSED, "amount": Decimal(101)}]

    with pytest.raises(Blocked, match="More USD is disbursed than allocated"):
        report(action, focal_point, funding=more)

    assert report(action, focal_point, funding=more, note="A loan").pk
    euro = [more[0] | {"currency": "EUR"}]
    assert report(action, focal_point, funding=euro).pk


def test_what_was_disbursed_before_counts_for_the_explanation(action, focal_point):
    factories.make_funding(action, kind=FundingKind.ALLOCATED, amount=100)
    for year, amount in ((2022, 60), (2023, 40)):
        line = {"kind": FundingKind.DISBURSED, "amount": Decimal(amount), "year": year}
        report(action, focal_point, funding=[USD | line])
    again = {"kind": FundingKind.DISBURSED, "amount": Decimal(41), "year": 2023}

    with pytest.raises(Blocked, match="disbursed than allocated"):
        report(action, focal_point, funding=[USD | again])


def test_explanation_in_the_plan_is_enough():
    action = factories.published_action(budget_note="A loan comes later")
    factories.make_funding(action, kind=FundingKind.ALLOCATED, amount=1)
    by = factories.make_focal_point(action.priority.roadmap.pathfinder.country)
    more = USD | {"kind": FundingKind.DISBURSED, "amount": Decimal(2)}

    assert report(action, by, funding=[more]).pk


@pytest.mark.parametrize(
    "make",
    [
        factories.make_update,
        factories.make_funding_update,
        factories.make_benchmark_result,
        factories.make_target_result,
    ],
)
def test_report_is_neither_changed_nor_deleted(make):
    made = make()

    for write in (lambda: made.save(), lambda: made.delete()):
        with pytest.raises(InternalError), transaction.atomic():
            write()


# --- Many at once ---------------------------------------------------------------------


def test_many_reports_are_saved_together(action, focal_point):
    other = factories.make_action(action.priority, title="Buy boats")
    row = {"status": ActionStatus.DONE, "percent_done": None, "note": ""}

    made = report_many(
        action.priority.roadmap,
        [row | {"action": action}, row | {"action": other}],
        on=ON,
        by=focal_point,
    )

    assert [update.action for update in made] == [action, other]


def test_one_refused_report_keeps_all_others_out(action, focal_point):
    other = factories.make_action(action.priority, title="Buy boats")
    row = {"status": ActionStatus.DONE, "percent_done": None, "note": ""}

    with pytest.raises(Blocked) as refused:
        report_many(
            action.priority.roadmap,
            [row | {"action": action}, row | {"action": other, "percent_done": 5}],
            on=ON,
            by=focal_point,
        )

    assert refused.value.reasons == (
        "“Buy boats”: An action that is done is done by 100 percent. "
        "Change one of them.",
    )
    assert not ProgressUpdate.objects.exists()
    assert not AuditEvent.objects.filter(verb="progress.reported").exists()


def test_no_change_is_nothing_to_report(action, focal_point):
    with pytest.raises(Blocked, match="Nothing is changed"):
        report_many(action.priority.roadmap, [], on=ON, by=focal_point)


# --- Benchmarks and targets -----------------------------------------------------------


def test_missed_benchmark_says_why(action, focal_point):
    benchmark = factories.make_benchmark(action)
    facts = {"was_met": False, "on": ON, "by": focal_point}

    with pytest.raises(Blocked, match="Say why the benchmark was missed"):
        report_benchmark(benchmark, note=" ", **facts)
    report_benchmark(benchmark, note="No vehicles", **facts)

    result = BenchmarkResult.objects.get()
    assert (result.was_met, result.note) == (False, "No vehicles")
    event = AuditEvent.objects.get(verb="progress.benchmark_reported")
    assert event.now == "missed"


@pytest.mark.parametrize(
    ("baseline", "target", "value", "is_reached"),
    [
        (10, 20, 20, True),
        (10, 20, 19, False),
        (84, 42, 42, True),
        (84, 42, 43, False),
        (84, 0, 0, True),
        (0, 5, 5, True),
        (None, 20, 20, None),
        (20, 20, 20, None),
        (10, None, 20, None),
        (10, 20, None, None),
    ],
)
def test_target_is_reached_in_the_direction_from_the_baseline(
    baseline, target, value, is_reached
):
    priority = factories.make_priority(baseline=baseline, target=target, target_on=ON)

    assert reached(priority, value) is is_reached


def test_numbers_overrule_the_answer_and_the_answer_counts_without_them(focal_point):
    aim = {"objective": "x", "target_on": ON, "baseline": 10, "target": 20}
    roadmap = factories.make_roadmap(state=RoadmapState.PUBLISHED)
    priority = factories.make_priority(roadmap, **aim)
    by = factories.make_focal_point(roadmap.pathfinder.country)

    report_target(priority, value=Decimal(12), is_reached=True, on=ON, by=by)
    report_target(priority, is_reached=True, on=ON, by=by)
    with pytest.raises(Blocked, match="Say whether the target is reached"):
        report_target(priority, on=ON, by=by)

    found = TargetResult.objects.order_by("pk").values_list("value", "is_reached")
    assert list(found) == [(12, False), (None, True)]


def test_priority_without_a_target_has_no_result(action, focal_point):
    with pytest.raises(Blocked, match="no target with a date"):
        report_target(action.priority, is_reached=True, on=ON, by=focal_point)
