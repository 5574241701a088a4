"""The first page: exact counters, the map and its names, what happened, your work."""

from datetime import date

import pytest
from django.urls import reverse

from alliance87.core.dates import PartialDate
from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from pathfinders.enums import EoiState, MilestoneKind, RoadmapState, Status
from tests.factories import (
    MOMENT,
    keeper,
    make_administrator,
    make_chair,
    make_country,
    make_eoi,
    make_focal_point,
    make_gcg_member,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_review,
    make_roadmap,
    make_user,
)

pytestmark = pytest.mark.django_db
OTHER = MilestoneKind.OTHER


def happenings(client) -> list[tuple[str, str, list[str]]]:
    found = client.get(reverse("home")).context["happenings"]
    return [
        (str(each.when), each.label, [str(country) for country in each.pathfinders])
        for each in found
    ]


def test_counters_leave_examples_out_and_count_a_country_once(client):
    real = make_pathfinder()
    make_milestone(real)
    make_milestone(real)
    make_pathfinder(status=Status.PATHFINDER)
    make_pathfinder(status=Status.ON_HOLD)
    make_pathfinder(status=Status.WITHDRAWN)
    example = make_country(is_example=True)
    make_milestone(make_pathfinder(country=example, status=Status.PATHFINDER))

    response = client.get(reverse("home"))

    counted = response.context["counters"]
    assert (counted.expressions_of_interest, counted.status_awarded) == (1, 2)
    assert response.context["countries_total"] == 4


def test_countries_stand_in_the_class_of_their_furthest_step(client):
    make_pathfinder(country=make_country(name_en="A"), status=Status.PATHFINDER)
    make_milestone(make_pathfinder(country=make_country(name_en="B")), "workshop")
    make_milestone(make_pathfinder(country=make_country(name_en="C")))
    make_pathfinder(country=make_country(name_en="D"))
    make_pathfinder(country=make_country(name_en="E"), status=Status.ON_HOLD)
    make_pathfinder(country=make_country(name_en="F"), status=Status.WITHDRAWN)
    make_pathfinder(country=make_country(name_en="G", is_example=True))

    response = client.get(reverse("home"))

    shown = {
        group.label: [str(row.pathfinder) for row in group.rows]
        for group in response.context["groups"]
    }
    assert shown == {
        "Pathfinder status": ["A", "E"],
        "Workshop or roadmap on record": ["B"],
        "Interest on record": ["C", "D"],
    }
    assert [str(row.pathfinder) for row in response.context["withdrawn"]] == ["F"]
    assert [str(each) for each in response.context["examples"]] == ["G"]


@pytest.mark.parametrize(
    ("iso3", "is_example", "marks"),
    [("UGA", False, 1), ("UGA", True, 0), ("TWN", False, 0), ("XZZ", False, 0)],
)
def test_map_marks_real_countries_that_have_a_place(client, iso3, is_example, marks):
    make_pathfinder(country=make_country(iso3=iso3, is_example=is_example))

    html = client.get(reverse("home")).content.decode()

    assert html.count("map__on ") == marks


def test_happenings_are_the_newest_eight_of_real_countries(client):
    for year in range(2010, 2020):
        make_milestone(when=PartialDate.parse(str(year)))
    make_milestone(
        make_pathfinder(country=make_country(is_example=True)),
        when=PartialDate.parse("2025"),
    )
    make_milestone(when=PartialDate.unknown())

    dates = [when for when, _label, _countries in happenings(client)]

    assert dates == [str(year) for year in range(2019, 2011, -1)]


def test_one_source_about_many_countries_is_one_happening(client):
    for name in ("Chile", "Éire", "Benin"):
        make_milestone(
            make_pathfinder(country=make_country(name_en=name)),
            OTHER,
            when=PartialDate.parse("2025"),
            statement="Named in a list",
            source="A list",
        )

    assert happenings(client) == [
        ("2025", "Named in a list", ["Benin", "Chile", "Éire"])
    ]


def test_landing_in_french_writes_names_and_dates_in_french(client):
    country = make_country(name_en="Uganda", name_fr="Ouganda")
    make_milestone(
        make_pathfinder(country=country), when=PartialDate.day(date(2019, 8, 17))
    )

    response = client.get(reverse("home"), headers={"accept-language": "fr"})

    html = response.content.decode()
    assert '<html lang="fr"' in html
    assert "17 août 2019" in html
    assert ">Ouganda</a>" in html
    assert "Uganda" not in html


def test_empty_database_says_so(client):
    html = client.get(reverse("home")).content.decode()

    assert "No country is on record yet" in html
    assert "No dated milestone is on record yet" in html


@pytest.mark.parametrize("count", [1, 40])
def test_landing_needs_five_queries_for_any_number(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        make_milestone(make_pathfinder())

    with django_assert_num_queries(5):
        client.get(reverse("home"))


# --- Your work ----------------------------------------------------------------------


def work_of(client_for, user) -> tuple[list[str], list[str]]:
    work = client_for(user).get(reverse("home")).context["work"]
    return (
        [f"{task.label} – {task.state}" for task in work.tasks],
        [place.label for place in work.places],
    )


@pytest.fixture
def waiting():
    """Put one thing of each kind before the secretariat, the Chair and the Group."""
    country = make_pathfinder(country=make_country(name_en="Uganda"))
    make_eoi(country, state=EoiState.SUBMITTED)
    make_roadmap(country, state=RoadmapState.SUBMITTED)
    make_review(country, year=2023, state=ReviewState.SUBMITTED)
    make_review(country, year=2022, state=ReviewState.TABLED)
    weak = make_pathfinder(
        country=make_country(name_en="Weakland"), status=Status.PATHFINDER
    )
    for year in (2022, 2023):
        make_review(
            weak,
            year=year,
            state=ReviewState.PUBLISHED,
            assessment=Assessment.NONE,
            justification_verdict=JustificationVerdict.NOT_ACCEPTED,
            outcome_at=MOMENT,
            outcome_by=keeper(),
        )
    return country


HOLD = "Reviews allow a hold: Weakland – For the Group to decide"
TABLED = "Annual review 2022: Uganda – Tabled"


@pytest.mark.parametrize("make", [make_officer, make_administrator])
def test_secretariat_sees_what_waits_for_it(client_for, waiting, make):
    assert work_of(client_for, make()) == (
        [
            "Expression of interest: Uganda – Accept or return",
            "Roadmap: Uganda – Accept or return",
            "Annual review: Uganda – Assess or return",
            HOLD,
        ],
        ["Path board", "Records"],
    )


def test_chair_sees_holds_that_are_possible_and_what_is_tabled(client_for, waiting):
    assert work_of(client_for, make_chair()) == ([HOLD, TABLED], ["Path board"])


def test_member_of_the_group_sees_what_is_tabled(client_for, waiting):
    assert work_of(client_for, make_gcg_member()) == ([TABLED], [])


def test_focal_point_sees_the_way_to_the_country_and_nothing_of_others(
    client_for, waiting
):
    user = make_focal_point(make_country(name_en="Nepal"))

    assert work_of(client_for, user) == ([], ["My country: Nepal"])
    html = client_for(user).get(reverse("home")).content.decode()
    assert "What is due stands on the page of your country." in html


def test_account_without_a_role_is_told_what_to_do(client_for, waiting):
    html = client_for(make_user()).get(reverse("home")).content.decode()

    assert "Your account has no role yet" in html


def test_visitor_sees_no_work(client, waiting):
    assert client.get(reverse("home")).context["work"] is None


def test_more_than_six_tasks_are_counted(client_for):
    for _number in range(8):
        make_eoi(make_pathfinder(), state=EoiState.SUBMITTED)

    work = client_for(make_officer()).get(reverse("home")).context["work"]

    assert (len(work.tasks), work.more) == (6, 2)


@pytest.mark.parametrize("count", [1, 5])
def test_work_needs_twenty_seven_queries_for_any_number(
    client_for, django_assert_num_queries, count
):
    for _number in range(count):
        country = make_pathfinder(status=Status.PATHFINDER)
        make_eoi(country, state=EoiState.SUBMITTED)
        make_roadmap(country, state=RoadmapState.SUBMITTED)
        make_review(country, state=ReviewState.SUBMITTED)
    browser = client_for(make_officer())

    # Four ask what waits for the person, nine what meetings, seats and groups need.
    with django_assert_num_queries(27):
        browser.get(reverse("home"))
