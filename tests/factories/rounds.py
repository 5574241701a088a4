"""Reporting rounds, and what a country sends in them."""

from datetime import date

from django.utils import timezone

from monitoring.enums import OPEN_SUBMISSION_STATES, SubmissionState
from monitoring.models import ReportingRound, Submission
from pathfinders.enums import Status
from tests.factories.monitoring import make_indicator_set
from tests.factories.path import author_of, make_pathfinder
from tests.factories.people import keeper

OPENS, DUE, CLOSES = date(2027, 1, 10), date(2027, 4, 30), date(2027, 6, 30)


def make_round(*, indicator_set=None, **fields) -> ReportingRound:
    """Make a round of 2026 with an empty set, due on 30 April 2027."""
    values = {
        "year": 2026,
        "opens_on": OPENS,
        "due_on": DUE,
        "closes_on": CLOSES,
        "created_by": author_of(fields),
    } | fields
    return ReportingRound.objects.create(
        indicator_set=indicator_set or make_indicator_set(), **values
    )


def make_submission(reporting_round=None, pathfinder=None, **fields) -> Submission:
    """Make the submission of a pathfinder; beyond the draft somebody sent it in."""
    values = {"created_by": author_of(fields)} | fields
    if values.get("state", SubmissionState.OPEN) not in OPEN_SUBMISSION_STATES:
        values = {"submitted_by": keeper(), "submitted_at": timezone.now()} | values
    return Submission.objects.create(
        round=reporting_round or make_round(),
        pathfinder=pathfinder or make_pathfinder(status=Status.PATHFINDER),
        **values,
    )
