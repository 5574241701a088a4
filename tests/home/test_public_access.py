"""Public pages: open to all, without a session, and hidden countries are nowhere."""

import re

import pytest
from django.urls import reverse

from pathfinders.enums import Status
from tests.factories import (
    make_administrator,
    make_chair,
    make_country,
    make_focal_point,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_role,
    make_status_event,
)

pytestmark = pytest.mark.django_db
CANARY = "Hiddenland"
TEXT_PAGES = ("how-we-count", "about", "accessibility", "privacy")


@pytest.fixture
def hidden():
    """Return a country with status that the public must not know of."""
    country = make_country(
        iso3="HID", iso2="HI", name_en=CANARY, name_fr=CANARY, name_es=CANARY
    )
    pathfinder = make_pathfinder(
        country=country, is_public=False, status=Status.PATHFINDER
    )
    make_milestone(pathfinder, statement=CANARY)
    make_status_event(pathfinder, reason=CANARY)
    return pathfinder


def addresses() -> list[str]:
    names = ("home", "pathfinders:list", "pathfinders:list-csv", *TEXT_PAGES)
    return [reverse(name) for name in names]


def test_hidden_country_is_on_no_public_page(client, hidden):
    for address in addresses():
        response = client.get(address)
        assert response.status_code == 200
        assert CANARY not in response.content.decode()
        assert "/pathfinders/hid/" not in response.content.decode()


def test_hidden_country_is_listed_for_those_who_may(client_for, hidden):
    for user in (make_officer(), make_chair(), make_focal_point(hidden.country)):
        html = client_for(user).get(reverse("pathfinders:list")).content.decode()
        assert CANARY in html


def _without_what_always_differs(response) -> str:
    html = response.content.decode()
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return re.sub(r"/pathfinders/[a-z]{3}/", "/pathfinders/xxx/", html)


def test_hidden_country_answers_like_one_that_does_not_exist(client, hidden):
    make_country(iso3="OFF", iso2="OF")
    answers = [client.get(f"/pathfinders/{code}/") for code in ("hid", "zzz", "off")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({_without_what_always_differs(answer) for answer in answers}) == 1


def test_public_pages_start_no_session(client):
    country = make_pathfinder()
    for address in [*addresses(), country.get_absolute_url(), "/pathfinders/zzz/"]:
        client.cookies.clear()
        client.get(address)
        assert set(client.cookies) == set()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_answer_reading_only(client, method):
    country = make_pathfinder()
    for address in [*addresses(), country.get_absolute_url()]:
        assert getattr(client, method)(address).status_code == 405


def test_address_of_a_country_is_in_lower_case(client):
    make_pathfinder(country=make_country(iso3="UGA"))

    assert client.get("/pathfinders/UGA/").status_code == 404
    assert client.get("/pathfinders/uga/").status_code == 200


def test_style_guide_does_not_exist_for_others(client, client_for):
    address = reverse("styleguide")

    assert client.get(address).status_code == 302
    assert client_for(make_focal_point()).get(address).status_code == 404
    assert client_for(make_officer()).get(address).status_code == 200


# --- The frame ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", []),
        ("/pathfinders/", ["Countries"]),
        ("/pathfinders/uga/", ["Countries"]),
        ("/my-country/uga/", ["My country"]),
        ("/secretariat/path-board/", ["Path board"]),
        ("/secretariat/needs/", ["Needs and offers"]),
        ("/about/", []),
    ],
)
def test_navigation_marks_one_place_at_most(client_for, address, current):
    country = make_country(iso3="UGA")
    make_pathfinder(country=country)
    user = make_officer()
    make_role(user, "focal_point", country=country)

    items = client_for(user).get(address).context["navigation"]

    assert [item.label for item in items if item.is_current] == current
    assert len(items) == 10


def test_only_administrators_find_the_way_to_invite_people(client, client_for):
    def links(browser):
        context = browser.get(reverse("home")).context
        return [link.url for link in context["account_links"]]

    assert links(client_for(make_administrator())) == [reverse("partners:invite")]
    assert links(client_for(make_officer())) == []
    assert links(client) == []


def test_footer_leads_to_the_pages_of_text(client):
    links = client.get(reverse("home")).context["footer_links"]

    assert {link.url for link in links} == {
        reverse(name)
        for name in (
            *(*TEXT_PAGES, "pathfinders:lessons", "partners:groups"),
            *("meetings:event-list", "meetings:papers", "meetings:decisions"),
            *("monitoring:open-data", "api-docs"),
        )
    }
