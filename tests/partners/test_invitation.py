"""Invitations: who sends them, what the link does, and what it does not do."""

import re
import time

import pytest
from django.core import mail
from django.test import Client

from alliance87.core.models import AuditEvent, User
from alliance87.partners import services
from alliance87.partners.enums import Role
from tests.factories import (
    PASSWORD,
    make_administrator,
    make_chair,
    make_country,
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_user,
)

pytestmark = pytest.mark.django_db

INVITE = "/people/invite/"
CHOSEN = "seven green bicycles"
BOTH = {"password": CHOSEN, "again": CHOSEN}


def invite_data(country=None, **fields) -> dict:
    return {
        "name": "Nia New",
        "email": "Nia@Example.org",
        "language": "en",
        "role": Role.FOCAL_POINT if country else Role.OFFICER,
        "country": country.pk if country else "",
    } | fields


@pytest.fixture
def invited(client_for, django_capture_on_commit_callbacks):
    """Return `invited(**fields)`: the person, and the link from the mail."""

    def invite(country=None, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            client_for(make_administrator()).post(
                INVITE, invite_data(country, **fields)
            )
        return User.objects.get(email="nia@example.org"), link_in(mail.outbox[-1])

    return invite


def link_in(message) -> str:
    return re.search(r"http://testserver(/invitation/\S+)", message.body)[1]


# --- Sending ------------------------------------------------------------------


@pytest.mark.parametrize(
    "make", [make_officer, make_chair, make_focal_point, make_gcg_member]
)
@pytest.mark.parametrize("page", [INVITE, "/people/{pk}/invite/"])
def test_only_administrators_invite(client_for, make, page):
    person = User.objects.create_user(email="nia@example.org", name="Nia New")
    client = client_for(make())
    page = page.format(pk=person.pk)

    assert client.get(page).status_code == 403
    assert client.post(page, invite_data()).status_code == 403
    assert User.objects.filter(email="nia@example.org").count() == 1
    assert mail.outbox == []


def test_visitor_is_sent_to_sign_in(client):
    response = client.get(INVITE)

    assert (response.status_code, response.url) == (
        302,
        "/account/login/?next=/people/invite/",
    )


def test_invitation_names_role_and_days_and_leads_here(invited):
    country = make_country(name_en="Exampleland")

    user, link = invited(country)

    message = mail.outbox[0]
    assert message.to == ["nia@example.org"]
    assert message.subject == "Your account in the Alliance 8.7 pathfinder system"
    assert "Dear Nia New," in message.body
    assert "Your role: Focal point (Exampleland)." in message.body
    assert "once and for 7 days" in message.body
    assert not user.has_usable_password()
    event = AuditEvent.objects.get(verb="user.invited")
    assert (event.target, event.country, event.now) == (
        f"core.user:{user.pk}",
        country,
        "focal_point",
    )


def test_name_in_the_mail_is_plain_text(invited):
    invited(name="Nia & <b>New</b>\r\nBcc: x@example.org")

    assert "Nia & <b>New</b>" in mail.outbox[0].body
    assert mail.outbox[0].recipients() == ["nia@example.org"]


def test_mail_is_in_the_language_of_the_person(invited):
    user, _link = invited(
        make_country(name_en="Germany", name_fr="Allemagne"), language="fr"
    )

    assert user.language == "fr"
    assert "Allemagne" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"role": "focal_point"}, ["country"]),
        ({"role": "group_chair"}, ["group"]),
        ({"email": "nobody"}, ["email"]),
        ({"email": "TAKEN@example.org"}, ["email"]),
        ({"ends_on": "2020-01-01"}, ["ends_on"]),
        ({"role": "superuser"}, ["role"]),
        ({"language": "xx"}, ["language"]),
    ],
)
def test_incomplete_invitation_creates_nothing(client_for, fields, wrong):
    make_user(email="taken@example.org")
    client = client_for(make_administrator())

    response = client.post(INVITE, invite_data(**fields))

    assert list(response.context["form"].errors) == wrong
    assert User.objects.count() == 2
    assert mail.outbox == []


# --- Accepting ----------------------------------------------------------------


def test_link_sets_the_password_once(client, invited):
    user, link = invited()

    page = client.get(link)
    accepted = client.post(link, BOTH)
    again = client.post(link, {"password": "x" * 20, "again": "x" * 20})

    assert "Welcome, Nia New." in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert (accepted.status_code, accepted.url) == (302, "/account/login/")
    assert again.status_code == 404
    user.refresh_from_db()
    assert user.check_password(CHOSEN)
    assert "_auth_user_id" not in client.session
    login = client.post(
        "/account/login/", {"login": "NIA@example.org", "password": CHOSEN}
    )
    assert login.status_code == 302


@pytest.mark.parametrize(("seconds", "status"), [(-60, 200), (60, 404)])
def test_link_works_for_seven_days(client, invited, monkeypatch, seconds, status):
    _user, link = invited()
    later = time.time() + 7 * 24 * 60 * 60 + seconds
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert client.get(link).status_code == status


@pytest.mark.parametrize("change", ["", "x", "inactive", "password"])
def test_dead_link_says_what_to_do(client, invited, change):
    user, link = invited()
    if change == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif change == "password":
        user.set_password(PASSWORD)
        user.save()
    else:
        link = f"{link[:-3]}{change}/"

    response = client.get(link)
    posted = client.post(link, BOTH)

    assert (response.status_code, posted.status_code) == (404, 404)
    assert (
        "This invitation has been used or is too old. "
        "Ask the secretariat for a new one."
    ) in response.content.decode()
    user.refresh_from_db()
    assert not user.check_password(CHOSEN)


@pytest.mark.parametrize(
    ("passwords", "wrong"),
    [
        (("short", "short"), "password"),
        (("my alliance87 secret", "my alliance87 secret"), "password"),
        (("nia@example.org", "nia@example.org"), "password"),
        ((CHOSEN, "another password here"), "again"),
        (("", ""), "password"),
    ],
)
def test_weak_or_unequal_passwords_leave_the_link_alive(
    client, invited, passwords, wrong
):
    user, link = invited()

    response = client.post(
        link, dict(zip(("password", "again"), passwords, strict=True))
    )

    assert next(iter(response.context["form"].errors)) == wrong
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert client.get(link).status_code == 200


def test_role_and_country_are_fixed_by_the_invitation(client, invited):
    country, other = make_country(), make_country()
    user, link = invited(country)

    client.post(
        link,
        BOTH
        | {
            "role": "administrator",
            "country": other.pk,
            "email": "evil@example.org",
            "is_superuser": "on",
        },
    )

    user.refresh_from_db()
    held = list(user.role_assignments.values_list("role", "country"))
    assert held == [("focal_point", country.pk)]
    assert (user.email, user.is_superuser) == ("nia@example.org", False)


def test_accepting_while_somebody_else_is_signed_in_moves_no_rights(
    client_for, invited
):
    user, link = invited(make_country())
    officer = make_officer(name="Olu Officer")
    client = client_for(officer)

    page = client.get(link).content.decode()
    client.post(link, BOTH)

    assert "Olu Officer is signed in here" in page
    assert "_auth_user_id" not in client.session
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert list(officer.role_assignments.values_list("role", flat=True)) == ["officer"]
    assert list(user.role_assignments.values_list("role", flat=True)) == ["focal_point"]


# --- Waiting, and inviting again --------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_people_waiting_asks_the_same_for_one_and_three(
    client_for, django_assert_num_queries, count
):
    administrator = make_administrator()
    for number in range(count):
        services.invite(
            name=f"Nia {number}",
            email=f"nia{number}@example.org",
            language="en",
            role=Role.OFFICER,
            by=administrator,
            link_to=str,
        )
    client = client_for(administrator)

    with django_assert_num_queries(8):
        response = client.get(INVITE)

    assert [person.name for person in response.context["waiting"]] == [
        f"Nia {number}" for number in range(count)
    ]


def test_person_who_chose_a_password_does_not_wait(client, client_for, invited):
    _user, link = invited()
    client.post(link, BOTH)

    response = client_for(make_administrator()).get(INVITE)

    assert list(response.context["waiting"]) == []
    assert "Nobody is waiting." in response.content.decode()


def test_second_invitation_replaces_the_first(
    client_for, invited, django_capture_on_commit_callbacks
):
    user, first = invited()
    client = client_for(make_administrator())
    page = f"/people/{user.pk}/invite/"

    assert client.get(page).status_code == 200
    assert len(mail.outbox) == 1
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page)

    second = link_in(mail.outbox[1])
    assert response.url == INVITE
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert AuditEvent.objects.filter(verb="user.invited_again").count() == 1


def test_person_with_a_password_is_not_invited_again(client_for):
    user = make_officer()

    response = client_for(make_administrator()).post(f"/people/{user.pk}/invite/")

    assert response.status_code == 404
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
