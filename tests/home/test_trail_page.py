"""The whole trail of a country: who opens it, what its filters leave, its pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.audit import record
from alliance87.home.trail import (
    DECISIONS,
    MACHINE_BY_NAME,
    events_of,
    trail_of,
)
from alliance87.home.trail_words import WORDS, WORK
from tests.factories import make_administrator, make_officer, make_pathfinder
from tests.factories.people import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


def address(pathfinder) -> str:
    return f"/secretariat/countries/{pathfinder.country.slug}/trail/"


def note(pathfinder, verb="letter.drafted", *, by=None, reason=""):
    by = by or make_officer()
    record(verb, pathfinder, by=by, country=pathfinder.country, reason=reason)


@pytest.mark.parametrize("who", PEOPLE)
def test_security_whole_trail_is_for_those_who_audit(client_for, pathfinder, who):
    """permissions.csv, “audit log, read”: for all others it does not exist."""
    client = client_for(PEOPLE[who](pathfinder.country))

    answer = client.get(address(pathfinder)).status_code

    assert answer == (200 if who == "SA" else 404)


@pytest.mark.parametrize(
    ("make", "shown"), [(make_administrator, 1), (make_officer, 0)]
)
def test_desk_leads_to_the_whole_trail_who_may_read_it(
    client_for, pathfinder, make, shown
):
    desk = f"/secretariat/countries/{pathfinder.country.slug}/"

    page = client_for(make()).get(desk).content.decode()

    assert page.count(f'href="{address(pathfinder)}"') == shown


def test_trail_asks_visitors_to_sign_in(pathfinder):
    answer = Client().get(address(pathfinder))

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_trail_of_a_country_that_is_not_on_the_path_does_not_exist(client_for):
    answer = client_for(make_administrator()).get("/secretariat/countries/zzz/trail/")

    assert answer.status_code == 404


def test_trail_is_of_this_country_alone(pathfinder):
    note(pathfinder, reason="ours")
    note(make_pathfinder(), reason="theirs")

    assert [each.reason for each in events_of(pathfinder.country)] == ["ours"]


def test_day_of_writing_hides_no_decision_on_the_desk(pathfinder):
    note(pathfinder, reason="a decision")
    for _number in range(60):
        note(pathfinder, "roadmap.action_changed")

    assert [each.reason for each in trail_of(pathfinder.country)] == ["a decision"]
    assert events_of(pathfinder.country).count() == 61
    assert events_of(pathfinder.country, what=DECISIONS).count() == 1


def test_work_is_what_the_trail_has_words_for():
    moves = {
        f"{name}.{verb}"
        for name, machine in MACHINE_BY_NAME.items()
        for verb in machine.moves
    }

    assert moves | WORDS.keys() >= WORK


def test_search_reads_person_record_and_reason(pathfinder):
    note(pathfinder, by=make_officer(name="Amina Diallo"))
    note(pathfinder, reason="The Minister asked for it.")
    note(pathfinder)

    found = [
        events_of(pathfinder.country, q=q).count()
        for q in ("diallo", "minister", str(pathfinder).lower(), "nobody")
    ]

    assert found == [1, 1, 3, 0]


def test_days_are_whole_days_and_both_count(pathfinder):
    note(pathfinder)
    today = timezone.now().date()
    day = timedelta(days=1)

    def count(**days):
        return events_of(pathfinder.country, **days).count()

    assert count(since=today, until=today) == 1
    assert count(since=today + day) == 0
    assert count(until=today - day) == 0
    assert count(since=date.min, until=date.max) == 1


@pytest.mark.parametrize(
    "query", ["since=31-13-2020", "what=all", "page=99999999999999999999", "q=%00"]
)
def test_filter_that_cannot_be_read_is_ignored(client_for, pathfinder, query):
    note(pathfinder, reason="still there")

    page = client_for(make_administrator()).get(f"{address(pathfinder)}?{query}")

    assert page.status_code == 200
    assert "still there" in page.content.decode()


def test_nothing_found_says_so_and_leads_back(client_for, pathfinder):
    page = client_for(make_administrator()).get(f"{address(pathfinder)}?q=nobody")

    assert "No entry matches these filters" in page.content.decode()
    assert f'href="{address(pathfinder)}"' in page.content.decode()


def test_pages_keep_the_filters(client_for, pathfinder):
    for _number in range(51):
        note(pathfinder, reason="Minister")

    page = client_for(make_administrator()).get(
        f"{address(pathfinder)}?q=minister&page=2"
    )

    assert len(page.context["entries"]) == 1
    assert "?page=1&amp;q=minister" in page.content.decode()


def test_trail_costs_the_same_for_many_entries(
    client_for, pathfinder, django_assert_max_num_queries
):
    client = client_for(make_administrator())
    client.get(address(pathfinder))
    costs = []
    for entries in (1, 3):
        for _number in range(entries):
            note(pathfinder)
        with django_assert_max_num_queries(12) as queries:
            client.get(address(pathfinder))
        costs.append(len(queries))

    assert costs[0] == costs[1]
