"""Workbooks as people fill them in: taken away, changed in a program, brought back."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from monitoring.forms.workbook import BringForm, plan_now
from monitoring.models import Submission, ValueImport
from monitoring.selectors.workbook import read_book
from monitoring.workbook.leaving import take_away
from monitoring.workbook.verbs import apply_workbook, bring_workbook

YEAR = 2025


class Filled:
    """A workbook in the hands of a person. Columns are named as the file names them."""

    def __init__(self, content: bytes):
        self.workbook: Workbook = load_workbook(BytesIO(content))

    def sheet(self, title: str = "X Child labour"):
        return self.workbook[title]

    def column(self, heading: str, sheet) -> int:
        headings = [str(cell.value).split(" (")[0] for cell in sheet[1]]
        return headings.index(heading) + 1

    def row(self, code: str, part: str = "Total", *, sheet, what: str = "") -> int:
        where = [self.column(each, sheet) for each in ("Indicator code", "Part")]
        asked = self.column("What is asked", sheet) if what else 0
        for row in range(2, sheet.max_row + 1):
            found = [sheet.cell(row, column).value for column in where]
            if found == [code, part] and (
                not what or sheet.cell(row, asked).value == what
            ):
                return row
        raise LookupError(f"{code} {part} {what}")

    def cell(self, code, heading, part="Total", *, title="X Child labour", what=""):
        sheet = self.sheet(title)
        row = self.row(code, part, sheet=sheet, what=what)
        return sheet.cell(row, self.column(str(heading), sheet))

    def write(self, code, heading, value, part="Total", **where) -> str:
        """Type into a cell; return its place as the plan names it."""
        cell = self.cell(code, heading, part, **where)
        cell.value = value
        return f"{cell.parent.title}!{cell.coordinate}"

    def write_text(self, code, heading, text, part="Total", **where) -> None:
        """Type text that begins like a formula, as a program that keeps it text."""
        cell = self.cell(code, heading, part, **where)
        cell.value, cell.data_type = text, "s"

    def earlier(self, code, year, value, part="Total", *, what="Number") -> str:
        return self.write(code, year, value, part, title="Earlier years", what=what)

    @property
    def content(self) -> bytes:
        content = BytesIO()
        self.workbook.save(content)
        return content.getvalue()

    def upload(self, name: str = "workbook.xlsx") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, self.content)


def taken(submission: Submission, by) -> Filled:
    _export, content = take_away(read_book(submission), by=by)
    return Filled(content)


def form_of(filled: Filled, submission: Submission) -> BringForm:
    return BringForm({}, {"file": filled.upload()}, submission=submission)


def errors_of(filled: Filled, submission: Submission) -> list[str]:
    return form_of(filled, submission).errors.get("file", [])


def bring(filled: Filled, submission: Submission, by) -> ValueImport:
    form = form_of(filled, submission)
    assert form.errors == {}
    return bring_workbook(
        form.cleaned_data["file"],
        form.returned,
        form.brought,
        submission=submission,
        by=by,
    )


def apply(value_import: ValueImport, by, **fields):
    """Apply what the plan says now."""
    seen = plan_now(value_import).digest
    values = {"seen": seen} | fields
    return apply_workbook(value_import, plan_now, by=by, **values)
