"""What waits for a person: invitations, comment rounds, action points, the pack."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from meetings.enums import Response, RoundAudience
from meetings.selectors.asked import tasks_for, tasks_in_country
from tests.factories import (
    make_country,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_person,
    make_user,
)
from tests.factories.decisions import make_action_point
from tests.factories.meetings import make_coming, make_invited
from tests.factories.packs import issue_unbuilt, make_pack
from tests.factories.papers import make_comment_round

pytestmark = pytest.mark.django_db


def urls(user) -> list[str]:
    return [task.url for task in tasks_for(user)]


def test_open_invitation_is_asked_until_it_is_answered():
    meeting, user = make_coming(), make_user()
    person = make_person(user=user)
    row = make_invited(meeting, person=person)

    assert urls(user) == [reverse("meetings:own-answer", kwargs={"pk": meeting.pk})]
    row.response = Response.YES
    row.response_mode = "remote"
    row.save()
    assert urls(user) == []


def test_invitation_whose_time_is_over_is_not_asked():
    user = make_user()
    meeting = make_coming(rsvp_by=timezone.now() - timedelta(hours=1))
    make_invited(meeting, person=make_person(user=user))

    assert urls(user) == []


def test_rounds_are_asked_of_their_audience_while_they_are_open():
    member, observer = make_gcg_member(), make_gcg_observer()
    rounds = make_comment_round(audience=RoundAudience.MEMBERS)
    make_comment_round(closes_at=timezone.now() - timedelta(hours=1))

    assert urls(member) == [rounds.get_absolute_url()]
    assert urls(observer) == []


def test_own_action_points_three_and_how_many_more():
    country = make_country()
    user = make_focal_point(country)
    for _each in range(5):
        make_action_point(country=country)
    make_action_point(country=make_country())

    tasks = tasks_for(user)

    assert len(tasks) == 4
    assert tasks[3].label == "2 more action points"
    assert tasks[3].url.endswith("?show=mine")


def test_pack_of_the_next_meeting_is_for_its_readers():
    pack = issue_unbuilt(make_pack(make_coming()))
    issue_unbuilt(make_pack(make_coming(days=200)))

    url = reverse("meetings:asked-of-me", kwargs={"pk": pack.meeting_id})
    assert urls(make_gcg_observer()) == [url]
    assert urls(make_focal_point()) == []


def test_nothing_is_asked_of_visitors_at_no_cost(django_assert_num_queries):
    make_comment_round()
    with django_assert_num_queries(0):
        assert tasks_for(AnonymousUser()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_asking_takes_the_same_queries(count, django_assert_num_queries):
    user = make_gcg_member()
    person = make_person(user=user)
    for _each in range(count):
        make_invited(make_coming(), person=person)
        make_comment_round()
        make_action_point(person=person)
    issue_unbuilt(make_pack(make_coming()))

    with django_assert_num_queries(6):
        assert len(tasks_for(user)) == 3 * count + 1


@pytest.mark.parametrize("path", ["home", "meetings:meetings"])
def test_card_stands_where_the_person_begins(client, client_for, path):
    meeting, user = make_coming(), make_user()
    make_invited(meeting, person=make_person(user=user))

    shown = client_for(user).get(reverse(path))
    assert f"Answer the invitation: {meeting}" in shown.content.decode()
    assert "Asked of you" not in client.get(reverse(path)).content.decode()


def test_country_has_its_own_action_points_and_the_invitation():
    nepal, togo = make_country(), make_country()
    user = make_focal_point(nepal)
    meeting = make_coming()
    make_invited(meeting, person=make_person(user=user))
    own = make_action_point(country=nepal)
    make_focal_point(togo)
    make_action_point(country=togo)

    tasks = tasks_in_country(user, nepal)

    assert [task.url for task in tasks] == [
        reverse("meetings:own-answer", kwargs={"pk": meeting.pk}),
        own.get_absolute_url(),
    ]
