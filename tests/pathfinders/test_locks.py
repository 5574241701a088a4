"""What nobody changes: rows of a submitted roadmap, published texts, the status."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from monitoring.models import AnnualReview
from pathfinders.enums import RoadmapState
from pathfinders.models import Action, FundingLine, Priority, Roadmap, StatusEvent
from tests.factories import (
    make_funding,
    make_review,
    make_roadmap,
    make_status_event,
)

EARLY = date(2021, 1, 1)
LOCKED = [
    RoadmapState.SUBMITTED,
    RoadmapState.ACCEPTED,
    RoadmapState.PRESENTED,
    RoadmapState.PUBLISHED,
    RoadmapState.SUPERSEDED,
]


def locked(change, *args, **facts) -> None:
    """Check that a trigger refuses the change (its error is an integrity error)."""
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        change(*args, **facts)


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# --- Locked rows of a roadmap ---

ROW_CHANGES = {
    "priority added": lambda r: Priority.objects.create(
        roadmap_id=r["roadmap"], title="New"
    ),
    "priority changed": lambda r: Priority.objects.update(title="New"),
    "priority deleted": lambda r: Priority.objects.all().delete(),
    "action added": lambda r: Action.objects.create(
        priority_id=r["priority"], title="New"
    ),
    "action changed": lambda r: Action.objects.update(title="New"),
    "action deleted": lambda r: Action.objects.all().delete(),
    "money added": lambda r: FundingLine.objects.create(
        action_id=r["action"], kind="needed", amount=1, currency="USD"
    ),
    "money changed": lambda r: FundingLine.objects.update(amount=2),
    "money deleted": lambda r: FundingLine.objects.all().delete(),
    "SQL insert": lambda r: sql(
        "INSERT INTO pathfinders_priority"
        " (roadmap_id, title, area, objective, indicator, unit, note,"
        " position, version)"
        " VALUES (%s, 'New', '', '', '', '', '', 0, 0)",
        r["roadmap"],
    ),
    "SQL update": lambda r: sql("UPDATE pathfinders_action SET title = 'New'"),
    "SQL delete": lambda r: sql("DELETE FROM pathfinders_fundingline"),
}


def rows() -> list[list[dict]]:
    return [list(model.objects.values()) for model in (Priority, Action, FundingLine)]


def make_rows(state: str) -> dict[str, int]:
    line = make_funding()
    priority = line.action.priority
    presented = {"presented_on": date(2024, 2, 1), "meeting": "18th meeting"}
    Roadmap.objects.update(state=state, **presented)
    return {
        "roadmap": priority.roadmap_id,
        "priority": priority.pk,
        "action": line.action_id,
    }


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize("change", ROW_CHANGES.values(), ids=list(ROW_CHANGES))
def test_rows_are_locked_once_a_roadmap_is_submitted(db, change, state):
    keys = make_rows(state)
    before = rows()

    locked(change, keys)

    assert rows() == before


@pytest.mark.parametrize("state", [RoadmapState.DRAFT, RoadmapState.RETURNED])
@pytest.mark.parametrize("change", ROW_CHANGES.values(), ids=list(ROW_CHANGES))
def test_rows_are_open_in_preparation(db, change, state):
    keys = make_rows(state)
    before = rows()

    change(keys)

    assert rows() != before


# --- Published texts ---


@pytest.mark.parametrize("state", [RoadmapState.PUBLISHED, RoadmapState.SUPERSEDED])
@pytest.mark.parametrize(
    "text",
    [
        {"title": "Other"},
        {"summary": "Other"},
        {"context": "Other"},
        {"starts_on": EARLY},
        {"ends_on": None},
    ],
)
def test_the_text_of_a_published_roadmap_is_fixed(db, state, text):
    roadmap = make_roadmap(state=state)

    locked(Roadmap.objects.update, **text)

    assert Roadmap.objects.values().get()["title"] == roadmap.title


def test_the_text_of_an_accepted_roadmap_is_not_fixed_by_the_database(db):
    make_roadmap(state=RoadmapState.ACCEPTED)

    Roadmap.objects.update(title="Other")

    assert Roadmap.objects.get().title == "Other"


@pytest.mark.parametrize(
    "change",
    [
        lambda: AnnualReview.objects.update(progress="Other"),
        lambda: AnnualReview.objects.all().delete(),
        lambda: sql("UPDATE monitoring_annualreview SET state = 'tabled'"),
        lambda: sql("DELETE FROM monitoring_annualreview"),
    ],
)
def test_a_published_review_is_fixed(db, change):
    make_review(state="published")
    before = list(AnnualReview.objects.values())

    locked(change)

    assert list(AnnualReview.objects.values()) == before


def test_a_tabled_review_is_not_fixed(db):
    make_review(state="tabled")

    AnnualReview.objects.update(outcome_note="Note")

    assert AnnualReview.objects.get().outcome_note == "Note"


@pytest.mark.parametrize(
    "change",
    [
        lambda: StatusEvent.objects.update(reason="Other"),
        lambda: StatusEvent.objects.all().delete(),
        lambda: sql("UPDATE pathfinders_statusevent SET reason = 'Other'"),
        lambda: sql("DELETE FROM pathfinders_statusevent"),
    ],
)
def test_changes_of_status_are_append_only(db, change):
    make_status_event(reason="Why")

    locked(change)

    assert StatusEvent.objects.get().reason == "Why"


def test_row_cannot_be_moved_out_of_a_published_roadmap(db):
    published = make_roadmap(state="published", rows={"Inspect farms": ["Train"]})

    locked(published.priorities.update, roadmap=make_roadmap())

    assert published.priorities.count() == 1


@pytest.mark.parametrize("state", LOCKED)
def test_roadmap_cannot_be_deleted_once_submitted(db, state):
    roadmap = make_roadmap(state=state, rows={})

    locked(Roadmap.objects.filter(pk=roadmap.pk).delete)

    assert Roadmap.objects.filter(pk=roadmap.pk).exists()


@pytest.mark.parametrize(
    ("state", "forged"),
    [("published", "draft"), ("published", "accepted"), ("superseded", "published")],
)
def test_published_roadmap_never_goes_back(db, state, forged):
    roadmap = make_roadmap(state=state)

    locked(Roadmap.objects.filter(pk=roadmap.pk).update, state=forged)

    roadmap.refresh_from_db()
    assert roadmap.state == state
