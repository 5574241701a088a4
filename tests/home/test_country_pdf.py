"""The profile of a country: two sheets, with the numbers of the page."""

import re
import subprocess
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.home.country_page import country_page
from alliance87.home.country_report import ROOMS, profile_html
from monitoring.enums import Assessment, ReviewState, ValueType
from pathfinders.enums import ActionStatus, MilestoneKind, RoadmapState
from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.factories.values import make_source
from tests.home.known_values import FEW, indicator, public_value

pytestmark = pytest.mark.django_db
LONG = "a text that somebody wrote at great length and that no sheet has room for, "


@pytest.fixture
def country():
    found = factories.make_country(iso3="UGA", iso2="UG", name_en="Uganda")
    return factories.make_pathfinder(country=found, is_public=True)


def add_values(country):
    definitions = [
        indicator(
            f"{theme[:5]}-{dimension[:5]}-{number}", theme=theme, dimension=dimension
        )
        for theme in ("child_labour", "forced_labour", "human_trafficking")
        for dimension in ("prevalence", "commitment", "implementation")
        for number in range(4)
    ]
    definitions += [indicator("PR-CL-1"), indicator("PR-CL-2")]
    make_indicator_set(*definitions)
    for number, definition in enumerate(definitions):
        source = make_source(name=f"{number} {LONG * 3}"[:200])
        stated = {"quality": "estimate", "quantity": Decimal(1234567)}
        for year in (2012, 2020):
            percent = 10 + number % 7
            public_value(country, definition, year, percent, source=source, **stated)


def add_records(country):
    for number in range(30):
        factories.make_commitment(country, text=f"{number} {LONG * 6}")
        factories.make_ratification(country, source=f"{number} {LONG}")
        factories.make_support_given(country)
        factories.make_status_event(country, decision_reference=LONG[:80])
        published = {"state": ReviewState.PUBLISHED, "assessment": Assessment.SOME}
        factories.make_review(country, year=1990 + number, **published)
    for kind in (MilestoneKind.EXPRESSION_OF_INTEREST, MilestoneKind.WORKSHOP):
        when = PartialDate.parse("2018-05-05")
        factories.make_milestone(country, kind, when=when, source=LONG)


@pytest.fixture
def full(country):
    """A country with more of everything than two sheets hold."""
    add_values(country)
    add_records(country)
    factories.make_roadmap(
        country,
        state=RoadmapState.PUBLISHED,
        published_at=timezone.now(),
        title=LONG * 2,
        rows={f"{number} {LONG * 5}": ["a", "b"] for number in range(25)},
    )
    return country


def pdf_of(client, country, query="") -> bytes:
    answer = client.get(f"{country.get_absolute_url()}profile.pdf{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def text_of(content: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return re.sub(r"\s+", " ", done.stdout.decode())


def sheets_of(content: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [tuple(map(float, page.mediabox[2:])) for page in pdf.pages]


A4 = (pytest.approx(595.28, abs=0.5), pytest.approx(841.89, abs=0.5))


def test_little_known_fills_two_sheets(client, country):
    content = pdf_of(client, country)

    assert sheets_of(content) == [A4, A4]
    text = text_of(content)
    assert "Page 1 of 2" in text
    assert "Page 2 of 2" in text
    assert "We hold no published roadmap." in text


def test_more_than_there_is_room_for_fills_two_sheets_and_says_how_much_is_left(
    client, full
):
    content = pdf_of(client, full)

    assert sheets_of(content) == [A4, A4]
    assert re.search(r"and \d+ more on the page", text_of(content))


def test_profile_is_tagged_titled_and_in_its_language(client, country):
    answer = client.get(
        f"{country.get_absolute_url()}profile.pdf", headers={"accept-language": "fr"}
    )

    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang) == "fr"
    assert answer["Content-Disposition"] == (
        f'inline; filename="uga-profile-{timezone.localdate().isoformat()}.pdf"'
    )


def test_profile_says_the_numbers_of_the_page(client, country):
    definition = indicator("PR-CL-2")
    victims = indicator(
        *("PR-HT-1",),
        theme="human_trafficking",
        value_type=ValueType.NUMBER,
        direction="none",
    )
    make_indicator_set(definition, victims)
    source = make_source(name="Labour survey")
    year = timezone.localdate().year
    for part, percent in (("", "18.1"), ("sex=F", "19.4"), ("sex=M", "17.2")):
        public_value(country, definition, year - 9, percent, part=part, source=source)
    public_value(country, victims, 2014, quantity=Decimal(64))
    public_value(country, victims, 2019, quantity=Decimal(79), quality="provisional")
    roadmap = factories.make_roadmap(
        country, state=RoadmapState.PUBLISHED, published_at=timezone.now(), rows={}
    )
    priority = factories.make_priority(roadmap, title="Schools")
    factories.make_action(priority, status=ActionStatus.DONE)
    factories.make_action(priority, status=ActionStatus.UNDER_WAY)

    text = text_of(pdf_of(client, country))
    html_page = client.get(country.get_absolute_url())
    html = html_page.content.decode()

    for said in ("18.1%", "19.4%", "17.2%", "Labour survey", "Old: 9 years"):
        assert said in text
        assert said in html
    printed = profile_html(html_page.context["page"])
    for said in ("1 of 2 actions done", "Higher than in 2014", "Provisional"):
        assert said in printed
        assert said in html
    assert re.search(r"\b79\b", text)


def test_profile_shows_the_state_of_a_day_and_says_so(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    later = datetime(2025, 6, 10, tzinfo=UTC)
    public_value(country, definition, 2020, "18.1", at=later)

    text = text_of(pdf_of(client, country, "?as_of=2025-03-31"))

    assert "18.1" not in text
    assert "As known on 31 March 2025" in text
    assert "What was on record on 31 March 2025." in text


def test_day_that_is_none_leads_to_the_page_that_says_so(client, country):
    url = country.get_absolute_url()

    answer = client.get(f"{url}profile.pdf?as_of=31-13-2020")

    assert answer.status_code == 302
    assert answer["Location"] == f"{url}?as_of=31-13-2020"
    assert "This is no day." in client.get(answer["Location"]).content.decode()


def test_profile_of_a_hidden_country_is_for_its_people(client, client_for):
    hidden = factories.make_pathfinder(is_public=False)
    url = f"{hidden.get_absolute_url()}profile.pdf"

    assert client.get(url).status_code == 404
    reader = client_for(factories.make_focal_point(hidden.country))
    assert reader.get(url).status_code == 200
    assert client.get("/pathfinders/zzz/profile.pdf").status_code == 404


@pytest.mark.parametrize("person", [None, factories.make_officer])
def test_count_of_few_people_is_in_no_profile(client, client_for, country, person):
    definition = indicator(
        "PR-FL-1", theme="forced_labour", value_type=ValueType.NUMBER, **FEW
    )
    make_indicator_set(definition)
    public_value(country, definition, 2020, quantity=Decimal(7), footnote="Nobody")
    reader = client_for(person()) if person else client

    text = text_of(pdf_of(reader, country))

    assert "Withheld: small number of people" in text
    assert not re.search(r"\b7 victims|Nobody", text)


def test_text_that_people_typed_is_escaped(country):
    bad = "<script>alert(1)</script>"
    factories.make_roadmap(
        country,
        state=RoadmapState.PUBLISHED,
        published_at=timezone.now(),
        title=bad,
        rows={bad: ["a"]},
    )
    factories.make_commitment(country, text=bad)
    reader = factories.make_officer()

    html = profile_html(country_page(country, reader))

    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3


def test_each_room_is_smaller_than_the_one_before():
    sizes = [(each.entries, each.rows, each.sources, each.letters) for each in ROOMS]

    for larger, smaller in zip(sizes, sizes[1:], strict=False):
        assert all(one >= two for one, two in zip(larger, smaller, strict=True))
        assert larger != smaller
