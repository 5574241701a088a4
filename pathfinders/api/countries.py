"""Countries on the path: where each is, and how it came there."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import Asked, AskedList, OneOf
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import sorted_after
from alliance87.core.api.serving import READER
from alliance87.core.dates import PartialDate
from alliance87.core.enums import Region
from pathfinders.enums import Stage, Status, StepMark
from pathfinders.models import Commitment, Milestone, Pathfinder, Ratification
from pathfinders.selectors import steps_of
from pathfinders.selectors.path import StepView, stage_of
from pathfinders.selectors.public import (
    PublicRow,
    latest_step,
    public_path,
    public_rows,
    public_word,
    web_address,
)
from pathfinders.selectors.registers import Pledge, pledges_of, registers_of_country

router = Router(tags=["Countries"])

# In public a gap is a gap in the records, whatever the secretariat waits for.
PUBLIC_MARKS = {
    StepMark.MISSING: StepMark.NO_RECORD,
    StepMark.UNDER_WAY: StepMark.NO_RECORD,
}


class AskedCountries(AskedList):
    status: Annotated[str | None, OneOf(Status.values)] = Field(
        None, description="Only countries with this status."
    )
    stage: Annotated[str | None, OneOf(Stage.values)] = Field(
        None, description="Only countries at this stage."
    )
    region: Annotated[str | None, OneOf(Region.values)] = Field(
        None, description="Only countries of this region."
    )


class Step(Schema):
    """A dated step: a milestone, or a decision on the status."""

    label: str
    when: shapes.When
    source: str = Field(description=shapes.EMPTY_TEXT)


class CountryLinks(Schema):
    """Where more is said of the country."""

    page: str = Field(description="The page that people read.")
    detail: str = Field(description="Everything the API says of the path.")
    roadmaps: str
    values: str = Field(description="Values of indicators.")
    reviews: str
    decisions: str
    feed: str = Field(description="What changed, as an Atom feed.")


class CountryRow(Schema):
    """A country on the path."""

    iso3: str = Field(description="ISO 3166-1 code of three letters.")
    name: str
    region: shapes.Coded | None = Field(description="Region of the United Nations.")
    status: shapes.Coded
    stage: shapes.Coded = Field(description="How far the country is on the path.")
    procedure: shapes.Coded = Field(
        description="The version of the guidance note that holds for the country."
    )
    latest_step: Step | None = Field(description="Null: no dated step is on record.")
    links: CountryLinks


class Countries(shapes.Listing):
    items: list[CountryRow]


class StepOfPath(Schema):
    """A step that the procedure asks for, and what is on record of it."""

    kind: shapes.Coded
    mark: shapes.Coded = Field(
        description="`stated` means that a source says so and no document is held; "
        "`no_record` does not mean that the step was not taken."
    )
    date: str = Field(description="In words; empty where none is known.")


class MilestoneRow(shapes.Sourced):
    """Something that happened, with its source."""

    kind: shapes.Coded
    statement: str = Field(description=shapes.EMPTY_TEXT)
    when: shapes.When
    meeting: str = Field(description=shapes.EMPTY_TEXT)
    document: shapes.File | None = Field(description="The proof, where it is public.")


class StatusChange(Schema):
    """A decision on the status of the country."""

    was: shapes.Coded
    now: shapes.Coded
    when: shapes.When
    reason: str = Field(description=shapes.EMPTY_TEXT)
    decision: str = Field(description="Which decision it rests on.")


class RatificationRow(shapes.Sourced):
    """How the country stands to an international instrument."""

    instrument: shapes.Coded
    status: shapes.Coded
    when: shapes.When = Field(description="Day of registration.")
    in_force_on: date | None = Field(description="In force for the country since.")
    minimum_age: int | None = Field(
        description="In years: the age specified on ratifying C138."
    )


class FollowUp(shapes.Sourced):
    text: str
    when: shapes.When


class CommitmentRow(shapes.Sourced):
    """A public pledge, and what became of it."""

    kind: shapes.Coded
    text: str
    when: shapes.When
    follow_ups: list[FollowUp] = Field(description="The newest first.")


class CountryDetail(CountryRow):
    """A country with its steps, its history and its registers."""

    entered_on: date | None = Field(description="When it entered the path.")
    steps: list[StepOfPath] = Field(description="In the order of the procedure.")
    milestones: list[MilestoneRow] = Field(description="The oldest first.")
    status_changes: list[StatusChange] = Field(description="The oldest first.")
    ratifications: list[RatificationRow]
    commitments: list[CommitmentRow] = Field(description="The newest first.")


@router.get(
    "/countries/",
    response=shapes.answers(Countries),
    url_name="countries",
    summary="Countries on the path",
)
def countries(request: HttpRequest, asked: Query[AskedCountries]):
    """Every public country in the order of its code, with status and stage."""
    rows = [row for row in public_rows(READER) if _is_asked(row, asked)]
    page, more = sorted_after(rows, asked, _key, (str,))
    return listing(
        request,
        asked,
        [_row(each.pathfinder, each, request) for each in page],
        title=_("Countries on the pathfinder path"),
        more_behind=_key(page[-1]) if more else None,
        count=len(rows),
    )


@router.get(
    "/countries/{iso3}/",
    response=shapes.answers(CountryDetail),
    url_name="country",
    summary="One country",
)
def country(request: HttpRequest, iso3: str, asked: Query[Asked]):
    """The steps of one country with dates and sources, and its registers."""
    rows = public_path(READER).counted().prefetch_related(*registers_of_country())
    found = shapes.or_missing(
        rows.filter(country__iso3=plain_code(iso3)).first(), no_country()
    )
    row = PublicRow(found, stage_of(found), latest_step(found))
    return _row(found, row, request) | {
        "entered_on": found.entered_on,
        "steps": [_step(each) for each in steps_of(found, READER)],
        "milestones": [_milestone(each, request) for each in found.milestones.all()],
        "status_changes": [_change(each) for each in found.status_events.all()],
        "ratifications": [_ratification(each) for each in found.ratifications.all()],
        "commitments": [_pledge(each) for each in pledges_of(found.commitments.all())],
    }


def plain_code(text: str) -> str:
    """Return a code as the database has it; what is no code is no country."""
    return text.upper() if len(text) == 3 and text.isascii() and text.isalpha() else ""


def no_country() -> str:
    return _(
        "There is no such country here. The list of countries has the codes, for "
        "example KEN."
    )


def _key(row: PublicRow) -> tuple[str]:
    return (row.pathfinder.country.iso3,)


def _is_asked(row: PublicRow, asked: AskedCountries) -> bool:
    found = row.pathfinder
    return (
        not found.is_example
        and asked.status in (None, found.status)
        and asked.stage in (None, row.stage)
        and asked.region in (None, found.country.region)
    )


def _row(found: Pathfinder, row: PublicRow, request: HttpRequest) -> dict:
    latest = row.latest
    return {
        "iso3": found.country.iso3,
        "name": found.country.name,
        "region": shapes.coded(found.country, "region"),
        "status": shapes.coded(found, "status"),
        "stage": shapes.choice(row.stage),
        "procedure": shapes.coded(found, "procedure"),
        "latest_step": latest
        and {
            "label": latest.label,
            "when": shapes.when(latest.when),
            "source": latest.source,
        },
        "links": _links(found, request),
    }


def _links(found: Pathfinder, request: HttpRequest) -> dict:
    iso3, slug = found.country.iso3, found.country.slug
    lists = ("roadmaps", "values", "reviews", "decisions")
    paths = {name: f"{reverse(f'api:{name}')}?country={iso3}" for name in lists}
    paths |= {
        "page": found.get_absolute_url(),
        "detail": reverse("api:country", args=[iso3]),
        "feed": reverse("country-feed", args=[slug]),
    }
    return {name: request.build_absolute_uri(path) for name, path in paths.items()}


def _step(step: StepView) -> dict:
    mark = PUBLIC_MARKS.get(step.mark, step.mark)
    return {
        "kind": shapes.choice(step.kind),
        "mark": {"code": mark.value, "label": public_word(step.mark)},
        "date": step.date_text,
    }


def _sourced(record) -> dict:
    return shapes.sourced(record) | {"source_url": web_address(record.source_url)}


def _milestone(milestone: Milestone, request: HttpRequest) -> dict:
    return _sourced(milestone) | {
        "kind": shapes.coded(milestone, "kind"),
        "statement": milestone.statement,
        "when": shapes.when(milestone.when),
        "meeting": milestone.meeting,
        "document": shapes.file_of(milestone.document, READER, request),
    }


def _change(event) -> dict:
    return {
        "was": shapes.coded(event, "was"),
        "now": shapes.coded(event, "now"),
        "when": shapes.when(PartialDate(event.on, event.precision)),
        "reason": event.reason,
        "decision": event.decision_reference,
    }


def _ratification(found: Ratification) -> dict:
    instrument = found.instrument
    return _sourced(found) | {
        "instrument": {"code": instrument.code, "label": instrument.name},
        "status": shapes.coded(found, "status"),
        "when": shapes.when(found.when),
        "in_force_on": found.in_force_on,
        "minimum_age": found.minimum_age,
    }


def _pledge(pledge: Pledge) -> dict:
    commitment: Commitment = pledge.commitment
    return _sourced(commitment) | {
        "kind": shapes.coded(commitment, "kind"),
        "text": commitment.text,
        "when": shapes.when(commitment.when),
        "follow_ups": [
            _sourced(each) | {"text": each.text, "when": shapes.when(each.when)}
            for each in pledge.follow_ups
        ],
    }
