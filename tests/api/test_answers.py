"""What holds for every answer: methods, caches, languages, faults, other sites."""

import pytest
from django.core.cache import cache
from django.test import Client

from alliance87.core.api.paging import cursor_of
from tests.api.asking import LISTS, ROOT, ask, refused
from tests.factories import make_country, make_officer, make_pathfinder

pytestmark = pytest.mark.django_db
COUNTRIES = f"{ROOT}countries/"


@pytest.fixture
def kenya():
    return make_pathfinder(
        country=make_country(iso3="KEN", iso2="KE", name_en="Kenya"), is_public=True
    )


# --- Caches ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*(f"{each}/" for each in LISTS), "", "openapi.json"])
def test_answer_that_did_not_change_is_not_sent_again(path):
    first = Client().get(f"{ROOT}{path}")
    again = Client().get(f"{ROOT}{path}", headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=60"
    assert first["ETag"].startswith('"')
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_answer_that_changed_is_sent(kenya):
    first = Client().get(COUNTRIES)
    kenya.country.name_en = "Republic of Kenya"
    kenya.country.save()

    again = Client().get(COUNTRIES, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    assert "Republic of Kenya" in again.content.decode()


def test_fault_is_not_kept():
    answer = Client().get(f"{COUNTRIES}XYZ/")

    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer


# --- Readers --------------------------------------------------------------------------


def test_who_asks_makes_no_difference():
    make_pathfinder(is_public=False)
    officer = Client()
    officer.force_login(make_officer())

    for path in LISTS:
        theirs = officer.get(f"{ROOT}{path}/")
        assert theirs.content == Client().get(f"{ROOT}{path}/").content
        assert theirs["Cache-Control"] == "public, max-age=60"


def test_other_sites_may_read_the_answers_and_no_page(kenya):
    for path in (COUNTRIES, f"{COUNTRIES}XYZ/", f"{ROOT}nothing/"):
        assert Client().get(path)["Access-Control-Allow-Origin"] == "*"
    for path in ("/pathfinders/", "/pathfinders/ken/", "/api/"):
        assert "Access-Control-Allow-Origin" not in Client().get(path)


def test_browser_may_ask_first():
    answer = Client().options(COUNTRIES)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"


# --- Methods --------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(kenya, method):
    client = Client(enforce_csrf_checks=True)

    answer = getattr(client, method)(COUNTRIES)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json() == {
        "error": "method_not_allowed",
        "field": None,
        "message": "The API is for reading: use GET.",
    }


def test_head_answers_as_get_without_a_body(kenya):
    get, head = Client().get(COUNTRIES), Client().head(COUNTRIES)

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_address_without_its_last_slash_leads_to_the_one_with_it(kenya):
    answer = Client().get(f"{ROOT}countries?status=on_path")

    assert answer.status_code == 301
    assert answer["Location"] == f"{COUNTRIES}?status=on_path"


# --- Languages ------------------------------------------------------------------------


def test_language_is_the_one_asked_for_whatever_the_browser_would_like(kenya):
    client = Client(headers={"accept-language": "es"})

    english = client.get(COUNTRIES)
    french = client.get(COUNTRIES, {"lang": "fr"})

    assert english["Content-Language"] == "en"
    assert english.json()["meta"]["language"] == "en"
    assert french["Content-Language"] == "fr"
    assert french.json()["meta"]["language"] == "fr"


def test_unknown_language_is_refused(kenya):
    words = "Write one of these: en, fr, es."
    assert refused("countries/", lang="de") == (400, "lang", words)


# --- Faults ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "query", "field", "message"),
    [
        (
            "countries/",
            {"page_size": "0"},
            "page_size",
            "Write a whole number from 1 to 1000.",
        ),
        (
            "values/",
            {"page_size": "1001"},
            "page_size",
            "Write a whole number from 1 to 1000.",
        ),
        (
            "values/",
            {"page_size": "１０"},
            "page_size",
            "Write a whole number from 1 to 1000.",
        ),
        (
            "values/",
            {"start": "1e3"},
            "start",
            "Write a whole number from 1950 to 2100.",
        ),
        (
            "values/",
            {"as_of": "31-13-2020"},
            "as_of",
            "This is no day. Write it as 2026-03-31.",
        ),
        (
            "values/",
            {"as_of": "2026-02-30"},
            "as_of",
            "This is no day. Write it as 2026-03-31.",
        ),
        (
            "values/",
            {"as_of": "2999-01-01"},
            "as_of",
            "This day is still to come. Choose today or an earlier one.",
        ),
        (
            "values/",
            {"country": "Kenya"},
            "country",
            "Write codes with commas between them, like KEN,PER.",
        ),
        (
            "values/",
            {"theme": "labour"},
            "theme",
            "Write one of these: child_labour, forced_labour, human_trafficking, all.",
        ),
        ("values/", {"totals_only": "yes"}, "totals_only", "Write true or false."),
        (
            "reviews/",
            {"yaer": "2024"},
            "yaer",
            "There is no parameter “yaer” here, but: after, country, lang, page_size, "
            "year.",
        ),
        (
            "countries/",
            {"after": "nonsense"},
            "after",
            "This is no place in this list. Follow “next” as it stands.",
        ),
    ],
)
def test_question_that_cannot_be_read_says_what_to_do(path, query, field, message):
    assert refused(path, **query) == (400, field, message)


def test_parameter_given_twice_is_refused():
    answer = Client().get(f"{ROOT}values/?country=KEN&country=PER")

    assert answer.status_code == 400
    assert answer.json()["message"] == (
        "Give “country” once; put commas between several codes."
    )


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "key",
    [
        *((), (None,), ([],), ({},), (True,), (1.5,), (2**70,), ("KEN", "KEN", 1.5)),
        *(("a\x00",), ("\ud800",), ("\n",)),
    ],
)
def test_place_that_no_list_has_is_refused(path, key):
    status, field, message = refused(f"{path}/", after=cursor_of(key))

    assert (status, field) == (400, "after")
    assert message == "This is no place in this list. Follow “next” as it stands."


def test_place_of_another_list_is_refused():
    assert refused("countries/", after=cursor_of((1,)))[:2] == (400, "after")
    assert refused("decisions/", after=cursor_of(("KEN",)))[:2] == (400, "after")


def test_unknown_address_says_where_to_look():
    assert refused("nothing/at/all/") == (
        404,
        None,
        "There is no such address. /api/ explains those that there are.",
    )


def test_fault_is_told_in_the_language_asked_for(kenya):
    answer = Client().get(COUNTRIES, {"lang": "fr", "page_size": "x"})

    assert answer["Content-Language"] == "fr"
    assert answer.json()["field"] == "page_size"


# --- How often ------------------------------------------------------------------------


def test_who_asks_too_often_is_asked_to_wait(kenya, settings):
    cache.clear()
    settings.THROTTLES = {"api": 2}

    answers = [Client().get(COUNTRIES) for _time in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert answers[2].json() == {
        "error": "too_many_requests",
        "field": None,
        "message": "You asked more often than 2 times in a minute. Wait.",
    }
    assert Client().get("/pathfinders/").status_code == 200


# --- Start ----------------------------------------------------------------------------


def test_start_leads_to_every_list():
    found = ask("")

    assert set(found["lists"]) == set(LISTS)
    assert found["openapi"] == f"http://testserver{ROOT}openapi.json"
    assert found["documentation"] == "http://testserver/api/"
    for address in found["lists"].values():
        assert Client().get(address).status_code == 200


def test_each_list_says_its_licence_and_how_to_cite_it(kenya):
    meta = ask("countries/", status="on_path", page_size=5)["meta"]

    assert meta["licence"] == "CC BY 4.0"
    assert meta["licence_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert meta["citation"].startswith("Alliance 8.7 (")
    assert meta["citation"].endswith("/api/v1/countries/?status=on_path")
