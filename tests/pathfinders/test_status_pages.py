"""Decisions on status: pages, rights, refusals."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from pathfinders.enums import LetterState, MilestoneKind, Procedure, Status
from pathfinders.models import (
    Milestone,
    Pathfinder,
    StatusEvent,
)
from pathfinders.procedures import PROCEDURES
from tests.factories import (
    keeper,
    make_administrator,
    make_chair,
    make_focal_point,
    make_letter,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_review,
    make_status_event,
)

pytestmark = pytest.mark.django_db
DECISION = {
    "on": "2026-03-01",
    "decision_reference": "19th meeting, item 4",
    "reason": "Two weak reviews.",
}
DECISION_PAGES = ["hold/", "reinstate/", "withdraw/", "return/", "confirm/"]


def address(pathfinder, page: str) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/{page}"


def desk(pathfinder) -> str:
    return reverse("country-desk", kwargs={"iso3": pathfinder.country.slug})


def status_of(pathfinder) -> str:
    return Pathfinder.objects.get(pk=pathfinder.pk).status


def all_errors(response) -> list[str]:
    found = response.context["form"].errors.values()
    return [str(error) for errors in found for error in errors]


def make_weak_review(pathfinder, year: int):
    """Make a review that counts towards a hold."""
    return make_review(
        pathfinder,
        year=year,
        state=ReviewState.TABLED,
        assessment=Assessment.NONE,
        justification_verdict=JustificationVerdict.NOT_ACCEPTED,
        outcome_at=datetime(2099, 1, 1, tzinfo=UTC),
        outcome_by=keeper(),
    )


def make_pathfinder_with_weak_reviews():
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    make_status_event(pathfinder)
    for year in (2024, 2025):
        make_weak_review(pathfinder, year)
    return pathfinder


@pytest.mark.parametrize("page", DECISION_PAGES)
@pytest.mark.parametrize("status", Status.values)
def test_officer_and_focal_point_decide_nothing(client_for, page, status):
    pathfinder = make_pathfinder(status=status)

    for person in (make_officer(), make_focal_point(pathfinder.country)):
        response = client_for(person).post(address(pathfinder, page), DECISION)
        assert response.status_code == 403

    assert status_of(pathfinder) == status


@pytest.mark.parametrize("page", DECISION_PAGES)
def test_country_hidden_from_the_reader_does_not_exist(client_for, page):
    pathfinder = make_pathfinder(is_public=False)

    client = client_for(make_focal_point())

    assert client.get(address(pathfinder, page)).status_code == 404


# --- Hold and reinstatement -------------------------------------------------------


def test_chair_puts_on_hold_on_the_ground_of_reviews(client_for):
    pathfinder, chair = make_pathfinder_with_weak_reviews(), make_chair()
    client = client_for(chair)

    page = client.get(address(pathfinder, "hold/"))
    response = client.post(address(pathfinder, "hold/"), DECISION)

    assert page.context["grounds"] == (
        "Review of 2024: No progress; reasons: Not accepted.",
        "Review of 2025: No progress; reasons: Not accepted.",
    )
    assert response["Location"] == desk(pathfinder)
    event = StatusEvent.objects.get(now=Status.ON_HOLD)
    assert (status_of(pathfinder), event.on, event.decision_reference) == (
        Status.ON_HOLD,
        date(2026, 3, 1),
        "19th meeting, item 4",
    )
    assert Milestone.objects.get().kind == MilestoneKind.ON_HOLD


@pytest.mark.parametrize(
    ("person", "reason", "status"),
    [
        (make_chair, "", Status.ON_HOLD),
        (make_administrator, "", Status.PATHFINDER),
        (make_administrator, "The Chair asked in writing.", Status.ON_HOLD),
    ],
)
def test_only_the_chair_decides_without_a_reason(client_for, person, reason, status):
    pathfinder = make_pathfinder_with_weak_reviews()

    client_for(person()).post(
        address(pathfinder, "hold/"), DECISION | {"reason": reason}
    )

    assert status_of(pathfinder) == status


def test_hold_without_grounds_is_refused_to_the_chair(client_for):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    make_weak_review(pathfinder, 2025)

    response = client_for(make_chair()).post(address(pathfinder, "hold/"), DECISION)

    assert all_errors(response) == list(response.context["missing"])
    assert len(response.context["missing"]) == 1
    assert status_of(pathfinder) == Status.PATHFINDER


def test_administrator_overrides_missing_grounds_in_writing(client_for):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    client = client_for(make_administrator())
    override = "The Group decided on the ground of a report of the ILO."

    refused = client.post(address(pathfinder, "hold/"), DECISION)
    client.post(address(pathfinder, "hold/"), DECISION | {"override": override})

    assert list(refused.context["form"].errors) == ["override"]
    event = StatusEvent.objects.get()
    assert (status_of(pathfinder), event.reason) == (Status.ON_HOLD, override)
    assert "do not allow a hold" in event.overridden


@pytest.mark.parametrize("missing", ["on", "decision_reference"])
def test_hold_needs_its_day_and_decision(client_for, missing):
    pathfinder = make_pathfinder_with_weak_reviews()

    response = client_for(make_chair()).post(
        address(pathfinder, "hold/"), DECISION | {missing: ""}
    )

    assert list(response.context["form"].errors) == [missing]
    assert status_of(pathfinder) == Status.PATHFINDER


def test_hold_from_a_future_day_is_refused(client_for):
    pathfinder = make_pathfinder_with_weak_reviews()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    response = client_for(make_chair()).post(
        address(pathfinder, "hold/"), DECISION | {"on": tomorrow}
    )

    assert all_errors(response) == [
        "This day is in the future. Record a decision once it is in force."
    ]


def test_held_status_is_reinstated(client_for):
    pathfinder = make_pathfinder(status=Status.ON_HOLD)
    make_status_event(pathfinder, was=Status.PATHFINDER, now=Status.ON_HOLD)
    make_review(
        pathfinder,
        year=2025,
        state=ReviewState.TABLED,
        justification_verdict=JustificationVerdict.NOT_NEEDED,
        outcome_at=datetime(2099, 1, 1, tzinfo=UTC),
        outcome_by=keeper(),
    )

    client_for(make_chair()).post(address(pathfinder, "reinstate/"), DECISION)

    assert status_of(pathfinder) == Status.PATHFINDER


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("hold/", Status.ON_PATH),
        ("reinstate/", Status.PATHFINDER),
        ("withdraw/", Status.WITHDRAWN),
        ("return/", Status.ON_PATH),
        ("confirm/", Status.PATHFINDER),
    ],
)
def test_move_that_the_status_forbids_says_so_on_the_desk(client_for, page, status):
    pathfinder = make_pathfinder(status=status)

    response = client_for(make_administrator()).post(
        address(pathfinder, page), DECISION, follow=True
    )

    assert response.redirect_chain == [(desk(pathfinder), 302)]
    message = str(next(iter(response.context["messages"])))
    assert message.endswith(f"{pathfinder} is “{Status(status).label}”.")
    assert status_of(pathfinder) == status


# --- Confirm, withdraw, come back ---------------------------------------------------


def test_chair_confirms_by_letter_and_not_here(client_for):
    pathfinder = make_pathfinder()

    response = client_for(make_chair()).get(address(pathfinder, "confirm/"))

    assert response.status_code == 403


def test_administrator_confirms_without_proof_in_writing(client_for):
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    client = client_for(make_administrator())
    answers = {"when_year": "2018", "when_qualifier": "exact"}

    refused = client.post(address(pathfinder, "confirm/"), answers)
    client.post(
        address(pathfinder, "confirm/"),
        answers | {"override": "Named on the website since 2018."},
    )

    assert list(refused.context["form"].errors) == ["override"]
    event = StatusEvent.objects.get()
    assert (status_of(pathfinder), event.date_text) == (Status.PATHFINDER, "2018")
    assert event.overridden.splitlines() == [
        "The step “Observed a meeting of the Group” is not on record.",
        "The step “Expression of interest” is not on record.",
        "The step “Senior official named” is not on record.",
        "The signed confirmation letter is missing.",
    ]


def test_confirmation_with_full_proof_leads_to_the_letter(client_for):
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    for step in PROCEDURES[Procedure.V2018]:
        if step.needed_for_status:
            make_milestone(pathfinder, step.kind)
    letter = make_letter(pathfinder, state=LetterState.SIGNED)

    response = client_for(make_administrator()).post(address(pathfinder, "confirm/"))

    assert response["Location"] == letter.get_absolute_url()
    assert status_of(pathfinder) == Status.ON_PATH


def test_country_withdraws_and_comes_back(client_for):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    client = client_for(make_chair())
    answers = {"on": "2026-01-31", "reason": "Letter of the minister."}

    client.post(address(pathfinder, "withdraw/"), answers)
    assert status_of(pathfinder) == Status.WITHDRAWN
    client.post(address(pathfinder, "return/"), answers)

    assert status_of(pathfinder) == Status.ON_PATH
    assert [event.now for event in StatusEvent.objects.all()] == [
        Status.WITHDRAWN,
        Status.ON_PATH,
    ]
