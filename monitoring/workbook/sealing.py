"""The signed copy of a workbook that it carries in a hidden sheet, and its token."""

import re
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.spreadsheets import Column, SheetOut, Table
from monitoring.models import WorkbookExport

TITLE = "Base"
MARK = "alliance87.base"
SALT = "monitoring.workbook"
# Less than a cell holds, with room for what a program escapes.
CHUNK = 30_000
TOKEN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)


def sealed_sheet(export: WorkbookExport) -> SheetOut:
    """Return the hidden sheet: what the cells held, signed, in pieces."""
    facts = {
        "token": str(export.token),
        "submission": export.submission_id,
        "language": export.language,
        "cells": export.cells,
    }
    sealed = signing.dumps(facts, salt=SALT, compress=True)
    pieces = [sealed[at : at + CHUNK] for at in range(0, len(sealed), CHUNK)]
    return SheetOut(
        title=TITLE,
        columns=[Column(MARK, width=40)],
        rows=[[piece] for piece in pieces],
        is_hidden=True,
    )


def unsealed(table: Table) -> dict | None:
    """Return what the hidden sheet says; None where the file has none.

    Raises ValidationError when somebody changed it.
    """
    sheet = next((each for each in table.sheets if each.rows[0][0] == MARK), None)
    if sheet is None:
        return None
    sealed = "".join(row[0] for row in sheet.rows[1:])
    try:
        return signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        raise ValidationError(
            _(
                "The hidden sheet of this workbook was changed, so it cannot be told "
                "what you changed. Take the workbook away again and copy your values "
                "into it."
            ),
            code="seal",
        ) from None


def printed_token(table: Table) -> UUID | None:
    """Return the token that the first sheet prints, for files without hidden sheets."""
    for sheet in table.sheets:
        found = {each for row in sheet.rows for text in row for each in _tokens(text)}
        if len(found) == 1:
            return UUID(found.pop())
    return None


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.lower()) if len(text) < 100 else []
