"""What changed, in the read API."""

from datetime import date

import pytest
from django.test import Client

from alliance87.core.dates import PartialDate
from pathfinders.enums import MilestoneKind
from tests.api.asking import HOST, ask, refused, walk, when
from tests.factories import make_country, make_milestone, make_pathfinder

pytestmark = pytest.mark.django_db
PERIOD = {"since": "2025-12-31", "until": "2026-06-30", "kind": "step"}


@pytest.fixture
def kenya():
    return make_pathfinder(country=make_country(iso3="KEN", iso2="KE", name_en="Kenya"))


def workshop(pathfinder, day: str, **fields):
    return make_milestone(
        pathfinder, MilestoneKind.WORKSHOP, when=PartialDate.parse(day), **fields
    )


def known_before(milestone, day: date) -> None:
    """As if it had been entered on a day."""
    type(milestone).objects.filter(pk=milestone.pk).update(created_at=f"{day}T12:00Z")


def test_change_is_told_with_its_day_and_country(kenya):
    known_before(
        workshop(kenya, "2026-03-05", source="Website", note="In Nairobi"),
        date(2026, 3, 6),
    )

    answer = ask("changes/", **PERIOD)

    assert answer["items"] == [
        {
            "kind": {"code": "step", "label": answer["items"][0]["kind"]["label"]},
            "when": when("2026-03-05", "5 March 2026"),
            "recorded_on": "2026-03-06",
            "country": {"iso3": "KEN", "name": "Kenya"},
            "what": "Strategic planning workshop",
            "was": "",
            "now": answer["items"][0]["now"],
            "note": answer["items"][0]["note"],
            "source": "Website",
            "page": f"{HOST}/pathfinders/ken/",
        }
    ]
    assert answer["meta"]["since"] == "2025-12-31"
    assert answer["meta"]["until"] == "2026-06-30"
    assert answer["meta"]["count"] == 1


def test_change_in_a_hidden_country_or_of_a_hidden_step_is_not_told(kenya):
    known_before(workshop(make_pathfinder(is_public=False), "2026-03-05"), date.min)
    known_before(workshop(kenya, "2026-03-05", is_public=False), date.min)

    assert ask("changes/", **PERIOD)["items"] == []


def test_changes_are_walked_newest_first_and_each_comes_once(kenya):
    days = ["2026-01-05", "2026-02-05", "2026-02-05", "2026-02-05", "2026-04-01"]
    for day in days:
        known_before(workshop(kenya, day), date(2026, 5, 1))

    rows = walk("changes/", page_size=2, **PERIOD)

    assert [each["when"]["on"] for each in rows] == sorted(days, reverse=True)


def test_change_added_between_two_pages_moves_no_other(kenya):
    for day in ("2026-01-05", "2026-02-05", "2026-03-05"):
        known_before(workshop(kenya, day), date(2026, 5, 1))
    first = ask("changes/", page_size=2, **PERIOD)

    known_before(workshop(kenya, "2026-06-05"), date(2026, 5, 1))
    rest = Client().get(first["next"]).json()

    assert [each["when"]["on"] for each in first["items"]] == [
        *("2026-03-05", "2026-02-05")
    ]
    assert [each["when"]["on"] for each in rest["items"]] == ["2026-01-05"]


def test_place_that_is_gone_is_a_clear_message(kenya):
    milestones = [workshop(kenya, f"2026-0{month}-05") for month in (1, 2, 3)]
    for milestone in milestones:
        known_before(milestone, date(2026, 5, 1))
    first = ask("changes/", page_size=1, **PERIOD)
    milestones[-1].delete()

    answer = Client().get(first["next"])

    assert answer.status_code == 400
    assert answer.json() == {
        "error": "bad_request",
        "field": "after",
        "message": "The list has changed at this place. Begin again without “after”.",
    }


def test_changes_of_one_country(kenya):
    known_before(workshop(kenya, "2026-03-05"), date(2026, 5, 1))
    other = workshop(make_pathfinder(), "2026-03-05")
    known_before(other, date(2026, 5, 1))

    rows = ask("changes/", country="KEN", **PERIOD)["items"]

    assert [each["country"]["iso3"] for each in rows] == ["KEN"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "2026-06-30", "until": "2026-06-30"}, "since"),
        ({"since": "2026-06-31"}, "since"),
        ({"until": "2100-01-01"}, "until"),
        ({"country": "KEN,PER"}, "country"),
        ({"country": "XYZ"}, "country"),
        ({"kind": "gossip"}, "kind"),
    ],
)
def test_question_about_changes_that_cannot_be_read_is_refused(kenya, query, field):
    assert refused("changes/", **query)[:2] == (400, field)
