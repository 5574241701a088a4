"""A row of the editor as one plain form, for browsers without JavaScript."""

import pytest

from alliance87.core.models import AuditEvent
from pathfinders.models import Action
from pathfinders.roadmap_rows import fingerprint
from pathfinders.snapshots import value_of
from tests import factories
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return factories.make_roadmap(rows={"Schools": ["Build"]})


@pytest.fixture
def action(draft):
    return Action.objects.get()


@pytest.fixture
def editor(draft, client_for):
    return client_for(factories.make_contributor(draft.pathfinder.country))


def row_data(row, *fields, **typed) -> dict:
    data = {f"base-{name}": fingerprint(row, name) for name in (*fields, *typed)}
    return data | {name: value_of(row, name) for name in fields} | typed


def test_a_row_is_saved_as_one_plain_form(draft, action, editor):
    url = roadmap_url(draft, f"rows/actions/{action.pk}/save/")

    answer = editor.post(url, row_data(action, "timeline", title="New", status="done"))

    action.refresh_from_db()
    assert answer.status_code == 302
    assert answer.url.endswith(f"/rows/#a{action.pk}")
    assert (action.title, action.status, action.timeline) == ("New", "done", "")
    assert AuditEvent.objects.count() == 2


def test_a_refused_row_keeps_all_that_was_typed(draft, action, editor):
    url = roadmap_url(draft, f"rows/actions/{action.pk}/save/")

    answer = editor.post(
        url, row_data(action, title="New", ends_on="2030-01-01", timeline="Soon")
    )

    html = answer.content.decode()
    action.refresh_from_db()
    assert (answer.status_code, action.title) == (200, "Build")
    assert "Action 1.1, End: This action ends on 1 January 2030" in html
    assert all(text in html for text in (">\nNew<", 'value="2030-01-01"', ">\nSoon<"))


def test_a_row_form_writes_only_what_its_sender_changed(draft, action, editor):
    data = row_data(action, "title", timeline="2024")
    Action.objects.update(title="Build ten")

    editor.post(roadmap_url(draft, f"rows/actions/{action.pk}/save/"), data)

    action.refresh_from_db()
    assert (action.title, action.timeline) == ("Build ten", "2024")


def test_a_conflict_without_javascript_is_chosen_field_by_field(draft, action, editor):
    url = roadmap_url(draft, f"rows/actions/{action.pk}/save/")
    data = row_data(action, title="Build two", timeline="2024")
    Action.objects.update(title="Build ten", timeline="2023")

    shown = editor.post(url, data)

    html = shown.content.decode()
    assert shown.status_code == 409
    assert "Somebody else changed “Action” meanwhile. Choose:" in html
    assert "Build ten" in html
    assert "Build two" in html
    action.refresh_from_db()
    data |= row_data(action, title="Build two", timeline="2024")
    data |= {"choice-title": "mine", "choice-timeline": "stored"}
    editor.post(url, data)
    action.refresh_from_db()
    assert (action.title, action.timeline) == ("Build two", "2023")


def test_the_secretariat_without_reason_gets_its_row_back(action, draft, client_for):
    office = client_for(factories.make_officer())
    url = roadmap_url(draft, f"rows/actions/{action.pk}/save/")

    answer = office.post(url, row_data(action, title="New"))

    assert ">\nNew<" in answer.content.decode()
    assert AuditEvent.objects.count() == 0
