"""Amounts in cells of a table: one currency in a cell, stated there or beside it."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from pathfinders.exchange.brought import Place, Reader
from pathfinders.exchange.columns import AMOUNTS
from pathfinders.snapshots import RowKind

CODE = re.compile(r"(?<![^\W\d_])([A-Z]{3})(?![^\W\d_])")
SYMBOLS = {"€": "EUR", "£": "GBP", "US$": "USD"}
NOTHING = {"", "-", "–", "—", "n/a", "n.a."}
BENCHMARK_LINE = re.compile(r"(?P<year>\d{4})\s*[:–—-]\s*(?P<text>.+)", re.DOTALL)
# Words that look like codes in a table of money.
NOT_CODES = {"TBD", "TBC", "ILO", "OIT", "BIT"}


def read_money(cells: Mapping[str, str], place: Place, reader: Reader) -> list[dict]:
    """Return one line of money for each amount of a row.

    `cells` holds the texts by field: the four amounts, currency, year, source. What
    cannot be read goes to the problems.
    """
    stated = {kind: cells[kind] for kind in AMOUNTS if cells.get(kind)}
    stated = {
        kind: text for kind, text in stated.items() if text.lower() not in NOTHING
    }
    if not stated:
        return []
    year = _canonical("year", cells.get("year", ""), place, reader)
    source = _canonical("source", cells.get("source", ""), place, reader)
    lines = []
    for kind, text in stated.items():
        amount, currency = _amount(kind, text, cells.get("currency", ""), place, reader)
        if amount and currency:
            lines.append(
                {
                    "kind": kind,
                    "amount": amount,
                    "currency": currency,
                    "year": year,
                    "source": source,
                }
            )
    return lines


def currencies_in(text: str) -> list[str]:
    """Return the currencies that a cell names, each once."""
    marks = [code for sign, code in SYMBOLS.items() if sign in text]
    codes = [code for code in CODE.findall(text) if code not in NOT_CODES]
    return list(dict.fromkeys([*codes, *marks]))


def mixes_currencies(text: str) -> bool:
    """Whether a cell states amounts in two currencies."""
    return len(currencies_in(text)) > 1 and len(re.findall(r"\d+", text)) > 1


def mixed() -> str:
    return _("The cell holds two currencies. Write each amount in a row of its own.")


def _amount(kind, text: str, beside: str, place: Place, reader: Reader):
    named = currencies_in(text)
    if len(named) > 1:
        reader.refuse(place, mixed(), kind)
        return "", ""
    currency = named[0] if named else ""
    digits = text.replace(currency, "")
    for sign in SYMBOLS:
        digits = digits.replace(sign, "")
    here = Place(
        place.sheet, place.row, {"amount": place.columns[kind]}, place.headings
    )
    amount = reader.canonical(RowKind.FUNDING, "amount", digits.strip(), here)
    return amount, _currency(kind, currency, beside, place, reader)


def _currency(kind, named: str, beside: str, place: Place, reader: Reader) -> str:
    """Return the currency of the cell, of the column beside it, or of the totals."""
    stated = _canonical("currency", beside, place, reader) if beside else ""
    if named and stated and named != stated:
        text = _("The cell says %(one)s and the column of currencies %(other)s.")
        reader.refuse(place, text % {"one": named, "other": stated}, kind)
        return ""
    currency = named or stated or reader.roadmap.currency
    if not currency and not beside:
        text = _("The currency is missing. Write it beside the amount, as USD 5000.")
        reader.refuse(place, text, kind)
    return currency


def _canonical(name: str, text: str, place: Place, reader: Reader) -> str:
    return reader.canonical(RowKind.FUNDING, name, text, place) if text else ""
