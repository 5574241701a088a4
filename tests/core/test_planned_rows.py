"""Who knows of a planned publication, and what the database keeps of it."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from alliance87.core.enums import PlanState
from alliance87.core.models import PlannedPublication
from alliance87.core.planned import standing
from tests.core.sample_planned import NOON, SECOND, make_record, planned
from tests.factories import (
    make_contributor,
    make_country,
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return `clock(moment)`, which sets the clock of this machine; it stands still."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOON - timedelta(days=1))
    return set_to


@pytest.fixture
def record():
    return make_record()


# --- Who knows ----------------------------------------------------------------------


def test_only_who_prepares_the_record_knows_of_the_plan(clock, record):
    country = make_country()
    made = planned(record, country=country)
    knows = [make_officer(), make_focal_point(country), make_contributor(country)]
    others = [make_user(), make_gcg_member(), make_focal_point(make_country())]

    assert [standing("sample", record, each).plan for each in knows] == [made] * 3
    assert [standing("sample", record, each) for each in others] == [None] * 3


def test_taking_back_on_the_page_asks_for_the_reason(clock, record, client_for):
    made = planned(record, by=make_officer(), country=make_country())
    path = f"/publications/{made.pk}/take-back/"

    assert client_for(make_gcg_member()).get(path).status_code == 404
    client = client_for(make_officer())
    page = client.get(path)
    assert "It was to be published on Thu 10 Dec 2026, 13:00 Geneva (12:00 UTC)" in (
        page.text
    )
    assert client.post(path, {"reason": ""}).status_code == 200
    assert client.post(path, {"reason": "Later."}).url == "/record/"
    made.refresh_from_db()
    assert (made.state, made.ended_why) == (PlanState.TAKEN_BACK, "Later.")


# --- What the database keeps --------------------------------------------------------


def test_database_holds_one_open_plan_for_a_record(clock, record):
    made = planned(record)
    twin = PlannedPublication(
        **{
            name: getattr(made, name)
            for name in ("kind", "target", "target_label", "until", "zone")
        },
        planned_by=made.planned_by,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.parametrize("change", ["until", "again", "delete"])
def test_database_changes_no_plan(clock, record, change):
    made = planned(record)
    rows = PlannedPublication.objects.filter(pk=made.pk)
    if change == "again":
        rows.update(state=PlanState.CHANGED, ended_at=timezone.now())

    changes = {
        "until": lambda: rows.update(until=NOON + SECOND),
        "again": lambda: rows.update(state=PlanState.PLANNED, ended_at=None),
        "delete": rows.delete,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        changes[change]()
