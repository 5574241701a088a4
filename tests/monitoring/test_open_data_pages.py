"""The page of open data: its filter, its first values, and what is asked wrongly."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from monitoring.views.open_data import PREVIEW, SHOWN
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.values import make_source
from tests.monitoring.open_files import KINDS, csv_rows, file_url, public

pytestmark = pytest.mark.django_db
URL = "/data/"
WRONG = {
    "country=XXX": "Countries: “XXX” is no country that has open data.",
    "country=MDG,nowhere": "Countries: “NOWHERE” is no country that has open data.",
    "country=%00": "Countries: “” is no country that has open data.",
    "indicator=Z": "Indicators: “Z” is no indicator of the catalogue.",
    "theme=war": "Theme: There is no such theme.",
    "dimension=4": "Dimension: There is no such dimension.",
    "start=soon": "From the year: Write a year as 2021, or nothing.",
    "end=99999999999999999999": "Up to the year: Write a year as 2021, or nothing.",
    "start=2020&end=2019": "Up to the year: The last year is not before the first.",
    "as_of=31-13-2020": "As known on: This is no day. Write it as 2026-03-31.",
    "as_of=2999-01-01": (
        "As known on: This day is still to come. Choose today or an earlier one."
    ),
}


def pathfinder(iso3: str = "", **fields):
    country = factories.make_country(**({"iso3": iso3} if iso3 else {}))
    return factories.make_pathfinder(country=country, **{"is_public": True} | fields)


def page(query: str = "", client: Client | None = None):
    answer = (client or Client()).get(f"{URL}{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def words(tree, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in tree.xpath(path)]


def test_the_page_shows_the_first_values_with_their_addresses():
    make_axis_item("sex", "F", name_en="Girls")
    definition = make_definition(
        make_indicator(code="CL-A"), value_type="share", label_en="Child labour"
    )
    source = make_source(name="Survey")
    said = {"percent": Decimal("15.5"), "quantity": Decimal(1200)}
    version = public(pathfinder("MDG"), definition, part="sex=F", source=source, **said)

    tree = page()

    (row,) = tree.xpath("//tbody/tr")
    assert words(row, "./td")[0] == "Child labour CL-A"
    assert words(row, "./td")[1:3] == ["2021", "Girls"]
    assert words(row, "./td//*[@class='value__text']") == ["15.5%"]
    assert row.xpath("./td//a/@href") == [
        version.get_absolute_url(),
        f"/values/{version.pk}/",
    ]
    assert "1 value. The files have 2 rows" in " ".join(words(tree, "//section//p"))


def test_the_links_carry_exactly_the_filter_of_the_page():
    definition = make_definition(make_indicator(code="CL-A"))
    for iso3 in ("MDG", "GHA", "PER"):
        public(pathfinder(iso3), definition)
    query = "?country=GHA&country=MDG&theme=child_labour&start=2020&totals=on"

    tree = page(f"{query}&page=1")

    links = tree.xpath("//section[@aria-labelledby='files']//a/@href")
    assert links == [f"{file_url(kind)}{query}" for kind in KINDS]
    assert words(tree, "//tbody/tr/th") == [row["Country"] for row in csv_rows(query)]
    boxes = tree.xpath("//input[@name='country'][@checked]/@value")
    assert sorted(boxes) == ["GHA", "MDG"]
    assert page("?country=gha,mdg").xpath("//tbody/tr")


def test_a_customized_indicator_can_be_chosen():
    country = pathfinder("MDG")
    public(country, make_definition(make_indicator(code="IM-C-1", pathfinder=country)))
    public(country, make_definition(make_indicator(code="CL-A")))

    tree = page("?indicator=IM-C-1")

    assert len(tree.xpath("//tbody/tr")) == 1
    assert tree.xpath("//input[@name='indicator'][@checked]/@value") == ["IM-C-1"]


@pytest.mark.parametrize("query", WRONG)
def test_what_is_asked_wrongly_is_said_with_its_field(query):
    make_definition(make_indicator(code="CL-A"))
    public(pathfinder("MDG"), make_definition(make_indicator(code="CL-B")))

    tree = page(f"?{query}")

    assert words(tree, "//*[@class='error-summary__list']/li") == [WRONG[query]]
    assert tree.xpath("//section[@aria-labelledby='files']") == []
    for target in tree.xpath("//*[@class='error-summary__list']//a/@href"):
        assert tree.get_element_by_id(target.removeprefix("#")) is not None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", WRONG)
def test_a_file_asked_wrongly_is_a_page_that_helps(kind, query):
    public(pathfinder("MDG"), make_definition(make_indicator(code="CL-B")))

    answer = Client().get(f"{file_url(kind)}?{query}")

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
    found = words(
        html.fromstring(answer.content), "//*[@class='error-summary__list']/li"
    )
    assert found == [WRONG[query]]


@pytest.mark.parametrize("kind", ["pdf", "csv.exe", "sdmx", "xls"])
def test_a_format_that_there_is_not_is_not_found(kind):
    assert Client().get(f"/data/values.{kind}").status_code == 404


def test_nothing_found_is_said():
    public(pathfinder("MDG"), make_definition(make_indicator(code="CL-A")))

    tree = page("?start=1950&end=1951")

    assert words(tree, "//*[@class='empty__title']") == [
        "No public value matches this filter"
    ]


@pytest.mark.parametrize(("number", "rows"), [("1", SHOWN), ("2", 2), (str(10**20), 2)])
def test_pages_of_values(number, rows):
    definition = make_definition(make_indicator(code="CL-A"))
    country = pathfinder("MDG")
    for year in range(SHOWN + 2):
        public(country, definition, 1990 + year)

    tree = page(f"?page={number}")

    assert len(tree.xpath("//tbody/tr")) == rows


def test_only_the_first_values_have_a_page(monkeypatch):
    monkeypatch.setattr("monitoring.views.open_data.PREVIEW", 3)
    definition = make_definition(make_indicator(code="CL-A"))
    country = pathfinder("MDG")
    for year in range(5):
        public(country, definition, 1990 + year)

    tree = page()

    assert len(tree.xpath("//tbody/tr")) == 3
    assert "the first 3 values" in " ".join(words(tree, "//section//p"))
    assert PREVIEW % SHOWN == 0


@pytest.mark.parametrize("countries", [1, 3])
def test_reads_of_the_page_do_not_grow(django_assert_num_queries, countries):
    definition = make_definition(make_indicator(code="CL-A"))
    source = make_source()
    for _number in range(countries):
        public(pathfinder(), definition, source=source)

    with django_assert_num_queries(17):
        page()


def test_a_country_that_is_not_public_cannot_be_asked_for_even_by_its_team():
    definition = make_definition(make_indicator(code="CL-A"))
    country = pathfinder("MDG", is_public=False)
    public(country, definition)
    client = Client()
    client.force_login(factories.make_focal_point(country.country))

    tree = page("?country=MDG", client)

    assert "“MDG” is no country" in tree.text_content()
    assert page("", client).xpath("//tbody/tr") == []
    assert csv_rows("", client) == []


def test_the_codebook_says_every_column_and_code():
    make_axis_item("sex", "X", name_en="Other", name_fr="Autre")
    make_axis_item("age", "5-17", name_en="5–17 years", from_age=5, to_age=17)
    definition = make_definition(
        make_indicator(code="CL-A"),
        label_en="Child labour",
        label_fr="Travail des enfants",
        unit_en="% of children",
        series_code="SL_TLF_CHLDEA",
        direction="down",
        note_en="Ages 5 to 17.",
    )
    public(pathfinder("MDG"), definition)
    url = reverse("monitoring:codebook", kwargs={"kind": "csv"})

    text = b"".join(Client().get(url).streaming_content).decode("utf-8-sig")

    lines = text.splitlines()
    assert '"Column","obs_status","Status of the observation",' in text
    assert '"Sex","X","Other","In SDMX: _O"' in text
    assert '"Age","5-17","5–17 years","In SDMX: Y5T17"' in text
    (line,) = [each for each in lines if each.startswith('"Indicator","CL-A"')]
    assert line == (
        '"Indicator","CL-A","Child labour","Number. Ages 5 to 17","% of children",1,'
        '"2020-01-01","prevalence","child_labour","Lower is better","SL_TLF_CHLDEA"'
    )
    french = Client(headers={"accept-language": "fr"}).get(url)
    assert "Travail des enfants" in b"".join(french.streaming_content).decode()


def test_every_column_of_a_file_stands_in_the_codebook():
    public(pathfinder("MDG"), make_definition())
    url = reverse("monitoring:codebook", kwargs={"kind": "csv"})

    text = b"".join(Client().get(url).streaming_content).decode("utf-8-sig")

    (row,) = csv_rows()
    for header in row:
        assert f'","{header}",' in text
