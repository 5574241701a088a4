"""Deputies: who gives the role, until when it holds, how it is marked."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from alliance87.core.models import AuditEvent, User
from alliance87.partners.enums import COUNTRY_ROLES, Role
from alliance87.partners.models import RoleAssignment
from tests import factories

pytestmark = pytest.mark.django_db

ADD = reverse("admin:partners_roleassignment_add")
LAST_DAY = date(2999, 12, 5)


def given(user, place, **fields) -> dict:
    return {
        "user": user.pk,
        "role": Role.FOCAL_POINT,
        "country": place.pk,
        "starts_on": "2026-01-01",
        "ends_on": "2999-12-05",
        "is_deputy": "on",
    } | fields


def invited(place, **fields) -> dict:
    return {
        "name": "Dina Deputy",
        "email": "dina@example.org",
        "language": "en",
        "role": Role.FOCAL_POINT,
        "country": place.pk,
        "ends_on": "2999-12-05",
        "is_deputy": "on",
    } | fields


@pytest.fixture
def admin_client(client_for):
    return client_for(factories.make_administrator())


# --- Giving the role ------------------------------------------------------------------


def test_administrator_names_a_deputy_and_the_trail_says_until_when(admin_client):
    user, country = factories.make_user(), factories.make_country()

    admin_client.post(ADD, given(user, country))

    role = RoleAssignment.objects.get(user=user)
    assert (role.is_deputy, role.ends_on) == (True, LAST_DAY)
    assert AuditEvent.objects.get(verb="role.given").now == (
        f"Focal point ({country}). Deputy until 5 December 2999"
    )


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"ends_on": ""}, {"ends_on": ["Give the last day of a deputy."]}),
        (
            {"role": Role.OFFICER, "country": ""},
            {"is_deputy": ["Only a focal point and a contributor have deputies."]},
        ),
    ],
)
def test_deputy_without_an_end_or_of_another_role_is_refused(
    admin_client, fields, errors
):
    user, country = factories.make_user(), factories.make_country()

    answer = admin_client.post(ADD, given(user, country, **fields))

    form = answer.context["adminform"].form
    assert {name: form.errors[name] for name in errors} == errors
    assert not RoleAssignment.objects.filter(user=user).exists()


def test_deputy_is_invited_with_the_last_day_in_the_mail(
    admin_client, django_capture_on_commit_callbacks
):
    country = factories.make_country(name_en="Ruritania")

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post("/people/invite/", invited(country))

    role = User.objects.get(email="dina@example.org").role_assignments.get()
    assert (role.role, role.is_deputy, role.ends_on) == ("focal_point", True, LAST_DAY)
    assert (
        "Your role: Focal point (Ruritania). Deputy until 5 December 2999."
    ) in mail.outbox[0].body


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"ends_on": ""}, "ends_on", "Give the last day of a deputy."),
        (
            {"role": Role.OFFICER},
            "is_deputy",
            "Only a focal point and a contributor have deputies.",
        ),
    ],
)
def test_invitation_of_a_deputy_says_what_is_missing_and_invites_nobody(
    admin_client, fields, field, sentence
):
    answer = admin_client.post(
        "/people/invite/", invited(factories.make_country(), **fields)
    )

    assert answer.context["form"].errors == {field: [sentence]}
    assert not User.objects.filter(email="dina@example.org").exists()


def test_database_refuses_a_deputy_without_an_end():
    user, country = factories.make_user(), factories.make_country()
    role = RoleAssignment(
        user=user, role=Role.FOCAL_POINT, country=country, is_deputy=True
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        role.save()
    with pytest.raises(ValidationError) as refused:
        role.full_clean()
    assert refused.value.message_dict["ends_on"] == ["Give the last day of a deputy."]


# --- Access ends by itself ------------------------------------------------------------


@pytest.mark.parametrize("role", COUNTRY_ROLES)
def test_access_of_a_deputy_ends_the_day_after_the_last(client_for, monkeypatch, role):
    country, deputy = factories.make_pathfinder().country, factories.make_user()
    factories.make_role(
        deputy, role, country, ends_on=timezone.localdate(), is_deputy=True
    )
    page, tomorrow = f"/my-country/{country.slug}/", timezone.now() + timedelta(days=1)
    assert client_for(deputy).get(page).status_code == 200

    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert client_for(deputy).get(page).status_code == 403


# --- How it is marked -----------------------------------------------------------------


def test_team_lists_focal_points_first_and_deputies_behind():
    country = factories.make_country()
    factories.make_contributor(country, name="Clara")
    deputy = factories.make_user(name="Abel")
    factories.make_role(
        deputy, Role.FOCAL_POINT, country, ends_on=LAST_DAY, is_deputy=True
    )
    factories.make_focal_point(country, name="Zoe")
    factories.make_focal_point(country, name="Closed", is_active=False)
    factories.make_focal_point(name="Elsewhere")
    factories.make_role(
        factories.make_user(name="Gone"),
        Role.FOCAL_POINT,
        country,
        ends_on=date(2021, 1, 1),
    )

    team = RoleAssignment.objects.current().team_of(country)

    assert [(str(each.user), each.deputy_words) for each in team] == [
        ("Zoe", ""),
        ("Abel", "Deputy until 5 December 2999"),
        ("Clara", ""),
    ]


@pytest.mark.parametrize(
    ("who", "page"),
    [("focal", "/my-country/{}/"), ("officer", "/secretariat/countries/{}/")],
)
def test_lists_of_people_mark_deputies(client_for, who, page):
    country = factories.make_pathfinder().country
    people = {
        "focal": factories.make_focal_point(country),
        "officer": factories.make_officer(),
    }
    deputy = factories.make_user(name="Dina Deputy")
    factories.make_role(
        deputy, Role.CONTRIBUTOR, country, ends_on=LAST_DAY, is_deputy=True
    )

    html = client_for(people[who]).get(page.format(country.slug)).content.decode()

    assert html.count("Deputy until 5 December 2999") == 1
    assert html.index("Dina Deputy") < html.index("Deputy until 5 December 2999")
    assert (deputy.email in html) is (who == "officer")


def test_mark_is_in_the_readers_language():
    role = RoleAssignment(is_deputy=True, ends_on=date(2999, 3, 1))

    with translation.override("fr"):
        assert "1er mars 2999" in role.deputy_words
