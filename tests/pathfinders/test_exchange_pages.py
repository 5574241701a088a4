"""The pages on which a table comes in and goes out, by real requests."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from alliance87.core.models import AuditEvent
from pathfinders.models import Action, Priority, RoadmapExport, RoadmapImport
from tests.factories import (
    make_action,
    make_contributor,
    make_funding,
    make_officer,
    make_priority,
    make_roadmap,
)
from tests.pathfinders.exchange_files import (
    TABLE,
    imported,
)
from tests.pathfinders.exchange_files import (
    apply_on_page as apply,
)
from tests.pathfinders.exchange_files import (
    bring_on_page as bring,
)
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_roadmap(starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31))


@pytest.fixture
def editor(draft, client_for):
    return client_for(make_contributor(draft.pathfinder.country))


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# --- In -------------------------------------------------------------------------------


def test_pasted_table_becomes_rows_and_can_be_undone(draft, editor):
    answer = bring(editor, draft, paste=TABLE)
    record = RoadmapImport.objects.get()
    url = roadmap_url(draft, f"imports/{record.pk}/")
    assert answer["Location"] == f"{url}columns/"
    form = editor.get(f"{url}columns/").context["form"]
    assert [field.initial for field in form] == [
        *("priority.title", "action.title", "action.timeline"),
    ]

    url = imported(editor, draft)
    preview = editor.get(url)
    assert [(row.label, row.title, row.place) for row in preview.context["rows"]] == [
        ("New", "Schools", "Row 2"),
        ("New", "Build", "Row 2"),
        ("New", "Teach", "Row 3"),
    ]
    assert not Action.objects.exists()

    assert apply(editor, url)["Location"] == url
    assert [each.title for each in Action.objects.all()] == ["Build", "Teach"]
    result = editor.get(url)
    assert messages_of(result) == [
        "The table is applied. You can undo it on this page."
    ]
    assert result.context["undo_url"] == f"{url}undo/"

    editor.post(f"{url}undo/")
    assert not Priority.objects.exists()
    assert editor.get(url).context["is_applied"] is False


def test_file_is_read_and_not_kept(draft, editor):
    upload = SimpleUploadedFile("plan.csv", b"Priority;Action\nSchools;Build")

    bring(editor, draft, file=upload)

    record = RoadmapImport.objects.get()
    assert (record.origin, record.name) == ("csv", "plan.csv")
    assert record.table["sheets"][0]["rows"] == [
        ["Priority", "Action"],
        ["Schools", "Build"],
    ]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({}, "paste", "Paste a table, or choose a file."),
        (
            {"paste": "Priority\tAction\n" + "Schools\tBuild\n" * 5000},
            "paste",
            "The table has 5,001 rows with the headings. At most 1,000 rows below "
            "the headings are read at once: bring it in parts.",
        ),
        ({"paste": TABLE, "file": "x"}, "__all__", "Either paste a table or choose"),
        ({"file": "x"}, "file", "The content of the file is not what its name says."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    draft, editor, fields, field, sentence
):
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile("plan.xlsx", b"no workbook")}

    page = bring(editor, draft, **fields)

    assert page.context["form"].errors[field][0].startswith(sentence)
    assert not RoadmapImport.objects.exists()
    if "paste" in fields:
        assert page.context["form"]["paste"].value() == fields["paste"]


def test_columns_can_be_corrected(draft, editor):
    bring(editor, draft, paste="What\tWhich goal\nBuild\tSchools")
    url = roadmap_url(draft, f"imports/{RoadmapImport.objects.get().pk}/")

    twice = editor.post(
        f"{url}columns/",
        {
            "sheet": 0,
            "header": 0,
            "column_0": "action.title",
            "column_1": "action.title",
        },
    )
    assert twice.context["form"].errors == {
        "column_1": ["Column A “What” is the same. Choose one."]
    }
    editor.post(
        f"{url}columns/",
        {
            "sheet": 0,
            "header": 0,
            "column_0": "action.title",
            "column_1": "priority.title",
        },
    )

    titles = [row.title for row in editor.get(url).context["rows"]]
    assert titles == ["Schools", "Build"]


def test_table_without_priorities_asks_for_them(draft, editor):
    bring(editor, draft, paste="What\tElse\nBuild\tSchools")
    url = roadmap_url(draft, f"imports/{RoadmapImport.objects.get().pk}/")

    page = editor.post(f"{url}columns/", {"sheet": 0, "header": 0})

    assert page.context["form"].non_field_errors() == [
        "Say which column holds the priorities."
    ]
    assert editor.get(url).context["plan"].problems == (
        "Say which column holds the priorities.",
    )


def test_faults_stand_on_the_page_and_nothing_can_be_applied(draft, editor):
    url = imported(editor, draft, "Priority\tAction\tStart\nSchools\tBuild\t2030-01-01")

    page = editor.get(url)

    assert page.context["may_apply"] is False
    assert "Row 2, column C “Start”" in page.content.decode()
    answer = editor.post(
        f"{url}apply/", {"seen": page.context["plan"].digest}, follow=True
    )
    assert answer.status_code == 200
    assert not Action.objects.exists()


def test_same_answer_sent_twice_is_applied_once(draft, editor):
    url = imported(editor, draft)
    page = editor.get(editor.get(url).context["apply_url"])
    data = {"seen": page.context["form"].initial["seen"], "once": page.context["once"]}

    editor.post(f"{url}apply/", data)
    editor.post(f"{url}apply/", data)

    assert Action.objects.count() == 2
    assert AuditEvent.objects.filter(verb="roadmap.rows_imported").count() == 1


def test_change_in_between_leads_back_to_the_preview(draft, editor):
    url = imported(editor, draft)
    apply_url = editor.get(url).context["apply_url"]
    make_priority(draft, title="Meanwhile")

    answer = editor.get(apply_url, follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert messages_of(answer) == [
        "The roadmap has changed. Look at the rows once more, then apply."
    ]


def test_officer_states_the_reason(draft, client_for):
    officer = client_for(make_officer())
    url = imported(officer, draft)
    page = officer.get(officer.get(url).context["apply_url"])
    seen = page.context["form"].initial["seen"]

    refused = officer.post(f"{url}apply/", {"seen": seen})
    assert refused.context["form"].errors == {"reason": ["This field is required."]}
    officer.post(f"{url}apply/", {"seen": seen, "reason": "Typed for the country"})

    event = AuditEvent.objects.get(verb="roadmap.rows_imported")
    assert event.reason == "Typed for the country"


def test_hundreds_of_rows_are_shown_in_pages(draft, editor):
    rows = "".join(f"P\tAction {number}\n" for number in range(120))
    url = imported(editor, draft, f"Priority\tAction\n{rows}")

    page = editor.get(f"{url}?page=3").context

    assert (page["page"].paginator.count, len(page["rows"])) == (121, 21)


# --- A file comes back ----------------------------------------------------------------


@pytest.fixture
def filled(draft):
    action = make_action(make_priority(draft, title="Schools"), title="Build")
    make_funding(action, amount=5, is_public=False)
    make_action(action.priority, title="Teach")
    return draft


def file_of(client, roadmap):
    response = client.post(roadmap_url(roadmap, "spreadsheet/"))
    return load_workbook(BytesIO(response.content))


def back(client, roadmap, book) -> str:
    content = BytesIO()
    book.save(content)
    upload = SimpleUploadedFile("plan.xlsx", content.getvalue())
    return bring(client, roadmap, file=upload)["Location"]


def test_conflict_is_decided_on_the_page(filled, editor):
    book = file_of(editor, filled)
    book["Actions"]["D2"].value = "Build ten"
    Action.objects.filter(title="Build").update(title="Build two")
    url = back(editor, filled, book)

    page = editor.get(f"{url}?show=conflict")
    (row,) = page.context["rows"]
    (cell,) = row.cells
    assert (cell.base, cell.yours, cell.current) == ("Build", "Build ten", "Build two")
    assert cell.choice == ""
    assert (page.context["undecided"], page.context["may_apply"]) == (1, False)

    editor.post(url, {f"decision:{cell.name}": "yours"})
    assert editor.get(url).context["may_apply"] is True
    apply(editor, url)
    assert Action.objects.filter(title="Build ten").exists()


def test_rows_not_in_the_file_can_be_deleted_together(filled, editor):
    book = file_of(editor, filled)
    book["Actions"].delete_rows(2, 2)
    url = back(editor, filled, book)
    assert len(editor.get(f"{url}?show=removed").context["removals"]) == 2

    editor.post(f"{url}?show=removed", {"removals": "yours"})
    apply(editor, url)

    assert not Action.objects.exists()
    rows = editor.get(f"{url}?show=removed").context["rows"]
    assert {(row.label, row.question) for row in rows} == {("Deleted", "")}


def test_decisions_nobody_asked_for_are_not_kept(filled, editor):
    url = back(editor, filled, file_of(editor, filled))

    editor.post(url, {"decision:somewhere": "yours", "decision:": "current"})

    assert RoadmapImport.objects.get().choices == {}


def test_export_is_only_made_by_its_button(filled, editor):
    editor.get(roadmap_url(filled, "spreadsheet/"))
    assert not RoadmapExport.objects.exists()

    book = file_of(editor, filled)

    assert [sheet.title for sheet in book.worksheets] == [
        *("Priorities", "Actions", "Money", "Benchmarks", "About", "Lists"),
    ]
    assert RoadmapExport.objects.get().created_by.is_active
    assert str(RoadmapExport.objects.get().token) in book["Actions"]["A1"].value
