"""Engagement journeys: stages reached, next steps, and the desk that lists them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alliance87.core.models import AuditEvent
from alliance87.partners.enums import PartnerType
from alliance87.partners.models import EngagementStep
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 1)
TODAY = timezone.localdate()
DESK = "/partners/engagement/"


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def errors(response) -> dict:
    return response.context["form"].errors


def trail(verb: str) -> AuditEvent:
    return AuditEvent.objects.get(verb=verb)


def test_a_stage_is_recorded_and_ends_the_open_next_step(officer):
    partner = factories.make_partner(joined_on=DAY)
    first = factories.make_step(partner, next_step="Call her")
    stage = factories.make_stage(partner.kind, title="Active partner")
    other = factories.make_stage(PartnerType.MEDIA)
    address = f"{partner.get_absolute_url()}steps/add/"
    sent = {
        "stage": stage.pk,
        "when_month": "3",
        "when_year": "2026",
        "next_step": "Write",
    }

    foreign = officer.post(address, sent | {"stage": other.pk})
    assert list(errors(foreign)) == ["stage"]
    second = officer.post(address, sent)
    assert errors(second)["__all__"] == [
        "The partner has an open next step. Mark that one as done first."
    ]
    undated = officer.post(address, {"stage": stage.pk, "next_due_on": "2026-12-01"})
    assert errors(undated) == {"next_step": ["Say what is due: give the next step."]}
    officer.post(address, sent | {"finishes_open": "on"})

    first.refresh_from_db()
    assert first.next_done_on == TODAY
    step = EngagementStep.objects.get(stage=stage)
    assert str(step.when) == "March 2026"
    assert trail("engagement.reached").now == "Active partner"
    page = officer.get(partner.get_absolute_url())
    assert [(each.is_latest, bool(each.step)) for each in page.context["journey"]] == [
        (False, True),
        (True, True),
    ]


def test_a_next_step_is_done_once(officer):
    step = factories.make_step(next_step="Call her")
    address = f"/partners/steps/{step.pk}/done/"

    officer.post(address, {"on": "2026-03-02"})
    again = officer.post(address, {"on": "2026-03-03"})

    step.refresh_from_db()
    assert step.next_done_on == date(2026, 3, 2)
    assert errors(again)["__all__"] == ["There is no open next step here."]


def test_a_new_next_step_of_the_same_stage_is_open_again(officer):
    step = factories.make_step(next_step="Call her", next_done_on=DAY)

    sent = {"stage": step.stage_id, "version": 0, "next_step": "Write to her"}
    officer.post(f"/partners/steps/{step.pk}/edit/", sent)

    step.refresh_from_db()
    assert (step.next_step, step.next_done_on) == ("Write to her", None)


@pytest.fixture
def journeys():
    """An overdue union, a due applicant, a partner at no stage, and one that left."""
    late = factories.make_partner(name="Late", kind="workers", joined_on=DAY)
    keeper = factories.make_officer()
    factories.make_step(
        late,
        factories.make_stage("workers", title="First contact"),
        next_step="Call",
        next_due_on=TODAY - timedelta(days=1),
        responsible=keeper,
    )
    soon = factories.make_partner(name="Soon", applied_on=DAY)
    factories.make_step(
        soon,
        factories.make_stage(title="Known"),
        next_step="Write",
        next_due_on=TODAY + timedelta(days=30),
    )
    factories.make_partner(name="At no stage", joined_on=DAY)
    factories.make_step(factories.make_partner(name="Gone", left_on=DAY))
    factories.make_partner(name="Named")
    return keeper


DUE = [
    ("", ["Late", "Soon", "At no stage"]),
    ("due=overdue", ["Late"]),
    ("due=soon", ["Soon"]),
    ("due=open", ["Late", "Soon"]),
    ("due=none", ["At no stage"]),
    ("type=workers", ["Late"]),
    ("q=soon", ["Soon"]),
    ("due=nonsense", ["Late", "Soon", "At no stage"]),
]


@pytest.mark.parametrize(("query", "expected"), DUE)
def test_the_desk_shows_what_is_due(officer, journeys, query, expected):
    page = officer.get(f"{DESK}?{query}")

    assert [each.name for each in page.context["page"]] == expected


def test_the_desk_counts_and_filters_by_stage_and_person(officer, journeys):
    page = officer.get(DESK)

    counts = {each.kind: each for each in page.context["counts"]}
    workers, society = counts["workers"], counts["civil_society"]
    assert (workers.total, workers.overdue, workers.at_no_stage) == (1, 1, 0)
    assert [(str(stage), number) for stage, number in society.stages][0] == ("Known", 1)
    assert (society.total, society.overdue, society.at_no_stage) == (2, 0, 1)
    assert page.context["overdue"] == 1
    stage = workers.stages[0][0]
    for query in (f"stage={stage.pk}", f"responsible={journeys.pk}"):
        found = officer.get(f"{DESK}?{query}")
        assert [each.name for each in found.context["page"]] == ["Late"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_a_constant_number_of_questions(
    officer, django_assert_num_queries, rows
):
    for _number in range(rows):
        partner = factories.make_partner(
            joined_on=DAY, country=factories.make_country()
        )
        factories.make_step(partner, next_step="Call", next_due_on=DAY)

    with django_assert_num_queries(9):
        officer.get(DESK)


def test_the_desk_is_empty_at_first(officer):
    text = officer.get(DESK).content.decode()

    assert "No partner and no applicant is on record" in text
    assert "Nothing is overdue" in text
