"""Pages that are kept until something changes: what they must never go on saying."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance87.core.unchanged import PAGES
from pathfinders.models import Pathfinder
from tests import factories
from tests.monitoring.theme_pages import LATE, make_land, make_share, put
from tests.snapshots import undisturbed

pytestmark = pytest.mark.django_db(transaction=True)
# Session, person, rights; begin, snapshot, end; what the address names, two at most.
QUERIES = 8


@pytest.fixture(autouse=True)
def nothing_kept():
    caches[PAGES].clear()


@pytest.fixture
def peru():
    land = make_land("PER", "Peru")
    put(land, make_share(), 2021, "15.5")
    return land


@pytest.fixture
def member(client_for):
    return client_for(factories.make_gcg_member(name="Mara Member"))


def urls(land) -> dict[str, str]:
    return {
        "portfolio": reverse("monitoring:portfolio"),
        "country": land.get_absolute_url(),
        "across": reverse("monitoring:across", kwargs={"code": "X-1"}),
        "values": reverse("monitoring:values", kwargs={"iso3": "per"}),
    }


def text(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def main(client, url: str) -> str:
    """Return what a page says below its frame, which has a new token each time."""
    return text(client, url).partition("<main")[2].partition("</main>")[0]


PAGE_NAMES = ("portfolio", "country", "across", "values")


@pytest.mark.parametrize("name", PAGE_NAMES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_kept_is_what_would_be_made(member, peru, name, language):
    member.cookies["django_language"] = language
    url = urls(peru)[name]
    first, second = main(member, url), main(member, url)
    with transaction.atomic():
        made = main(member, url)

    assert first == second == made


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_the_second_reading_asks_for_little(member, peru, name):
    url = urls(peru)[name]

    def asked() -> int:
        main(member, url)
        with CaptureQueriesContext(connection) as queries:
            main(member, url)
        return len(queries)

    assert undisturbed(asked) <= QUERIES


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_a_kept_page_names_its_own_reader(member, client_for, peru, name):
    other = client_for(factories.make_gcg_member(name="Otto Other"))
    url = urls(peru)[name]

    assert "Mara Member" in text(member, url)
    page = text(other, url)

    assert "Otto Other" in page
    assert "Mara Member" not in page


def test_a_country_that_is_hidden_is_gone_from_kept_pages(member, peru):
    assert all("Peru" in text(member, url) for url in urls(peru).values())

    Pathfinder.objects.update(is_public=False)

    assert "Peru" not in text(member, urls(peru)["portfolio"])
    assert "Peru" not in text(member, urls(peru)["across"])
    assert member.get(urls(peru)["country"]).status_code == 404
    assert member.get(urls(peru)["values"]).status_code == 404


def test_a_value_that_is_replaced_is_gone_from_kept_pages(peru):
    url = urls(peru)["across"]
    old = peru.observations.get().versions.get()
    assert "15.5" in text(Client(), url)
    put(peru, make_share("X-2"), 2022, "9.1")
    assert "15.5" in text(Client(), url)

    type(old).objects.filter(pk=old.pk).update(state="superseded", superseded_at=LATE)

    assert "15.5" not in text(Client(), url)


def test_what_the_secretariat_reads_is_kept_for_nobody_else(client_for, member, peru):
    Pathfinder.objects.update(is_public=False)
    officer = client_for(factories.make_officer())
    for name in PAGE_NAMES:
        assert "Peru" in text(officer, urls(peru)[name])

    assert "Peru" not in text(Client(), urls(peru)["across"])
    assert Client().get(urls(peru)["country"]).status_code == 404
    assert "Peru" not in text(member, urls(peru)["portfolio"])


def test_a_preview_is_not_kept(client_for, peru):
    officer = client_for(factories.make_officer())
    Pathfinder.objects.update(is_public=False)
    url = f"{urls(peru)['country']}?preview=public"

    assert "Preview:" in text(officer, url)

    assert Client().get(urls(peru)["country"]).status_code == 404
    assert "Preview:" not in text(officer, urls(peru)["country"])
