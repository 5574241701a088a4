"""Accounts, roles and files in the records desk: who gives them, what is protected."""

from datetime import date

import pytest

from alliance87.core.models import AuditEvent, Document, DocumentVersion, User
from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment
from tests.core.test_admin import initial_data, page
from tests.factories import (
    make_administrator,
    make_document,
    make_officer,
    make_user,
)

pytestmark = pytest.mark.django_db


def role_data(user, role=Role.OFFICER, **fields) -> dict:
    day = date(2024, 1, 1).isoformat()
    return {"user": user.pk, "role": role, "starts_on": day} | fields


def test_officer_sees_no_accounts_in_any_corner(client_for):
    client = client_for(make_officer())
    index = client.get("/admin/").content.decode()
    query = {"app_label": "partners", "model_name": "roleassignment"}

    answer = client.get("/admin/autocomplete/", query | {"field_name": "user"})

    assert answer.status_code == 403
    assert page(User, "changelist") not in index
    assert page(RoleAssignment, "changelist") not in index
    assert page(AuditEvent, "changelist") not in index


def test_administrator_gives_a_role_and_the_trail_says_so(client_for):
    user, administrator = make_user(), make_administrator()

    response = client_for(administrator).post(
        page(RoleAssignment, "add"), role_data(user)
    )

    assert response.status_code == 302
    assert list(user.role_assignments.values_list("role", flat=True)) == ["officer"]
    event = AuditEvent.objects.get(verb="role.given")
    assert (event.by, event.target) == (administrator, f"core.user:{user.pk}")


def test_nobody_changes_the_own_roles(client_for):
    administrator, other = make_administrator(), make_administrator()
    own = administrator.role_assignments.get()
    client = client_for(administrator)

    answers = [
        client.post(page(RoleAssignment, "add"), role_data(administrator)),
        client.post(
            page(RoleAssignment, "change", own.pk),
            role_data(administrator, ends_on="2030-01-01"),
        ),
        client.post(
            page(RoleAssignment, "change", own.pk), role_data(other, Role.ADMINISTRATOR)
        ),
    ]

    for answer in answers:
        assert answer.context["adminform"].form.non_field_errors() == [
            "You cannot change your own roles. Ask another administrator."
        ]
    own.refresh_from_db()
    assert (own.user, own.role, own.ends_on) == (administrator, "administrator", None)


def test_incomplete_role_is_an_error_beside_the_field(client_for):
    response = client_for(make_administrator()).post(page(RoleAssignment, "add"), {})

    assert "user" in response.context["adminform"].form.errors


def test_last_administrator_without_an_end_stays(client_for):
    acting = make_administrator()
    acting.role_assignments.update(ends_on=date(2999, 1, 1))
    last = make_administrator().role_assignments.get()

    response = client_for(acting).post(
        page(RoleAssignment, "change", last.pk),
        role_data(last.user, Role.ADMINISTRATOR, ends_on="2030-01-01"),
    )

    assert response.context["adminform"].form.non_field_errors() == [
        "This is the last administrator. Name another one first."
    ]


def test_account_is_closed_and_opened_with_a_trail_but_never_the_own(client_for):
    administrator, user = make_administrator(), make_officer()
    client = client_for(administrator)
    data = {"language": "en", "name": "Changed", "email": user.email}
    own = data | {"email": administrator.email}

    client.post(page(User, "change", user.pk), data)
    client.post(page(User, "change", administrator.pk), own)

    user.refresh_from_db()
    administrator.refresh_from_db()
    assert (user.name, user.is_active) == ("Changed", False)
    assert (administrator.name, administrator.is_active) == ("Changed", True)
    events = AuditEvent.objects.filter(verb="user.closed")
    assert [event.target for event in events] == [f"core.user:{user.pk}"]


def test_accounts_have_no_password_field_here(client_for):
    user = make_user()

    response = client_for(make_administrator()).get(page(User, "change", user.pk))

    assert list(response.context["adminform"].form.fields) == [
        *("name", "email", "language", "is_active"),
    ]


def test_list_of_accounts_leads_to_the_invitation(client_for):
    response = client_for(make_administrator()).get(page(User, "changelist"))

    assert 'href="/people/invite/"' in response.content.decode()


def test_versions_of_a_file_are_shown_and_not_added(client_for):
    document = make_document()
    client = client_for(make_officer())
    address = page(Document, "change", document.pk)
    data = initial_data(client.get(address)) | {
        "versions-TOTAL_FORMS": "2",
        "versions-1-file_name": "forged.pdf",
    }

    client.post(address, data)

    assert DocumentVersion.objects.count() == 1
