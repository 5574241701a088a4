"""Taking an import back: what came back from the secretariat, what stays, the trail."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.core.models import AuditEvent
from monitoring.enums import CommentKind, ReturnReason, ValueState
from monitoring.models import ObservationVersion, ValueComment
from monitoring.selectors.reporting import sent_back
from monitoring.transfers.undoing import undo_import
from tests import factories
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.import_files import (
    address,
    brought,
    catalogue,
    open_round,
    rows_about,
    seen,
    table,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator():
    return catalogue()


@pytest.fixture
def pathfinder(indicator):
    return factories.make_pathfinder(is_public=True)


@pytest.fixture
def submission(pathfinder):
    return open_round(pathfinder)


@pytest.fixture
def person(client, pathfinder, submission):
    found = factories.make_focal_point(pathfinder.country)
    client.force_login(found)
    return found


@pytest.fixture
def returned(pathfinder, indicator, person, submission):
    """A value of 2010 that the secretariat sent back."""
    survey = make_source(name="Survey", pathfinder=pathfinder)
    place = make_observation(pathfinder, indicator, year=2010, source=survey)
    officer = factories.make_officer()
    now = timezone.now()
    found = make_value(
        place,
        percent=Decimal(40),
        state=ValueState.RETURNED,
        submitted_at=now,
        submitted_by=person,
        submission=submission,
        decided_at=now,
        decided_by=officer,
    )
    ValueComment.objects.create(
        observation=place,
        value=found,
        kind=CommentKind.RETURN,
        reason=ReturnReason.FIGURE,
        text="Four or forty?",
        by=officer,
    )
    return found


def bring(client, pathfinder, *percents):
    file = table(*rows_about(pathfinder.country, *percents))
    found = brought(client, file, pathfinder=pathfinder)
    client.post(address("apply", found), seen(client, found))
    found.refresh_from_db()
    assert found.state == "applied"
    return found


def answers(submission) -> list[tuple]:
    return [
        (each.version.percent, each.version.state, each.is_answered)
        for each in sent_back(submission)
    ]


# --- What came back -------------------------------------------------------------------


def test_file_answers_what_was_sent_back_however_often(
    client, pathfinder, submission, returned
):
    assert answers(submission) == [(40, "returned", False)]

    bring(client, pathfinder, 4)
    assert answers(submission) == [(4, "draft", True)]

    bring(client, pathfinder, "4.5")
    assert answers(submission) == [(Decimal("4.5"), "draft", True)]


def test_draft_after_a_published_answer_answers_nothing(
    client, pathfinder, submission, returned
):
    bring(client, pathfinder, 4)
    ObservationVersion.objects.filter(state="draft").update(
        state=ValueState.PUBLISHED, published_at=returned.recorded_at
    )
    make_value(returned.observation, percent=Decimal(5))

    assert answers(submission) == []


def test_undo_leaves_a_value_sent_back_as_it_was(
    client, pathfinder, submission, person, returned
):
    done = undo_import(bring(client, pathfinder, 4), by=person)

    assert (done.restored, done.removed, done.kept) == (1, 0, 0)
    assert answers(submission) == [(40, "returned", False)]
    now = returned.observation.versions.in_work().get()
    assert (now.number, now.submitted_by, now.decided_by) == (
        3,
        person,
        returned.decided_by,
    )


def test_undo_leaves_what_came_back_since(client, pathfinder, person):
    found = bring(client, pathfinder, 4)
    ObservationVersion.objects.update(state=ValueState.RETURNED)

    done = undo_import(found, by=person)

    assert (done.restored, done.removed, done.kept) == (0, 0, 1)
    assert ObservationVersion.objects.get().state == "returned"


# --- What is said of it ---------------------------------------------------------------


def test_page_names_the_values_that_stay(client, pathfinder, person):
    found = bring(client, pathfinder, 4, 5, 6)
    changed = ObservationVersion.objects.get(percent=5)
    changed.state = ValueState.SUPERSEDED
    changed.superseded_at = changed.recorded_at
    changed.save()
    newer = make_value(changed.observation, percent=Decimal(50))

    client.post(address("undo", found), {})

    page = client.get(address("", found))
    assert [each.pk for each, _part in page.context["kept_rows"]] == [changed.pk]
    content = page.content.decode()
    assert "1 value was changed since and stays" in content
    assert changed.observation.get_absolute_url() in content
    assert list(ObservationVersion.objects.in_work()) == [newer]


def test_import_is_one_entry_of_the_trail_with_file_counts_and_person(
    client, pathfinder, person
):
    found = bring(client, pathfinder, 4, 5)
    client.post(address("undo", found), {})

    events = AuditEvent.objects.filter(country=pathfinder.country).order_by("pk")
    assert [
        (each.verb, each.target_label, each.by_name, each.now)
        for each in events
        if not each.verb.startswith("value_import.read")
    ] == [
        ("value_import.apply", "data.csv", str(person), "new 2"),
        ("value_import.undo", "data.csv", str(person), "removed 2"),
    ]


def test_trail_says_the_counts_in_words(client, pathfinder, person):
    bring(client, pathfinder, 4, 5)
    client.force_login(factories.make_administrator())

    keys = {"iso3": pathfinder.country.slug}
    page = client.get(reverse("country-trail", kwargs=keys)).content.decode()

    assert "2 new" in page
