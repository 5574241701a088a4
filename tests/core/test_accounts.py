"""Signing in and out, lost passwords, and what strangers can find out."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from alliance87.core.models import User
from alliance87.home.demo import ACCOUNTS
from alliance87.home.demo import PASSWORD as DEMO_PASSWORD
from alliance87.home.demo.accounts import create_accounts
from tests.factories import PASSWORD, make_country, make_officer, make_user

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
LOGOUT = "/account/logout/"
RESET = "/account/password/reset/"
CHOSEN = "seven green bicycles"


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


# --- Signing in -----------------------------------------------------------------


@pytest.mark.parametrize("email", ["nia@example.org", "NIA@Example.ORG"])
def test_sign_in_by_email_in_any_case(client, email):
    user = make_user(email="nia@example.org")

    response = sign_in(client, email)

    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("page", [LOGIN, RESET])
def test_address_has_one_name_on_every_page(client, page):
    form = client.get(page).context["form"]

    labels = [str(form[name].label) for name in form.fields if name != "password"]
    assert labels == ["E-mail address"]


def test_demo_accounts_sign_in():
    create_accounts(make_country())

    for account in ACCOUNTS:
        client = Client()
        sign_in(client, account.email, DEMO_PASSWORD)
        assert is_signed_in(client), account


def test_wrong_password_says_the_same_for_known_unknown_and_closed_accounts():
    make_user(email="nia@example.org")
    make_user(email="closed@example.org", is_active=False)

    errors = [
        sign_in(Client(), email, "a wrong password").context["form"].errors
        for email in ("nia@example.org", "nobody@example.org", "closed@example.org")
    ]

    assert errors[0] == {
        "__all__": ["The email address and/or password you specified are not correct."]
    }
    assert errors == [errors[0]] * 3


def test_closed_account_does_not_sign_in_and_loses_its_session(client):
    user = make_user()
    sign_in(client, user.email)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/my-country/").status_code == 302
    other = Client()
    sign_in(other, user.email)
    assert not is_signed_in(other)


def test_session_key_changes_when_signing_in(client):
    user = make_user()
    session = client.session
    session["kept"] = True
    session.save()
    before = session.session_key

    sign_in(client, user.email)

    assert client.session.session_key != before


def test_sign_in_leads_only_to_our_own_pages(client):
    user = make_user()

    response = sign_in(client, user.email, QUERY_STRING="next=https://evil.example/")

    assert response.url == "/"


def test_language_of_the_account_is_used_after_signing_in(client):
    user = make_user(language="fr")
    assert 'lang="en"' in client.get(LOGIN).content.decode()

    sign_in(client, user.email)

    assert '<html lang="fr"' in client.get("/pathfinders/").content.decode()


# --- Throttle -------------------------------------------------------------------


def test_eleventh_wrong_password_within_a_minute_is_refused(client):
    user = make_user()
    codes = [
        sign_in(client, f"person{number}@example.com", "wrong").status_code
        for number in range(10)
    ]

    response = sign_in(client, user.email)

    assert codes == [200] * 10
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
    assert not is_signed_in(client)


def test_header_of_a_stranger_does_not_lift_the_throttle(client):
    for number in range(10):
        sign_in(client, f"person{number}@example.com", "wrong")

    response = sign_in(client, "a@example.com", "wrong", HTTP_X_FORWARDED_FOR="9.9.9.9")

    assert response.status_code == 429


def test_wrong_passwords_of_a_stranger_do_not_lock_the_owner_out(client):
    user = make_user()
    while sign_in(client, user.email, "wrong").status_code == 200:
        pass

    owner = Client(REMOTE_ADDR="10.1.2.3")
    sign_in(owner, user.email)

    assert is_signed_in(owner)


# --- Signing out ----------------------------------------------------------------


def test_logout_ends_the_session_on_the_server(client):
    sign_in(client, make_user().email)
    stolen = Client()
    stolen.cookies = client.cookies.copy()
    asked = client.get(LOGOUT)
    assert (asked.status_code, is_signed_in(client)) == (200, True)

    client.post(LOGOUT)

    assert not is_signed_in(client)
    assert stolen.get("/my-country/").status_code == 302


# --- Opening an account -----------------------------------------------------------


def test_nobody_signs_up(client):
    data = {"email": "x@example.org", "password1": CHOSEN, "password2": CHOSEN}

    page = client.get("/account/signup/")
    client.post("/account/signup/", data)

    assert "Accounts are opened by the secretariat" in page.content.decode()
    assert User.objects.count() == 0
    assert mail.outbox == []


# --- Lost passwords ---------------------------------------------------------------


def reset_link(client, email, **extra) -> str:
    client.post(RESET, {"email": email}, **extra)
    return re.search(r"https?://\S+", mail.outbox[-1].body)[0]


def choose(client, link, password=CHOSEN):
    """Open the link and send the form of the page behind it."""
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(address, {"password1": password, "password2": password})


def test_reset_link_has_an_allowed_host_and_works_once(client, settings):
    settings.ALLOWED_HOSTS = ["pathfinders.example.org"]
    user = make_user()
    host = {"HTTP_HOST": "pathfinders.example.org"}
    link = reset_link(client, user.email.upper(), **host)
    assert link.startswith("http://pathfinders.example.org/account/password/reset/key/")
    settings.ALLOWED_HOSTS = ["testserver"]
    path = link.removeprefix("http://pathfinders.example.org")

    choose(client, path)
    user.refresh_from_db()
    assert user.check_password(CHOSEN)
    choose(Client(), path, "another good password")

    user.refresh_from_db()
    assert user.check_password(CHOSEN)


def test_forged_host_sends_no_mail(client):
    user = make_user()

    response = client.post(RESET, {"email": user.email}, HTTP_HOST="evil.example")
    forwarded = reset_link(client, user.email, HTTP_X_FORWARDED_HOST="evil.example")

    assert response.status_code == 400
    assert forwarded.startswith("http://testserver/")
    assert len(mail.outbox) == 1


def test_reset_says_the_same_for_an_unknown_address(client):
    user = make_user()

    known = client.post(RESET, {"email": user.email})
    unknown = client.post(RESET, {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_reset_does_not_open_a_closed_account(client):
    user = make_user(is_active=False)

    client.post(RESET, {"email": user.email})

    assert mail.outbox == []


def test_reset_ends_the_other_sessions(client):
    user = make_user()
    open_elsewhere = Client()
    sign_in(open_elsewhere, user.email)
    path = reset_link(client, user.email).removeprefix("http://testserver")

    choose(client, path)

    assert open_elsewhere.get("/my-country/").status_code == 302


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "password1234",
        "our pathfinder work",
        "the Alliance 8.7 team",
        "nia.new@example.org",
    ],
)
def test_weak_password_is_refused(client, password):
    user = make_user(email="nia.new@example.org")
    path = reset_link(client, user.email).removeprefix("http://testserver")

    response = choose(client, path, password)

    assert list(response.context["form"].errors) == ["password1"]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_nobody_adds_an_address_to_the_own_account(client_for):
    """A second address would outlive a change of the first by an administrator."""
    client = client_for(make_officer())

    response = client.post(
        "/account/email/", {"action_add": "", "email": "second@example.org"}
    )

    assert response.status_code == 404
    assert not EmailAddress.objects.filter(email="second@example.org").exists()
