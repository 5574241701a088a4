"""A file goes out, is edited, comes back: merged, applied once, undone."""

import random
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.exceptions import Blocked
from pathfinders.exchange.bringing import read_brought_file
from pathfinders.exchange.merge import CURRENT, YOURS, Fate
from pathfinders.exchange.plan import plan_of
from pathfinders.models import (
    Action,
    Benchmark,
    FundingLine,
    Priority,
)
from pathfinders.snapshots import RowKind
from tests.factories import (
    make_action,
    make_focal_point,
    make_roadmap,
)
from tests.pathfinders.exchange_files import File, apply, filled_roadmap, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def roadmap():
    return filled_roadmap()


@pytest.fixture
def person(roadmap):
    return make_focal_point(roadmap.pathfinder.country)


# --- Nothing changed ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_file_that_nobody_edited_changes_nothing(roadmap, person, language):
    record = File(roadmap, person, language).back()

    plan = plan_of(record)

    assert (plan.problems, plan.warnings, plan.notes) == ((), (), ())
    assert {row.fate for row in plan.merge.rows} == {Fate.SAME}
    assert plan.merge.yours == snapshot(roadmap)
    assert not plan.has_changes


def test_applying_it_anyway_is_refused_and_writes_no_row(roadmap, person):
    before = snapshot(roadmap)
    versions = list(Action.objects.values_list("version", flat=True))

    with pytest.raises(Blocked):
        apply(File(roadmap, person).back(), person)

    assert snapshot(roadmap) == before
    assert list(Action.objects.values_list("version", flat=True)) == versions


# --- Edits of both sides --------------------------------------------------------------


def test_edits_of_the_file_and_of_the_browser_are_both_kept(roadmap, person):
    file = File(roadmap, person)
    file.cell("action", "Build", "Responsible body").value = "Ministry of Education"
    file.cell("action", "Build", "Start").value = date(2026, 5, 1)
    file.cell("action", "Build", "Partners").value = "UNICEF; Village council; ILO"
    file.cell("priority", "Schools", "Target").value = 900
    file.cell("funding", "State", "Amount").value = 1300000
    file.add("action", **{"No.": "P2.A9", "Priority_no.": "P2"}, Action="Vote")
    file.add(
        "funding",
        **{"Action_no.": "P2.A9", "What_it_is": "Needed"},
        **{"Amount": 50, "Currency_(ISO_code)": "EUR"},
    )
    file.add("benchmark", **{"Action_no.": "P1.A2"}, Year=2027, Benchmark="All teach")
    Action.objects.filter(title="Build").update(monitoring="Half done")
    make_action(Priority.objects.get(title="Laws"), title="Consult")
    record = file.back()

    plan = plan_of(record)
    assert (plan.problems, plan.merge.needed) == ((), ())
    apply(record, person)

    build = Action.objects.get(title="Build")
    assert (build.responsible, build.starts_on) == (
        *("Ministry of Education", date(2026, 5, 1)),
    )
    assert build.monitoring == "Half done"
    assert {each.name for each in build.directory.all()} == {"ILO", "UNICEF"}
    assert build.partners == "Village council"
    assert Priority.objects.get(title="Schools").target == 900
    assert FundingLine.objects.get(source="State").amount == 1300000
    laws = Priority.objects.get(title="Laws")
    assert [each.title for each in laws.actions.all()] == ["Draft", "Vote", "Consult"]
    assert FundingLine.objects.get(currency="EUR").action.title == "Vote"
    assert Benchmark.objects.get(year=2027).action.title == "Teach"


def test_conflict_shows_three_states_and_nothing_is_applied_before_it(roadmap, person):
    file = File(roadmap, person)
    file.cell("action", "Build", "Responsible body").value = "Ministry of Education"
    Action.objects.filter(title="Build").update(responsible="Ministry of Justice")
    record, before = file.back(), snapshot(roadmap)

    plan = plan_of(record)
    cell = next(row for row in plan.merge.rows if row.conflicts).conflicts[0]
    assert (cell.base, cell.yours, cell.current) == (
        "Ministry of Labour",
        "Ministry of Education",
        "Ministry of Justice",
    )
    with pytest.raises(Blocked) as refused:
        apply(record, person)
    assert str(refused.value) == "1 conflict is not decided yet."
    assert snapshot(roadmap) == before

    apply(record, person, **{plan.merge.needed[0]: YOURS})
    assert Action.objects.get(title="Build").responsible == "Ministry of Education"


def test_deleted_rows_go_only_when_confirmed(roadmap, person):
    file = File(roadmap, person)
    file.delete("action", "Build")
    record = file.back()
    removed = [row for row in plan_of(record).merge.rows if row.fate is Fate.REMOVED]

    assert len(removed) == 4, "the action, its two amounts and its benchmark"
    with pytest.raises(Blocked):
        apply(record, person)
    assert Action.objects.filter(title="Build").exists()

    second = file.back()
    build = str(Action.objects.get(title="Build").key)
    apply(second, person, **{build: YOURS})
    assert not Action.objects.filter(title="Build").exists()
    assert not FundingLine.objects.exists()


def test_row_deleted_in_the_file_and_changed_in_the_browser_is_asked(roadmap, person):
    file = File(roadmap, person)
    file.delete("action", "Teach")
    Action.objects.filter(title="Teach").update(note="Agreed")
    record = file.back()

    (name,) = plan_of(record).merge.needed
    with pytest.raises(Blocked):
        apply(record, person, **{name: CURRENT})

    assert Action.objects.get(title="Teach").note == "Agreed"


def test_rows_moved_in_the_file_are_moved(roadmap, person):
    file = File(roadmap, person)
    file.cell("action", "Build", "Priority no.").value = "P2"
    sheet = file.sheet("priority")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, values in enumerate(reversed(rows), start=2):
        for number, value in enumerate(values, start=1):
            sheet.cell(at, number).value = value
            if str(value).startswith("="):
                sheet.cell(at, number).data_type = "s"

    apply(file.back(), person)

    assert [
        (each.title, [action.title for action in each.actions.all()])
        for each in roadmap.priorities.all()
    ] == [("Laws", ["Build", "Draft"]), ("Schools", ["Teach"])]
    assert Benchmark.objects.get().action.title == "Build"


def test_copied_row_becomes_a_new_one(roadmap, person):
    file = File(roadmap, person)
    sheet = file.sheet("action")
    copy = [cell.value for cell in sheet[3]]
    sheet.append(copy)
    record = file.back()

    plan = plan_of(record)

    assert plan.warnings == (
        "Sheet “Actions”, row 5: This is a copy of row 3 and becomes a new row.",
    )
    apply(record, person)
    assert Action.objects.filter(title="Teach").count() == 2


def test_same_file_brought_twice_adds_its_new_rows_once(roadmap, person):
    file = File(roadmap, person)
    file.add("priority", Priority="Data")
    apply(file.back(), person)

    plan = plan_of(file.back())

    assert not plan.has_changes
    assert plan.merge.needed == ()


def test_faults_of_the_file_are_named_by_sheet_row_and_column(roadmap, person):
    file = File(roadmap, person)
    file.cell("action", "Teach", "Start").value = date(2030, 1, 1)
    file.cell("action", "Teach", "State of the action").value = "Perhaps"
    file.cell("funding", "State", "Amount").value = -5
    file.cell("action", "Draft", "Priority no.").value = "P7"
    file.cell("benchmark", "Plans drawn", "Year").value = "=2026+1"
    before, record = snapshot(roadmap), file.back()

    plan = plan_of(record)

    assert [each.split(":")[0] for each in plan.problems] == [
        "Sheet “Actions”, row 3, column G “Start”",
        "Sheet “Actions”, row 3, column R “State of the action”",
        "Sheet “Actions”, row 4, column C “Priority no.”",
        "Sheet “Money”, row 2, column E “Amount”",
        "Sheet “Benchmarks”, row 2, column D “Year”",
        "Sheet “Benchmarks”, cell D2",
    ]
    with pytest.raises(Blocked):
        apply(record, person)
    assert snapshot(roadmap) == before


def test_column_and_sheet_that_are_gone_change_nothing(roadmap, person):
    file = File(roadmap, person)
    file.sheet("action").delete_cols(5)
    del file.book[file.sheet("funding").title]
    record = file.back()

    plan = plan_of(record)

    assert plan.notes == (
        "Sheet “Actions” has no column “Responsible body”: nothing changes in it.",
        "The file has no sheet “Money”: nothing changes there.",
    )
    assert {row.fate for row in plan.merge.rows} == {Fate.SAME}


def test_file_of_another_roadmap_is_a_plain_table_and_says_so(roadmap, person):
    file = File(roadmap, person)
    other = make_roadmap(starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31))
    file.roadmap = other
    file.person = make_focal_point(other.pathfinder.country)

    record = file.back()
    plan = plan_of(record)

    assert record.export is None
    assert plan.notes[0].startswith("This file was made from another roadmap")
    assert [
        row.values["title"] for row in plan.merge.yours if row.kind == RowKind.PRIORITY
    ] == ["Schools", "Laws"]
    assert {row.fate for row in plan.merge.rows} == {Fate.NEW}
    assert not {row.key for row in plan.merge.yours} & {
        row.key for row in snapshot(roadmap)
    }


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_of_both_sides_lose_none(roadmap, person, seed):
    """Real file, real database: each edit is stored, or was asked about."""
    draw = random.Random(seed)  # noqa: S311 -- no secret
    file = File(roadmap, person)
    fields = {"Action": "title", "Note": "note", "Responsible body": "responsible"}
    rows = {row.key: row.values for row in snapshot(roadmap)}
    keys = {row.key for row in snapshot(roadmap) if row.kind == RowKind.ACTION}
    yours, theirs = {}, {}
    for number in range(8):
        key, heading = draw.choice(sorted(keys)), draw.choice(sorted(fields))
        text = f"edit {number}"
        if draw.random() < 0.5:
            sheet = file.sheet("action")
            line = next(row for row in sheet.iter_rows() if row[0].value == key)
            at = [cell.value for cell in sheet[1]].index(heading)
            line[at].value = text
            yours[key, fields[heading]] = text
        else:
            Action.objects.filter(key=key).update(**{fields[heading]: text})
            theirs[key, fields[heading]] = text
    record = file.back()

    needed = plan_of(record).merge.needed
    choices = {name: draw.choice([YOURS, CURRENT]) for name in needed}
    apply(record, person, **choices)

    assert set(needed) == {
        f"{key}.{field}" for key, field in yours.keys() & theirs.keys()
    }
    after = {row.key: row.values for row in snapshot(roadmap)}
    for key in keys:
        for field in fields.values():
            name = f"{key}.{field}"
            taken = choices.get(name, YOURS if (key, field) in yours else CURRENT)
            edits = yours if taken == YOURS else theirs
            assert after[key][field] == edits.get((key, field), rows[key][field])


def test_file_made_here_may_have_more_rows_than_a_plain_table(roadmap, person):
    file = File(roadmap, person)
    for _ in range(1200):
        file.add("benchmark", **{"Action_no.": "P1.A1"}, Year=2027, Benchmark="Step")
    content = BytesIO()
    file.book.save(content)
    upload = SimpleUploadedFile("plan.xlsx", content.getvalue())

    assert len(read_brought_file(upload).sheets[3].rows) == 1202

    for sheet in file.book.worksheets:
        sheet["A1"].value = "key"
    content = BytesIO()
    file.book.save(content)
    with pytest.raises(ValidationError) as refused:
        read_brought_file(SimpleUploadedFile("plan.xlsx", content.getvalue()))
    assert refused.value.messages == [
        "The table has 1,202 rows with the headings. At most 1,000 rows below the "
        "headings are read at once: bring it in parts."
    ]


def test_sheets_that_are_not_read_are_named(roadmap, person):
    file = File(roadmap, person)
    file.book.copy_worksheet(file.sheet("action")).title = "My copy"
    file.book.create_sheet("Notes")["A1"].value = "Ask the districts"

    assert plan_of(file.back()).warnings == (
        "The sheet “My copy” is not one of the file as it was made: it is not read.",
        "The sheet “Notes” is not one of the file as it was made: it is not read.",
    )
