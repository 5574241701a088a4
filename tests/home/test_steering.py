"""What meetings, seats and groups need, on the first page of the secretariat."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.home.steering import steering_tasks
from meetings.selectors.lateness import late_meetings
from tests.factories import (
    make_chair,
    make_focal_point,
    make_group,
    make_officer,
    make_pathfinder,
    make_user,
)
from tests.factories.decisions import (
    make_action_point,
    make_circulated_report,
    make_gcg,
)
from tests.factories.meetings import make_coming, make_planned
from tests.factories.packs import issue_unbuilt, make_pack

pytestmark = pytest.mark.django_db


def lines(user) -> list[str]:
    return [task.label for task in steering_tasks(user)]


def test_lines_lead_to_what_needs_the_secretariat(client_for):
    late = make_planned(days=20)
    make_planned(days=200)
    make_action_point(
        make_gcg(state="closed"),
        proposed_done_at=timezone.now(),
        proposed_done_by=make_user(),
    )
    make_group(state="active")
    officer = make_officer()

    tasks = steering_tasks(officer)

    assert [(task.label, task.url) for task in tasks] == [
        (f"Prepare the meeting: {late}", f"/meetings/{late.pk}/desk/"),
        ("1 action point to verify", "/action-points/?show=verify"),
        ("1 group without activity", "/groups/#quiet"),
    ]
    page = client_for(officer).get(reverse("home")).content.decode()
    assert 'href="/action-points/?show=verify"' in page


def test_nobody_else_gets_lines_at_any_cost(django_assert_num_queries):
    make_group(state="active")
    for user in (make_chair(), make_user()):
        user = type(user).objects.get(pk=user.pk)
        with django_assert_num_queries(1):  # the rights of the person
            assert lines(user) == []


def test_pack_papers_and_report_make_a_meeting_late():
    soon = make_coming(days=5)
    held = make_coming(days=-30, state="held", rsvp_by=None)
    make_coming(days=-5, state="held", rsvp_by=None)

    assert set(late_meetings()) == {soon, held}
    issue_unbuilt(make_pack(soon))
    make_circulated_report(held)
    assert set(late_meetings()) == set()
    type(soon).objects.filter(pk=soon.pk).update(
        ends_at=timezone.now() - timedelta(hours=1),
        starts_at=timezone.now() - timedelta(hours=3),
    )
    assert set(late_meetings()) == {soon}


def test_action_points_stand_on_the_page_of_the_country(client_for):
    pathfinder = make_pathfinder()
    action = make_action_point(country=pathfinder.country)

    user = make_focal_point(pathfinder.country)
    page = client_for(user).get(
        reverse("my-country-detail", args=[pathfinder.country.slug])
    )

    assert action.get_absolute_url() in [
        task.url for task in page.context["mine"].tasks
    ]
