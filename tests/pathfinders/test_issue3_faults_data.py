"""Faults found in review: what could be lost between the editor, imports, versions."""

from dataclasses import replace

import pghistory
import pytest
from django.urls import reverse

from alliance87.core.exceptions import DomainError
from pathfinders import roadmap_rows, services
from pathfinders.enums import FundingKind
from pathfinders.exchange.store import store_rows
from pathfinders.models import Action, FundingLine, Priority
from pathfinders.selectors.support import gaps_without_need
from pathfinders.snapshots import RowKind, take_snapshot
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def roadmap():
    return factories.make_roadmap()


@pytest.fixture
def focal_point(roadmap):
    return factories.make_focal_point(roadmap.pathfinder.country)


def _sent_as_shown(form) -> dict:
    """Return what a browser sends of a form of an action with its lines."""
    fields = [*form]
    for lines in (form.funding, form.benchmarks):
        fields += [*lines.management_form, *(f for each in lines.forms for f in each)]
    values = {field.html_name: field.value() for field in fields}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False
    }


def test_open_form_of_an_action_does_not_put_back_imported_amounts(
    roadmap, focal_point, client_for
):
    action = factories.make_action(factories.make_priority(roadmap))
    factories.make_funding(action, amount=1000)
    url = reverse(
        "pathfinders:action-edit",
        kwargs={
            "iso3": roadmap.pathfinder.country.slug,
            "number": roadmap.number,
            "pk": action.pk,
        },
    )
    client = client_for(focal_point)
    sent = _sent_as_shown(client.get(url).context["form"])
    before = take_snapshot(roadmap, private_money=True)
    after = tuple(
        replace(row, values=row.values | {"amount": "9999"})
        if row.kind is RowKind.FUNDING
        else row
        for row in before
    )

    store_rows(roadmap, before, after)
    answer = client.post(url, sent)

    assert answer.context["form"].conflicts == [
        (
            "Funding",
            "Needed: 9\N{NO-BREAK SPACE}999 USD",
            "Needed: 1\N{NO-BREAK SPACE}000 USD",
        )
    ]
    assert FundingLine.objects.get().amount == 9999


def test_restored_priority_does_not_double_an_action_that_is_back_elsewhere(
    roadmap, focal_point
):
    first, second = (factories.make_priority(roadmap) for _each in range(2))
    action = factories.make_action(first)
    factories.make_benchmark(action)
    whole = take_snapshot(roadmap, private_money=True)
    with pghistory.context():
        roadmap_rows.delete_row(first, by=focal_point)
    moved = tuple(
        replace(row, parent=str(second.key)) if row.kind is RowKind.ACTION else row
        for row in whole
        if row.key != str(first.key)
    )
    store_rows(roadmap, take_snapshot(roadmap, private_money=True), moved)

    roadmap_rows.restore_row(roadmap, Priority, first.pk, by=focal_point)

    stored = Action.objects.filter(priority__roadmap=roadmap)
    assert [(each.key, each.priority_id) for each in stored] == [
        (action.key, second.pk)
    ]
    assert stored.get().benchmarks.count() == 1


def test_amount_reported_on_an_earlier_version_closes_the_gap_of_the_next():
    action = factories.published_action()
    published = action.priority.roadmap
    factories.make_funding(action, amount=1000)
    factories.make_funding(action, kind=FundingKind.AVAILABLE, amount=100)
    update = factories.make_update(action)
    factories.make_funding_update(update, kind=FundingKind.AVAILABLE, amount=1000)
    reader = factories.make_focal_point(published.pathfinder.country)

    following = services.start_roadmap(published.pathfinder, by=reader)

    assert gaps_without_need(published, reader) == []
    assert gaps_without_need(following, reader) == []


def test_action_for_a_priority_that_is_gone_is_refused_in_words(roadmap, focal_point):
    priority = factories.make_priority(roadmap)
    action = Action(priority=priority, title="Too late")
    Priority.objects.filter(pk=priority.pk).delete()

    with pytest.raises(DomainError) as refusal:
        roadmap_rows.save_action(action, write=action.save, by=focal_point)

    assert str(refusal.value) == "Somebody deleted this row while you were working."


@pytest.mark.parametrize("which", [0, 1])
def test_import_keeps_the_linked_one_of_two_partners_with_the_same_name(roadmap, which):
    action = factories.make_action(factories.make_priority(roadmap))
    # The directory refuses the same name in capitals; these two it takes for two.
    names = ("Straßenamt", "STRASSENAMT")
    linked = [factories.make_partner(name=name) for name in names][which]
    factories.make_action_partner(action, linked)
    before = take_snapshot(roadmap, private_money=True)
    after = tuple(
        replace(row, values=row.values | {"note": "New"})
        if row.kind is RowKind.ACTION
        else row
        for row in before
    )

    store_rows(roadmap, before, after)

    assert Action.objects.get(pk=action.pk).note == "New"
    assert list(action.directory.all()) == [linked]
