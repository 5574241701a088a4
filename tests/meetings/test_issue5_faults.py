"""Faults found when meetings and partners were attacked, each with its name."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories.events import make_event
from tests.factories.groups import make_work_plan
from tests.factories.meetings import make_coming, make_group_meeting, make_planned

pytestmark = pytest.mark.django_db
# More digits than Python reads as a number.
HUGE = "9" * 5000


@pytest.mark.parametrize("name", ["action-point-add", "decision-add"])
@pytest.mark.parametrize("key", [HUGE, "9" * 19, "-1", "²", "a\x00"])
def test_a_meeting_named_by_garbage_does_not_exist(client_for, name, key):
    client = client_for(factories.make_officer())

    answer = client.get(reverse(f"meetings:{name}"), {"meeting": key})

    assert answer.status_code == 404


def test_a_meeting_does_not_tell_of_a_planned_one_or_of_a_closed_event(client):
    event = make_event(title="Closed dinner", is_public=False)
    planned = make_planned(title="Plan that nobody knows")
    meeting = make_coming(back_to_back_with=event, outcomes_to=planned)

    for name in ("meeting", "meeting-calendar"):
        answer = client.get(reverse(f"meetings:{name}", kwargs={"pk": meeting.pk}))
        text = answer.content.decode()
        assert "Closed dinner" not in text
        assert "Plan that nobody knows" not in text


def test_the_chair_of_a_group_is_not_offered_what_others_hide(client_for):
    group = factories.make_group()
    meeting = make_group_meeting(group)
    stranger = factories.make_person(name="Contact of Another Partner")
    make_event(title="Closed dinner", is_public=False)
    planned = make_planned(title="Plan that nobody knows")
    client = client_for(factories.make_group_chair(group))

    for name in ("meeting-edit", "participant-add"):
        url = reverse(f"meetings:{name}", kwargs={"pk": meeting.pk})
        text = client.get(url).content.decode()
        assert stranger.name not in text
        assert "Closed dinner" not in text
        assert planned.title not in text


def test_a_work_plan_until_the_last_day_of_all_is_refused(client_for):
    plan = make_work_plan()
    keys = {"slug": plan.group.slug, "pk": plan.pk}
    client = client_for(factories.make_officer(language="en"))
    facts = {"starts_on": "2026-01-01", "last_day": "9999-12-31", "version": 0}

    answer = client.post(reverse("partners:work-plan-edit", kwargs=keys), facts)

    assert answer.status_code == 200
    assert answer.context["form"].has_error("last_day")
