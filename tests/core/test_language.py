import pytest
from django.test import Client
from django.urls import reverse

from tests import factories


def choose(client, language: str, address: str = ""):
    data = {"language": language, "next": address}
    return client.post(reverse("set-language"), data)


def test_the_choice_is_kept_on_the_account_and_in_the_browser(client_for):
    user = factories.make_user(language="en")

    response = choose(client_for(user), "es")

    user.refresh_from_db()
    assert user.language == "es"
    cookie = response.cookies["django_language"]
    assert (cookie.value, cookie["max-age"]) == ("es", 365 * 24 * 60 * 60)
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)


def test_a_visitor_keeps_the_choice_in_the_browser(db):
    client = Client()

    choose(client, "fr")

    page = client.get(reverse("account_login"))
    assert page.headers["Content-Language"] == "fr"


def test_the_account_wins_over_the_browser(client_for):
    user = factories.make_user(language="fr")
    client = client_for(user)
    client.cookies["django_language"] = "es"

    page = client.get("/no-such-page/", headers={"accept-language": "es"})

    assert page.headers["Content-Language"] == "fr"


@pytest.mark.parametrize("language", ["", "de", "xx", "en-GB", "fr\r\nX: 1"])
def test_other_languages_change_nothing(client_for, language):
    user = factories.make_user(language="en")

    response = choose(client_for(user), language)

    user.refresh_from_db()
    assert user.language == "en"
    assert "django_language" not in response.cookies
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_the_switch_only_answers_a_post(db):
    assert Client().get(reverse("set-language")).status_code == 405


def test_the_switch_of_an_account_needs_the_token_of_the_form(db):
    user = factories.make_user(language="en")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    response = choose(client, "fr")

    user.refresh_from_db()
    assert (response.status_code, user.language) == (403, "en")


def test_the_switch_of_a_visitor_needs_no_token_and_sets_no_other_cookie(db):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("about"))

    response = choose(client, "fr")

    assert (response.status_code, set(client.cookies)) == (302, {"django_language"})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", "/"),
        ("/", "/"),
        ("/pathfinders/", "/pathfinders/"),
        ("/pathfinders/?q=nepal&page=2", "/pathfinders/?q=nepal&page=2"),
        ("/pathfinders/#steps", "/pathfinders/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("https:evil.example", "/"),
        ("https:/evil.example", "/"),
        ("https://evil.example/", "/"),
        ("http://testserver/pathfinders/", "/"),
        ("HTTPS://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("data:text/html,x", "/"),
        ("%2F%2Fevil.example", "/"),
        ("evil.example", "/"),
        ("\t//evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        (" //evil.example", "/"),
        ("//evil.example\\@testserver", "/"),
        ("?next=//evil.example", "/?next=//evil.example"),
    ],
)
def test_the_switch_leads_back_to_own_pages_only(db, address, expected):
    response = choose(Client(), "fr", address)

    assert (response.status_code, response.headers["Location"]) == (302, expected)
