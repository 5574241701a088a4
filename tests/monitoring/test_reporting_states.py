"""“My reporting” before, in and after a round: what it says, and the one way on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.core.dates import write_day
from monitoring.enums import (
    CommentKind,
    Computation,
    ReturnReason,
    SubmissionState,
    ValueState,
)
from monitoring.models import Submission, ValueComment
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_value
from tests.monitoring.entry_forms import YEAR, open_round

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENTRY = "/prevalence/child_labour/"


@pytest.fixture
def definition():
    return make_definition()


@pytest.fixture
def page_of(client_for):
    """Return a function that opens the page as the focal point, or a colleague."""

    def opened(submission, make=factories.make_focal_point):
        country = submission.pathfinder.country
        return client_for(make(country, language="en")).get(
            submission.get_absolute_url()
        )

    return opened


def put(submission: Submission, state: str) -> Submission:
    """Put a submission into a state as sending, approving and publishing leave it."""
    person = factories.make_user(name="Ana Sender")
    sent = {"submitted_by": person, "submitted_at": timezone.now()}
    moments = {"published_at": timezone.now()} if state == "published" else {}
    rows = Submission.objects.filter(pk=submission.pk)
    rows.update(state=state, **(sent if state != "returned" else {}), **moments)
    return submission


def answer(submission, definition, **fields):
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR
    )
    return make_value(observation, **fields)


def test_an_open_round_says_what_why_until_when_and_has_one_way_on(definition, page_of):
    submission = open_round(definition, make_definition())
    answer(submission, definition)

    shown = page_of(submission)

    day = write_day(submission.round.due_on)
    assert shown.context["lead"] == (
        f"Send it by {day}. That is in 10 days. What is left takes about 10 minutes."
    )
    page = shown.content.decode()
    assert "1 of 2 indicators answered (50%)" in page
    assert "Why you are asked:" in page
    assert shown.context["continue_url"].endswith(ENTRY)
    assert page.count('class="button"') == 1


def test_before_the_round_there_is_nothing_to_do(definition, page_of):
    today = timezone.localdate()
    submission = open_round(
        definition, opens_on=today + DAY, due_on=today + DAY, closes_on=today + DAY
    )

    shown = page_of(submission)

    assert shown.context["lead"] == (
        f"The round opens on {write_day(today + DAY)}. Nothing has to be done before."
    )
    assert (shown.context["continue_url"], shown.context["may_send"]) == ("", False)


def test_after_the_round_nobody_is_led_to_fields_that_are_closed(definition, page_of):
    past = timezone.localdate() - DAY
    submission = open_round(definition, opens_on=past, due_on=past, closes_on=past)

    shown = page_of(submission)

    assert shown.context["lead"] == (
        f"The round closed on {write_day(past)}. To change a value, ask the "
        "secretariat for more time or for a correction."
    )
    assert shown.context["continue_url"] == ""


def test_more_time_opens_the_page_again(definition, page_of):
    past = timezone.localdate() - DAY
    submission = open_round(definition, opens_on=past, due_on=past, closes_on=past)
    Submission.objects.filter(pk=submission.pk).update(
        extended_to=past + 5 * DAY, extension_reason="The survey is late."
    )

    assert page_of(submission).context["continue_url"].endswith(ENTRY)


def test_a_round_that_asks_nothing_says_so(page_of):
    submission = open_round(make_definition(computed_from=Computation.ALLOCATED))

    shown = page_of(submission)

    page = shown.content.decode()
    assert "Nothing is asked in this round" in page
    assert "<progress" not in page
    [part] = shown.context["parts"]
    assert (part.state, part.hint) == (
        "Computed",
        "1 indicator, computed from your records",
    )


def test_when_all_is_answered_the_way_on_is_to_send(definition, page_of):
    submission = open_round(definition)
    answer(submission, definition)

    shown = page_of(submission)

    page = shown.content.decode()
    assert shown.context["continue_url"] == ""
    assert "1 of 1 indicators answered (100%)" in page
    assert page.count('class="button"') == 1
    assert page.count(f'href="{shown.context["send_url"]}"') == 1
    colleague = page_of(submission, factories.make_contributor).content.decode()
    assert "The focal point sends the values to the secretariat." in colleague


@pytest.mark.parametrize(
    ("state", "lead"),
    [
        (
            SubmissionState.SUBMITTED,
            "The secretariat reads the values now. You have nothing to do until it "
            "answers.",
        ),
        (
            SubmissionState.APPROVED,
            "The secretariat has accepted every value and publishes them next.",
        ),
        (
            SubmissionState.PUBLISHED,
            "The values are public. To change one, open it and ask for a correction.",
        ),
    ],
)
def test_after_sending_the_page_says_what_happens(state, lead, definition, page_of):
    submission = put(open_round(definition), state)

    shown = page_of(submission)

    assert shown.context["lead"] == lead
    assert (shown.context["continue_url"], shown.context["may_send"]) == ("", False)
    assert "by Ana Sender." in shown.content.decode()


def test_a_value_that_came_back_after_the_round_is_still_the_way_on(
    definition, page_of
):
    past = timezone.localdate() - DAY
    submission = open_round(definition, opens_on=past, due_on=past, closes_on=past)
    put(submission, SubmissionState.RETURNED)
    value = answer(submission, definition, state=ValueState.RETURNED)
    submission.values.add(value)
    ValueComment.objects.create(
        observation=value.observation,
        value=value,
        kind=CommentKind.RETURN,
        reason=ReturnReason.FIGURE,
        text="Which year?",
        by=factories.make_officer(),
    )

    shown = page_of(submission)

    assert shown.context["continue_url"] == value.get_absolute_url()


def test_the_pages_of_a_round_are_listed_with_what_is_computed(page_of):
    typed = make_definition(make_indicator(theme="forced_labour"))
    computed = make_definition(
        make_indicator(theme="forced_labour"), computed_from=Computation.ALLOCATED
    )

    [part] = page_of(open_round(typed, computed)).context["parts"]

    assert (part.hint, part.state) == ("1 indicator, 1 left", "Empty")
