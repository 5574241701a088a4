"""Whether the amounts of an action agree: what is disbursed was allocated before."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.numbers import write_amount
from pathfinders.enums import FundingKind
from pathfinders.models.money import FundingLine


def unexplained_spending(lines: Iterable[FundingLine], note: str) -> list[str]:
    """Return a sentence for each sum where more is disbursed than allocated.

    Compared in one currency only: over all years, and in each year that states both.
    An explanation (`note`) answers them all.
    """
    if note.strip():
        return []
    added: dict[tuple, dict[str, Decimal]] = defaultdict(dict)
    for line in lines:
        for when in {None, line.year}:
            kinds = added[line.currency, when]
            kinds[line.kind] = kinds.get(line.kind, Decimal(0)) + line.amount
    order = sorted(added.items(), key=lambda each: (each[0][0], each[0][1] or 0))
    return [
        _spent_too_much(currency, year, kinds)
        for (currency, year), kinds in order
        if FundingKind.ALLOCATED in kinds
        and kinds.get(FundingKind.DISBURSED, 0) > kinds[FundingKind.ALLOCATED]
    ]


def _spent_too_much(currency: str, year: int | None, kinds: dict) -> str:
    language = get_language() or "en"
    facts = {
        "disbursed": write_amount(kinds[FundingKind.DISBURSED], language=language),
        "allocated": write_amount(kinds[FundingKind.ALLOCATED], language=language),
        "currency": currency,
        "year": year,
    }
    if year is None:
        return (
            _(
                "More is disbursed (%(disbursed)s %(currency)s) than allocated "
                "(%(allocated)s %(currency)s). Explain it in “Explanation of the "
                "amounts”, or correct the amounts."
            )
            % facts
        )
    return (
        _(
            "In %(year)s more is disbursed (%(disbursed)s %(currency)s) than allocated "
            "(%(allocated)s %(currency)s). Explain it in “Explanation of the amounts”, "
            "or correct the amounts."
        )
        % facts
    )
