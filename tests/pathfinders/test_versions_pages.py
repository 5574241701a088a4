"""Pages of presenting and publishing a version."""

from datetime import date

import pytest

from alliance87.core.models import AuditEvent
from pathfinders.enums import MilestoneKind, RoadmapState
from pathfinders.models import Milestone, Roadmap
from tests import factories
from tests.pathfinders.roadmap_forms import roadmap_url

MEETING = "18th meeting of the Global Coordinating Group"
PRESENTED = {"on": "2024-05-14", "meeting": MEETING}


@pytest.fixture
def accepted(db) -> Roadmap:
    return factories.make_roadmap(state="accepted")


def test_presentation_with_the_report_back(accepted, client_for):
    client = client_for(factories.make_officer())
    url = roadmap_url(accepted, "present/")

    offered = client.get(url).context["form"]["report_back"].value()
    answer = client.post(url, PRESENTED | {"report_back": "on"})

    accepted.refresh_from_db()
    milestone = Milestone.objects.get()
    assert (offered, answer.url) == (True, roadmap_url(accepted))
    assert (accepted.state, accepted.presented_on, accepted.meeting) == (
        RoadmapState.PRESENTED,
        date(2024, 5, 14),
        MEETING,
    )
    assert (milestone.kind, milestone.on, milestone.meeting) == (
        MilestoneKind.REPORTED_BACK,
        date(2024, 5, 14),
        MEETING,
    )


def test_presentation_without_the_report_back(accepted, client_for):
    client_for(factories.make_officer()).post(
        roadmap_url(accepted, "present/"), PRESENTED
    )

    accepted.refresh_from_db()
    assert accepted.state == RoadmapState.PRESENTED
    assert Milestone.objects.count() == 0


def test_report_back_is_not_offered_when_it_is_on_record(accepted, client_for):
    factories.make_milestone(accepted.pathfinder, MilestoneKind.REPORTED_BACK)

    page = client_for(factories.make_officer()).get(roadmap_url(accepted, "present/"))

    assert list(page.context["form"].fields) == ["on", "meeting"]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {},
            {
                "on": ["Enter the day of the presentation."],
                "meeting": ["Name the meeting."],
            },
        ),
        (
            PRESENTED | {"on": "2999-01-01"},
            {
                "on": [
                    "This day is in the future. Record the presentation once it took "
                    "place."
                ]
            },
        ),
    ],
)
def test_presentation_that_is_incomplete_is_refused_at_its_field(
    data, errors, accepted, client_for
):
    page = client_for(factories.make_officer()).post(
        roadmap_url(accepted, "present/"), data
    )

    accepted.refresh_from_db()
    assert page.context["form"].errors == errors
    assert accepted.state == RoadmapState.ACCEPTED


def test_accepted_roadmap_is_published_with_a_reason_only(accepted, client_for):
    client = client_for(factories.make_officer())
    url = roadmap_url(accepted, "publish/")

    refused = client.post(url, {"reason": " "})
    accepted.refresh_from_db()
    state = accepted.state
    client.post(url, {"reason": "The law asks for it."})

    accepted.refresh_from_db()
    assert refused.context["form"].errors == {
        "reason": ["Say why the roadmap was not presented to the Group."]
    }
    assert (state, accepted.state) == (RoadmapState.ACCEPTED, RoadmapState.PUBLISHED)
    event = AuditEvent.objects.get(verb="roadmap.publish")
    assert event.reason == "The law asks for it."


def test_presented_roadmap_is_published_without_a_reason(client_for):
    roadmap = factories.make_roadmap(state="presented")
    client = client_for(factories.make_officer())
    url = roadmap_url(roadmap, "publish/")

    fields = list(client.get(url).context["form"].fields)
    client.post(url)

    roadmap.refresh_from_db()
    assert fields == ["until"]
    assert (roadmap.state, roadmap.meeting) == (RoadmapState.PUBLISHED, "18th meeting")


@pytest.mark.parametrize(
    ("state", "first", "others"),
    [
        ("submitted", "check/", ["accept/", "return/"]),
        ("accepted", "present/", ["publish/"]),
        ("presented", "publish/", []),
        ("published", None, []),
    ],
)
def test_next_step_of_the_secretariat(state, first, others, client_for):
    roadmap = factories.make_roadmap(state=state)

    page = client_for(factories.make_officer()).get(roadmap_url(roadmap))

    step = page.context["next_step"]
    assert (step.url if step else None) == (
        roadmap_url(roadmap, first) if first else None
    )
    assert [each.url for each in page.context["other_steps"]] == [
        roadmap_url(roadmap, each) for each in others
    ]
