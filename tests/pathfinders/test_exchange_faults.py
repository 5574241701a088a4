"""Faults of a table: each is named by row and column, and nothing is written."""

from datetime import date

import pytest

from alliance87.core.spreadsheets import read_paste
from pathfinders.exchange.plan import plan_of
from pathfinders.models import Action
from tests.factories import (
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


# --- What is refused ------------------------------------------------------------------

HEAD = "Priority | Action | Start | End | Needed | Currency | Group | Target | Until"
COLUMNS = [
    *("priority.title", "action.title", "action.starts_on", "action.ends_on"),
    *("money.needed", "money.currency", "action.action_group"),
    *("priority.target", "priority.target_on"),
]
BAD = {
    "Schools | Build | 2025-12-31": (
        "Row 2, column C “Start”: This action starts on 31 December 2025 but the "
        "roadmap starts on 1 January 2026. Change the date or the period."
    ),
    "Schools | Build | 2027-05-01 | 2026-05-01": (
        "Row 2, column D “End”: The action ends before it starts. Change one of the "
        "two dates."
    ),
    "Schools | Build | 5/6/2026": (
        "Row 2, column C “Start”: “5/6/2026” can mean 5 June 2026 or 6 May 2026. Write "
        "2026-06-05 or 2026-05-06."
    ),
    "Schools | Build | | | -5 | USD": (
        "Row 2, column E “Needed”: An amount is not below zero."
    ),
    "Schools | Build | | | 100 USD and 50 EUR": (
        "Row 2, column E “Needed”: The cell holds two currencies. Write each amount in "
        "a row of its own."
    ),
    "Schools | Build | | | USD 100 | EUR": (
        "Row 2, column E “Needed”: The cell says USD and the column of currencies EUR."
    ),
    "Schools | Build | | | 100": (
        "Row 2, column E “Needed”: The currency is missing. Write it beside the "
        "amount, as USD 5000."
    ),
    "Schools | Build | | | 1,234 | USD": (
        "Row 2, column E “Needed”: “1,234” can mean 1\N{NO-BREAK SPACE}234 or 1.234. "
        "Write 1234 "
        "for the first, or 1.2340 for the second."
    ),
    "Schools | Build | | | much | USD": (
        "Row 2, column E “Needed”: “much” is not an amount. Write digits only, for "
        "example 1200000."
    ),
    "Schools | Build | | | | | Nobody": (
        "Row 2, column G “Group”: “Nobody” is not an action group. Choose one of the "
        "list, or leave it empty and say why there is none."
    ),
    "Schools | Build | | | | | | 90": (
        "Row 2, column I “Until”: A target needs the date it is for. Enter the date."
    ),
    "Schools | | 2026-02-01": (
        "Row 2, column C “Start”: The row has no action that this could belong to."
    ),
    " | Build": "Row 2, column A “Priority”: There is no priority above this action.",
}


@pytest.mark.parametrize(("row", "sentence"), BAD.items())
def test_fault_is_named_by_row_and_column_and_nothing_is_written(bring, row, sentence):
    record = bring(read_paste(paste(HEAD, row)), columns=COLUMNS)

    assert problems(record) == [sentence]
    assert not Action.objects.exists()


def test_two_currencies_in_the_budget_in_words_are_refused(bring):
    text = paste("Priorities | Actions | Budget", "Schools | Build | 5 USD, 6 EUR")

    assert problems(bring(read_paste(text))) == [
        "Row 2, column C “Budget”: The cell holds two currencies. Write each amount in "
        "a row of its own."
    ]


def test_disbursed_above_allocated_needs_its_explanation(bring):
    text = paste(
        "Priority | Action | Allocated | Disbursed | Currency",
        "Schools | Build | 100 | 150 | USD",
    )

    plan = plan_of(bring(read_paste(text)))

    assert plan.problems == (
        "Row 2: More is disbursed (150 USD) than allocated (100 USD). Explain it in "
        "“Explanation of the amounts”, or correct the amounts.",
    )


def test_two_rows_that_contradict_each_other_are_refused(bring):
    text = paste(
        "Priority | Objective | Action",
        "Schools | All learn | Build",
        "Schools | Some learn | Teach",
    )

    assert problems(bring(read_paste(text))) == [
        "Row 3, column B “Objective”: Row 2 says something else for the same priority."
    ]
