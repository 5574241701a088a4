import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.utils import InternalError
from django.urls import reverse
from pghistory.models import Events

from alliance87.core.audit import has_written, keys_ever, record
from alliance87.core.models import AuditEvent
from alliance87.partners.enums import Role
from alliance87.partners.models import ActionGroup
from tests import factories

INVITATION = {
    "name": "New Person",
    "email": "new@example.org",
    "language": "en",
    "role": Role.OFFICER,
}


def recorded(**facts) -> AuditEvent:
    group = factories.make_group(name="Supply chains")
    return record("group.tested", group, by=factories.keeper(), **facts)


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_decision_is_written_with_all_it_was_told(db):
    country = factories.make_country()

    event = recorded(
        country=country, was="draft", now="sent", reason="Why", overridden="Scan"
    )

    event.refresh_from_db()
    assert (event.verb, event.by, event.by_name) == (
        "group.tested",
        factories.keeper(),
        "Record Keeper",
    )
    assert event.target == f"partners.actiongroup:{event.target.split(':')[1]}"
    assert (event.target_label, event.country) == ("Supply chains", country)
    assert (event.was, event.now) == ("draft", "sent")
    assert (event.reason, event.overridden) == ("Why", "Scan")
    assert event.request_id == ""


def test_a_long_label_is_cut_and_not_refused(db):
    group = factories.make_group(name="x" * 200)
    group.name = "x" * 400

    event = record("group.tested", group, by=factories.keeper())

    assert event.target_label == "x" * 300


# --- Who wrote it -------------------------------------------------------------------


def test_who_wrote_a_record_is_found_in_the_trail(db, django_assert_num_queries):
    event = recorded()
    group, by = ActionGroup.objects.get(), event.by

    with django_assert_num_queries(1):
        assert has_written(group, by, verbs=["group.edited", "group.tested"])


@pytest.mark.parametrize("other", ["verb", "person", "record", "kind of record"])
def test_other_entries_do_not_make_a_writer(db, other):
    by = recorded().by
    group, verb = ActionGroup.objects.get(), "group.tested"
    if other == "verb":
        verb = "group.tested_again"
    elif other == "person":
        by = factories.make_user()
    elif other == "record":
        group = factories.make_group()
    else:
        group = factories.make_partner(pk=group.pk)

    assert not has_written(group, by, verbs=[verb])


def test_nobody_in_particular_wrote_nothing(db):
    recorded()

    group = ActionGroup.objects.get()
    assert not has_written(group, AnonymousUser(), verbs=["group.tested"])


@pytest.mark.parametrize("is_deleted", [False, True])
def test_writing_a_part_is_writing_the_record(
    db, django_assert_num_queries, is_deleted
):
    whole, by = factories.make_group(), factories.keeper()
    part = factories.make_group(name="Part")
    record("group.tested", part, by=by)
    type(part).objects.filter(pk=part.pk).update(name="Called otherwise")
    if is_deleted:
        part.delete()
    parts = [keys_ever(ActionGroup, name="Part")]
    others = [keys_ever(ActionGroup, name="Another part")]

    with django_assert_num_queries(2):
        assert has_written(whole, by, verbs=["group.tested"], parts=parts)
        assert not has_written(whole, by, verbs=["group.tested"], parts=others)


# --- Nothing is taken out of it -----------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda event: AuditEvent.objects.filter(pk=event.pk).update(reason="Other"),
        lambda event: event.delete(),
        lambda event: event.save(),
        lambda event: sql(
            "UPDATE core_auditevent SET reason = 'x' WHERE id = %s", event.pk
        ),
        lambda event: sql("DELETE FROM core_auditevent WHERE id = %s", event.pk),
    ],
    ids=["update", "delete", "save", "SQL update", "SQL delete"],
)
def test_the_trail_cannot_be_changed(db, change):
    event = recorded(reason="Why")

    with pytest.raises(InternalError), transaction.atomic():
        change(event)

    assert AuditEvent.objects.get().reason == "Why"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE partners_actiongroupevent SET name = 'x'",
        "DELETE FROM partners_actiongroupevent",
    ],
)
def test_the_history_of_rows_cannot_be_changed(db, statement):
    group = factories.make_group(name="Supply chains")

    with pytest.raises(InternalError), transaction.atomic():
        sql(statement)

    assert [event.pgh_data["name"] for event in history(group)] == ["Supply chains"]


def history(record) -> list[Events]:
    return list(Events.objects.tracks(record).order_by("pgh_id"))


def test_every_way_of_writing_leaves_history(db):
    group = factories.make_group(name="One")
    rows = type(group).objects.filter(pk=group.pk)

    rows.update(name="Two")
    sql("UPDATE partners_actiongroup SET name = 'Three' WHERE id = %s", group.pk)
    key = group.pk
    rows.delete()

    group.pk = key
    assert [(event.pgh_label, event.pgh_data["name"]) for event in history(group)] == [
        ("insert", "One"),
        ("update", "Two"),
        ("update", "Three"),
        ("delete", "Three"),
    ]


def test_a_change_in_a_page_is_kept_with_person_and_request(client_for):
    user = factories.make_user(language="en")

    response = client_for(user).post(reverse("set-language"), {"language": "fr"})

    change = history(user)[-1]
    assert change.pgh_diff == {"language": ["en", "fr"]}
    assert change.pgh_context == {
        "user": user.pk,
        "request": response.headers["X-Request-ID"],
        "path": "/language/",
    }


def test_passwords_are_not_in_the_history(db):
    user = factories.make_user()

    assert "password" not in history(user)[0].pgh_data


def test_a_decision_in_a_page_carries_the_number_of_the_request(client_for):
    administrator = factories.make_administrator()

    response = client_for(administrator).post(reverse("partners:invite"), INVITATION)

    event = AuditEvent.objects.get(verb="user.invited")
    assert (event.by, event.now) == (administrator, Role.OFFICER)
    assert event.request_id == response.headers["X-Request-ID"]


def test_the_number_of_a_request_ends_with_it(client_for):
    client_for(factories.make_user()).get(reverse("health"))

    assert recorded().request_id == ""
