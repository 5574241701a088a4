"""Verbs: keep a workbook that was brought, decide, apply all or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.spreadsheets import Table, read_file
from monitoring import rules
from monitoring.enums import TransferOrigin
from monitoring.models import Submission, ValueImport, WorkbookExport
from monitoring.recording import hold_submissions
from monitoring.transfers.applying import counts_in_words, lock
from monitoring.workbook import words
from monitoring.workbook.brought import Brought, Known
from monitoring.workbook.merging import DECISIONS
from monitoring.workbook.planning import Plan, base_of
from monitoring.workbook.reading import pages_of, read_pages
from monitoring.workbook.sealing import printed_token, unsealed
from monitoring.workbook.storing import lock_values, refuse_strangers, write_rows
from monitoring.workflow import TRANSFER

# Seventy indicators with their parts, for twelve years, with room for own ones.
ROWS_MAX = 8_000
CELLS_MAX = 300_000


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook of this submission that came back, not yet read line by line."""

    table: Table
    export: WorkbookExport
    notes: tuple[str, ...]


def open_returned(upload, submission: Submission) -> Returned:
    """Open a file and find out what it was made from.

    Raises ValidationError for what is no workbook of this submission.
    """
    table = read_file(upload, rows_max=ROWS_MAX, cells_max=CELLS_MAX, with_hidden=True)
    facts = unsealed(table)
    token = UUID(facts["token"]) if facts else printed_token(table)
    if token is None or not pages_of(table):
        raise ValidationError(
            _(
                "This file is no workbook that was taken away here. Take the workbook "
                "away on this page and fill it in."
            ),
            code="workbook",
        )
    rows = WorkbookExport.objects.select_related(
        "submission__pathfinder__country", "submission__round"
    )
    export = _of_here(rows.filter(token=token).first(), submission)
    return Returned(table, export, tuple(_lost(export)) if facts is None else ())


def _of_here(export: WorkbookExport | None, submission: Submission) -> WorkbookExport:
    """Return the export when it is of this submission; else say what it is."""
    if export is None:
        text = _(
            "The number of this workbook is not known here. Take the workbook away "
            "again and copy your values into it."
        )
        raise ValidationError(text, code="unknown")
    if export.submission.pathfinder_id != submission.pathfinder_id:
        text = _("This is the workbook of another country. Nothing was read from it.")
        raise ValidationError(text, code="country")
    if export.submission_id != submission.pk:
        text = _(
            "This is the workbook of another round: %(round)s. Bring it on the page of "
            "that round."
        )
        named = {"round": export.submission.round}
        raise ValidationError(text % named, code="round")
    return export


def _lost(export: WorkbookExport):
    yield _(
        "The file has lost its hidden sheet. It is compared with what was taken away "
        "on %(day)s, by the number on its first sheet."
    ) % {"day": write_day(export.created_at.date())}


def read_returned(returned: Returned, book, parts: Mapping) -> Brought:
    """Read every line; `parts` are the words of parts in the language of the file."""
    export = returned.export
    known = Known(
        definitions=book.definitions,
        parts=parts,
        sources=_sources(book),
        base=base_of(export),
        language=export.language,
        year=book.year,
        earlier=book.earlier,
    )
    brought = read_pages(returned.table, known)
    brought.notes = [*returned.notes, *brought.notes]
    return brought


def _sources(book) -> dict[tuple[str, int | None], int]:
    """Return sources by name; of two with one name the country's own comes first."""
    found: dict[tuple[str, int | None], int] = {}
    for key, each in book.sources.items():
        name = words.plain(each.name)
        found[name, key] = key
        if (name, None) not in found or each.pathfinder_id is not None:
            found[name, None] = key
    return found


@transaction.atomic
def bring_workbook(
    upload, returned: Returned, brought: Brought, *, submission: Submission, by
) -> ValueImport:
    """Keep a workbook with what was read from it; no value changes yet."""
    pathfinder = submission.pathfinder
    if not rules.may_enter(by, pathfinder):
        raise PermissionDenied
    upload.seek(0)
    document = file_document(
        upload,
        title=_("Workbook %(submission)s") % {"submission": submission},
        by=by,
        audience=Audience.COUNTRY,
        country=pathfinder.country,
        language=returned.export.language,
    )
    return ValueImport.objects.create(
        pathfinder=pathfinder,
        submission=submission,
        origin=TransferOrigin.WORKBOOK,
        file=document.versions.get(),
        export=returned.export,
        mapping=brought.to_json(base_of(returned.export)),
        created_by=by,
    )


@transaction.atomic
def decide(value_import: ValueImport, *, choices: Mapping[str, str], by) -> None:
    """Keep what was decided on lines; decisions on others stay. Blank takes one back.

    Raises InvalidTransition when the workbook was applied meanwhile.
    """
    stored = _locked(value_import, by)
    lines = stored.mapping["lines"]
    taken = {key: choice for key, choice in choices.items() if key in lines}
    kept = stored.choices | taken
    stored.choices = {key: each for key, each in kept.items() if each in DECISIONS}
    stored.save(update_fields=["choices"])


@transaction.atomic
def apply_workbook(
    value_import: ValueImport,
    planned: Callable[[ValueImport], Plan],
    *,
    seen: str,
    by,
    reason: str = "",
) -> Plan:
    """Write all that was chosen, or nothing; `seen` is the digest of the plan read.

    `planned(value_import)` makes the plan anew, on the locked country. Raises
    StaleVersion when it is another one, and Blocked while something is in the way.
    """
    stored = _locked(value_import, by)
    refuse_strangers(stored, reason, by)
    hold_submissions(stored.pathfinder)
    lock(stored)
    lock_values(stored)
    plan = planned(stored)
    if plan.digest != seen:
        raise StaleVersion(
            _(
                "Somebody changed a value since you opened the plan. Nothing was "
                "written: look at it again."
            )
        )
    if reasons := plan.reasons_against():
        raise Blocked(reasons)
    write_rows(plan.written, stored, by=by, reason=reason)
    stored.summary = plan.summary
    stored.applied_by, stored.applied_at = by, timezone.now()
    TRANSFER.perform(
        stored,
        "apply",
        by=by,
        country=stored.pathfinder.country,
        reason=reason,
        outcome=counts_in_words(**plan.counts),
    )
    return plan


def _locked(value_import: ValueImport, by) -> ValueImport:
    rows = ValueImport.objects.select_for_update(of=("self",))
    stored = rows.select_related("export", "pathfinder__country", "submission").get(
        pk=value_import.pk
    )
    TRANSFER.check(stored, "apply", by=by)
    return stored
