"""The list of public pages for search engines, and where they stay out."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from lxml import etree

from meetings.enums import DecisionState, PaperVisibility
from tests import factories
from tests.factories.decisions import HELD_ON, make_decision
from tests.factories.events import make_event
from tests.factories.meetings import make_coming, make_planned
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.papers import make_paper, make_version

pytestmark = pytest.mark.django_db

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DECIDED = {"state": DecisionState.ADOPTED, "decided_on": HELD_ON}


def listed(client) -> dict[str, str | None]:
    """Return the paths in the sitemap, each with the last change it states."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    found = {}
    for url in etree.fromstring(response.content).findall(f"{NS}url"):
        parts = urlsplit(url.findtext(f"{NS}loc"))
        assert f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL
        found[parts.path] = url.findtext(f"{NS}lastmod")
    return found


def test_public_records_are_listed_and_each_opens(client):
    paper = make_paper()
    make_version(paper)
    own = make_indicator(pathfinder=factories.make_pathfinder())
    standard = make_indicator()
    for indicator in (own, standard):
        make_definition(indicator)
    records = [
        *(factories.make_pathfinder(), factories.make_group(), paper),
        *(make_coming(), make_event(), make_decision(is_public=True, **DECIDED)),
        *(own, standard),
    ]

    found = listed(client)

    assert {each.get_absolute_url() for each in records} <= set(found)
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(
        found, 200
    )


def test_what_not_everybody_may_read_is_not_listed(client):
    hidden = factories.make_pathfinder(is_public=False)
    records = [
        *(hidden, make_indicator(pathfinder=hidden), make_planned()),
        make_decision(is_public=False, **DECIDED),
        make_decision(is_public=True, state=DecisionState.PROPOSED),
        make_version(make_paper(visibility=PaperVisibility.MEMBERS)).paper,
        make_event(is_public=False),
    ]

    assert not {each.get_absolute_url() for each in records} & set(listed(client))


def test_a_person_who_may_read_more_gets_the_same_list(client, client_for):
    factories.make_pathfinder(is_public=False)
    make_planned()

    assert listed(client_for(factories.make_administrator())) == listed(client)


def test_examples_are_not_listed(client):
    land = factories.make_country(is_example=True)
    country = factories.make_pathfinder(country=land)
    meeting = make_coming(is_example=True)
    records = [
        *(country, make_indicator(pathfinder=country), meeting),
        factories.make_group(is_example=True),
        make_paper(is_example=True, is_announced=True),
        make_decision(meeting, is_public=True, **DECIDED),
    ]

    assert not {each.get_absolute_url() for each in records} & set(listed(client))


def test_the_last_change_is_told_where_it_is_known(client):
    event, country = make_event(), factories.make_pathfinder()

    found = listed(client)

    assert found[event.get_absolute_url()] == event.changed_at.date().isoformat()
    assert found[country.get_absolute_url()] is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_follow_the_number_of_records(
    client, number, django_assert_num_queries
):
    for _each in range(number):
        factories.make_pathfinder()
        make_event()
        make_coming()
        make_decision(is_public=True, **DECIDED)

    with django_assert_num_queries(11):
        client.get("/sitemap.xml")


@pytest.mark.parametrize("page", ["2", "0", "x", "100000000000000000000"])
def test_a_page_that_is_not_there_does_not_exist(client, page):
    assert client.get("/sitemap.xml", {"p": page}).status_code == 404


def test_search_engines_are_told_where_to_stay_out(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/admin/", "/account/", "/secretariat/"):
        assert f"Disallow: {path}" in lines
    assert lines[-1] == f"Sitemap: {settings.SITE_URL}/sitemap.xml"
