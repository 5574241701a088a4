"""The roadmap: what it needs, four eyes, versions that follow each other."""

from datetime import UTC, date, datetime

import pytest

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from pathfinders.enums import MilestoneKind, RoadmapState
from pathfinders.models import FundingLine, Milestone, Roadmap
from pathfinders.services import start_roadmap
from pathfinders.workflow import (
    accept_roadmap,
    present_roadmap,
    publish_roadmap,
    record_past_roadmap,
    return_roadmap,
    submit_roadmap,
)
from tests import factories
from tests.stored import stored, trail

ROWS = {"End child labour": ["Train inspectors"]}
NO_PERIOD = "The period of the roadmap is missing."
NO_PRIORITY = "The roadmap has no priority yet."
FOUR_EYES = "Another person must accept: you submitted it yourself."


def refused(verb, roadmap, **facts) -> list[str]:
    before = stored()
    with pytest.raises(Blocked) as blocked:
        verb(roadmap, **facts)
    assert stored() == before
    return list(blocked.value.reasons)


def focal_point_of(roadmap):
    return factories.make_focal_point(roadmap.pathfinder.country)


# --- Submission ---


@pytest.mark.parametrize("was", [RoadmapState.DRAFT, RoadmapState.RETURNED])
def test_a_roadmap_with_rows_is_submitted(db, was):
    roadmap = factories.make_roadmap(state=was, rows=ROWS)
    focal_point = focal_point_of(roadmap)

    submit_roadmap(roadmap, by=focal_point)

    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.submitted_by) == ("submitted", focal_point)
    assert roadmap.submitted_at is not None
    assert trail() == [("roadmap.submit", was, "submitted")]


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({"rows": ROWS, "starts_on": None}, [NO_PERIOD]),
        ({"rows": ROWS, "ends_on": None}, [NO_PERIOD]),
        ({}, [NO_PRIORITY]),
        ({"starts_on": None}, [NO_PERIOD, NO_PRIORITY]),
        (
            {"rows": ROWS | {"Protect victims": [], "Better data": []}},
            [
                "The priority “Protect victims” has no action yet.",
                "The priority “Better data” has no action yet.",
            ],
        ),
    ],
)
def test_what_a_roadmap_lacks_is_named(db, facts, reasons):
    roadmap = factories.make_roadmap(**facts)

    assert refused(submit_roadmap, roadmap, by=focal_point_of(roadmap)) == reasons


# --- Return and acceptance ---


def test_it_is_returned_with_a_comment_and_opens_again(db):
    roadmap = factories.make_roadmap(state=RoadmapState.SUBMITTED)
    officer = factories.make_officer()

    return_roadmap(roadmap, comment="Name the ministries", by=officer)

    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.is_open) == ("returned", True)
    assert roadmap.return_comment == "Name the ministries"
    assert AuditEvent.objects.get().reason == "Name the ministries"
    assert trail() == [("roadmap.return", "submitted", "returned")]


def test_it_is_not_returned_without_a_comment(db):
    roadmap = factories.make_roadmap(state=RoadmapState.SUBMITTED)
    officer = factories.make_officer()

    assert refused(return_roadmap, roadmap, comment=" ", by=officer) == [
        "Say what to change, here or in a comment on a row, so that the country can "
        "act on it."
    ]


def test_acceptance_puts_the_step_on_record(db):
    roadmap = factories.make_roadmap(
        state=RoadmapState.SUBMITTED,
        title="Roadmap of Benin",
        submitted_at=datetime(2024, 3, 1, 12, tzinfo=UTC),
    )
    officer = factories.make_officer()

    accept_roadmap(roadmap, by=officer)

    milestone = Milestone.objects.get()
    assert Roadmap.objects.get().state == RoadmapState.ACCEPTED
    assert (milestone.kind, milestone.statement) == (
        MilestoneKind.ROADMAP_SUBMITTED,
        "Roadmap of Benin",
    )
    assert milestone.when == PartialDate.day(date(2024, 3, 1))
    assert trail() == [
        ("roadmap.accept", "submitted", "accepted"),
        ("milestone.recorded", "", ""),
    ]


def test_nobody_accepts_the_roadmap_they_submitted(db):
    officer = factories.make_officer()
    roadmap = factories.make_roadmap(state=RoadmapState.SUBMITTED, submitted_by=officer)

    assert refused(accept_roadmap, roadmap, by=officer) == [FOUR_EYES]


def test_even_an_administrator_cannot_skip_the_second_person(db):
    administrator = factories.make_administrator()
    roadmap = factories.make_roadmap(
        state=RoadmapState.SUBMITTED, submitted_by=administrator
    )

    assert refused(accept_roadmap, roadmap, by=administrator) == [FOUR_EYES]


def test_open_comments_on_rows_are_enough_to_return_it(db):
    roadmap = factories.make_roadmap(rows=ROWS, state=RoadmapState.SUBMITTED)
    action = roadmap.priorities.get().actions.get()
    factories.make_comment(roadmap, row=action, text="Say how many.")

    return_roadmap(roadmap, by=factories.make_officer())

    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.return_comment) == (RoadmapState.RETURNED, "")
    assert AuditEvent.objects.get().reason == "Train inspectors: Say how many."


def test_settled_comments_do_not_return_it(db):
    roadmap = factories.make_roadmap(state=RoadmapState.SUBMITTED)
    officer = factories.make_officer()
    factories.make_comment(
        roadmap, settled_at=datetime(2024, 3, 2, tzinfo=UTC), settled_by=officer
    )

    assert refused(return_roadmap, roadmap, by=officer) == [
        "Say what to change, here or in a comment on a row, so that the country can "
        "act on it."
    ]


# --- Presentation ---

MEETING = "18th meeting of the Global Coordinating Group"
PRESENTED_ON = date(2024, 5, 14)


def test_presentation_keeps_day_and_meeting(db):
    roadmap = factories.make_roadmap(state=RoadmapState.ACCEPTED)

    present_roadmap(
        roadmap, on=PRESENTED_ON, meeting=f" {MEETING} ", by=factories.make_officer()
    )

    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.presented_on, roadmap.meeting) == (
        RoadmapState.PRESENTED,
        PRESENTED_ON,
        MEETING,
    )
    assert trail() == [("roadmap.present", "accepted", "presented")]
    assert AuditEvent.objects.get().reason == MEETING
    assert Milestone.objects.count() == 0


def test_presentation_puts_the_report_back_on_record_when_asked(db):
    roadmap = factories.make_roadmap(state=RoadmapState.ACCEPTED, title="Roadmap one")

    present_roadmap(
        roadmap,
        on=PRESENTED_ON,
        meeting=MEETING,
        by=factories.make_officer(),
        report_back=True,
    )

    milestone = Milestone.objects.get()
    assert (milestone.kind, milestone.meeting, milestone.statement) == (
        MilestoneKind.REPORTED_BACK,
        MEETING,
        "Roadmap one",
    )
    assert milestone.when == PartialDate.day(PRESENTED_ON)


@pytest.mark.parametrize("make", [factories.make_milestone, factories.make_exemption])
def test_report_back_is_put_on_record_once(db, make):
    roadmap = factories.make_roadmap(state=RoadmapState.ACCEPTED)
    make(roadmap.pathfinder, kind=MilestoneKind.REPORTED_BACK)
    before = Milestone.objects.count()

    present_roadmap(
        roadmap,
        on=PRESENTED_ON,
        meeting=MEETING,
        by=factories.make_officer(),
        report_back=True,
    )

    assert Milestone.objects.count() == before


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            {"meeting": " "},
            "Name the meeting at which the roadmap was presented.",
        ),
        (
            {"on": date(2999, 1, 1)},
            "This day is in the future. Record the presentation once it took place.",
        ),
    ],
)
def test_presentation_needs_a_past_day_and_a_meeting(db, facts, reason):
    roadmap = factories.make_roadmap(state=RoadmapState.ACCEPTED)
    stated = {"on": PRESENTED_ON, "meeting": MEETING, "by": factories.make_officer()}

    assert refused(present_roadmap, roadmap, **(stated | facts)) == [reason]


# --- Publication and versions ---


def test_a_roadmap_not_presented_is_published_with_a_reason_only(db):
    roadmap = factories.make_roadmap(state=RoadmapState.ACCEPTED)
    officer = factories.make_officer()

    reasons = refused(publish_roadmap, roadmap, by=officer, reason=" ")
    publish_roadmap(roadmap, by=officer, reason="The Group does not meet this year.")

    roadmap.refresh_from_db()
    assert reasons == ["Say why the roadmap was not presented to the Group."]
    assert (roadmap.state, roadmap.presented_on) == (RoadmapState.PUBLISHED, None)
    event = AuditEvent.objects.get(verb="roadmap.publish")
    assert event.reason == "The Group does not meet this year."


def test_publication_replaces_the_version_before(db):
    old = factories.make_roadmap(state=RoadmapState.PUBLISHED)
    new = factories.make_roadmap(old.pathfinder, state=RoadmapState.PRESENTED)

    publish_roadmap(new, by=factories.make_officer())

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (RoadmapState.SUPERSEDED, RoadmapState.PUBLISHED)
    assert new.published_at is not None
    assert trail() == [
        ("roadmap.supersede", "published", "superseded"),
        ("roadmap.publish", "presented", "published"),
    ]


def test_publication_leaves_other_countries_alone(db):
    other = factories.make_roadmap(state=RoadmapState.PUBLISHED)
    new = factories.make_roadmap(state=RoadmapState.PRESENTED)

    publish_roadmap(new, by=factories.make_officer())

    other.refresh_from_db()
    assert other.state == RoadmapState.PUBLISHED


def test_a_past_roadmap_is_recorded_with_source_and_reason(db):
    roadmap = factories.make_roadmap(rows=ROWS, source="www.example.org/roadmap.pdf")
    administrator = factories.make_administrator()

    record_past_roadmap(roadmap, reason="Published in 2019", by=administrator)

    roadmap.refresh_from_db()
    assert roadmap.state == RoadmapState.PUBLISHED
    assert trail() == [("roadmap.record_past", "draft", "published")]
    assert AuditEvent.objects.get().reason == "Published in 2019"


@pytest.mark.parametrize(
    ("facts", "reason", "reasons"),
    [
        (
            {"rows": ROWS},
            "Published in 2019",
            ["The source that shows the published roadmap is missing."],
        ),
        (
            {"rows": ROWS, "source": "A page"},
            " ",
            ["Say why it is recorded without passing the usual steps."],
        ),
    ],
)
def test_a_past_roadmap_without_proof_is_refused(db, facts, reason, reasons):
    roadmap = factories.make_roadmap(**facts)
    administrator = factories.make_administrator()

    assert (
        refused(record_past_roadmap, roadmap, reason=reason, by=administrator)
        == reasons
    )


def test_the_next_version_starts_with_the_published_rows(db):
    old = factories.make_roadmap(state=RoadmapState.PUBLISHED, rows=ROWS, summary="Why")
    action = old.priorities.get().actions.get()
    factories.make_funding(action, amount=250, currency="EUR", source="State budget")
    focal_point = focal_point_of(old)

    new = start_roadmap(old.pathfinder, by=focal_point)

    copied = new.priorities.get().actions.get()
    assert (new.number, new.previous, new.state) == (2, old, RoadmapState.DRAFT)
    assert (new.title, new.summary, new.starts_on) == (
        old.title,
        "Why",
        old.starts_on,
    )
    assert (new.priorities.get().title, copied.title) == (
        "End child labour",
        "Train inspectors",
    )
    assert list(copied.funding.values_list("amount", "currency", "source")) == [
        (250, "EUR", "State budget")
    ]
    assert old.priorities.get().actions.get() == action
    assert FundingLine.objects.count() == 2
    assert trail() == [("roadmap.started", "", "")]


def test_the_first_version_is_empty(db):
    pathfinder = factories.make_pathfinder()
    focal_point = factories.make_focal_point(pathfinder.country)

    roadmap = start_roadmap(pathfinder, by=focal_point, title="First roadmap")

    assert (roadmap.number, roadmap.previous) == (1, None)
    assert roadmap.priorities.count() == 0


@pytest.mark.parametrize(
    "state",
    [
        RoadmapState.DRAFT,
        RoadmapState.SUBMITTED,
        RoadmapState.RETURNED,
        RoadmapState.ACCEPTED,
        RoadmapState.PRESENTED,
    ],
)
def test_one_version_is_in_preparation_at_a_time(db, state):
    roadmap = factories.make_roadmap(state=state)
    focal_point = focal_point_of(roadmap)

    assert refused(start_roadmap, roadmap.pathfinder, by=focal_point) == [
        "Version 1 is in preparation. Finish that one first."
    ]
