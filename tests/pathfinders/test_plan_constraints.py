"""What the database refuses of plans, reports, registers and needs: both directions."""

from datetime import date, time
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, transaction

from pathfinders.enums import MatchState, NeedKind, ReportPartKind, RoadmapState
from pathfinders.models import (
    BenchmarkResult,
    FundingUpdate,
    ProgressUpdate,
    ReportPart,
    Roadmap,
    TargetResult,
    WorkshopReport,
)
from tests import factories

pytestmark = pytest.mark.django_db

KEY = uuid4()
DAY = date(2024, 5, 1)


def twice(make, **facts):
    """Return a maker of a second record with the same facts."""

    def second():
        make(**facts)
        make(**facts)

    return second


def in_roadmap(make):
    """Return a maker of two rows with one key under one parent."""

    def second():
        parent = factories.make_priority() if make is factories.make_action else None
        parent = parent or factories.make_roadmap()
        make(parent, key=KEY)
        make(parent, key=KEY)

    return second


def under_action(make):
    def second():
        action = factories.make_action()
        make(action, key=KEY)
        make(action, key=KEY)

    return second


def same_partner():
    link = factories.make_action_partner()
    factories.make_action_partner(link.action, link.partner)


def same_rate():
    rate = factories.make_rate()
    factories.make_rate(rate.roadmap)


def same_match():
    match = factories.make_match()
    factories.make_match(match.need, match.offer)


def same_part():
    report = factories.make_workshop_report()
    ReportPart.objects.create(report=report, kind=ReportPartKind.SUMMARY)


def nameless_part():
    report = factories.make_workshop_report()
    ReportPart.objects.create(report=report, kind=ReportPartKind.EXTRA)


def grouped_with_reason():
    factories.make_action(
        action_group=factories.make_group(), no_group_reason="None fits."
    )


def presented_nowhere():
    roadmap = factories.make_roadmap(state=RoadmapState.ACCEPTED)
    Roadmap.objects.filter(pk=roadmap.pk).update(state=RoadmapState.PRESENTED)


REFUSED = {
    "roadmap_currency_code": lambda: factories.make_roadmap(currency="usd"),
    "roadmap_presented_with_date_and_meeting": presented_nowhere,
    "priority_key_once": in_roadmap(factories.make_priority),
    "action_key_once": in_roadmap(factories.make_action),
    "benchmark_key_once": under_action(factories.make_benchmark),
    "funding_key_once": under_action(factories.make_funding),
    "priority_target_has_date": lambda: factories.make_priority(target=Decimal(5)),
    "action_group_or_reason": grouped_with_reason,
    "action_partner_once": same_partner,
    "rate_once_per_currency": same_rate,
    "rate_positive": lambda: factories.make_rate(rate=0),
    "rate_currency_code": lambda: factories.make_rate(currency="euro"[:3]),
    "progress_share_at_most_all": lambda: factories.make_update(percent_done=101),
    "funding_update_amount_not_negative": lambda: factories.make_funding_update(
        amount=-1
    ),
    "benchmark_missed_with_reason": lambda: factories.make_benchmark_result(
        was_met=False
    ),
    "commitment_date_known_unless_unknown": lambda: factories.make_commitment(on=None),
    "support_has_proof": lambda: factories.make_support_given(source=""),
    "ratification_minimum_age_plausible": lambda: factories.make_ratification(
        minimum_age=12
    ),
    "coordination_ends_after_start": lambda: factories.make_coordination_body(
        starts_on=DAY, ends_on=date(2024, 4, 30)
    ),
    "national_review_once_a_year": lambda: twice(
        factories.make_national_review, pathfinder=factories.make_pathfinder()
    )(),
    "need_money_has_amount": lambda: factories.make_need(kind=NeedKind.MONEY),
    "need_amount_with_currency": lambda: factories.make_need(amount=5),
    "offer_from_partner_or_group": lambda: factories.make_offer(
        partner=factories.make_partner(), action_group=factories.make_group()
    ),
    "match_once": same_match,
    "match_delivered_with_date": lambda: factories.make_match(
        state=MatchState.DELIVERED, delivered_on=None
    ),
    "comment_settled_by_and_when_together": lambda: factories.make_comment(
        settled_by=factories.keeper()
    ),
    "programme_ends_after_start": lambda: factories.make_session(
        starts_at=time(9), ends_at=time(9)
    ),
    "report_part_once": same_part,
    "report_extra_part_has_title": nameless_part,
}

ALLOWED = {
    "roadmap_currency_code": lambda: factories.make_roadmap(currency="USD"),
    "roadmap_presented_with_date_and_meeting": lambda: factories.make_roadmap(
        state=RoadmapState.PRESENTED
    ),
    "key_in_two_versions": lambda: [
        factories.make_priority(factories.make_roadmap(), key=KEY) for _ in range(2)
    ],
    "priority_target_has_date": lambda: factories.make_priority(
        target=Decimal(5), target_on=DAY
    ),
    "action_group_or_reason": lambda: factories.make_action(no_group_reason="None."),
    "rate": factories.make_rate,
    "progress_share": lambda: factories.make_update(percent_done=100),
    "funding_update": factories.make_funding_update,
    "benchmark_missed": lambda: factories.make_benchmark_result(
        was_met=False, note="The budget was cut."
    ),
    "commitment": factories.make_commitment,
    "support": factories.make_support_given,
    "ratification": lambda: factories.make_ratification(minimum_age=15),
    "coordination": lambda: factories.make_coordination_body(starts_on=DAY),
    "review": factories.make_national_review,
    "need": lambda: factories.make_need(kind=NeedKind.MONEY, amount=5, currency="USD"),
    "offer": lambda: factories.make_offer(action_group=factories.make_group()),
    "match": lambda: factories.make_match(state=MatchState.DELIVERED),
    "comment": factories.make_comment,
    "programme": lambda: factories.make_session(starts_at=time(9), ends_at=time(10)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        REFUSED[name]()


@pytest.mark.parametrize("name", ALLOWED)
def test_database_takes(name):
    ALLOWED[name]()


# --- What stays as it was written ---------------------------------------------------

KEPT = {
    ProgressUpdate: factories.make_update,
    FundingUpdate: factories.make_funding_update,
    BenchmarkResult: factories.make_benchmark_result,
    TargetResult: factories.make_target_result,
}


@pytest.mark.parametrize("model", KEPT)
def test_a_report_is_neither_changed_nor_deleted(model):
    record = KEPT[model]()

    changes = (lambda rows: rows.update(id=record.pk), lambda rows: rows.delete())
    for change in changes:
        with pytest.raises(InternalError, match="report_kept"), transaction.atomic():
            change(model.objects.filter(pk=record.pk))

    assert model.objects.filter(pk=record.pk).exists()


def test_a_published_workshop_report_is_frozen():
    report = factories.make_workshop_report(state="published")

    frozen = pytest.raises(InternalError, match="workshop_report_frozen")
    with frozen, transaction.atomic():
        WorkshopReport.objects.update(title="Another title")
    with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
        ReportPart.objects.update(text="Another text")

    report.refresh_from_db()
    assert report.title == "Report on the workshop"
    assert report.parts.get().text == "Four priorities."
