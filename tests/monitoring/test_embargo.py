"""Values, corrections and reviews under an embargo: public at its second."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.enums import PlanState
from alliance87.core.models import AuditEvent, Mail, PlannedPublication
from alliance87.core.planned import publish_due
from alliance87.partners.models import RoleAssignment
from monitoring import corrections
from monitoring.enums import CorrectionState, ReviewState, SubmissionState, ValueState
from monitoring.models import AnnualReview
from tests import factories
from tests.factories.values import make_correction, make_observation, make_value
from tests.monitoring.embargoes import (
    AT_NOON,
    MOMENT,
    NOON,
    SECOND,
    make_approved,
    who_reads,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return `clock(moment)`, which sets the clock of this machine; it stands still."""

    def set_to(moment) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOON - timedelta(days=14))
    return set_to


@pytest.fixture
def approved(clock):
    return make_approved()


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def desk(submission, verb: str = "") -> str:
    country = submission.pathfinder.country.slug
    return f"/secretariat/review/{country}/{submission.round.year}/{verb}"


def state_of(record) -> str:
    record.refresh_from_db()
    return record.state


# --- Values -------------------------------------------------------------------------


def test_values_are_public_everywhere_at_the_second_and_nowhere_before(
    clock, approved, officer
):
    answer = officer.post(desk(approved, "publish/"), AT_NOON, follow=True)

    assert f"To be published on {MOMENT}." in answer.text
    assert state_of(approved) == SubmissionState.APPROVED
    for moment in (NOON - timedelta(days=1), NOON - SECOND):
        clock(moment)
        assert publish_due() == 0
        assert who_reads(approved) == set()

    clock(NOON)
    assert publish_due() == 1
    assert state_of(approved) == SubmissionState.PUBLISHED
    assert approved.published_at == NOON
    assert who_reads(approved) == {
        *("the value", "the indicator", "the feed", "all changes"),
        *("the file", "open data"),
    }


def test_moment_that_passed_without_a_worker_shows_nothing(clock, approved, officer):
    """Pages read what is published, not what was planned."""
    officer.post(desk(approved, "publish/"), AT_NOON)

    clock(NOON + timedelta(hours=1))

    assert who_reads(approved) == set()


def test_publication_at_the_moment_is_of_who_planned_it(clock, approved, client_for):
    planner = factories.make_officer()
    client_for(planner).post(desk(approved, "publish/"), AT_NOON)
    clock(NOON)

    publish_due()

    event = AuditEvent.objects.get(verb="submission.publish")
    assert (event.by, event.was, event.now) == (planner, "approved", "published")
    # The country hears of it by the mail of every publication.
    assert Mail.objects.filter(user=approved.submitted_by).count() == 1


def test_without_a_moment_it_is_public_now(approved, officer):
    answer = officer.post(desk(approved, "publish/"), {"until_zone": "UTC"})

    assert answer.url == desk(approved)
    assert state_of(approved) == SubmissionState.PUBLISHED
    assert PlannedPublication.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"until_day": "2026-11-01"}, "is past. Leave the fields empty to publish now"),
        ({"until_day": "2096-12-10"}, "is more than a year away. Check the day."),
        ({"until_day": "31-13-2020"}, "Enter a valid date."),
        ({"until_hour": "25:99"}, "“25:99” is not an hour. Write it as 18:00."),
        ({"until_hour": ""}, "Enter the hour, for example 18:00."),
        ({"until_zone": "Mars/Base"}, "“Mars/Base” is not a time zone."),
    ],
)
def test_moment_that_is_none_changes_nothing(approved, officer, change, sentence):
    answer = officer.post(desk(approved, "publish/"), AT_NOON | change)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert state_of(approved) == SubmissionState.APPROVED
    assert PlannedPublication.objects.count() == 0


def test_desk_says_when_and_offers_to_change_and_take_back(approved, officer):
    officer.post(desk(approved, "publish/"), AT_NOON)
    planned = PlannedPublication.objects.get()

    page = officer.get(desk(approved)).text

    assert f"To be published on {MOMENT}" in page
    assert f'href="{desk(approved, "publish/")}"' in page
    assert f'href="/publications/{planned.pk}/take-back/"' in page
    form = officer.get(desk(approved, "publish/")).text
    assert 'value="2026-12-10"' in form
    assert 'value="13:00"' in form


def test_take_back_leads_to_the_desk_and_nothing_is_published(clock, approved, officer):
    officer.post(desk(approved, "publish/"), AT_NOON)
    planned = PlannedPublication.objects.get()

    answer = officer.post(
        f"/publications/{planned.pk}/take-back/", {"reason": "The launch moved."}
    )

    assert answer.url == desk(approved)
    officer.get(desk(approved))
    assert "To be published on" not in officer.get(desk(approved)).text
    clock(NOON)
    assert (publish_due(), state_of(approved)) == (0, SubmissionState.APPROVED)


def test_submission_opened_again_is_not_published(clock, approved, officer):
    officer.post(desk(approved, "publish/"), AT_NOON)

    officer.post(
        desk(approved, "reopen/"), {"reason": "A table was missing.", "until": ""}
    )

    assert state_of(approved) == SubmissionState.OPEN
    planned = PlannedPublication.objects.get()
    assert (planned.state, planned.ended_why) == (
        PlanState.DROPPED,
        "The submission was opened again.",
    )
    clock(NOON)
    assert (publish_due(), who_reads(approved)) == (0, set())


def test_officer_who_lost_the_role_meanwhile_publishes_nothing(
    clock, approved, client_for
):
    planner = factories.make_officer()
    client_for(planner).post(desk(approved, "publish/"), AT_NOON)
    RoleAssignment.objects.filter(user=planner).delete()
    clock(NOON)

    assert (publish_due(), who_reads(approved)) == (0, set())
    page = client_for(factories.make_officer()).get(desk(approved)).text
    assert f"It was to be published on {MOMENT}, and was not" in page
    assert "You may not publish it any more." in page
    assert Mail.objects.filter(key__startswith="publication:").count() == 1


def test_plan_is_unknown_to_others(approved, officer, client_for):
    officer.post(desk(approved, "publish/"), AT_NOON)
    planned = PlannedPublication.objects.get()
    country = approved.pathfinder.country
    others = [
        factories.make_gcg_member(),
        factories.make_focal_point(factories.make_country()),
    ]

    for client in (Client(), *map(client_for, others)):
        value = approved.values.get().get_absolute_url()
        assert client.get(value).status_code in {302, 404}
        page = client.get(f"/publications/{planned.pk}/take-back/")
        assert page.status_code in {302, 404}
        assert "10 Dec 2026" not in client.get(f"/pathfinders/{country.slug}/").text
    # Who works for the country reads it, and cannot take it back.
    own = client_for(factories.make_focal_point(country))
    assert own.get(f"/publications/{planned.pk}/take-back/").status_code == 403


# --- What the country agreed to -----------------------------------------------------


def test_sending_page_says_that_the_country_agrees(approved, client_for):
    submission = approved
    submission.state = SubmissionState.OPEN
    submission.save()

    page = client_for(submission.submitted_by).get(
        f"{submission.get_absolute_url()}send/"
    )

    assert (
        "By sending them in your country agrees that they become public once they are "
        "accepted."
    ) in page.text


def test_public_value_says_that_the_country_sent_it_and_names_nobody(
    approved, officer, client_for
):
    officer.post(desk(approved, "publish/"), {})
    path = approved.values.get().get_absolute_url()
    name = approved.submitted_by.name

    public = Client().get(path).text
    assert "Sent in by the country on 26 November 2026" in public
    assert name not in public
    own = client_for(approved.submitted_by).get(path).text
    assert f"Agreed by the country: sent in by {name} on 26 November 2026" in own


# --- Corrections --------------------------------------------------------------------


@pytest.fixture
def correction(clock):
    """Return a public value whose new version was sent in."""
    pathfinder = factories.make_pathfinder(is_public=True)
    found = make_observation(pathfinder, year=2023)
    public = {"state": ValueState.PUBLISHED, "at": NOON - timedelta(days=40)}
    make_value(found, quantity=Decimal(40), **public)
    make_correction(
        found,
        state=CorrectionState.GRANTED,
        decided_at=timezone.now(),
        decided_by=factories.make_officer(),
    )
    make_value(
        found,
        quantity=Decimal(55),
        state=ValueState.SUBMITTED,
        submitted_by=factories.make_focal_point(pathfinder.country),
        submitted_at=timezone.now(),
    )
    return found


def in_public(observation) -> Decimal:
    return observation.versions.get(state=ValueState.PUBLISHED).quantity


def test_correction_is_public_at_its_second(clock, correction, officer):
    officer.post(f"{correction.get_absolute_url()}correction/publish/", AT_NOON)

    page = officer.get(correction.get_absolute_url()).text
    assert f"To be published on {MOMENT}" in page
    clock(NOON - SECOND)
    publish_due()
    assert in_public(correction) == 40
    clock(NOON)
    publish_due()
    assert in_public(correction) == 55
    assert "To be published" not in Client().get(correction.get_absolute_url()).text


@pytest.mark.parametrize("by", ["country", "secretariat"])
def test_correction_that_left_the_desk_is_not_published(clock, correction, officer, by):
    officer.post(f"{correction.get_absolute_url()}correction/publish/", AT_NOON)
    sent = correction.versions.get(state=ValueState.SUBMITTED)

    if by == "country":
        corrections.withdraw_correction(correction, by=sent.submitted_by)
    else:
        corrections.return_correction(
            correction, reason="other", text="Why?", by=factories.make_officer()
        )

    planned = PlannedPublication.objects.get()
    assert planned.state == PlanState.DROPPED
    clock(NOON)
    assert (publish_due(), in_public(correction)) == (0, 40)


def test_version_that_nobody_looked_at_is_not_published(clock, correction, officer):
    """Another version in the place of the one that was planned, by whatever way."""
    officer.post(f"{correction.get_absolute_url()}correction/publish/", AT_NOON)
    sent = correction.versions.filter(state=ValueState.SUBMITTED)
    by = sent.get().submitted_by
    sent.update(state=ValueState.DISCARDED, superseded_at=timezone.now())
    make_value(
        correction,
        quantity=Decimal(99),
        state=ValueState.SUBMITTED,
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    clock(NOON)

    assert (publish_due(), in_public(correction)) == (0, 40)
    assert PlannedPublication.objects.get().ended_why == (
        "The country has sent another version meanwhile."
    )


# --- Reviews ------------------------------------------------------------------------


@pytest.fixture
def review(clock):
    pathfinder = factories.make_pathfinder(is_public=True)
    return factories.make_review(
        pathfinder,
        state=ReviewState.TABLED,
        outcome_at=timezone.now(),
        outcome_by=factories.make_administrator(),
        justification_verdict="not_needed",
    )


def test_review_is_public_at_its_second_with_its_document(clock, review, officer):
    path = review.get_absolute_url()
    officer.post(f"{path}publish/", AT_NOON)

    assert f"To be published on {MOMENT}" in officer.get(path).text
    clock(NOON - SECOND)
    publish_due()
    assert Client().get(path).status_code == 302
    clock(NOON)
    assert publish_due() == 1
    page = Client().get(path)
    assert page.status_code == 200
    assert "Answered by the country" in page.text
    assert AnnualReview.objects.get().pdf is not None


def test_review_without_an_answer_needs_the_reason_of_an_administrator(
    review, officer, client_for
):
    AnnualReview.objects.update(answer="", answered_at=None, answered_by=None)
    path = f"{review.get_absolute_url()}publish/"

    assert "The country has not answered the assessment." in officer.get(path).text
    officer.post(path, {"override": "Silence for a year."})
    assert state_of(review) == ReviewState.TABLED

    administrator = client_for(factories.make_administrator())
    assert administrator.post(path, {"override": ""}).status_code == 200
    administrator.post(path, {"override": "Silence for a year."})

    assert state_of(review) == ReviewState.PUBLISHED
    assert review.pdf is not None
    public = Client().get(review.get_absolute_url()).text
    assert "Published without the country’s answer" in public
    assert "Silence for a year." in public
    event = AuditEvent.objects.get(verb="review.publish")
    assert event.overridden == "The country has not answered the assessment."


def test_reason_replaces_no_outcome(review, client_for):
    AnnualReview.objects.update(
        answer="",
        answered_at=None,
        answered_by=None,
        outcome_at=None,
        outcome_by=None,
        justification_verdict="",
    )
    administrator = client_for(factories.make_administrator())

    administrator.post(f"{review.get_absolute_url()}publish/", {"override": "Please."})

    assert state_of(review) == ReviewState.TABLED
