"""How long the workbook of a country takes to leave and to be compared on its return.

Run `./run manage shell -c "from benchmarks import country_workbook as b; b.main()"`.
The country has a value for every part of every indicator that is typed, in each of
thirteen years. Each step is measured beside what openpyxl alone takes for the same
cells: to write them, and to read the same file (README.md, W1 and W2). Everything
happens in one transaction that is rolled back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from time import perf_counter
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from alliance87.core.models import Country, User
from benchmarks.import_values import officer, say
from monitoring.demo.loader import load_catalogue
from monitoring.enums import ValueState, ValueType
from monitoring.forms.workbook import BringForm, plan_now
from monitoring.models import (
    IndicatorSet,
    Observation,
    ObservationVersion,
    ReportingRound,
    Submission,
)
from monitoring.selectors.workbook import read_book
from monitoring.workbook.leaving import take_away
from monitoring.workbook.verbs import apply_workbook, bring_workbook
from pathfinders.models import Pathfinder

ROUNDS = 5
# One cell in so many of the numbers of a year is changed in the file.
EVERY = 3
# A part is this share of its total.
PART = 10
NUMBERS = {1340000, 134000, 1340, 134}
STATED: dict[str, dict[str, Any]] = {
    ValueType.SHARE: {"percent": Decimal("12.5"), "quantity": Decimal(1340000)},
    ValueType.NUMBER: {"quantity": Decimal(1340)},
    ValueType.PERCENT: {"percent": Decimal("12.5")},
    ValueType.YES_NO: {"answer": True, "text": "Law 12 of 2019"},
    ValueType.YEAR: {"year_stated": 2019},
    ValueType.FREQUENCY: {"frequency": "yearly"},
    ValueType.MONEY: {"amount": Decimal("1234.50"), "currency": "USD"},
    ValueType.LIST: {"items": ["First", "Second"]},
}


@dataclass(frozen=True)
class Measured:
    """Seconds of each step, and of openpyxl alone on the same cells."""

    export: float
    bare_write: float
    planning: float
    bare_read: float
    applying: float


def submission_of(by: User) -> Submission:
    """Return a submission of a new pathfinder that is open today."""
    sets = IndicatorSet.objects.filter(code="2020")
    indicators = sets.first() or load_catalogue(by=by)
    today = timezone.localdate()
    taken = set(ReportingRound.objects.values_list("year", flat=True))
    reporting = ReportingRound.objects.create(
        year=next(year for year in range(today.year, 0, -1) if year not in taken),
        indicator_set=indicators,
        opens_on=today,
        due_on=today + timedelta(days=30),
        closes_on=today + timedelta(days=60),
        created_by=by,
    )
    country = Country.objects.filter(pathfinder__isnull=True)[0]
    pathfinder = Pathfinder.objects.create(
        country=country, created_by=by, procedure="2023"
    )
    return Submission.objects.create(
        round=reporting, pathfinder=pathfinder, created_by=by
    )


def fill(submission: Submission, by: User) -> int:
    """State every value that is asked for, in each year; return how many."""
    now, pathfinder = timezone.now(), submission.pathfinder
    book = read_book(submission)
    asked = [(each, year) for each in book.asked for year in (*book.earlier, book.year)]
    observations = Observation.objects.bulk_create(
        Observation(
            pathfinder=pathfinder,
            indicator=each.definition.indicator,
            year=year,
            breakdown=each.breakdown,
        )
        for each, year in asked
    )
    ObservationVersion.objects.bulk_create(
        ObservationVersion(
            observation=observation,
            pathfinder=pathfinder,
            indicator=observation.indicator,
            year=year,
            breakdown=each.breakdown,
            number=1,
            definition=each.definition,
            state=ValueState.DRAFT,
            recorded_at=now,
            recorded_by=by,
            **stated(each),
        )
        for (each, year), observation in zip(asked, observations, strict=True)
    )
    return len(asked)


def stated(asked) -> dict:
    """Return a value that no check refuses: parts are smaller than their total."""
    found = dict(STATED[asked.definition.value_type])
    if asked.breakdown and "quantity" in found:
        found["quantity"] /= PART
    return found


def measure(submission: Submission, by: User) -> Measured:
    export, content = timed(lambda: take_away(read_book(submission), by=by)[1])
    cells = cells_of(content)
    bare_write, _content = timed(lambda: written(cells))
    upload = SimpleUploadedFile("workbook.xlsx", edited(content))
    planning, brought = timed(lambda: bring(submission, upload, by=by))
    bare_read, _cells = timed(lambda: cells_of(content))
    plan = plan_now(brought)
    reason = "Benchmark"
    applying, _plan = timed(
        lambda: apply_workbook(
            brought, plan_now, seen=plan.digest, by=by, reason=reason
        )
    )
    return Measured(export, bare_write, planning, bare_read, applying)


def timed(work: Callable):
    start = perf_counter()
    found = work()
    return perf_counter() - start, found


def cells_of(content: bytes) -> list[list[list]]:
    book = load_workbook(BytesIO(content))
    return [
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    ]


def written(sheets: list[list[list]]) -> bytes:
    book, content = Workbook(), BytesIO()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def edited(content: bytes) -> bytes:
    """Return the workbook with one number in three changed."""
    book, found = load_workbook(BytesIO(content)), BytesIO()
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            numbers = [each for each in row if each.value in NUMBERS]
            for cell in numbers[::EVERY]:
                if not cell.protection.locked:
                    cell.value += 1
    book.save(found)
    return found.getvalue()


def bring(submission: Submission, upload, *, by: User):
    """Read a workbook that came back and compare it, as its page does."""
    form = BringForm({}, {"file": upload}, submission=submission)
    form.full_clean()
    if form.returned is None or form.brought is None:
        raise ValueError(form.errors.as_text())
    brought = bring_workbook(
        form.cleaned_data["file"],
        form.returned,
        form.brought,
        submission=submission,
        by=by,
    )
    plan_now(brought)
    return brought


def main() -> None:
    """Measure every step five times; the fastest of each counts, as in `timeit`."""
    found = []
    for _round in range(ROUNDS):
        with transaction.atomic():
            by = officer()
            submission = submission_of(by)
            count = fill(submission, by)
            found.append(measure(submission, by))
            transaction.set_rollback(True)
    best = {
        name: min(getattr(each, name) for each in found)
        for name in Measured.__dataclass_fields__
    }
    say(f"{count} values: " + ", ".join(f"{n} {s:.2f} s" for n, s in best.items()))
    say(f"Export: {best['export'] / best['bare_write']:.1f} x openpyxl alone")
    say(f"Comparing: {best['planning'] / best['bare_read']:.1f} x openpyxl alone")
