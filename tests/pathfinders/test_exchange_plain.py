"""Tables of one's own: columns guessed, rows matched by words."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook

from alliance87.core.spreadsheets import read_file, read_paste
from pathfinders.exchange.columns import find_header, guess_mapping
from pathfinders.exchange.merge import Fate
from pathfinders.exchange.plan import plan_of
from pathfinders.snapshots import RowKind
from tests.factories import (
    make_action,
    make_benchmark,
    make_funding,
    make_group,
    make_partner,
    make_priority,
    make_roadmap,
)
from tests.pathfinders.exchange_files import bringing, paste

pytestmark = pytest.mark.django_db


@pytest.fixture
def roadmap():
    return make_roadmap(starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31))


@pytest.fixture
def bring(roadmap):
    return bringing(roadmap)


def problems(record) -> list[str]:
    return list(plan_of(record).problems)


def rows_of(plan, kind) -> list[dict]:
    return [row.values for row in plan.merge.yours if row.kind == kind]


# --- Columns ------------------------------------------------------------------------

OFFICIAL = [
    *("priority.title", "action.title", "action.partners", "action.timeline"),
    *("action.budget", "action.action_group", "action.monitoring"),
]


@pytest.mark.parametrize(
    "headings",
    [
        [
            *("Priorities", "Actions", "Partners", "Timeline", "Budget"),
            *("Link to A8.7 Action Group", "Monitoring Progress"),
        ],
        [
            *("Priorités", "Actions", "Partenaires", "Calendrier", "Budget"),
            *("Lien avec le groupe d’action de l’A8.7", "Suivi des progrès"),
        ],
        [
            *("PRIORIDADES", "Acciones", "Socios:", "Cronograma", "Presupuesto"),
            *("Vínculo con el grupo de acción de A8.7", "Seguimiento"),
        ],
    ],
)
def test_official_headings_are_known_in_three_languages(headings):
    assert guess_mapping(headings) == OFFICIAL


def test_labels_of_the_system_are_known_in_each_language():
    assert guess_mapping(["Début", "Fin", "Inicio", "State of the action"]) == [
        *("action.starts_on", "action.ends_on", "", "action.status"),
    ]


def test_headings_are_found_below_a_title():
    rows = [("National plan", ""), ("", ""), ("Priority", "Action"), ("a", "b")]

    assert find_header(rows) == 2


# --- Rows ---------------------------------------------------------------------------


def test_empty_priority_below_a_filled_one_is_the_same(bring):
    text = paste(
        "Priorities | Actions",
        "Schools | Build",
        " | Teach",
        "Laws | ",
        "Data | Survey",
    )

    plan = plan_of(bring(read_paste(text)))

    assert plan.problems == ()
    titles = {row.key: row.values.get("title") for row in plan.merge.yours}
    assert [(titles[row.key], titles.get(row.parent)) for row in plan.merge.yours] == [
        ("Schools", None),
        ("Build", "Schools"),
        ("Teach", "Schools"),
        ("Laws", None),
        ("Data", None),
        ("Survey", "Data"),
    ]
    assert {row.fate for row in plan.merge.rows} == {Fate.NEW}


def test_rows_on_record_are_found_by_their_words(roadmap, bring):
    action = make_action(
        make_priority(roadmap, title="Schools"), title="Build  ten", note="Old"
    )
    make_action(action.priority, title="Teach")
    text = paste(
        "Priority | Action | Note | Start",
        "SCHOOLS | build ten | New | 2026-02-01",
    )

    plan = plan_of(bring(read_paste(text)))

    by_title = {row.shown.values["title"]: row.fate for row in plan.merge.rows}
    assert by_title == {
        "Schools": Fate.SAME,
        "Build  ten": Fate.CHANGED,
        "Teach": Fate.SAME,
    }


def test_second_action_of_the_same_name_becomes_a_row_of_its_own(roadmap, bring):
    text = paste("Priority | Action", "Schools | Build", "Schools | Build")

    plan = plan_of(bring(read_paste(text)))

    assert len(rows_of(plan, RowKind.ACTION)) == 2
    assert plan.warnings == (
        "Row 3, column B “Action”: Row 2 has the same action: this becomes a second "
        "one.",
    )


def test_amounts_of_an_action_become_lines_of_money(roadmap, bring):
    text = paste(
        "Priority | Action | Needed | Available | Currency | Year | Who pays",
        "Schools | Build | 1 200 000 | 500000,50 | usd | 2026 | Ministry",
        "Schools | Teach | EUR 300 | | | | ",
    )

    plan = plan_of(bring(read_paste(text)))

    assert plan.problems == ()
    lines = rows_of(plan, RowKind.FUNDING)
    assert [(each["kind"], each["amount"], each["currency"]) for each in lines] == [
        ("needed", "1200000", "USD"),
        ("available", "500000.5", "USD"),
        ("needed", "300", "EUR"),
    ]
    assert (lines[0]["year"], lines[0]["source"]) == ("2026", "Ministry")


def test_amount_on_record_is_changed_and_not_added_again(roadmap, bring):
    action = make_action(make_priority(roadmap, title="Schools"), title="Build")
    make_funding(action, amount=100, currency="USD", year=2026)
    make_benchmark(action, year=2026, text="Plans drawn")
    text = paste(
        "Priority | Action | Needed | Year | Benchmarks",
        "Schools | Build | USD 250 | 2026 | 2026: Plans drawn; 2027: Walls stand",
    )

    plan = plan_of(bring(read_paste(text)))

    fates = {
        (row.kind, row.shown.values.get("amount") or row.shown.values["text"]): row.fate
        for row in plan.merge.rows
        if row.kind in {RowKind.FUNDING, RowKind.BENCHMARK}
    }
    assert fates == {
        (RowKind.FUNDING, "250"): Fate.CHANGED,
        (RowKind.BENCHMARK, "Plans drawn"): Fate.SAME,
        (RowKind.BENCHMARK, "Walls stand"): Fate.NEW,
    }


def test_group_reason_and_partners_are_understood(roadmap, bring):
    group = make_group(name="Supply chains", short_name="AGSC")
    make_partner(name="International Labour Organization", short_name="ILO")
    text = paste(
        "Priorities | Actions | Partners | Link to A8.7 Action Group",
        "Schools | Build | ilo; Village council | agsc",
        " | Teach | | none: not founded yet",
        " | Feed | | –",
    )

    plan = plan_of(bring(read_paste(text)))

    actions = rows_of(plan, RowKind.ACTION)
    assert [(each["action_group"], each["no_group_reason"]) for each in actions] == [
        (group.name, ""),
        ("", "not founded yet"),
        ("", ""),
    ]
    assert actions[0]["partners"] == (
        "International Labour Organization; Village council"
    )
    assert plan.warnings == (
        "Row 2, column C “Partners”: Not in the directory, so kept as text: Village "
        "council.",
    )


# --- Real files -----------------------------------------------------------------------


def workbook(fill) -> SimpleUploadedFile:
    book, content = Workbook(), BytesIO()
    fill(book.active)
    book.save(content)
    return SimpleUploadedFile("plan.xlsx", content.getvalue())


def test_workbook_with_merged_cells_and_a_formula(bring):
    def fill(sheet):
        sheet.append(["National plan"])
        sheet.append(["Priority", "Action", "Needed", "Currency", "Timeline"])
        sheet.append(["Schools", "Build", 1200000, "USD", "2026"])
        sheet.append([None, "Teach", None, "USD", None])
        sheet.append(["Second part", None, None, None, None])
        sheet.append([None, "Survey", "=C3*2", "USD", None])
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("C3:C4")
        sheet.merge_cells("E3:E4")
        sheet.merge_cells("A5:E5")

    plan = plan_of(bring(read_file(workbook(fill))))

    assert plan.problems == (
        "Cell C6: The cell holds a formula without its result. Open the file in your "
        "spreadsheet program, save it, and bring it again; or type the value.",
    )
    assert plan.warnings == (
        "Row 4, column C “Needed”: The amount is merged with row 3 and counts once, "
        "there.",
    )
    assert [row["title"] for row in rows_of(plan, RowKind.PRIORITY)] == [
        *("Schools", "Second part"),
    ]
    actions = rows_of(plan, RowKind.ACTION)
    assert [(each["title"], each["timeline"]) for each in actions] == [
        ("Build", "2026"),
        ("Teach", "2026"),
        ("Survey", ""),
    ]
    assert len(rows_of(plan, RowKind.FUNDING)) == 1


def test_french_csv_of_windows_with_semicolons(bring):
    content = (
        "Priorités;Actions;Début;Besoin;Devise;Statut\r\n"
        "Écoles d’été;Bâtir dix écoles;1er mars 2026;1 200 000,50;EUR;En cours\r\n"
    ).encode("cp1252")

    with override("fr"):
        table = read_file(SimpleUploadedFile("plan.csv", content))
        plan = plan_of(bring(table))

    assert plan.problems == ()
    assert rows_of(plan, RowKind.PRIORITY)[0]["title"] == "Écoles d’été"
    action = rows_of(plan, RowKind.ACTION)[0]
    assert (action["starts_on"], action["status"]) == ("2026-03-01", "under_way")
    assert rows_of(plan, RowKind.FUNDING)[0]["amount"] == "1200000.5"
    assert any("cp1252" in note for note in plan.notes)


def test_table_of_word_with_the_official_headings(bring):
    cells = "".join(
        f"<td><p class=MsoNormal>{text}</p></td>"
        for text in (
            *("Priorities", "Actions", "Partners", "Timeline", "Budget"),
            *("Link to A8.7 Action Group", "Monitoring Progress"),
        )
    )
    html = (
        f"<table><tr>{cells}</tr>"
        "<tr><td rowspan=2>Law</td><td>Draft it</td><td>Unions</td><td>2026</td>"
        "<td>To be found</td><td></td><td>Begun</td></tr>"
        "<tr><td>Pass it</td><td></td><td></td><td></td><td></td><td></td></tr></table>"
    )

    plan = plan_of(bring(read_paste("ignored", html)))

    assert plan.problems == ()
    first, second = rows_of(plan, RowKind.ACTION)
    assert (first["title"], first["partners"], first["timeline"]) == (
        *("Draft it", "Unions", "2026"),
    )
    assert (first["budget"], first["monitoring"]) == ("To be found", "Begun")
    assert second["title"] == "Pass it"
    assert len(rows_of(plan, RowKind.PRIORITY)) == 1
