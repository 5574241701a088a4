"""Looks at values and reviews as the public will read them: who, what, and no trace."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance87.core.models import AuditEvent
from monitoring.enums import ReviewState, SubmissionState, ValueState
from monitoring.models import AnnualReview, ObservationVersion, Submission
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db
FEW, MANY = Decimal(7), Decimal(61333)


@pytest.fixture
def submission():
    pathfinder = factories.make_pathfinder(is_public=True)
    return make_submission(
        make_round(year=2026), pathfinder, state=SubmissionState.APPROVED
    )


@pytest.fixture
def indicator():
    for code in ("F", "M", "X"):
        make_axis_item("sex", code)
    found = make_indicator(code="X-1")
    make_definition(
        found,
        label_en="Victims",
        axes={"sex": ["F", "M", "X"]},
        threshold=10,
        threshold_reason="Few people",
    )
    return found


def accepted(report, indicator, part: str, count, **fields) -> ObservationVersion:
    observation = make_observation(
        report.pathfinder, indicator, year=2023, breakdown=part
    )
    values = {"state": ValueState.ACCEPTED, "submission": report}
    return make_value(observation, quantity=Decimal(count), **(values | fields))


def path_of(submission) -> str:
    return f"{submission.get_absolute_url()}preview/"


def rows_of(response) -> dict[str, tuple[bool, str]]:
    """Return, for each part, whether it is withheld and why."""
    return {
        row.version.breakdown: (row.is_withheld, why)
        for row, _part, why in response.context["rows"]
    }


FEW_WORDS = "Withheld: a number of few people."
TELLS = "Withheld: another withheld number could be computed from it."


def test_preview_withholds_what_the_publication_will(submission, indicator, client_for):
    """The small part, and as much beside it as keeps it unknown."""
    accepted(submission, indicator, "", 61333)
    accepted(submission, indicator, "sex=F", 7)
    accepted(submission, indicator, "sex=M", 61326)

    page = client_for(factories.make_officer()).get(path_of(submission))

    assert rows_of(page) == {
        "": (False, ""),
        "sex=F": (True, FEW_WORDS),
        "sex=M": (True, TELLS),
    }
    assert page.context["withheld"] == 2
    text = page.text.replace("\u00a0", "").replace("\u202f", "")
    assert "61333" in text
    assert "61326" not in text
    # Published for good, the public reads just that.
    values = submission.values.all()
    values.update(state=ValueState.PUBLISHED, published_at=timezone.now())
    for version in values:
        public = Client().get(version.get_absolute_url()).text
        assert ("small number of people" in public) is bool(version.breakdown)


def test_preview_names_what_is_public_and_will_be_withheld_with_it(
    submission, indicator, client_for
):
    """Beside the new total an old part would tell how few the others are."""
    public = {"state": ValueState.PUBLISHED, "submission": None}
    old = accepted(submission, indicator, "sex=M", 293, **public)
    accepted(submission, indicator, "", 300)

    page = client_for(factories.make_officer()).get(path_of(submission))

    assert [version.pk for version, _part in page.context["taken"]] == [old.pk]
    assert "Public now, and withheld then" in page.text
    assert rows_of(page) == {"": (False, "")}


def test_new_version_stands_beside_what_is_public_now(
    submission, indicator, client_for
):
    old = accepted(
        submission, indicator, "", 41001, state=ValueState.PUBLISHED, submission=None
    )
    make_value(
        old.observation,
        quantity=Decimal(52002),
        state=ValueState.ACCEPTED,
        submission=submission,
    )

    page = client_for(factories.make_officer()).get(path_of(submission))

    ((row, _part, _why),) = page.context["rows"]
    assert (row.version.quantity, row.now.version.quantity) == (52002, 41001)


@pytest.mark.parametrize(
    ("state", "value_state", "sent"),
    [
        (SubmissionState.OPEN, ValueState.DRAFT, False),
        (SubmissionState.SUBMITTED, ValueState.SUBMITTED, True),
        (SubmissionState.RETURNED, ValueState.RETURNED, True),
        (SubmissionState.APPROVED, ValueState.ACCEPTED, True),
    ],
)
def test_country_looks_at_its_round_in_every_state(
    submission, indicator, client_for, state, value_state, sent
):
    Submission.objects.update(state=state)
    link = submission if sent else None
    accepted(submission, indicator, "", MANY, state=value_state, submission=link)
    own = client_for(factories.make_focal_point(submission.pathfinder.country))

    page = own.get(path_of(submission))

    assert page.status_code == 200
    assert len(page.context["rows"]) == 1
    assert (
        f'href="{path_of(submission)}"' in own.get(submission.get_absolute_url()).text
    )


def test_preview_of_an_empty_round_says_so(submission, client_for):
    page = client_for(factories.make_officer()).get(path_of(submission))

    assert "No values yet" in page.text


def test_preview_of_what_is_public_leads_to_the_values(submission, client_for):
    Submission.objects.update(
        state=SubmissionState.PUBLISHED, published_at=timezone.now()
    )

    answer = client_for(factories.make_officer()).get(path_of(submission))

    assert answer.url == f"/pathfinders/{submission.pathfinder.country.slug}/values/"


def test_nobody_else_finds_the_preview(submission, indicator, client_for):
    accepted(submission, indicator, "", MANY)
    others = [
        factories.make_gcg_member(),
        factories.make_chair(),
        factories.make_focal_point(factories.make_country()),
        factories.make_user(),
    ]

    answers = [client_for(each).get(path_of(submission)) for each in others]

    assert [each.status_code for each in answers] == [404] * 4
    assert Client().get(path_of(submission)).status_code == 302


def test_looking_writes_nothing_and_is_kept_by_no_cache(
    submission, indicator, client_for
):
    old = accepted(
        submission, indicator, "", 41, state=ValueState.PUBLISHED, submission=None
    )
    make_value(
        old.observation,
        quantity=Decimal(52),
        state=ValueState.ACCEPTED,
        submission=submission,
    )
    before = everything()

    page = client_for(factories.make_officer()).get(path_of(submission))

    assert everything() == before
    assert "no-store" in page["Cache-Control"]


def everything() -> list:
    tables = (ObservationVersion, Submission, AnnualReview, AuditEvent)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("count", [1, 3])
def test_preview_asks_a_fixed_number_of_questions(
    submission, indicator, client_for, count
):
    for part in ("sex=F", "sex=M", "sex=X")[:count]:
        accepted(submission, indicator, part, MANY)
    client = client_for(factories.make_officer())
    client.get(path_of(submission))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path_of(submission))

    assert len(asked) == 19


# --- Reviews ------------------------------------------------------------------------


@pytest.fixture
def review():
    pathfinder = factories.make_pathfinder(is_public=True)
    return factories.make_review(pathfinder, state=ReviewState.TABLED)


def test_review_is_shown_as_a_stranger_will_read_it(review, client_for):
    officer = factories.make_officer()
    before = everything()

    page = client_for(officer).get(f"{review.get_absolute_url()}preview/")

    assert page.status_code == 200
    for words in ("Preview, not public", "The laws are in force.", "Sign in"):
        assert words in page.text
    # Names and buttons of the work are not for the public.
    for words in (officer.name, review.submitted_by.name, "What you can do now"):
        assert words not in page.text
    assert everything() == before
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("state", "sees"),
    [(ReviewState.SUBMITTED, False), (ReviewState.SHARED, True)],
)
def test_country_previews_no_assessment_that_it_may_not_read(client_for, state, sees):
    pathfinder = factories.make_pathfinder(is_public=True)
    review = factories.make_review(pathfinder, state=state)
    focal = client_for(factories.make_focal_point(pathfinder.country))

    page = focal.get(f"{review.get_absolute_url()}preview/")

    assert page.status_code == (200 if sees else 404)


def test_nobody_else_previews_a_review(review, client_for):
    others = [
        factories.make_gcg_member(),
        factories.make_chair(),
        factories.make_contributor(review.pathfinder.country),
    ]
    path = f"{review.get_absolute_url()}preview/"

    assert [client_for(each).get(path).status_code for each in others] == [404] * 3
    assert Client().get(path).status_code == 302


def test_review_of_a_hidden_country_has_no_preview(review, client_for):
    type(review.pathfinder).objects.update(is_public=False)
    officer = client_for(factories.make_officer())

    answer = officer.get(f"{review.get_absolute_url()}preview/", follow=True)

    assert answer.redirect_chain == [(review.get_absolute_url(), 302)]
    assert "the country is not public" in answer.text
