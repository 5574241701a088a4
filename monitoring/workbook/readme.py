"""The first sheet of a workbook: what it is, how it is filled in, whom to ask."""

from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.enums import Empty
from alliance87.core.spreadsheets import Column, SheetOut
from monitoring.models import WorkbookExport
from monitoring.workbook import words
from monitoring.workbook.sheets import Pages, title_of


def readme_sheet(export: WorkbookExport, pages: Pages) -> SheetOut:
    submission = export.submission
    lines = [
        (_("Country"), str(submission.pathfinder)),
        (_("Round"), str(submission.round)),
        (_("Send it by"), write_day(submission.due_on)),
        (_("Taken away by"), str(export.created_by)),
        (_("Taken away on"), write_day(export.created_at.date())),
        *_how(),
        *_careful(),
        *_meanings(),
        *_sheets(pages),
        (_("Whom to ask"), _ask()),
        (_("Number of this workbook"), str(export.token)),
    ]
    return SheetOut(
        title=_("Read me"),
        columns=[
            Column(_("About this workbook"), width=30, is_fixed=True),
            Column(_("Explanation"), width=100),
        ],
        rows=lines,
        is_protected=True,
    )


def _how() -> list[tuple[str, str]]:
    return [
        (
            _("How to use it"),
            _(
                "Fill in the white cells, save the file as XLSX and bring it back on "
                "the page of your report. You see what becomes of every value before "
                "anything changes. What somebody changed on the site meanwhile is "
                "kept, and where you both changed the same value you are asked."
            ),
        ),
        (
            _("Numbers"),
            _(
                "Type digits only, with the decimal mark of your program. Write “<0.1” "
                "where the source gives a limit only. A number that can be read in two "
                "ways is not guessed: you are asked."
            ),
        ),
        (_("Dates"), _("Year, month, day: 2026-12-31.")),
    ]


def _careful() -> list[tuple[str, str]]:
    return [
        (
            _("Grey cells"),
            _(
                "They are not asked for. The sheets are protected without a password, "
                "so that nothing slips; you may lift the protection."
            ),
        ),
        (
            _("A second source"),
            _(
                "Lift the protection, copy the row below the last one, and choose the "
                "other source in it."
            ),
        ),
        (
            _("Cells and rows you empty"),
            _(
                "Nothing is deleted by a workbook. A value that should go is thrown "
                "away on its page."
            ),
        ),
    ]


def _meanings() -> list[tuple[str, str]]:
    """Explain zero and the four reasons why there is no value."""
    zero = (_("Zero"), _("You counted and found none. Type 0: it is a value."))
    return [zero, *((str(each.label), words.about_empty(each)) for each in Empty)]


def _sheets(pages: Pages) -> list[tuple[str, str]]:
    found = [
        (
            title_of(asked, theme),
            _("%(dimension)s: %(theme)s")
            % {"dimension": dimension.label, "theme": theme.label},
        )
        for (dimension, theme), asked in pages.groups().items()
    ]
    years = {"first": pages.book.earlier[0], "last": pages.book.earlier[-1]}
    earlier = _("Values of %(first)s to %(last)s, one column for each year.") % years
    return [*found, (_("Earlier years"), earlier)]


def _ask() -> str:
    return _(
        "The focal point of your country for what is reported, the secretariat of "
        "Alliance 8.7 for how it is reported."
    )
