"""Rows of a draft: dropped, copied, split, joined, deleted and brought back."""

from datetime import date

import pytest

from alliance87.core.exceptions import Blocked, DomainError
from alliance87.core.models import AuditEvent
from alliance87.partners.models import ActionGroup
from pathfinders import roadmap_rows
from pathfinders.models import Action, ActionPartner, Benchmark, FundingLine, Priority
from pathfinders.snapshots import take_snapshot
from tests import factories
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return factories.make_roadmap(
        rows={"Schools": ["Build", "Equip", "Teach"], "Laws": ["Draft"]}
    )


@pytest.fixture
def ana(draft):
    return factories.make_contributor(draft.pathfinder.country)


@pytest.fixture
def editor(ana, client_for):
    return client_for(ana)


def the(title) -> Action:
    return Action.objects.get(title=title)


def order() -> list[tuple[str, str]]:
    rows = Action.objects.order_by("priority__position", "position")
    return list(rows.values_list("priority__title", "title"))


def dressed(action) -> Action:
    """Put something under an action: a partner, a benchmark, money of both kinds."""
    factories.make_action_partner(action)
    factories.make_benchmark(action)
    factories.make_funding(action, is_public=False)
    return action


def rows_of(roadmap):
    return take_snapshot(roadmap, private_money=True)


# --- Adding in place ---------------------------------------------------------------


def test_rows_are_added_with_their_text_alone(draft, editor):
    laws = draft.priorities.get(title="Laws")

    editor.post(roadmap_url(draft, "rows/priorities/quick/"), {"title": "Data"})
    editor.post(
        roadmap_url(draft, f"rows/priorities/{laws.pk}/actions/quick/"),
        {"title": "Adopt\nit"},
    )

    assert order()[-2:] == [("Laws", "Draft"), ("Laws", "Adopt it")]
    assert draft.priorities.last().title == "Data"
    assert sorted(AuditEvent.objects.values_list("verb", flat=True)) == [
        "roadmap.action_added",
        "roadmap.priority_added",
    ]


def test_a_new_row_without_text_or_too_long_comes_back(draft, editor):
    url = roadmap_url(draft, "rows/priorities/quick/")

    empty = editor.post(url, {"title": " "}).content.decode()
    long = editor.post(url, {"title": "x" * 501}).content.decode()

    assert "“Priority” must not be empty." in empty
    assert "The text has 501 characters; at most 500 fit here." in long
    assert "x" * 501 in long


# --- Order -------------------------------------------------------------------------


def test_an_action_is_dropped_before_another_one_elsewhere(draft, editor):
    laws = draft.priorities.get(title="Laws")

    editor.post(
        roadmap_url(draft, f"rows/actions/{the('Teach').pk}/place/"),
        {"under": laws.pk, "before": the("Draft").pk},
    )

    assert order() == [
        ("Schools", "Build"),
        ("Schools", "Equip"),
        ("Laws", "Teach"),
        ("Laws", "Draft"),
    ]


def test_a_row_dropped_before_nothing_stands_last(draft, editor):
    schools = draft.priorities.get(title="Schools")

    editor.post(
        roadmap_url(draft, f"rows/actions/{the('Build').pk}/place/"),
        {"under": schools.pk, "before": ""},
    )
    editor.post(roadmap_url(draft, f"rows/priorities/{schools.pk}/place/"), {})

    assert [title for _priority, title in order()] == [
        "Draft",
        "Equip",
        "Teach",
        "Build",
    ]


def test_an_action_is_not_dropped_into_another_roadmap(draft, editor):
    foreign = factories.make_priority()

    editor.post(
        roadmap_url(draft, f"rows/actions/{the('Build').pk}/place/"),
        {"under": foreign.pk, "before": ""},
    )

    assert the("Build").priority.title == "Schools"


# --- Copies ------------------------------------------------------------------------


def test_a_duplicate_follows_with_all_under_it_and_new_keys(draft, editor):
    original = dressed(the("Build"))

    editor.post(roadmap_url(draft, f"rows/actions/{original.pk}/duplicate/"))

    copy = the("Build (copy)")
    assert [title for _priority, title in order()][:3] == [
        "Build",
        "Build (copy)",
        "Equip",
    ]
    assert copy.key != original.key
    assert list(copy.directory.all()) == list(original.directory.all())
    for lines in ("benchmarks", "funding"):
        first, second = getattr(original, lines).get(), getattr(copy, lines).get()
        assert (str(first), first.key != second.key) == (str(second), True)
    assert copy.funding.get().is_public is False


def test_a_duplicated_priority_takes_its_actions_along(draft, ana):
    dressed(the("Build"))
    schools = draft.priorities.get(title="Schools")

    roadmap_rows.duplicate_row(schools, by=ana)

    copy = draft.priorities.get(title="Schools (copy)")
    assert [each.title for each in copy.actions.all()] == ["Build", "Equip", "Teach"]
    assert [each.title for each in draft.priorities.all()] == [
        "Schools",
        "Schools (copy)",
        "Laws",
    ]
    assert Benchmark.objects.count() == 2


# --- Splitting and joining ---------------------------------------------------------


def test_a_split_action_shares_its_text_and_keeps_key_and_money(draft, editor):
    action = dressed(the("Build"))
    Action.objects.filter(pk=action.pk).update(responsible="Ministry", status="done")
    key = action.key

    editor.post(
        roadmap_url(draft, f"rows/actions/{action.pk}/split/"),
        {"first": "Build schools", "second": "Build roads"},
    )

    first, second = the("Build schools"), the("Build roads")
    assert (first.key, second.key != key) == (key, True)
    assert (second.responsible, second.status) == ("Ministry", "done")
    assert (first.funding.count(), second.funding.count()) == (1, 0)
    assert (first.benchmarks.count(), second.benchmarks.count()) == (1, 0)
    assert list(second.directory.all()) == list(first.directory.all())
    assert [title for _priority, title in order()][:3] == [
        "Build schools",
        "Build roads",
        "Equip",
    ]


def test_a_split_into_the_same_text_twice_is_refused(draft, editor):
    url = roadmap_url(draft, f"rows/actions/{the('Build').pk}/split/")

    html = editor.post(url, {"first": "Build", "second": "Build"}).content.decode()

    assert "Both texts are the same. Share the text out." in html
    assert Action.objects.count() == 4


def test_joining_shows_first_what_both_become_and_loses_nothing(draft, editor):
    supply, law = (ActionGroup.objects.create(name=name) for name in ("Supply", "Law"))
    build, equip = dressed(the("Build")), dressed(the("Equip"))
    Action.objects.filter(pk=build.pk).update(
        action_group=supply,
        responsible="Ministry",
        starts_on=date(2022, 5, 1),
        ends_on=date(2022, 9, 1),
    )
    Action.objects.filter(pk=equip.pk).update(
        action_group=law, responsible="Union", starts_on=date(2022, 3, 1), status="done"
    )
    url = roadmap_url(draft, f"rows/actions/{build.pk}/join/?other={equip.pk}")

    shown = editor.get(url).content.decode()
    assert Action.objects.count() == 4
    editor.post(url, {"title": "Build and equip"})

    assert "Ministry; Union" in shown
    assert "Link to an action group: Law" in shown
    both = the("Build and equip")
    assert both.key == build.key
    assert (both.action_group, both.note) == (supply, "Link to an action group: Law")
    assert (both.starts_on, both.ends_on) == (date(2022, 3, 1), date(2022, 9, 1))
    assert (both.responsible, both.status) == ("Ministry; Union", "done")
    assert both.benchmarks.count() == both.funding.count() == 2
    assert both.directory.count() == 2
    assert Action.objects.count() == 3


def test_only_actions_of_one_priority_are_joined(draft, ana, editor):
    build, law = the("Build"), the("Draft")

    answer = editor.get(
        roadmap_url(draft, f"rows/actions/{build.pk}/join/?other={law.pk}")
    )
    with pytest.raises(DomainError):
        roadmap_rows.join_actions(build, law, title="Both", by=ana)

    assert "Select a valid choice" in answer.content.decode()
    assert Action.objects.count() == 4


def test_texts_too_long_together_are_named(draft, ana):
    Action.objects.update(responsible="x" * 200)
    Action.objects.filter(title="Equip").update(responsible="y" * 200)

    with pytest.raises(Blocked) as refused:
        roadmap_rows.join_actions(the("Build"), the("Equip"), title="Both", by=ana)

    assert refused.value.reasons == (
        "“Responsible body” of both together is longer than 300 characters.",
    )


# --- Deleting and bringing back ----------------------------------------------------


def test_a_deleted_action_comes_back_as_it_was(draft, editor):
    action = dressed(the("Equip"))
    need = factories.make_need(draft.pathfinder, action=action)
    before = rows_of(draft)
    url = roadmap_url(draft, f"rows/actions/{action.pk}/")

    answer = editor.post(f"{url}delete/", follow=True)
    assert "“Equip” is deleted." in answer.content.decode()
    assert f"{url}restore/" in answer.content.decode()
    assert rows_of(draft) != before
    editor.post(f"{url}restore/")

    assert rows_of(draft) == before
    assert ActionPartner.objects.count() == 1
    need.refresh_from_db()
    assert need.action == the("Equip")


def test_a_deleted_priority_comes_back_with_its_actions_only(draft, ana):
    dressed(the("Build"))
    roadmap_rows.delete_row(the("Teach"), by=ana)
    before = rows_of(draft)
    schools = draft.priorities.get(title="Schools")
    pk = schools.pk

    roadmap_rows.delete_row(schools, by=ana)
    roadmap_rows.restore_row(draft, Priority, pk, by=ana)

    assert rows_of(draft) == before
    assert FundingLine.objects.get().is_public is False


def test_an_action_does_not_come_back_without_its_priority(draft, ana):
    action, schools = the("Build"), draft.priorities.get(title="Schools")
    pk = action.pk
    roadmap_rows.delete_row(action, by=ana)
    roadmap_rows.delete_row(schools, by=ana)

    with pytest.raises(DomainError) as refused:
        roadmap_rows.restore_row(draft, Action, pk, by=ana)

    assert str(refused.value) == (
        "The priority of this action is gone. Bring the priority back first."
    )


def test_nothing_comes_back_twice_or_from_elsewhere(draft, ana):
    foreign = factories.make_priority()
    foreign_pk = foreign.pk
    foreign.delete()
    action = the("Build")
    pk = action.pk
    roadmap_rows.delete_row(action, by=ana)
    roadmap_rows.restore_row(draft, Action, pk, by=ana)

    for model, gone in ((Action, pk), (Priority, foreign_pk), (Action, 999999)):
        with pytest.raises(DomainError):
            roadmap_rows.restore_row(draft, model, gone, by=ana)
    assert Action.objects.count() == 4


def test_rows_that_never_were_here_are_not_offered_for_undo(draft, editor):
    foreign = factories.make_priority(title="Theirs")
    pk = foreign.pk
    foreign.delete()
    url = roadmap_url(draft, "rows/")

    for query in (f"priority-{pk}", "action-1", "action-x", "roadmap-1", "²"):
        html = editor.get(url, {"deleted": query}).content.decode()
        assert "editor__undo" not in html


# --- Four eyes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda by: roadmap_rows.duplicate_row(the("Build"), by=by, reason="r"),
        lambda by: roadmap_rows.split_action(
            the("Build"), first="A", second="B", by=by, reason="r"
        ),
        lambda by: roadmap_rows.place_row(the("Build"), before=None, by=by, reason="r"),
    ],
)
def test_every_change_is_one_that_four_eyes_look_for(change, draft):
    officer = factories.make_officer()

    change(officer)

    from_guards = {
        f"roadmap.{row}_{done}"
        for row in ("priority", "action")
        for done in ("added", "changed", "moved", "deleted")
    }
    assert set(AuditEvent.objects.values_list("verb", flat=True)) <= from_guards
    assert set(AuditEvent.objects.values_list("by", flat=True)) == {officer.pk}
