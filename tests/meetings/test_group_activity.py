"""The activity of action groups that meetings know of."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.partners.group_parts import last_activity
from meetings.agenda.standing import add_standing_items
from meetings.enums import ItemKind
from meetings.models import Meeting
from tests import factories
from tests.factories.events import make_event
from tests.factories.groups import make_membership
from tests.factories.meetings import (
    make_group_meeting,
    make_group_update,
    make_planned,
)
from tests.factories.papers import make_paper, make_version

pytestmark = pytest.mark.django_db


def took_place(meeting: Meeting, on: datetime, state: str = "held") -> None:
    Meeting.objects.filter(pk=meeting.pk).update(
        state=state, starts_at=on, ends_at=on.replace(hour=17)
    )


def test_last_meeting_that_took_place_counts():
    group = factories.make_group()
    for day, state in ((9, "held"), (2, "closed"), (20, "cancelled")):
        took_place(
            make_group_meeting(group), datetime(2024, 5, day, 9, tzinfo=UTC), state
        )

    assert last_activity() == {group.pk: date(2024, 5, 9)}


def test_an_update_for_a_meeting_of_the_alliance_counts():
    update = make_group_update()
    assert last_activity() == {}

    took_place(update.meeting, datetime(2024, 6, 3, 9, tzinfo=UTC))

    assert last_activity() == {update.group_id: date(2024, 6, 3)}


def test_a_meeting_of_which_only_the_day_is_known_counts():
    meeting = make_group_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(
        state="held",
        starts_at=None,
        ends_at=None,
        on=date(2019, 5, 14),
        source="Minutes",
    )

    assert last_activity() == {meeting.group_id: date(2019, 5, 14)}


def test_events_that_were_held_count():
    group = factories.make_group()
    make_event(group=group, hours=False, state="held")
    make_event(group=group, hours=False, when=PartialDate.day(date(2020, 1, 1)))

    assert last_activity() == {group.pk: date(2019, 10, 31)}


def test_papers_of_the_group_count_by_the_day_they_came_out():
    old, new = factories.make_group(), factories.make_group()
    make_version(
        make_paper(group=old), endorsed_on=date(2019, 3, 1), endorsed_precision="day"
    )
    make_version(make_paper(group=new))

    assert last_activity() == {old.pk: date(2019, 3, 1), new.pk: timezone.localdate()}


def test_quiet_groups_come_onto_the_agenda_of_the_next_meeting():
    quiet = factories.make_group(name="Migration", state="active")
    make_membership(quiet, joined_on=date(2019, 5, 14))
    factories.make_group(name="Rural", state="active")
    busy = factories.make_group(name="Supply Chains", state="active")
    make_version(make_paper(group=busy))
    factories.make_group(name="Sample", state="active", is_example=True)
    officer = factories.make_officer()

    meeting = make_planned()
    add_standing_items(meeting, by=officer)

    item = meeting.items.get(kind=ItemKind.INACTIVE_GROUPS)
    assert item.title == "Groups without activity for 12 months"
    assert item.description == (
        "Rural: no activity on record\nMigration: last activity 14 May 2019"
    )


def test_no_line_on_the_agenda_when_every_group_is_at_work():
    busy = factories.make_group(state="active")
    make_version(make_paper(group=busy))

    meeting = make_planned()
    add_standing_items(meeting, by=factories.make_officer())

    assert not meeting.items.filter(kind=ItemKind.INACTIVE_GROUPS).exists()


def test_alarm_stands_on_the_page_of_the_group_for_those_who_may_know(client_for):
    group = factories.make_group(state="active")
    make_membership(group, joined_on=date(2019, 5, 14))
    words = "Last activity: 14 May 2019"

    def sees(user) -> bool:
        page = client_for(user).get(group.get_absolute_url())
        return words in page.content.decode()

    assert sees(factories.make_officer())
    assert sees(factories.make_gcg_member())
    assert sees(factories.make_group_chair(group))
    assert not sees(factories.make_focal_point())
    make_version(make_paper(group=group))
    assert not sees(factories.make_officer())
