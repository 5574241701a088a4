"""Cells saved one by one: two people, reasons, contradictions, and the trail."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from alliance87.partners.models import ActionGroup
from pathfinders import roadmap_rows
from pathfinders.enums import RoadmapState
from pathfinders.models import Action, Priority
from pathfinders.roadmap_rows import CellsDiffer, fingerprint, save_cell, save_cells
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
def ana(draft):
    return factories.make_contributor(draft.pathfinder.country, name="Ana")


@pytest.fixture
def editor(ana, client_for):
    return client_for(ana)


def cell_url(row, field) -> str:
    roadmap = roadmap_rows.roadmap_of(row)
    rows = "priorities" if isinstance(row, Priority) else "actions"
    return roadmap_url(roadmap, f"rows/{rows}/{row.pk}/cells/{field}/")


def send(client, row, field, value, *, base=None, **more):
    base = fingerprint(row, field) if base is None else base
    data = {"value": value, "base": base} | more
    return client.post(cell_url(row, field), data)


# --- Saving -------------------------------------------------------------------------


def test_a_cell_is_saved_alone_and_says_so(action, editor):
    answer = send(editor, action, "title", "Build ten schools")

    html = answer.content.decode()
    action.refresh_from_db()
    assert (answer.status_code, action.title) == (200, "Build ten schools")
    assert 'data-state="saved"' in html
    assert f'data-base="{fingerprint(action, "title")}"' in html
    assert 'data-value="Build ten schools"' in html
    assert ">Saved<" in html.replace("</svg>", ">").replace("\n", "")


def test_a_saved_cell_leaves_what_was_and_what_is_in_the_trail(action, ana):
    base = fingerprint(action, "status")

    save_cell(action, "status", "Under way", base=base, by=ana)

    event = AuditEvent.objects.get()
    assert (event.verb, event.target) == (
        "roadmap.action_changed",
        f"pathfinders.action:{action.pk}",
    )
    assert event.was == "State of the action: "
    assert event.now == "State of the action: Under way"


def test_long_texts_are_cut_for_the_trail(action, ana):
    save_cell(action, "title", "x" * 200, base=fingerprint(action, "title"), by=ana)

    assert AuditEvent.objects.get().now == f"Action: {'x' * 51}…"


def test_the_same_value_changes_nothing_and_leaves_no_trail(action, ana):
    save_cell(action, "title", " Build ", base="another", by=ana)

    assert AuditEvent.objects.count() == 0
    action.refresh_from_db()
    assert action.version == 0


def test_a_saved_cell_makes_a_whole_form_of_the_row_stale(action, ana):
    save_cell(action, "title", "New", base=fingerprint(action, "title"), by=ana)

    action.refresh_from_db()
    assert action.version == 1


def test_partners_become_links_and_the_others_are_marked(action, editor):
    office = factories.make_partner(name="Labour Office", short_name="LO")

    html = send(editor, action, "partners", "LO; A union").content.decode()

    action.refresh_from_db()
    assert (list(action.directory.all()), action.partners) == ([office], "A union")
    assert 'data-value="Labour Office; A union"' in html
    assert "Not in the directory yet: A union" in html


def test_a_priority_s_area_is_saved_by_its_code(draft, editor):
    priority = draft.priorities.get()

    send(editor, priority, "area", "legal")

    priority.refresh_from_db()
    assert priority.area == "legal"


# --- Two people ---------------------------------------------------------------------


def test_two_people_in_one_cell_see_both_and_nothing_is_overwritten(
    draft, action, editor, client_for
):
    base = fingerprint(action, "title")
    beata = factories.make_focal_point(draft.pathfinder.country, name="Beata")
    send(client_for(beata), action, "title", "Build ten", base=base)

    answer = send(editor, action, "title", "Build two", base=base)

    html = answer.content.decode()
    action.refresh_from_db()
    assert (answer.status_code, action.title) == (409, "Build ten")
    assert "Build ten" in html
    assert "Build two" in html
    assert "Stored now, by Beata, 0" in html
    assert f'data-base="{fingerprint(action, "title")}"' in html
    assert "Save mine instead" in html


def test_choosing_one_s_own_text_saves_it_over_the_one_that_was_shown(action, editor):
    Action.objects.update(title="Build ten")
    action.refresh_from_db()

    answer = send(editor, action, "title", "Build two")

    action.refresh_from_db()
    assert (answer.status_code, action.title) == (200, "Build two")


def test_a_third_text_meanwhile_is_shown_again(action, editor):
    shown = fingerprint(action, "title")
    Action.objects.update(title="A third text")

    answer = send(editor, action, "title", "Build two", base=shown)

    action.refresh_from_db()
    assert (answer.status_code, action.title) == (409, "A third text")


def test_two_people_in_different_cells_of_a_row_do_not_meet(action, ana):
    first = Action.objects.get()
    save_cell(first, "title", "New", base=fingerprint(first, "title"), by=ana)

    save_cell(action, "timeline", "2024", base=fingerprint(action, "timeline"), by=ana)

    action.refresh_from_db()
    assert (action.title, action.timeline) == ("New", "2024")


def test_partners_of_the_directory_conflict_too(action, ana):
    base = fingerprint(action, "partners")
    factories.make_action_partner(action, factories.make_partner(name="Union"))

    with pytest.raises(CellsDiffer) as differ:
        save_cell(action, "partners", "Church", base=base, by=ana)

    assert [(each.stored, each.yours) for each in differ.value.conflicts] == [
        ("Union", "Church")
    ]


def test_blanks_of_an_old_text_are_no_change_of_anybody(action, ana):
    Action.objects.update(title="Build  two \n schools ")
    action.refresh_from_db()
    base = fingerprint(action, "title")

    save_cells(action, {"title": action.title}, bases={"title": base}, by=ana)

    assert AuditEvent.objects.count() == 0


# --- What is refused ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "ends_on",
            "2025-02-01",
            "Action 1.1, End: This action ends on 1 February 2025 but the roadmap ends "
            "on 31 December 2024. Change the date or the period.",
        ),
        (
            "ends_on",
            "2022-04-01",
            "Action 1.1, End: The action ends before it starts. Change one of the two "
            "dates.",
        ),
        ("title", " ", "Action 1.1, Action: “Action” must not be empty."),
        (
            "action_group",
            "Nobody",
            "“Nobody” is not an action group. Choose one of the list, or leave it "
            "empty and say why there is none.",
        ),
        (
            "no_group_reason",
            "Too early",
            "Choose an action group, or say why there is none; not both.",
        ),
        (
            "starts_on",
            "1/2/2023",
            "“1/2/2023” can mean 1 February 2023 or 2 January 2023.",
        ),
    ],
)
def test_a_refused_cell_names_row_and_column(field, value, sentence, action, editor):
    group = ActionGroup.objects.create(name="Migration")
    Action.objects.update(starts_on=date(2022, 5, 1), action_group=group)
    action.refresh_from_db()

    answer = send(editor, action, field, value)

    html = answer.content.decode()
    assert (answer.status_code, sentence in " ".join(html.split())) == (422, True)
    assert "Not saved." in html
    before = value_of(action, field)
    action.refresh_from_db()
    assert value_of(Action.objects.get(), field) == before


def test_an_old_fault_elsewhere_in_the_row_does_not_stop_a_cell(action, ana):
    Action.objects.update(starts_on=date(2030, 1, 1))
    action.refresh_from_db()

    save_cell(action, "title", "New", base=fingerprint(action, "title"), by=ana)

    action.refresh_from_db()
    assert action.title == "New"


def test_a_target_is_refused_until_its_date_is_there(draft, ana):
    priority = draft.priorities.get()
    base = fingerprint(priority, "target")

    with pytest.raises(ValidationError) as refused:
        save_cell(priority, "target", "40", base=base, by=ana)
    assert refused.value.messages == [
        "A target needs the date it is for. Enter the date."
    ]
    save_cell(
        priority,
        "target_on",
        "2024-06-30",
        base=fingerprint(priority, "target_on"),
        by=ana,
    )
    saved = save_cell(priority, "target", "40", base=base, by=ana)
    assert saved.target == 40


def test_the_explanation_of_overspending_cannot_be_taken_away(action, ana):
    factories.make_funding(action, kind="allocated", amount=10)
    factories.make_funding(action, kind="disbursed", amount=11)
    Action.objects.update(budget_note="An advance")
    action.refresh_from_db()

    base = fingerprint(action, "budget_note")
    with pytest.raises(ValidationError):
        save_cell(action, "budget_note", "", base=base, by=ana)


def test_the_secretariat_saves_a_cell_with_a_reason_only(action, client_for):
    office = client_for(factories.make_officer())

    refused = send(office, action, "title", "Office")
    saved = send(office, action, "title", "Office", reason="Typing")

    assert (refused.status_code, saved.status_code) == (422, 200)
    assert "Write the reason: it stays in the trail." in refused.content.decode()
    assert AuditEvent.objects.get().reason == "Typing"


def test_a_submitted_roadmap_takes_no_cell(draft, action, ana, editor):
    type(draft).objects.update(
        state=RoadmapState.SUBMITTED,
        submitted_by=ana,
        submitted_at=factories.roadmap.MOMENT,
    )

    assert send(editor, action, "title", "Late").status_code == 403
    with pytest.raises(PermissionDenied):
        save_cell(action, "title", "Late", base="", by=ana)


def test_cells_of_others_and_unknown_fields_are_not_found(action, editor):
    foreign = factories.make_action()

    assert send(editor, foreign, "title", "Mine now").status_code == 404
    assert editor.post(cell_url(action, "key"), {"value": "x"}).status_code == 404
    assert editor.get(cell_url(action, "title")).status_code == 405


def test_the_verb_asks_outsiders_for_the_reason(action):
    with pytest.raises(Blocked):
        save_cell(
            action,
            "title",
            "New",
            base=fingerprint(action, "title"),
            by=factories.make_officer(),
        )
