"""The pages and files of the portfolio."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Region
from pathfinders.enums import MilestoneKind, RoadmapState
from tests import factories
from tests.meetings.pack_samples import text_of

pytestmark = pytest.mark.django_db

PAGES = ("portfolio", "portfolio-csv", "portfolio-xlsx", "portfolio-pdf")
# One for each question, whatever the number of countries; with session and person.
QUERIES = 11


def page(client, **asked):
    return client.get(reverse("monitoring:portfolio"), asked)


def names(response) -> list[str]:
    return [str(row.pathfinder) for row in response.context["view"].rows]


def country(name: str, region: str = Region.AFRICA, **fields):
    land = factories.make_country(name_en=name, region=region, **fields)
    return factories.make_pathfinder(country=land)


@pytest.fixture
def member(client_for):
    return client_for(factories.make_gcg_member())


# --- Who may --------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (factories.make_gcg_member, 200),
        (factories.make_gcg_observer, 200),
        (factories.make_officer, 200),
        (factories.make_administrator, 200),
        (factories.make_chair, 200),
        (factories.make_user, 404),
    ],
)
def test_portfolio_is_for_the_group_and_those_who_work_for_it(
    client_for, name, make, code
):
    country("Albania")

    assert client_for(make()).get(reverse(f"monitoring:{name}")).status_code == code


def test_focal_point_finds_no_portfolio(client_for):
    path = country("Albania")
    client = client_for(factories.make_focal_point(path.country))

    assert page(client).status_code == 404
    keys = {"iso3": path.country.slug}
    url = reverse("monitoring:portfolio-reasons", kwargs=keys)
    assert client.get(url).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(client):
    assert page(client).status_code == 302


def test_hidden_country_is_in_no_portfolio_of_the_group(member):
    hidden = country("Hiddenland")
    hidden.is_public = False
    hidden.save()
    country("Albania")

    assert names(page(member)) == ["Albania"]
    keys = {"iso3": hidden.country.slug}
    url = reverse("monitoring:portfolio-reasons", kwargs=keys)
    assert member.get(url).status_code == 404


# --- The page -------------------------------------------------------------------------


def test_countries_stand_by_name_and_examples_last(member):
    country("Zambia")
    country("Côte d’Ivoire")
    country("Exampleland", is_example=True)
    country("Cuba")

    found = page(member)

    assert names(found) == ["Côte d’Ivoire", "Cuba", "Zambia", "Exampleland"]
    assert found.context["total"] == 3


def test_every_cell_leads_to_its_reason(member):
    path = country("Albania")
    html = page(member).content.decode()
    keys = {"iso3": path.country.slug}
    url = reverse("monitoring:portfolio-reasons", kwargs=keys)

    reasons = member.get(url).content.decode()

    for key in ("stage", "days", "roadmap", "reviews", "money", "data", "evidence"):
        assert f'href="{url}#{key}"' in html
        assert f'id="{key}"' in reasons


def test_filters_narrow_order_and_group(member):
    country("Albania", Region.EUROPE)
    first = country("Benin")
    second = country("Chad")
    factories.make_milestone(first, MilestoneKind.WORKSHOP)
    factories.make_milestone(second, when=PartialDate.day(date(2020, 1, 1)))

    assert names(page(member, region=Region.EUROPE)) == ["Albania"]
    assert names(page(member, stage="workshop")) == ["Benin"]
    assert names(page(member, q="cha")) == ["Chad"]
    assert names(page(member, sort="stage")) == ["Benin", "Chad", "Albania"]
    grouped = page(member, group="region").context["view"].groups
    assert [heading for heading, _rows in grouped] == [
        str(region.label)
        for region in Region
        if region in (Region.AFRICA, Region.EUROPE)
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"as_of": "31-13-2020"},
        {"as_of": "9999-12-31"},
        {"region": "nowhere"},
        {"sort": "best first"},
        {"page": str(10**20)},
        {"page": "-1"},
        {"q": "\x00'; drop table"},
    ],
)
def test_bad_input_is_said_and_ignored(member, asked):
    country("Albania")

    assert page(member, **asked).status_code == 200


def test_day_is_said_and_kept_in_links(member):
    path = country("Albania")
    found = page(member, as_of="2024-05-01").content.decode()

    assert "As known on 1 May 2024" in found
    assert f"/portfolio/{path.country.slug}/?as_of=2024-05-01#stage" in found


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_countries(member, django_assert_num_queries, count):
    for number in range(count):
        path = country(f"Country {number}")
        factories.make_milestone(path)
        roadmap = factories.make_roadmap(path, state=RoadmapState.PUBLISHED)
        action = roadmap.priorities.get().actions.get()
        factories.make_funding(action)
        factories.make_funding_update(factories.make_update(action))

    with django_assert_num_queries(QUERIES):
        page(member)


def test_no_country_at_all_is_said(member):
    assert "No country is on the path yet" in page(member).content.decode()


# --- Files ----------------------------------------------------------------------------


def test_files_hold_the_rows_of_the_page(member):
    country("Benin")
    country("Albania", Region.EUROPE)

    csv_file = member.get(reverse("monitoring:portfolio-csv"), {"sort": "stage"})
    lines = list(csv.reader(io.StringIO(csv_file.content.decode("utf-8-sig"))))
    xlsx = member.get(reverse("monitoring:portfolio-xlsx"), {"region": Region.EUROPE})
    sheet = load_workbook(io.BytesIO(xlsx.content)).active

    assert [line[1] for line in lines] == ["Country", "Albania", "Benin"]
    assert [row[1].value for row in sheet.iter_rows()] == ["Country", "Albania"]


def test_pdf_says_its_day_and_its_filters(member):
    country("Albania", Region.EUROPE)
    country("Benin")

    found = member.get(reverse("monitoring:portfolio-pdf"), {"region": Region.EUROPE})

    text = text_of(found.content)
    assert "Albania" in text
    assert "Benin" not in text
    assert "Region: Europe" in text


@pytest.mark.parametrize("order", ["", "stage"])
def test_countries_beyond_fifty_stand_on_the_next_page(member, order):
    for number in range(52):
        country(f"Country {number:02}")

    first, second = (page(member, page=at, sort=order) for at in ("1", "2"))

    assert len(names(first)) == 50
    assert names(second) == ["Country 50", "Country 51"]
    assert first.context["total"] == second.context["total"] == 52
