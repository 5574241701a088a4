"""The address of each version of a value: the same for everybody, and for ever."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client
from lxml import html

from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.people import PEOPLE
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.open_files import public

pytestmark = pytest.mark.django_db
EARLY = datetime(2025, 1, 10, 12, tzinfo=UTC)
LATE = datetime(2025, 3, 10, 12, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few people"}


def pathfinder(**fields):
    country = factories.make_country(iso3="MDG", name_en="Madagascar")
    return factories.make_pathfinder(country=country, **{"is_public": True} | fields)


def text_of(version, client: Client | None = None) -> str:
    answer = (client or Client()).get(f"/values/{version.pk}/")
    assert answer.status_code == 200
    main = html.fromstring(answer.content).xpath("//main")[0]
    return " ".join(main.text_content().split())


@pytest.fixture
def corrected():
    """Return an earlier and the current version of one value."""
    definition = make_definition(
        make_indicator(code="CL-A"), value_type="share", label_en="Child labour"
    )
    observation = make_observation(
        *(pathfinder(), definition.indicator), source=make_source(name="Survey 2021")
    )
    over = {"state": "superseded", "at": EARLY, "superseded_at": LATE}
    first = make_value(observation, percent=Decimal("15.5"), **over)
    make_value(observation, percent=1, state="discarded", at=LATE)
    second = make_value(
        observation, percent=Decimal("16.25"), state="published", at=LATE
    )
    return first, second


def test_an_earlier_version_stays_as_it_was_and_leads_to_what_replaced_it(corrected):
    first, second = corrected

    text = text_of(first)

    assert "15.5%" in text
    assert "16.25" not in text
    assert "Replaced on 10 March 2025" in text
    assert "Version 3, public since 10 March 2025" in text
    answer = Client().get(f"/values/{first.pk}/").content.decode()
    assert f'href="/values/{second.pk}/"' in answer
    assert f'href="{first.get_absolute_url()}#proofs"' in answer


def test_the_current_version_says_so_and_how_to_cite_it(corrected, settings):
    settings.SITE_URL = "https://data.example.org"
    second = corrected[1]

    text = text_of(second)

    assert "This is the current version" in text
    assert (
        "Alliance 8.7 (2025): Child labour, Madagascar, 2021, Total: 16.25%. Source: "
        "Survey 2021. Version 3, public since 10 March 2025. "
        f"https://data.example.org/values/{second.pk}/" in text
    )


def test_the_page_of_the_value_leads_to_the_version_to_cite(corrected):
    first, second = corrected

    now = Client().get(second.get_absolute_url()).content.decode()
    then = Client().get(f"{first.get_absolute_url()}?as_of=2025-02-01").content.decode()

    assert f'<a href="/values/{second.pk}/">Cite this version</a>' in now
    assert f'<a href="/values/{first.pk}/">Cite this version</a>' in then


def test_the_address_stands_for_the_page_itself(corrected, settings):
    settings.SITE_URL = "https://data.example.org"
    url = f"/values/{corrected[0].pk}/"

    text = Client().get(f"{url}?from=mail").content.decode()

    assert f'<link rel="canonical" href="https://data.example.org{url}">' in text


def test_a_version_that_was_taken_back_says_that_nothing_replaced_it():
    definition = make_definition()
    gone = {"state": "superseded", "at": EARLY, "superseded_at": LATE}
    version = public(pathfinder(), definition, quantity=Decimal(12), **gone)

    text = text_of(version)

    assert "No longer public since 10 March 2025" in text
    assert "No other version has replaced it." in text


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted"])
@pytest.mark.parametrize("who", ["AN", "FP=", "SA"])
def test_what_was_never_public_is_not_found(state, who):
    country = pathfinder()
    version = public(country, make_definition(), state=state)
    client = Client()
    if who != "AN":
        client.force_login(PEOPLE[who](country.country))

    assert client.get(f"/values/{version.pk}/").status_code == 404
    assert client.get(f"/values/{version.pk + 1000}/").status_code == 404
    assert client.get(f"/values/{10**20}/").status_code == 404


@pytest.mark.parametrize("who", ["AN", "FP=", "SA"])
def test_a_version_of_a_hidden_country_is_not_found(who):
    country = pathfinder(is_public=False)
    version = public(country, make_definition())
    client = Client()
    if who != "AN":
        client.force_login(PEOPLE[who](country.country))

    assert client.get(f"/values/{version.pk}/").status_code == 404
    if who != "AN":
        page = client.get(version.get_absolute_url()).content.decode()
        assert "Cite this version" not in page


@pytest.mark.parametrize("who", ["AN", "GM", "FP=", "SA"])
def test_small_counts_are_withheld_from_everybody_with_all_that_tells_them(who):
    make_axis_item("sex", "F")
    definition = make_definition(**FEW)
    country = pathfinder()
    facts = {"footnote": "just seven girls", "sample_size": 707, "ages": "about seven"}
    version = public(country, definition, quantity=Decimal(7), **facts)
    client = Client()
    if who != "AN":
        client.force_login(PEOPLE[who](country.country))

    text = text_of(version, client)

    assert "Withheld: small number of people" in text
    assert not any(said in text for said in ("seven", "707"))
    assert "Total: Withheld: small number of people. Source" in text


@pytest.mark.parametrize("versions", [1, 3])
def test_reads_do_not_grow_with_versions(django_assert_num_queries, versions):
    observation = make_observation(pathfinder(), make_definition().indicator)
    over = {"state": "superseded", "at": EARLY, "superseded_at": LATE}
    first = make_value(observation, **over)
    for _number in range(versions - 1):
        make_value(observation, **over)

    with django_assert_num_queries(4):
        Client().get(f"/values/{first.pk}/")
