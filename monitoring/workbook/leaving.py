"""Taking the workbook of a submission away."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import get_language

from alliance87.core.spreadsheets import write_xlsx
from monitoring import rules
from monitoring.models import WorkbookExport
from monitoring.workbook.readme import readme_sheet
from monitoring.workbook.sealing import sealed_sheet
from monitoring.workbook.sheets import Pages


def take_away(book, *, by) -> tuple[WorkbookExport, bytes]:
    """Keep what the cells hold now, and return the workbook in the active language."""
    submission = book.submission
    if not rules.may_enter(by, submission.pathfinder):
        raise PermissionDenied
    export = WorkbookExport.objects.create(
        submission=submission,
        language=(get_language() or "en")[:2],
        cells={key.text: cells for key, cells in book.cells().items()},
        created_by=by,
    )
    return export, workbook_of(export, book)


def workbook_of(export: WorkbookExport, book) -> bytes:
    pages = Pages(book, export.language)
    sheets = [readme_sheet(export, pages), *pages.all(), sealed_sheet(export)]
    return write_xlsx(sheets)
