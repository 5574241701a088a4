"""Feeds of what changed: valid Atom, what everybody may read, in three languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from alliance87.core.dates import PartialDate
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation
from tests.meetings import changed

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


def address(pathfinder=None, language: str = "") -> str:
    if pathfinder is None:
        url = reverse("changes-feed")
    else:
        url = reverse("country-feed", args=[pathfinder.country.slug])
    return f"{url}?lang={language}" if language else url


def read(client, pathfinder=None, language: str = "") -> etree._Element:
    response = client.get(address(pathfinder, language))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def text(node, name: str) -> str:
    return node.findtext(f"{ATOM}{name}")


def titles(feed) -> list[str]:
    return [text(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def links(node) -> dict[str, str]:
    return {each.get("rel"): each.get("href") for each in node.findall(f"{ATOM}link")}


def make_pathfinder(name: str = "Ruritania", **fields):
    country = changed.country_named(name, **fields)
    return factories.make_pathfinder(country=country)


def check(feed) -> None:
    """Hold a feed against what RFC 4287 demands of feeds and entries."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(LANGUAGE)
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = node.findall(f"{ATOM}{name}")
            assert found.text.strip()
        moment = datetime.fromisoformat(text(node, "updated"))
        assert moment.tzinfo is not None
        assert moment <= datetime.now(UTC)
        assert text(node, "id").startswith("tag:alliance87.org,2026:changes")
        rels = [each.get("rel") for each in node.findall(f"{ATOM}link")]
        assert rels.count("alternate") == 1
        assert all(urlsplit(href).scheme for href in links(node).values())
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [text(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_feed_with_every_kind_of_change_is_valid_atom(client, language):
    pathfinder = make_pathfinder()
    changed.one_of_each(pathfinder, days_ago(3))

    for feed in (
        read(client, language=language),
        read(client, pathfinder, language),
    ):
        check(feed)
        assert feed.get(LANGUAGE) == language
        assert links(feed)["self"].endswith(f"/feed/?lang={language}")
    assert len(titles(read(client, language=language))) == 13


def test_a_feed_without_changes_is_valid_and_stays_the_same(client):
    pathfinder = make_pathfinder()

    check(read(client, pathfinder))
    assert titles(read(client, pathfinder)) == []
    first, second = client.get(address()), client.get(address())
    assert first["ETag"] == second["ETag"]


def test_an_entry_says_what_changed_in_which_country(client):
    pathfinder = make_pathfinder(name_fr="Ruritanie")
    made = changed.ratification(pathfinder, days_ago(3))

    (entry,) = read(client, pathfinder).findall(f"{ATOM}entry")
    (french,) = read(client, pathfinder, "fr").findall(f"{ATOM}entry")

    assert text(entry, "title") == f"Ruritania: {made.instrument}"
    assert text(french, "title").startswith("Ruritanie")
    identity = f"tag:alliance87.org,2026:changes/ratification/{made.pk}"
    assert text(entry, "id") == text(french, "id") == identity
    day = days_ago(3).isoformat()
    assert text(entry, "updated") == f"{day}T00:00:00+00:00"
    page = f"{settings.SITE_URL}{pathfinder.get_absolute_url()}"
    assert links(entry)["alternate"] == page
    category = entry.find(f"{ATOM}category").get("term")
    assert category == "Ratifications, pledges and support"


def test_a_country_feed_tells_of_that_country_alone(client):
    here, there = make_pathfinder("Ruritania"), make_pathfinder("Syldavia")
    changed.pledge(here, days_ago(3))
    changed.pledge(there, days_ago(2))

    assert [title[:9] for title in titles(read(client, here))] == ["Ruritania"]
    assert [title[:8] for title in titles(read(client))] == ["Syldavia", "Ruritani"]


def test_examples_stand_in_their_own_feed_only(client):
    pathfinder = make_pathfinder(is_example=True)
    changed.pledge(pathfinder, days_ago(3))

    assert titles(read(client)) == []
    feed = read(client, pathfinder)
    assert len(titles(feed)) == 1
    assert text(feed, "subtitle") == "A fictitious example, not real data."


def test_a_feed_goes_back_twelve_months_and_holds_fifty_entries(client):
    pathfinder = make_pathfinder()
    changed.pledge(pathfinder, days_ago(400))
    for number in range(51):
        day = PartialDate.day(days_ago(300 - number))
        factories.make_milestone(pathfinder, when=day, statement=f"Step {number}")

    feed = read(client, pathfinder)

    assert len(titles(feed)) == 50
    summaries = [text(each, "summary") for each in feed.findall(f"{ATOM}entry")]
    assert "Step 50" in summaries[0]
    assert not [each for each in summaries if "Step 0" in each]


def test_a_feed_of_a_country_that_is_not_shown_does_not_exist(client_for):
    hidden = factories.make_pathfinder(is_public=False)
    focal_point = factories.make_focal_point(hidden.country)

    for user in (focal_point, factories.make_officer()):
        assert client_for(user).get(address(hidden)).status_code == 404
    assert client_for(focal_point).get("/pathfinders/zzz/feed/").status_code == 404


def test_whoever_asks_reads_what_everybody_reads(client, client_for):
    pathfinder = make_pathfinder()
    hidden = factories.make_pathfinder(is_public=False)
    changed.step(pathfinder, days_ago(3), statement="Told to all")
    changed.step(pathfinder, days_ago(3), statement="Kept", is_public=False)
    changed.step(hidden, days_ago(3), statement="Kept")
    changed.document(pathfinder, days_ago(3), title="Kept", audience="gcg")
    changed.decision(pathfinder, days_ago(3), text="Kept", is_public=False)

    administrator = client_for(factories.make_administrator())
    for url in (address(), address(pathfinder)):
        anonymous = client.get(url).content
        assert administrator.get(url).content == anonymous
        assert b"Told to all" in anonymous
        assert b"Kept" not in anonymous


def test_a_small_count_stays_withheld(client):
    pathfinder = make_pathfinder()
    limit = {"threshold": 11, "threshold_reason": "Few people", "unit_en": "victims"}
    indicator = make_indicator()
    make_definition(indicator, **limit)
    of = make_observation(pathfinder, indicator)
    changed.value(pathfinder, days_ago(3), of=of, quantity=Decimal(7))

    (entry,) = read(client, pathfinder).findall(f"{ATOM}entry")

    summary = text(entry, "summary")
    assert "7 victims" not in summary
    assert "<p>Withheld: small number of people</p>" in summary


def test_marks_and_control_characters_leave_the_feed_whole(client):
    pathfinder = make_pathfinder()
    note = "Pasted\x0b from <script>alert(1)</script> & \ufffe\x1f Word"
    changed.step(pathfinder, days_ago(3), statement=note)

    (entry,) = read(client, pathfinder).findall(f"{ATOM}entry")

    summary = entry.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    shown = etree.HTML(summary.text)
    assert shown.find(".//script") is None
    assert "<script>alert(1)</script> &" in "".join(shown.itertext())


def test_who_has_the_feed_gets_no_second_copy_until_it_changes(client):
    pathfinder = make_pathfinder()
    changed.pledge(pathfinder, days_ago(3))
    held = client.get(address(pathfinder))["ETag"]

    again = client.get(address(pathfinder), headers={"If-None-Match": held})
    changed.pledge(pathfinder, days_ago(3), text="A second one")
    newer = client.get(address(pathfinder), headers={"If-None-Match": held})

    assert (again.status_code, again.content) == (304, b"")
    assert newer.status_code == 200
    assert newer["Cache-Control"] == "public, no-cache"


def test_a_language_that_is_not_offered_is_english(client):
    for asked in ("de", "x" * 10_000, "\x00", "../fr"):
        response = client.get(reverse("changes-feed"), {"lang": asked})
        assert etree.fromstring(response.content).get(LANGUAGE) == "en"
        assert response["Content-Language"] == "en"


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_follow_the_number_of_changes(
    client, number, django_assert_num_queries
):
    for _each in range(number):
        changed.one_of_each(make_pathfinder(), days_ago(3))

    with django_assert_num_queries(17):
        client.get(address())


def test_pages_lead_to_their_feeds(client, client_for):
    pathfinder = make_pathfinder()
    hidden = factories.make_pathfinder(is_public=False)
    officer = client_for(factories.make_officer())

    def feeds_of(page) -> list[str]:
        found = etree.HTML(page.content).findall('.//link[@rel="alternate"]')
        return [each.get("href") for each in found]

    country = client.get(pathfinder.get_absolute_url())
    assert feeds_of(country) == [address(pathfinder, "en")]
    assert feeds_of(client.get(reverse("meetings:changes"))) == [address(None, "en")]
    assert feeds_of(officer.get(hidden.get_absolute_url())) == []
