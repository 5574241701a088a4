"""Faults found in review: input that stopped the pages or the server."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from alliance87.core.spreadsheets import read_file
from pathfinders.enums import RoadmapState
from tests import factories

SHEET = "xl/worksheets/sheet1.xml"
WHOLE = "B1:XFD1048576"


def _workbook(*, after_cells: str, sheet: str = SHEET) -> SimpleUploadedFile:
    """Return a workbook whose only sheet ends with a piece of XML of ours."""
    workbook, made = Workbook(), BytesIO()
    workbook.active.append(["Priority", "Action"])
    workbook.save(made)
    changed = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == SHEET:
                end = f"</sheetData>{after_cells}".encode()
                content = content.replace(b"</sheetData>", end)
            content = content.replace(b"worksheets/sheet1.xml", sheet[3:].encode())
            new.writestr(sheet if name == SHEET else name, content)
    return SimpleUploadedFile("plan.xlsx", changed.getvalue())


@pytest.mark.parametrize(
    "after_cells",
    [
        f'<mergeCells count="1"><mergeCell ref="{WHOLE}"/></mergeCells>',
        f'<hyperlinks><hyperlink tooltip="x>" ref="{WHOLE}"/></hyperlinks>',
        '<hyperlinks><hyperlink ref="B1&#58;XFD1048576"/></hyperlinks>',
    ],
)
@pytest.mark.parametrize("sheet", [SHEET, "xl/worksheets/sheet1.dat"])
def test_merged_cells_over_a_whole_sheet_are_refused_at_once(after_cells, sheet):
    upload = _workbook(after_cells=after_cells, sheet=sheet)

    with pytest.raises(ValidationError) as refusal:
        read_file(upload)

    assert refusal.value.code == "workbook_size"


def test_merged_cells_of_a_table_are_read():
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'

    table = read_file(_workbook(after_cells=merged))

    assert table.sheets[0].merged == ((0, 0, 0, 1),)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "9999-12-31", "garbage"])
def test_progress_as_of_a_day_beyond_all_roadmaps_is_shown_as_of_today(client, day):
    roadmap = factories.make_roadmap(state=RoadmapState.PUBLISHED)
    kwargs = {"iso3": roadmap.pathfinder.country.slug, "number": roadmap.number}
    url = reverse("pathfinders:progress", kwargs=kwargs)

    answer = client.get(url, {"on": day})

    assert answer.status_code == 200
    assert answer.context["found"].on == client.get(url).context["found"].on
