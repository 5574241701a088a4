"""The records desk: one door, every page opens, nothing decided or lost in it."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from alliance87.core.models import AuditEvent, User
from alliance87.partners.models import ActionGroup, RoleAssignment
from pathfinders.models import (
    Appointment,
    ExpressionOfInterest,
    Letter,
    Milestone,
    Pathfinder,
    Profile,
    StepExemption,
    Workshop,
)
from pathfinders.selectors.decisions import FOLLOWS_FROM
from tests.core.admin_rows import (
    ADMINISTRATORS_KEEP,
    ADMINISTRATORS_ONLY,
    MODELS,
    NO_ADD,
    READ_ONLY,
    ROWS,
)
from tests.factories import (
    make_administrator,
    make_chair,
    make_contributor,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_group_chair,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_user,
)

pytestmark = pytest.mark.django_db

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def page(model, name: str, *args) -> str:
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=args)


def initial_data(response) -> dict:
    """Return what a browser would send back from an admin form unchanged."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            parts = getattr(bound.field.widget, "widgets_names", None)
            if parts:
                values = bound.field.widget.decompress(value)
                for suffix, part in zip(parts, values, strict=True):
                    data[f"{bound.html_name}{suffix}"] = "" if part is None else part
            elif value is not None and value is not False:
                data[bound.html_name] = getattr(value, "pk", value)
    return data


# --- The door -------------------------------------------------------------------


def test_every_registered_page_is_tested():
    assert set(admin.site._registry) == set(ROWS)


@pytest.mark.parametrize(
    "make",
    [
        make_focal_point,
        make_contributor,
        make_gcg_member,
        make_gcg_observer,
        make_group_chair,
        make_chair,
        make_user,
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/login/",
        "/admin/core/user/",
        "/admin/autocomplete/",
        "/admin/x",
    ],
)
def test_desk_is_closed_to_everybody_else(client_for, make, address):
    user = make()
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    user.refresh_from_db()

    assert client_for(user).get(address).status_code == 403


@pytest.mark.parametrize("address", ["/admin/", "/admin/core/user/", "/admin/login/"])
def test_visitor_ends_at_our_own_sign_in(client, address):
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith("/account/login/?next=")
    assert b"this_is_the_login_form" not in response.content


def test_admin_login_takes_no_password(client):
    officer = make_officer()

    client.post(
        "/admin/login/",
        {"username": officer.email, "password": "correct-horse-battery"},
    )

    assert "_auth_user_id" not in client.session


def test_role_that_ended_closes_the_desk(client_for):
    officer = make_officer()
    client = client_for(officer)
    assert client.get("/admin/").status_code == 200

    officer.role_assignments.update(ends_on=date(2020, 12, 31))

    assert client.get("/admin/").status_code == 403


# --- Every page -------------------------------------------------------------------


@each_model
@pytest.mark.parametrize("make_reader", [make_officer, make_administrator])
def test_pages_open_for_the_secretariat(client_for, model, make_reader):
    row = ROWS[model][0]()
    client = client_for(make_reader())
    closed = model in ADMINISTRATORS_ONLY and make_reader is make_officer
    changelist = page(model, "changelist")

    assert client.get(changelist).status_code == (403 if closed else 200)
    assert client.get(page(model, "change", row.pk)).status_code == (
        403 if closed else 200
    )
    assert client.get(page(model, "history", row.pk)).status_code == (
        403 if closed else 200
    )
    added = client.get(page(model, "add"))
    kept = model in ADMINISTRATORS_KEEP and make_reader is make_officer
    assert added.status_code == (403 if closed or kept or model in NO_ADD else 200)


@each_model
def test_search_and_every_filter_work(client_for, model):
    ROWS[model][0]()
    client = client_for(make_administrator())
    changelist = page(model, "changelist")

    searched = client.get(changelist, {"q": "nothing has this name"})

    assert searched.context["cl"].result_count == 0
    for spec in client.get(changelist).context["cl"].filter_specs:
        for choice in spec.choices(searched.context["cl"]):
            found = client.get(changelist + choice["query_string"])
            assert found.status_code == 200, (spec.title, choice["display"])


@each_model
@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_and_three(
    client_for, django_assert_num_queries, model, count
):
    client = client_for(make_administrator())
    for _number in range(count):
        ROWS[model][0]()

    with django_assert_num_queries(ROWS[model][1]):
        response = client.get(page(model, "changelist"))

    assert response.context["cl"].result_count >= count


# --- What cannot be done here -------------------------------------------------------


@each_model
def test_nothing_is_deleted(client_for, model):
    row = ROWS[model][0]()
    client = client_for(make_administrator())
    may = model is StepExemption  # a mark on the path, not a record of fact

    response = client.get(page(model, "delete", row.pk))
    client.post(
        page(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert response.status_code == (200 if may else 403)
    assert model.objects.filter(pk=row.pk).exists() is not may


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if model in READ_ONLY | {StepExemption}],
    ids=lambda model: model.__name__,
)
def test_read_only_records_take_nothing(client_for, model):
    row = ROWS[model][0]()
    before = model.objects.filter(pk=row.pk).values().get()
    client = client_for(make_administrator())

    response = client.post(page(model, "change", row.pk), {"name": "forged"})

    assert response.status_code == 403
    assert model.objects.filter(pk=row.pk).values().get() == before


FORGED = {
    "status": "pathfinder",
    "state": "published",
    "procedure": "v2018",
    "submitted_by": "1",
    "created_by": "1",
    "is_superuser": "on",
    "password": "forged",
    "sent_on": "2020-01-01",
    "return_comment": "forged",
    "outcome_note": "forged",
}


@pytest.mark.parametrize(
    "model",
    [
        model
        for model in MODELS
        if model not in READ_ONLY | {StepExemption, RoleAssignment, ActionGroup}
    ],
    ids=lambda model: model.__name__,
)
def test_forged_states_are_ignored_in_a_form_that_saves(client_for, model):
    row = ROWS[model][0]()
    client = client_for(make_administrator())
    address = page(model, "change", row.pk)
    before = model.objects.filter(pk=row.pk).values().get()

    response = client.post(address, initial_data(client.get(address)) | FORGED)

    assert response.status_code == 302, response.context["adminform"].form.errors
    after = model.objects.filter(pk=row.pk).values().get()
    moving = {"version", "changed_at"}
    assert {key for key in after if after[key] != before[key]} <= moving


@pytest.mark.parametrize(
    ("model", "question"),
    [
        (User, "password__startswith=pbkdf2"),
        (Pathfinder, "internal_notes__startswith=a"),
        (Milestone, "created_by__password__startswith=pbkdf2"),
        (Milestone, "kind=%00"),
        (AuditEvent, "at__year=99999999999"),
    ],
)
def test_lists_answer_no_question_but_their_filters(client_for, model, question):
    ROWS[model][0]()
    client = client_for(make_administrator())

    assert client.get(f"{page(model, 'changelist')}?{question}").status_code == 400


def test_no_redirect_to_a_record_by_its_number(client_for):
    assert client_for(make_administrator()).get("/admin/r/1/1/").status_code == 404


@pytest.mark.parametrize("kind", FOLLOWS_FROM, ids=str)
def test_step_that_follows_from_a_decision_is_not_added_by_hand(client_for, kind):
    client = client_for(make_officer())
    known = {"pathfinder": make_pathfinder().pk, "kind": kind, "source": "A report"}
    data = initial_data(client.get(page(Milestone, "add"))) | known

    response = client.post(page(Milestone, "add"), data)

    assert list(response.context["adminform"].form.errors) == ["kind"]
    assert Milestone.objects.count() == 0


def test_step_stays_with_its_country(client_for):
    milestone, other = make_milestone(), make_pathfinder()
    client = client_for(make_officer())
    address = page(Milestone, "change", milestone.pk)
    forged = {"pathfinder": other.pk, "kind": "withdrawal"}

    client.post(address, initial_data(client.get(address)) | forged)

    stored = Milestone.objects.get()
    assert (stored.pathfinder, stored.kind, stored.version) == (
        milestone.pathfinder,
        milestone.kind,
        milestone.version + 1,
    )


@pytest.mark.parametrize(
    "model",
    [
        Appointment,
        ExpressionOfInterest,
        Letter,
        Milestone,
        Pathfinder,
        Profile,
        Workshop,
    ],
    ids=lambda model: model.__name__,
)
def test_stale_form_overwrites_nothing(client_for, model):
    row = ROWS[model][0]()
    client = client_for(make_officer())
    address = page(model, "change", row.pk)
    data = initial_data(client.get(address))
    assert client.post(address, data).status_code == 302
    saved = model.objects.filter(pk=row.pk).values().get()

    response = client.post(address, data)

    assert response.status_code == 200
    assert "Somebody else saved this" in response.content.decode()
    assert model.objects.filter(pk=row.pk).values().get() == saved
