"""What the tests of files that go out and come back share."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import load_workbook

from alliance87.core.spreadsheets import read_file, write_xlsx
from pathfinders.exchange.apply import (
    apply_import,
    bring_table,
    decide,
    map_columns,
    take_rows_away,
)
from pathfinders.exchange.plan import plan_of
from pathfinders.exchange.workbook import export_sheets
from pathfinders.models import (
    RoadmapImport,
)
from pathfinders.row_values import Directory
from pathfinders.snapshots import from_json, take_snapshot
from tests.factories import (
    make_action,
    make_action_partner,
    make_benchmark,
    make_focal_point,
    make_funding,
    make_group,
    make_partner,
    make_priority,
    make_roadmap,
    make_supervisory_case,
)
from tests.pathfinders.roadmap_forms import roadmap_url

TABLE = "Priorities\tActions\tTimeline\nSchools\tBuild\t2026\n\tTeach\t2027\n"
LONG = "Line one\r\nLine two\x0b with a mark that no sheet can hold"


def filled_roadmap():
    """Make two priorities with three actions, where every field is filled."""
    roadmap = make_roadmap(starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31))
    schools = make_priority(
        roadmap,
        title="Schools",
        area="programmes",
        themes=["child_labour", "forced_labour"],
        objective=LONG,
        indicator="=Children at work",
        unit="children",
        baseline=Decimal("1234.5"),
        baseline_year=2020,
        target=Decimal("1.234"),
        target_on=date(2028, 12, 31),
        note="-5",
    )
    case = make_supervisory_case(roadmap.pathfinder)
    build = make_action(
        schools,
        title="Build",
        output="Ten schools",
        level="high",
        responsible="Ministry of Labour",
        partners="Village council",
        starts_on=date(2026, 2, 1),
        ends_on=date(2027, 3, 31),
        action_group=make_group(),
        supervisory_case=case,
        status="under_way",
        monitoring="Begun",
    )
    make_action_partner(build, make_partner(name="ILO"))
    make_action_partner(build, make_partner(name="UNICEF"))
    make_funding(build, amount=Decimal("1200000.50"), year=2026, source="State")
    make_funding(build, kind="available", amount=7, is_public=False)
    make_benchmark(build, year=2026, text="Plans drawn")
    make_action(schools, title="Teach", no_group_reason="Not founded yet")
    make_action(make_priority(roadmap, title="Laws"), title="Draft")
    return roadmap


class File:
    """The workbook on somebody's desk; rows are found by the words in them."""

    def __init__(self, roadmap, person, language="en"):
        with override(language):
            export = take_rows_away(roadmap, by=person)
            sheets = export_sheets(
                export, from_json(export.rows), Directory.of(roadmap)
            )
            self.book = load_workbook(BytesIO(write_xlsx(sheets)))
        self.roadmap, self.person = roadmap, person

    def sheet(self, kind: str):
        return next(
            each
            for each in self.book.worksheets
            if str(each["A1"].value).startswith(f"a87|{kind}|")
        )

    def cell(self, kind: str, words: str, heading: str):
        sheet = self.sheet(kind)
        row = next(row for row in sheet.iter_rows(min_row=2) if words in _texts(row))
        at = [cell.value for cell in sheet[1]].index(heading)
        return row[at]

    def delete(self, kind: str, words: str) -> None:
        cell = self.cell(kind, words, self.sheet(kind)["B1"].value)
        self.sheet(kind).delete_rows(cell.row)

    def add(self, kind: str, **cells) -> None:
        sheet = self.sheet(kind)
        headings = [cell.value for cell in sheet[1]]
        row = [None] * len(headings)
        for heading, value in cells.items():
            row[headings.index(heading.replace("_", " "))] = value
        sheet.append(row)

    def back(self) -> RoadmapImport:
        content = BytesIO()
        self.book.save(content)
        upload = SimpleUploadedFile("plan.xlsx", content.getvalue())
        record = bring_table(
            self.roadmap,
            table=read_file(upload),
            origin="xlsx",
            name="plan.xlsx",
            by=self.person,
        )
        record.roadmap = self.roadmap
        return record


def _texts(row) -> set:
    return {cell.value for cell in row}


def apply(record, person, **choices):
    if choices:
        decide(record, choices=choices, by=person)
        record.refresh_from_db()
    return apply_import(record, seen=plan_of(record).digest, by=person)


def snapshot(roadmap):
    return take_snapshot(roadmap, private_money=True)


# --- Tables of one's own --------------------------------------------------------------


def bringing(roadmap):
    """Return `bring(table)`: the table as an import of the country's focal point."""
    person = make_focal_point(roadmap.pathfinder.country)

    def bring(table, **mapping) -> RoadmapImport:
        record = bring_table(
            roadmap, table=table, origin="paste", name="Plan", by=person
        )
        if mapping:
            chosen = record.mapping | mapping
            record = map_columns(record, mapping=chosen, by=person)
        record.roadmap = roadmap
        return record

    return bring


def paste(*rows: str) -> str:
    """Return tab-separated text; cells are written with `|` between them."""
    return "\n".join("\t".join(map(str.strip, row.split("|"))) for row in rows)


# --- On the pages ---------------------------------------------------------------------


def bring_on_page(client, roadmap, **fields):
    return client.post(roadmap_url(roadmap, "imports/add/"), fields)


def imported(client, roadmap, text=TABLE) -> str:
    """Bring a pasted table with its columns as guessed; return its address."""
    bring_on_page(client, roadmap, paste=text)
    record = RoadmapImport.objects.first()
    url = roadmap_url(roadmap, f"imports/{record.pk}/")
    mapping = record.mapping
    data = {f"column_{at}": name for at, name in enumerate(mapping["columns"])}
    client.post(f"{url}columns/", data | {"sheet": 0, "header": mapping["header"]})
    return url


def apply_on_page(client, url):
    page = client.get(client.get(url).context["apply_url"])
    form = page.context["form"]
    return client.post(f"{url}apply/", {"seen": form.initial["seen"]})
