"""What countries ask of an action group, as far as the reader may see it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from pathfinders.models import ProgressUpdate, Roadmap, SupportNeed
from pathfinders.selectors.demand import demand_of
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2024, 3, 1)


@pytest.fixture
def group():
    return factories.make_group(name="Supply Chains")


def linked(group, *, state="published", pathfinder=None, title="Audit"):
    """Return an action linked to the group in a version of that state."""
    pathfinder = pathfinder or factories.make_pathfinder(is_public=True)
    roadmap = factories.make_roadmap(pathfinder)
    priority = factories.make_priority(roadmap)
    action = factories.make_action(priority, title=title, action_group=group)
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=state, presented_on=TODAY, meeting="18th meeting"
    )
    return action


def reported(action, on: date, status="under_way") -> None:
    ProgressUpdate.objects.create(
        action=action, on=on, status=status, created_by=factories.keeper()
    )


def seen(group, user) -> list[str]:
    found = demand_of(group, user, on=TODAY)
    return [str(row.action) for each in found for row in each.rows]


def test_draft_is_no_demand_and_a_presented_one_is_the_groups(group):
    linked(group, state="draft", title="Draft")
    linked(group, state="presented", title="Presented")
    linked(group, title="Published")
    linked(factories.make_group(), title="Of another group")

    assert sorted(seen(group, factories.make_officer())) == ["Presented", "Published"]
    assert sorted(seen(group, factories.make_gcg_member())) == [
        "Presented",
        "Published",
    ]
    assert seen(group, AnonymousUser()) == ["Published"]


def test_newest_version_of_a_country_counts(group):
    pathfinder = factories.make_pathfinder(is_public=True)
    linked(group, state="superseded", pathfinder=pathfinder, title="Before")
    linked(group, state="published", pathfinder=pathfinder, title="Now")

    assert seen(group, factories.make_officer()) == ["Now"]


def test_only_what_was_reported_in_twelve_months_is_active(group):
    pathfinder = factories.make_pathfinder(is_public=True)
    late = linked(group, pathfinder=pathfinder)
    reported(late, date(2023, 2, 28))
    fresh = linked(group, title="Fresh")
    reported(fresh, date(2022, 5, 1), status="not_started")
    reported(fresh, date(2023, 3, 1))
    reported(fresh, date(2024, 5, 1), status="done")

    found = demand_of(group, factories.make_officer(), on=TODAY)

    rows = {str(row.action): row for each in found for row in each.rows}
    assert (rows["Audit"].was_active, rows["Audit"].reported_on) == (
        False,
        date(2023, 2, 28),
    )
    assert (rows["Fresh"].was_active, rows["Fresh"].status) == (True, "Under way")
    assert sorted(each.active for each in found) == [0, 1]


def test_needs_are_for_those_who_may_see_them(group):
    action = linked(group)
    SupportNeed.objects.create(
        pathfinder=action.priority.roadmap.pathfinder,
        action=action,
        kind="expertise",
        title="An auditor",
        created_by=factories.keeper(),
    )

    def needs(user) -> int:
        [country] = demand_of(group, user, on=TODAY)
        return country.needs

    assert needs(factories.make_officer()) == 1
    assert needs(factories.make_gcg_member()) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_demand_asks_three_queries(group, rows, django_assert_num_queries):
    for _each in range(rows):
        reported(linked(group), TODAY)
    officer = factories.make_officer()
    demand_of(group, officer, on=TODAY)

    with django_assert_num_queries(3):
        assert len(demand_of(group, officer, on=TODAY)) == rows
