"""The editor of a roadmap by real requests: rows, money, two people, reasons."""

from datetime import date
from decimal import Decimal

import pytest

from alliance87.core.models import AuditEvent
from pathfinders.models import Action, FundingLine, Priority
from tests.factories import (
    make_action,
    make_contributor,
    make_focal_point,
    make_funding,
    make_officer,
    make_priority,
    make_roadmap,
)
from tests.pathfinders.roadmap_forms import action_data, roadmap_url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("actions", [1, 30])
def test_editor_queries_do_not_grow(actions, client_for, django_assert_num_queries):
    rows = {f"Priority {n}": ["One", "Two", "Three"] for n in range(actions // 3)}
    roadmap = make_roadmap(rows=rows or {"Priority": ["One"]})
    client = client_for(make_focal_point(roadmap.pathfinder.country))

    url = roadmap_url(roadmap, "rows/")

    with django_assert_num_queries(11):
        client.get(url)


@pytest.fixture
def draft():
    return make_roadmap(
        rows={"Schools": ["Build", "Equip", "Teach"], "Laws": []},
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )


@pytest.fixture
def editor(draft, client_for):
    return client_for(make_contributor(draft.pathfinder.country))


def test_action_is_saved_with_its_money(draft, editor):
    action = Action.objects.get(title="Build")
    lines = [
        {"kind": "needed", "amount": "1 200 000", "currency": "usd", "year": "2026"},
        {"kind": "", "amount": "", "currency": "", "is_public": "on"},
    ]

    editor.post(
        roadmap_url(draft, f"rows/actions/{action.pk}/edit/"),
        action_data(lines, title="Build"),
    )

    line = FundingLine.objects.get()
    assert (line.kind, line.amount, line.currency) == ("needed", 1200000, "USD")
    assert (line.year, line.is_public) == (2026, False)


def test_money_is_changed_added_and_deleted_in_one_save(draft, editor):
    action = Action.objects.get(title="Build")
    changed, deleted = make_funding(action), make_funding(action)
    lines = [
        {"pk": changed.pk, "kind": "available", "amount": "5", "currency": "USD"},
        {
            "pk": deleted.pk,
            "kind": "needed",
            "amount": "6",
            "currency": "USD",
            "DELETE": "on",
        },
        {"kind": "needed", "amount": "7", "currency": "EUR"},
    ]

    editor.post(
        roadmap_url(draft, f"rows/actions/{action.pk}/edit/"),
        action_data(lines, kept=2, title="Build"),
    )

    left = list(FundingLine.objects.values_list("kind", "amount", "currency"))
    assert left == [("available", 5, "USD"), ("needed", 7, "EUR")]
    assert FundingLine.objects.first().pk == changed.pk


def test_funding_line_of_another_action_is_never_taken_over(draft, editor):
    foreign = make_funding(Action.objects.get(title="Equip"), amount=Decimal(9))
    action = Action.objects.get(title="Build")
    lines = [{"pk": foreign.pk, "kind": "needed", "amount": "1", "currency": "USD"}]

    editor.post(
        roadmap_url(draft, f"rows/actions/{action.pk}/edit/"),
        action_data(lines, kept=1, title="Build"),
    )

    foreign.refresh_from_db()
    assert (foreign.action.title, foreign.amount) == ("Equip", 9)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"starts_on": "2026-05-01", "ends_on": "2026-04-01"},
            "The action ends before it starts. Change one of the two dates.",
        ),
        (
            {"ends_on": "2027-02-01"},
            "This action ends on 1 February 2027 but the roadmap ends on "
            "31 December 2026. Change the date or the period.",
        ),
        (
            {"starts_on": "2025-12-31"},
            "This action starts on 31 December 2025 but the roadmap starts on "
            "1 January 2026. Change the date or the period.",
        ),
    ],
)
def test_action_with_wrong_dates_names_the_remedy(fields, message, draft, editor):
    action = Action.objects.get(title="Build")

    answer = editor.post(
        roadmap_url(draft, f"rows/actions/{action.pk}/edit/"),
        action_data(title="Build", **fields),
    )

    assert (answer.status_code, message in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            {"kind": "needed", "amount": "1,234", "currency": "USD"},
            "can mean 1\N{NO-BREAK SPACE}234 or 1.234.",
        ),
        (
            {"kind": "needed", "amount": "5", "currency": "dollars"},
            "Write the currency as three letters, for example USD.",
        ),
        ({"kind": "needed", "amount": "", "currency": "USD"}, "Enter the amount."),
    ],
)
def test_wrong_line_of_money_is_named_in_the_summary(line, message, draft, editor):
    action = Action.objects.get(title="Build")

    html = editor.post(
        roadmap_url(draft, f"rows/actions/{action.pk}/edit/"),
        action_data([line], title="Build"),
    ).content.decode()

    assert message in html.split('class="error-summary__list"')[1].split("</ul>")[0]
    assert html.count('class="error-summary"') == 1
    assert "There is a problem" in html
    assert FundingLine.objects.count() == 0


def test_shorter_period_lists_the_actions_left_outside(draft, editor):
    Action.objects.filter(title="Build").update(ends_on=date(2026, 9, 30))

    html = editor.post(
        roadmap_url(draft, "edit/"),
        {
            "version": 0,
            "title": "Roadmap",
            "language": "en",
            "starts_on": "2026-01-01",
            "ends_on": "2026-06-30",
        },
    ).content.decode()

    assert "The action “Build” ends on 30 September 2026, outside this period." in html
    draft.refresh_from_db()
    assert draft.ends_on == date(2026, 12, 31)


def test_second_of_two_people_sees_both_texts(draft, editor, client_for):
    action = Action.objects.get(title="Build")
    other = client_for(make_focal_point(draft.pathfinder.country))
    url = roadmap_url(draft, f"rows/actions/{action.pk}/edit/")
    editor.post(url, action_data(title="Build ten schools"))

    answer = other.post(url, action_data(title="Build two schools"))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Build ten schools" in html
    assert "Build two schools" in html
    action.refresh_from_db()
    assert action.title == "Build ten schools"
    again = other.post(url, action_data(title="Build two schools", version=1))
    action.refresh_from_db()
    assert (again.status_code, action.title) == (302, "Build two schools")


def test_row_deleted_meanwhile_is_told_and_not_written(draft, editor):
    action = Action.objects.get(title="Build")
    url = roadmap_url(draft, f"rows/actions/{action.pk}/edit/")
    action.delete()

    assert editor.post(url, action_data(title="Build")).status_code == 404


def test_rows_move_over_to_the_next_priority_and_stop_at_the_end(draft, editor):
    def order():
        rows = Action.objects.order_by("priority__position", "position")
        return list(rows.values_list("priority__title", "title"))

    def move(title, way):
        action = Action.objects.get(title=title)
        editor.post(roadmap_url(draft, f"rows/actions/{action.pk}/{way}/"))

    move("Build", "down")
    move("Build", "down")
    schools = [("Schools", "Equip"), ("Schools", "Teach"), ("Schools", "Build")]
    assert order() == schools
    move("Build", "down")
    assert order() == [*schools[:2], ("Laws", "Build")]
    move("Build", "down")
    assert order() == [*schools[:2], ("Laws", "Build")]
    move("Build", "up")
    assert order() == schools
    move("Equip", "up")
    assert order() == schools


def test_deleting_a_priority_says_how_much_goes_with_it(draft, editor):
    schools = Priority.objects.get(title="Schools")
    url = roadmap_url(draft, f"rows/priorities/{schools.pk}/delete/")

    html = editor.get(url).content.decode()
    editor.post(url)

    assert "“Schools” goes with its 3 actions and all amounts under them." in html
    assert list(Priority.objects.values_list("title", flat=True)) == ["Laws"]
    assert Action.objects.count() == 0


def test_row_of_another_country_is_not_reached_through_one_s_own(draft, editor):
    foreign = make_priority(make_roadmap(), title="Theirs")
    action = make_action(foreign)

    answers = [
        editor.get(
            roadmap_url(draft, f"rows/priorities/{foreign.pk}/edit/")
        ).status_code,
        editor.post(
            roadmap_url(draft, f"rows/priorities/{foreign.pk}/delete/")
        ).status_code,
        editor.post(roadmap_url(draft, f"rows/actions/{action.pk}/down/")).status_code,
    ]

    assert answers == [404, 404, 404]


def test_secretariat_changes_a_draft_with_a_reason_only(draft, client_for):
    office = client_for(make_officer())
    laws = Priority.objects.get(title="Laws")
    url = roadmap_url(draft, f"rows/priorities/{laws.pk}/edit/")

    refused = office.post(url, {"title": "New laws", "version": 0})
    saved = office.post(url, {"title": "New laws", "version": 0, "reason": "Typing"})

    assert (refused.status_code, saved.status_code) == (200, 302)
    event = AuditEvent.objects.get(verb="roadmap.priority_changed")
    assert event.reason == "Typing"
    laws.refresh_from_db()
    assert laws.title == "New laws"
