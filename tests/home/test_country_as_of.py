"""The page of a country as it was known on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from monitoring.enums import Assessment, ReviewState, ValueState
from pathfinders.enums import ActionStatus, MilestoneKind, RoadmapState, Status
from pathfinders.models import Milestone, Ratification
from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.factories.values import make_value
from tests.home.known_values import indicator, public_value

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 31)
BEFORE = datetime(2025, 1, 10, tzinfo=UTC)
AFTER = datetime(2025, 6, 10, tzinfo=UTC)


@pytest.fixture
def country():
    return factories.make_pathfinder(is_public=True, status=Status.PATHFINDER)


def read(client, country, day: str = DAY.isoformat()):
    return client.get(f"{country.get_absolute_url()}?as_of={day}")


@pytest.fixture
def at(monkeypatch):
    """Put something on record at a moment."""

    def put(moment, make, *args, **fields):
        with monkeypatch.context() as clock:
            clock.setattr("django.utils.timezone.now", lambda: moment)
            return make(*args, **fields)

    return put


def known_since(record, moment) -> None:
    type(record).objects.filter(pk=record.pk).update(created_at=moment)


def test_values_and_their_age_are_those_of_the_day(client, country):
    definition = indicator("PR-CL-1")
    make_indicator_set(definition)
    old = public_value(
        *(country, definition, 2020, 21),
        state=ValueState.SUPERSEDED,
        at=BEFORE,
        superseded_at=AFTER,
    )
    make_value(
        old.observation,
        definition=definition,
        state=ValueState.PUBLISHED,
        percent=19,
        at=AFTER,
    )

    then, now = read(client, country), client.get(country.get_absolute_url())

    (was,), (is_now,) = (each.context["page"].grid.entries for each in (then, now))
    assert (was.printed.version.percent, was.age.years) == (21, 5)
    assert is_now.printed.version.percent == 19
    assert f"/values/{old.observation_id}/?as_of=2025-03-31" in then.content.decode()
    (column, _other) = then.context["page"].children.columns
    assert column.measure.people[0].printed.version.percent == 21


def test_value_published_later_was_not_known(client, country):
    definition = indicator("PR-CL-1")
    make_indicator_set(definition)
    public_value(country, definition, 2020, "23.7", at=AFTER)

    answer = read(client, country)

    assert answer.context["page"].grid.entries == []
    assert "23.7" not in answer.content.decode()


def test_status_is_that_of_the_last_decision_known(client, country, at):
    decide = factories.make_status_event
    at(BEFORE, decide, country, on=date(2024, 6, 20))
    held = {"was": Status.PATHFINDER, "now": Status.ON_HOLD, "on": date(2025, 3, 1)}
    at(AFTER, decide, country, reason="No report came.", **held)

    answer = read(client, country)

    assert answer.context["page"].glance[0].text == "Pathfinder country"
    assert "No report came." not in answer.content.decode()
    assert "No report came." in read(client, country, "2025-07-01").content.decode()


def test_without_a_decision_known_the_country_was_on_the_path(client, country):
    answer = read(client, country)

    assert answer.context["page"].glance[0].text == "On the path"
    country.refresh_from_db()
    assert country.status == Status.PATHFINDER


def test_roadmap_and_its_progress_are_those_of_the_day(client, country, at):
    old = factories.make_roadmap(
        country, state=RoadmapState.SUPERSEDED, published_at=BEFORE, title="First plan"
    )
    factories.make_roadmap(
        country, state=RoadmapState.PUBLISHED, published_at=AFTER, title="Second plan"
    )
    action = old.priorities.get().actions.get()
    report = factories.make_update
    started = {"status": ActionStatus.UNDER_WAY, "on": date(2025, 1, 5)}
    at(BEFORE, report, action, **started)
    at(AFTER, report, action, status=ActionStatus.DONE, on=date(2025, 2, 1))

    page = read(client, country).context["page"]

    assert page.roadmap == old
    assert page.progress.whole.counts == {ActionStatus.UNDER_WAY: 1}
    assert "Second plan" not in read(client, country).content.decode()


def test_steps_reviews_and_registers_put_on_record_later_were_not_known(
    client, country
):
    step = factories.make_milestone(
        country, MilestoneKind.WORKSHOP, when=PartialDate.day(date(2024, 5, 5))
    )
    Milestone.objects.filter(pk=step.pk).update(created_at=AFTER)
    review = {"state": ReviewState.PUBLISHED, "assessment": Assessment.SOME}
    factories.make_review(country, year=2024, published_at=AFTER, **review)
    record = factories.make_ratification(country)
    Ratification.objects.filter(pk=record.pk).update(created_at=AFTER)

    page = read(client, country).context["page"]

    assert page.events == ()
    assert page.reviews == []
    assert page.registers.latest == ()


def test_page_says_which_day_it_shows_and_leaves_people_out(client, country):
    factories.make_appointment(country, person="Amina Diallo", starts_on=None)
    factories.make_profile(country, context="A country of rivers.")

    html = read(client, country).content.decode()

    assert "This page shows what was on record on 31 March 2025." in html
    assert "As known on 31 March 2025" in html
    assert "Amina Diallo" not in html
    assert "A country of rivers." not in html


def test_links_to_other_pages_keep_the_day(client, country):
    html = read(client, country).content.decode()
    slug = country.country.slug

    assert f'href="/pathfinders/{slug}/profile.pdf?as_of=2025-03-31"' in html
    assert f'href="/pathfinders/{slug}/values/?as_of=2025-03-31"' in html


@pytest.mark.parametrize("day", ["31-13-2020", "soon", "%00", "2025-02-30", "9" * 400])
def test_day_that_is_none_is_said_and_today_is_shown(client, country, day):
    answer = read(client, country, day)

    assert answer.status_code == 200
    html = answer.content.decode()
    assert "This is no day. Write it as 2026-03-31." in html
    assert "What is known now is shown." in html
    assert answer.context["page"].as_of is None


def test_day_to_come_is_said(client, country):
    day = timezone.localdate() + timedelta(days=1)

    html = read(client, country, day.isoformat()).content.decode()

    assert "This day is still to come." in html


def test_hidden_country_stays_hidden_on_every_day(client, client_for):
    hidden = factories.make_pathfinder(is_public=False)

    assert read(client, hidden).status_code == 404
    reader = client_for(factories.make_focal_point(hidden.country))
    assert read(reader, hidden).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_depend_on_records(
    client, django_assert_num_queries, country, count
):
    definition = indicator("PR-CL-1")
    make_indicator_set(definition)
    for number in range(count):
        public_value(country, definition, 2015 + number, 20)
        known_since(factories.make_milestone(country), BEFORE)
        known_since(factories.make_workshop(country), BEFORE)
        known_since(factories.make_ratification(country), BEFORE)
        commitment = factories.make_commitment(country)
        known_since(commitment, BEFORE)
        factories.make_follow_up(commitment)

    with django_assert_num_queries(5):
        read(client, country)
