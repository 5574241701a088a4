"""“My reporting” and the review desk: what they show, and what they let people do."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from alliance87.core.dates import write_day
from monitoring.enums import SubmissionState, ValueState
from monitoring.models import ObservationVersion
from monitoring.selectors.queue import change, queue, review_rows
from monitoring.selectors.sending import what_is_missing
from monitoring.workflow import submission as sending
from monitoring.workflow import value as moves
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.people import PEOPLE
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_evidence, make_observation, make_value

pytestmark = pytest.mark.django_db
TEAM = {"CO=", "FP=", "SO", "SA"}
DAY = timedelta(days=1)


@pytest.fixture
def definitions():
    return [
        make_definition(
            make_indicator(code=f"X-{letter}"), label_en=f"Indicator {letter}"
        )
        for letter in "ABC"
    ]


@pytest.fixture
def submission(definitions):
    today = timezone.localdate()
    found = make_round(
        year=today.year,
        indicator_set=make_indicator_set(*definitions),
        opens_on=today - 30 * DAY,
        due_on=today + 10 * DAY,
        closes_on=today + 40 * DAY,
        message="Thank you for reporting.",
    )
    return make_submission(found)


@pytest.fixture
def focal_point(submission):
    return factories.make_focal_point(submission.pathfinder.country)


def draft(submission, definition, **fields) -> ObservationVersion:
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=submission.round.year
    )
    return make_value(observation, **fields)


def text(response) -> str:
    return response.content.decode()


# --- My reporting -------------------------------------------------------------------


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
def test_reporting_is_for_the_team_and_the_secretariat(client_for, submission, who):
    country = submission.pathfinder.country
    client = Client() if who == "AN" else client_for(PEOPLE[who](country))

    status = client.get(submission.get_absolute_url()).status_code

    expected = {"AN": 302} | dict.fromkeys(TEAM, 200)
    assert status == expected.get(who, 404)


def test_page_says_what_is_due_and_how_much_is_done(
    client_for, submission, focal_point, definitions
):
    draft(submission, definitions[0])
    colleague = factories.make_contributor(
        submission.pathfinder.country, name="Colleague"
    )

    shown = text(client_for(focal_point).get(submission.get_absolute_url()))

    for present in (
        "That is in 10 days.",
        "1 of 3 indicators answered",
        "What is left takes about 10 minutes.",
        "Thank you for reporting.",
        str(colleague),
        "3 indicators, 2 left",
    ):
        assert present in shown


def test_page_counts_to_the_later_day_of_a_country_with_more_time(
    client_for, submission, focal_point
):
    submission.extended_to = submission.round.due_on + 50 * DAY
    submission.extension_reason = "The survey is late."
    submission.save()

    shown = text(client_for(focal_point).get(submission.get_absolute_url()))

    assert f"Send it by {write_day(submission.extended_to)}." in shown
    assert "That is in 60 days." in shown
    assert write_day(submission.round.due_on) not in shown


def test_page_says_that_what_came_back_is_answered_after_closing(
    client_for, submission, focal_point
):
    closed = submission.round
    closed.due_on = closed.closes_on = timezone.localdate() - DAY
    closed.save()
    submission.state = "returned"
    submission.save()

    shown = text(client_for(focal_point).get(submission.get_absolute_url()))

    assert "can be changed and sent in also after the round closed." in shown
    assert "ask for a correction" not in shown


def test_continue_leads_to_what_came_back_first(
    client_for, submission, focal_point, definitions
):
    officer = factories.make_officer()
    value = draft(submission, definitions[0])
    client = client_for(focal_point)
    page = client.get(submission.get_absolute_url())
    assert "/reporting/" in page.context["continue_url"]

    sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)
    sending.send_back(
        submission, [moves.Return(value, "source", "Which survey?")], by=officer
    )
    page = client.get(submission.get_absolute_url())

    assert page.context["continue_url"] == value.observation.get_absolute_url()
    assert "Which survey?" in text(page)
    assert "neither changed nor answered" in text(page)


def test_focal_point_sends_and_takes_back(
    client_for, submission, focal_point, definitions
):
    value = draft(submission, definitions[0])
    client = client_for(focal_point)
    url = submission.get_absolute_url()

    client.post(f"{url}send/", {"message": "Final"})
    submission.refresh_from_db()
    value.refresh_from_db()
    assert (submission.state, submission.message) == ("submitted", "Final")
    assert value.state == ValueState.SUBMITTED

    client.post(f"{url}withdraw/", {"reason": "One more"})
    submission.refresh_from_db()
    assert submission.state == SubmissionState.OPEN


def test_sending_nothing_says_so_and_changes_nothing(
    client_for, submission, focal_point
):
    page = client_for(focal_point).post(f"{submission.get_absolute_url()}send/", {})

    assert "There is no value to send in." in text(page)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.OPEN


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sends(client_for, submission, definitions, who):
    draft(submission, definitions[0])
    client = client_for(PEOPLE[who](submission.pathfinder.country))

    status = client.post(f"{submission.get_absolute_url()}send/", {}).status_code

    expected = {"FP=": 302} | dict.fromkeys(TEAM - {"FP="}, 403)
    assert status == expected.get(who, 404)


def test_way_to_reporting_is_short(client_for, submission, focal_point):
    iso3 = submission.pathfinder.country.slug
    client = client_for(focal_point)

    answer = client.get(f"/pathfinders/{iso3}/reporting/")

    assert answer.url == submission.get_absolute_url()


def test_country_without_a_round_reads_why(client_for):
    pathfinder = factories.make_pathfinder()
    client = client_for(factories.make_focal_point(pathfinder.country))

    page = client.get(f"/pathfinders/{pathfinder.country.slug}/reporting/")

    assert "No reporting round concerns your country yet" in text(page)


def test_reporting_costs_the_same_for_many(
    client_for, submission, focal_point, definitions, django_assert_max_num_queries
):
    client = client_for(focal_point)
    client.get(submission.get_absolute_url())
    costs = []
    for rows in (definitions[:1], definitions[1:]):
        for each in rows:
            draft(submission, each)
        with django_assert_max_num_queries(30) as queries:
            client.get(submission.get_absolute_url())
        costs.append(len(queries))

    assert costs[0] == costs[1]


# --- The review desk ----------------------------------------------------------------


def desk(submission) -> str:
    iso3 = submission.pathfinder.country.slug
    return f"/secretariat/review/{iso3}/{submission.round.year}/"


@pytest.fixture
def sent(submission, focal_point, definitions):
    """Send three values in: one as it was published, one changed, one new."""
    same, changed, new = definitions
    for definition, before in ((same, 12), (changed, 10)):
        earlier = make_observation(
            submission.pathfinder,
            definition.indicator,
            year=submission.round.year - 1,
        )
        make_value(earlier, quantity=Decimal(before), state=ValueState.PUBLISHED)
    versions = [draft(submission, each) for each in (same, changed, new)]
    make_evidence(versions[0].observation)
    return sending.submit(submission, by=focal_point, what_is_missing=what_is_missing)


@pytest.mark.parametrize("who", PEOPLE)
def test_review_is_for_the_secretariat(client_for, sent, who):
    client = client_for(PEOPLE[who](sent.pathfinder.country))

    for url in ("/secretariat/review/", desk(sent)):
        status = client.get(url).status_code
        assert status == (200 if who in {"SO", "SA"} else 403)


def test_queue_counts_what_asks_for_a_look(sent):
    make_submission(sent.round)

    [row] = queue()

    assert (row.submission, row.values, row.undecided) == (sent, 3, 3)
    assert (row.explained, row.unproved) == (0, 2)


def test_desk_shows_changed_first_and_the_rest_on_demand(client_for, sent):
    client = client_for(factories.make_officer())

    first = text(client.get(desk(sent)))
    everything = text(client.get(f"{desk(sent)}?show=all"))

    assert "Indicator B" in first
    assert "Indicator C" in first
    assert "Indicator A" not in first
    assert "Indicator A" in everything
    assert "+20%" in first


def test_change_is_told_only_between_figures():
    before = make_value(quantity=Decimal(10))
    after = make_value(quantity=Decimal(12))
    empty = make_value(quantity=None, empty="not_available")
    zero = make_value(quantity=Decimal(0))

    assert change(before, after) == 20
    assert change(None, after) is None
    assert change(before, empty) is None
    assert change(zero, after) is None


def test_all_unchanged_are_accepted_at_once_and_no_other(client_for, sent):
    client = client_for(factories.make_officer())

    client.post(f"{desk(sent)}decide/", {"verb": "unchanged"})

    states = {
        row.version.indicator.code: row.version.state for row in review_rows(sent)
    }
    assert states == {"X-A": "accepted", "X-B": "submitted", "X-C": "submitted"}


def test_chosen_values_go_back_with_reason_and_text(client_for, sent):
    client = client_for(factories.make_officer())
    odd = ObservationVersion.objects.get(indicator__code="X-B", state="submitted")

    answer = client.post(f"{desk(sent)}decide/", {"verb": "return", "value": odd.pk})
    assert answer.url == f"{desk(sent)}return/?value={odd.pk}"
    form = {"value": odd.pk, f"{odd.pk}-reason": "", f"{odd.pk}-text": "Check it"}
    page = client.post(f"{desk(sent)}return/", form)
    assert "Choose the reason." in text(page)
    assert "Check it" in text(page)

    client.post(f"{desk(sent)}return/", form | {f"{odd.pk}-reason": "figure"})
    odd.refresh_from_db()
    assert odd.state == ValueState.RETURNED
    assert odd.observation.comments.get().text == "Check it"


def test_whole_way_to_publication(client_for, sent):
    client = client_for(factories.make_officer())
    chosen = ObservationVersion.objects.filter(state="submitted")
    keys = list(chosen.values_list("pk", flat=True))

    client.post(f"{desk(sent)}decide/", {"verb": "accept", "value": keys})
    client.post(f"{desk(sent)}approve/")
    client.post(f"{desk(sent)}publish/")

    sent.refresh_from_db()
    assert sent.state == SubmissionState.PUBLISHED
    assert (
        ObservationVersion.objects.filter(pk__in=keys, state="published").count() == 3
    )


def test_nothing_chosen_changes_nothing(client_for, sent):
    client = client_for(factories.make_officer())

    for chosen in ({}, {"value": "0"}, {"value": "x"}, {"value": "9" * 30}):
        answer = client.post(f"{desk(sent)}decide/", {"verb": "accept", **chosen})
        assert answer.status_code == 302

    assert ObservationVersion.objects.filter(state="submitted").count() == 3


def test_security_values_of_another_country_are_not_decided_here(client_for, sent):
    other = make_value(make_observation(year=2020), state=ValueState.SUBMITTED)

    client_for(factories.make_officer()).post(
        f"{desk(sent)}decide/", {"verb": "accept", "value": other.pk}
    )

    other.refresh_from_db()
    assert other.state == ValueState.SUBMITTED


def test_keys_above_a_thousand_are_sent_as_they_are(client_for, sent):
    """A thousands mark in the key would choose nothing, or another value."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), 1234567)",
            [ObservationVersion._meta.db_table],
        )
    version = make_value(
        make_observation(sent.pathfinder), state="submitted", submission=sent
    )

    page = text(client_for(factories.make_officer()).get(desk(sent)))

    assert f'name="value" value="{version.pk}"' in page
