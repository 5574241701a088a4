"""What search engines and other sites read in the head of a page."""

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import etree

from tests import factories

pytestmark = pytest.mark.django_db


def head_of(client, url: str) -> dict[str, str]:
    """Return what the head says by name, `canonical` and `title` among it."""
    head = etree.HTML(client.get(url).content).find("head")
    said = {
        each.get("name") or each.get("property"): each.get("content")
        for each in head.findall("meta")
    }
    for link in head.findall('link[@rel="canonical"]'):
        said["canonical"] = link.get("href")
    return said | {"title": head.findtext("title")}


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_GB"), ("fr", "fr_FR"), ("es", "es_ES")]
)
def test_a_public_page_has_a_card(client, language, locale):
    country = factories.make_country(
        name_en='Land "of" <marks>', name_fr="Pays", name_es="País"
    )
    pathfinder = factories.make_pathfinder(country=country)
    url = pathfinder.get_absolute_url()
    client.cookies["django_language"] = language

    said = head_of(client, f"{url}?as_of=2024-01-01&utm_source=mail")

    names = {"en": 'Land "of" <marks>', "fr": "Pays", "es": "País"}
    assert said["title"] == f"{names[language]} – Alliance 8.7"
    assert said["og:title"] == names[language]
    assert said["canonical"] == said["og:url"] == f"{settings.SITE_URL}{url}"
    assert said["description"] == said["og:description"]
    assert said["og:locale"] == locale
    assert said["og:site_name"] == "Alliance 8.7"
    assert said["twitter:card"] == "summary_large_image"
    assert "robots" not in said


def test_the_card_has_a_picture_of_its_size(client):
    said = head_of(client, "/")

    path = said["og:image"].removeprefix(f"{settings.SITE_URL}/static/")
    content = (settings.BASE_DIR / "static" / path).read_bytes()
    assert content.startswith(b"\x89PNG")
    size = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    assert size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert size == (1200, 630)
    assert len(content) < 20_000


def test_pages_that_are_not_public_are_not_to_be_found(client_for, client):
    officer = client_for(factories.make_officer())
    pages = [
        (officer, reverse("pathfinders:path-board")),
        (officer, reverse("styleguide")),
        (client, reverse("account_login")),
        (client, "/no-such-page/"),
        (client, "/search/?q=labour"),
    ]

    for browser, url in pages:
        assert head_of(browser, url)["robots"] == "noindex"
    for browser, url in pages[:-1]:
        assert "og:title" not in head_of(browser, url)
        assert "canonical" not in head_of(browser, url)
