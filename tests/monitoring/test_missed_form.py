"""What is refused about a missed milestone, and what the roadmap offers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alliance87.core.enums import Audience
from monitoring.forms.missed import prefilled
from monitoring.missed import save_missed
from monitoring.selectors.missed import missed_of, planned_actions, unexplained
from tests import factories
from tests.factories import keeper, make_missed_milestone, make_review
from tests.monitoring.missed_forms import (
    DONE,
    LATE,
    LATER,
    actions_of,
    form_of,
    with_plan,
)

pytestmark = pytest.mark.django_db

DAY_TO_COME = timezone.localdate() + timedelta(days=40)


# --- What is refused --------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"title": " "}, {"title": ["Name the milestone, or choose an action."]}),
        ({"cause": ""}, {"cause": ["Choose the cause."]}),
        ({"reasons": " "}, {"reasons": ["Say what happened."]}),
        ({"from_on": ""}, {"from_on": ["Give the day on which the cause began."]}),
        ({"remedy": ""}, {"remedy": ["Say what is done about it."]}),
        (
            {"due_on": str(DAY_TO_COME)},
            {"due_on": ["This day is still to come: it is not missed yet."]},
        ),
        (
            {"due_on": "2025-01-01"},
            {"due_on": ["It was due after the year of this review. Check the day."]},
        ),
        (
            {"from_on": str(DAY_TO_COME), "until_on": "", "remedy_by": ""},
            {"from_on": ["This day is still to come."]},
        ),
        (
            {"from_on": "2025-01-01", "until_on": ""},
            {"from_on": ["It began after the year of this review. Check the day."]},
        ),
        (
            {"until_on": str(DAY_TO_COME)},
            {"until_on": ["This day is still to come. Leave it empty while it lasts."]},
        ),
        (
            {"until_on": "2024-02-29"},
            {"until_on": ["The last day is not before the first."]},
        ),
        (
            {"remedy_by": "2024-02-29"},
            {"remedy_by": ["This day is before the cause began."]},
        ),
        (
            {"locator": "page 3"},
            {"locator": ["A page needs its document: choose or upload it."]},
        ),
        (
            {"action_key": "5d6a3b6e-0000-4000-8000-000000000000"},
            {
                "action_key": [
                    "This action is on the list already, or it is not in the "
                    "published roadmap."
                ]
            },
        ),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(typed, errors):
    review = make_review(with_plan(LATE))

    assert form_of(review, **typed).errors == errors


def test_last_days_that_just_fit_are_taken():
    review = make_review()
    typed = {"due_on": "2024-12-31", "from_on": "2024-12-31", "until_on": "2024-12-31"}

    assert form_of(review, **typed, remedy_by="2024-12-31").errors == {}


def test_file_needs_a_title_and_no_second_document():
    review = make_review()
    paper = factories.make_document(
        country=review.pathfinder.country, audience=Audience.GCG
    )

    form = form_of(review, upload=factories.pdf_upload(), proof=str(paper.pk))

    assert form.errors == {
        "upload": ["Choose a document or upload a file, not both."],
        "file_title": ["Give the new file a title."],
    }


@pytest.mark.parametrize("audience", [Audience.OFFICIALS, Audience.SECRETARIAT])
def test_paper_that_the_team_may_not_read_is_no_proof(audience):
    review = make_review()
    paper = factories.make_document(
        country=review.pathfinder.country, audience=audience
    )

    assert list(form_of(review, proof=str(paper.pk)).errors) == ["proof"]


def test_paper_of_another_country_is_no_proof():
    paper = factories.make_document(
        country=factories.make_country(), audience=Audience.PUBLIC
    )

    assert list(form_of(make_review(), proof=str(paper.pk)).errors) == ["proof"]


# --- Actions of the roadmap -------------------------------------------------------


def test_chosen_action_gives_its_title_and_last_day():
    review = make_review(with_plan(LATE))
    action = actions_of(review.pathfinder)[0]

    form = form_of(review, action_key=str(action.key), title="", due_on="")
    row = save_missed(form, by=factories.make_officer())

    assert (row.action_key, row.title) == (action.key, "Draft the law")
    assert row.due_on == date(2024, 6, 30)


def test_long_title_of_an_action_is_cut_to_what_fits():
    review = make_review(with_plan(LATE | {"title": "x" * 400}))
    action = actions_of(review.pathfinder)[0]

    form = form_of(review, action_key=str(action.key), title="")

    assert form.errors == {}
    assert form.cleaned_data["title"] == "x" * 299 + "…"


def test_overdue_actions_are_offered_first():
    review = make_review(with_plan(LATER, DONE, LATE))
    later, done, late = actions_of(review.pathfinder)

    choices = form_of(review).fields["action_key"].choices

    assert choices == [
        ("", "None"),
        ("Past their end and not done", [(str(late.key), "1.3 Draft the law")]),
        (
            "Others",
            [(str(later.key), "1.1 Survey"), (str(done.key), "1.2 Open a shelter")],
        ),
    ]


def test_action_is_on_the_list_once():
    review = make_review(with_plan(LATE))
    key = actions_of(review.pathfinder)[0].key
    first = form_of(review, action_key=str(key))
    second = form_of(review, action_key=str(key))
    assert second.is_valid()
    save_missed(first, by=factories.make_officer())

    with pytest.raises(ValidationError, match="This action is on the list already"):
        save_missed(second, by=factories.make_officer())

    assert "action_key" not in form_of(review).fields


def test_action_that_left_the_roadmap_stays_chosen():
    review = make_review(with_plan(LATE))
    gone = "5d6a3b6e-0000-4000-8000-000000000000"
    row = make_missed_milestone(review, action_key=gone, title="Old action")
    row.refresh_from_db()

    form = form_of(review, row=row, action_key=gone)

    assert form.errors == {}
    assert form.fields["action_key"].choices[-1] == (
        "Of an earlier version",
        [(gone, "Old action")],
    )


def test_actions_count_as_overdue_at_the_end_of_the_year_of_the_review():
    pathfinder = with_plan(LATE, DONE, LATER)
    late, _done, later = actions_of(pathfinder)

    found = {
        year: [
            each.action
            for each in planned_actions(make_review(pathfinder, year=year), keeper())
            if each.is_overdue
        ]
        for year in (2023, 2024, 2026)
    }

    assert found == {2023: [], 2024: [late], 2026: [late, later]}


def test_overdue_action_with_reasons_is_explained():
    review = make_review(with_plan(LATE, LATE | {"title": "Adopt the list"}))
    first, second = actions_of(review.pathfinder)
    row = make_missed_milestone(review, action_key=first.key)

    actions = planned_actions(review, keeper())

    assert [each.action for each in unexplained(actions, [row])] == [second]
    assert prefilled(actions[1]) == {
        "action_key": second.key,
        "title": "Adopt the list",
        "due_on": date(2024, 6, 30),
    }


# --- Reading ----------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_missed_milestones_are_read_in_one_query(django_assert_num_queries, count):
    review = make_review()
    country = review.pathfinder.country
    for _each in range(count):
        paper = factories.make_document(country=country, audience=Audience.GCG)
        make_missed_milestone(review, proof=paper)
    reader = factories.make_gcg_member()
    missed_of(review, reader)

    with django_assert_num_queries(1):
        rows = missed_of(review, reader)

    assert [each.is_proof_hidden for each in rows] == [False] * count


def test_period_says_when_it_was_not_over():
    review = make_review()
    make_missed_milestone(review)
    make_missed_milestone(review, until_on=None)

    assert [each.period for each in missed_of(review, keeper())] == [
        "1 March 2024 – 30 June 2024",
        "From 1 March 2024; not over when this was written",
    ]
