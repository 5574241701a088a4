"""Values, their sources, and what hangs on them."""

from decimal import Decimal

from django.utils import timezone

from monitoring.enums import SourceKind, ValueState
from monitoring.figures.content import Content
from monitoring.models import (
    CorrectionRequest,
    Evidence,
    Observation,
    ObservationVersion,
    Source,
)
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.path import make_pathfinder
from tests.factories.people import keeper, make_document, numbers

PUBLIC = {ValueState.PUBLISHED, ValueState.SUPERSEDED}


def make_source(**fields) -> Source:
    values = {
        "name": f"Survey {next(numbers)}",
        "kind": SourceKind.SURVEY,
        "created_by": keeper(),
    }
    return Source.objects.create(**(values | fields))


def make_observation(pathfinder=None, indicator=None, **fields) -> Observation:
    values = {
        "pathfinder": pathfinder or make_pathfinder(),
        "indicator": indicator or make_indicator(),
        "year": 2021,
    }
    return Observation.objects.create(**(values | fields))


def make_value(observation=None, **fields) -> ObservationVersion:
    """Make a draft of 12 of something, unless told; what it states may be named too.

    `at` is the moment it was entered, and published where its state says so.
    """
    observation = observation or make_observation()
    indicator = observation.indicator
    at = fields.pop("at", timezone.now())
    state = fields.get("state", ValueState.DRAFT)
    stated = {"quantity": Decimal(12)} if not fields.get("empty") else {}
    if {"percent", "amount", "answer", "year_stated", "frequency", "items"} & set(
        fields
    ):
        stated = {}
    values = {
        "observation": observation,
        "pathfinder": observation.pathfinder,
        "indicator": indicator,
        "year": observation.year,
        "breakdown": observation.breakdown,
        "number": observation.versions.count() + 1,
        "definition": indicator.definitions.first() or make_definition(indicator),
        "recorded_at": at,
        "recorded_by": keeper(),
        "published_at": at if state in PUBLIC else None,
        "superseded_at": at if state == ValueState.SUPERSEDED else None,
        "empty_reason": "No survey" if fields.get("empty") else "",
    }
    return ObservationVersion.objects.create(**(values | stated | fields))


def make_evidence(observation=None, **fields) -> Evidence:
    values = {
        "observation": observation or make_observation(),
        "locator": "page 4",
        "linked_by": keeper(),
    }
    if "file" not in fields:
        fields["file"] = make_document().versions.get()
    return Evidence.objects.create(**(values | fields))


def make_correction(observation=None, **fields) -> CorrectionRequest:
    values = {
        "observation": observation or make_observation(),
        "reason": "The survey was computed anew.",
        "created_by": keeper(),
    }
    return CorrectionRequest.objects.create(**(values | fields))


def content(**fields) -> Content:
    """Return what a person states: 12 of something, unless told."""
    return Content(**({"quantity": Decimal(12)} | fields))
