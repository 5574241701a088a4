"""A published value is corrected through the pages, whatever round is open."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from monitoring.enums import SubmissionState, ValueState
from monitoring.models import ObservationVersion, Submission
from monitoring.recording import Place, record_value
from monitoring.selectors.sending import what_is_missing
from monitoring.workflow import submission as sending
from monitoring.workflow import value as moves
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import content, make_correction, make_value
from tests.monitoring.entry_forms import YEAR, name_of, open_round, send

DAY = timedelta(days=1)


@pytest.fixture
def count(db):
    return make_definition()


@pytest.fixture
def submission(count):
    return open_round(count)


@pytest.fixture
def focal_point(submission):
    country = submission.pathfinder.country
    return factories.make_focal_point(country, language="en")


@pytest.fixture
def officer(db):
    return factories.make_officer()


@pytest.fixture
def place(submission, count):
    return Place(submission.pathfinder, count.indicator, YEAR)


def close(submission: Submission) -> None:
    """Let the round of a submission be over since yesterday."""
    today = timezone.localdate()
    found = submission.round
    found.opens_on, found.due_on = today - 9 * DAY, today - 5 * DAY
    found.closes_on = today - DAY
    found.save()


@pytest.fixture
def published(submission, place, focal_point, officer):
    """Return a value of 12 that went public before its round was over."""
    version = record_value(place, content(), by=focal_point)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([version], by=officer)
    sending.publish(sending.approve(submission, by=officer), by=officer)
    close(submission)
    return version


def address(version, verb: str) -> str:
    keys = {
        "iso3": version.pathfinder.country.slug,
        "pk": version.observation_id,
    }
    return reverse(f"monitoring:{verb}", kwargs=keys)


def texts(answer) -> str:
    return answer.content.decode()


def states(version) -> list[tuple]:
    rows = version.observation.versions.order_by("number")
    return [(each.state, each.quantity) for each in rows]


def test_a_correction_goes_through_the_pages_after_the_round(
    published, submission, count, focal_point, officer, client_for
):
    country, desk = client_for(focal_point), client_for(officer)
    page = address(published, "value")
    country.post(address(published, "value-correct"), {"reason": "Counted twice"})
    asked = published.observation.corrections.get()
    decide = reverse("monitoring:correction-decide", args=[asked.pk])
    desk.post(decide, {"granted": "yes"})
    assert "Change the value" in texts(country.get(page))

    send(country, submission, {f"{name_of(count)}-quantity": "15"})
    assert "Send the correction in" in texts(country.get(page))
    country.post(address(published, "correction-send"))
    assert states(published)[1] == ("submitted", 15)
    waiting = texts(desk.get(reverse("monitoring:corrections")))
    assert "Corrected values to publish" in waiting
    assert published.observation.get_absolute_url() in waiting

    back = {"reason": "source", "text": "Name the page."}
    version = published.observation.versions.get(number=2)
    fields = {f"{version.pk}-{name}": value for name, value in back.items()}
    desk.post(address(published, "correction-return"), fields)
    assert "Name the page." in texts(country.get(page))
    send(country, submission, {f"{name_of(count)}-quantity": "16"})
    country.post(address(published, "correction-send"))

    assert "Publish the correction" in texts(desk.get(page))
    desk.post(address(published, "correction-publish"))
    assert states(published) == [
        ("superseded", 12),
        ("superseded", 15),
        ("published", 16),
    ]
    submission.refresh_from_db()
    assert submission.state == SubmissionState.PUBLISHED
    assert "Send the correction in" not in texts(country.get(page))


def granted(version, officer):
    return make_correction(
        version.observation,
        state="granted",
        decided_by=officer,
        decided_at=timezone.now(),
    )


def test_a_correction_is_not_published_by_who_entered_it(
    published, place, focal_point, officer, client_for
):
    granted(published, officer)
    draft = record_value(
        place, content(quantity=Decimal(9)), by=officer, reason="By phone"
    )
    client_for(focal_point).post(address(published, "correction-send"))

    answer = client_for(officer).post(address(published, "correction-publish"))

    assert "another person must accept it" in texts(answer)
    draft.refresh_from_db()
    assert draft.state == ValueState.SUBMITTED


def test_a_correction_that_nobody_granted_is_not_sent(
    published, focal_point, client_for
):
    draft = make_value(published.observation, quantity=Decimal(9))

    answer = client_for(focal_point).post(address(published, "correction-send"))

    assert "No correction of this value was granted." in texts(answer)
    draft.refresh_from_db()
    assert draft.state == ValueState.DRAFT


@pytest.mark.parametrize("verb", ["send", "withdraw", "return", "publish"])
def test_steps_of_a_correction_are_hidden_from_other_countries(
    published, verb, client_for
):
    strange = client_for(factories.make_focal_point(factories.make_country()))

    answer = strange.post(address(published, f"correction-{verb}"))

    assert answer.status_code == 404


def test_a_correction_under_way_holds_up_no_report(
    published, place, focal_point, officer
):
    """The draft of a correction is no value that the next report waits for."""
    granted(published, officer)
    next_year = Place(place.pathfinder, place.indicator, YEAR + 1)
    today = timezone.localdate()
    later = make_round(
        year=YEAR + 1,
        indicator_set=place_set(published),
        opens_on=today,
        due_on=today + DAY,
        closes_on=today + DAY,
    )
    report = make_submission(later, place.pathfinder)
    version = record_value(next_year, content(), by=focal_point)
    sending.submit(report, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([version], by=officer)

    record_value(place, content(quantity=Decimal(9)), by=focal_point)

    assert sending.approve(report, by=officer).state == SubmissionState.APPROVED


def place_set(version: ObservationVersion):
    return Submission.objects.get(pathfinder=version.pathfinder).round.indicator_set


# --- After the round has closed -------------------------------------------------------


def test_what_came_back_is_changed_and_sent_after_closing(
    submission, place, count, focal_point, officer, client_for
):
    version = record_value(place, content(), by=focal_point)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    close(submission)
    back = moves.Return(version, reason="figure", text="Check the sum.")
    sending.send_back(submission, [back], by=officer)
    country = client_for(focal_point)

    send(country, submission, {f"{name_of(count)}-quantity": "15"})
    send(country, submission, {f"{name_of(count)}-quantity": "16"})
    country.post(reverse_of(submission, "submission-send"))

    assert states(version) == [
        ("superseded", 12),
        ("superseded", 15),
        ("submitted", 16),
    ]


def reverse_of(submission, name: str) -> str:
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse(f"monitoring:{name}", kwargs=keys)


def test_a_first_report_is_not_sent_after_closing(
    submission, place, focal_point, client_for
):
    version = record_value(place, content(), by=focal_point)
    close(submission)

    answer = client_for(focal_point).post(reverse_of(submission, "submission-send"))

    assert "Ask the secretariat for more time." in texts(answer)
    assert states(version) == [("draft", 12)]


def test_a_report_is_not_taken_back_after_closing(submission, place, focal_point):
    """It could not be sent in again."""
    version = record_value(place, content(), by=focal_point)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    close(submission)
    submission.refresh_from_db()

    with pytest.raises(Blocked):
        sending.withdraw(submission, by=focal_point, reason="A slip")

    assert states(version) == [("submitted", 12)]


# --- Opened again ---------------------------------------------------------------------


def test_a_closed_report_is_opened_again_until_a_day(
    published, submission, officer, client_for
):
    desk, url = client_for(officer), reverse_of(submission, "review-desk-reopen")
    until = timezone.localdate() + 5 * DAY

    without = desk.post(url, {"reason": "Survey came late"})
    desk.post(url, {"reason": "Survey came late", "until": until.isoformat()})

    assert "Give the last day for new values." in texts(without)
    submission.refresh_from_db()
    assert (submission.state, submission.closes_on) == ("open", until)


def test_a_report_is_not_opened_again_beside_another(published, submission, officer):
    """Drafts belong to the country: two open reports would both take them."""
    later = make_round(
        year=YEAR + 1, indicator_set=submission.round.indicator_set, created_by=officer
    )
    make_submission(later, submission.pathfinder)

    with pytest.raises(Blocked) as refused:
        sending.reopen(submission, reason="x", until=timezone.localdate(), by=officer)

    assert "is under way for the country" in refused.value.reasons[0]
    submission.refresh_from_db()
    assert submission.state == SubmissionState.PUBLISHED


def test_two_reports_keep_their_values_apart(
    submission, place, focal_point, officer, count
):
    """What was sent in with one report is not published with another."""
    first = record_value(place, content(), by=focal_point)
    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([first], by=officer)
    today = timezone.localdate()
    later = make_round(
        year=YEAR + 1,
        indicator_set=submission.round.indicator_set,
        opens_on=today,
        due_on=today + DAY,
        closes_on=today + DAY,
    )
    report = make_submission(later, place.pathfinder)
    next_year = Place(place.pathfinder, place.indicator, YEAR + 1)
    second = record_value(next_year, content(), by=focal_point)
    sending.submit(report, by=focal_point, what_is_missing=what_is_missing)
    moves.accept_values([second], by=officer)

    sending.publish(sending.approve(report, by=officer), by=officer)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("accepted", "published")
