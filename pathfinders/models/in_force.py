"""What counts of all that was planned and reported: the plan, then the reports."""

from collections.abc import Iterable

from pathfinders.models.money import FundingLine
from pathfinders.models.progress import FundingUpdate

Line = FundingLine | FundingUpdate


def money_in_force(
    planned: Iterable[FundingLine], reported: Iterable[FundingUpdate]
) -> list[Line]:
    """Return the amounts that count for one action; light copies of both serve too.

    `reported` comes in the order of its reports. An amount replaces what stood for
    the same kind, currency, year and source, in the plan or in an earlier report.
    """
    lines: dict[tuple, list[Line]] = {}
    for line in planned:
        lines.setdefault(_place(line), []).append(line)
    for line in reported:
        place, stands = _place(line), lines.get(_place(line), [])
        same = [each for each in stands if _same_report(each, line)]
        lines[place] = [*same, line]
    return [line for stands in lines.values() for line in stands]


def _place(line: Line) -> tuple:
    source = " ".join(line.source.split()).casefold()
    return line.kind, line.currency, line.year, source


def _same_report(line: Line, other: FundingUpdate) -> bool:
    """Two amounts of one report stand beside each other, as two of the plan do."""
    return getattr(line, "update_id", None) == other.update_id
