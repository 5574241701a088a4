"""Facts in the headings of a table whose figures stand in several columns.

Years as columns, or parts such as Total, Male, Female, in one or two rows. Beside
each figure there may be a narrow column of marks (UNICEF, US Department of Labor).
"""

import re

from monitoring.transfers.layouts import ColumnSeen, SheetLayout, is_number, names_part
from monitoring.transfers.lookups import ages_of, is_total
from monitoring.transfers.mapping import Role
from monitoring.transfers.vocabulary import SEXES, plain, role_of, unit_of
from monitoring.transfers.years import year_in_header

# A column of marks says so at the end of its name: `total_mark`, `2015 note`.
MARK_NAME = re.compile(r"^(.+?)[\s_]+(?:mark|note|notes|footnote|flag|flags)$", re.I)
TRAILING = re.compile(r"[\s*+†‡()]+$")
SIGNS_MAX = 4
SHARE = re.compile(r"%|percent|per cent|pourcentage|porcentaje", re.IGNORECASE)
SEX_OF = {word: code for code, named in SEXES.items() for word in named}


def figures_of(sheet: SheetLayout) -> dict[str, Role]:
    """Return the value columns that headings describe, and the marks beside them."""
    found: dict[str, Role] = {}
    before: ColumnSeen | None = None
    for column in sheet.columns:
        beside = before if _is_next_to(column, before) else None
        if marked := _marked(column, sheet, beside):
            found[column.name] = Role("mark", of=marked)
            continue
        role = _figure(column)
        if role:
            found[column.name] = role
        before = column if role else None
    return found


def _figure(column: ColumnSeen) -> Role | None:
    """Return what the headings of a value column say; None for any other column."""
    facts: dict = {"parts": {}}
    label = ""
    says = False
    for level in column.levels:
        bare = TRAILING.sub("", level)
        year = year_in_header(level)
        if year is not None:
            facts["year"] = year
            says = True
        elif names_part(bare) and len(bare) <= 30:
            _add_part(facts["parts"], bare)
            says = True
        elif unit_of(bare)[0] != bare:
            facts["unit"] = unit_of(bare)[0]
        elif role_of(level)[0] in {"", "label"}:
            label = level if len(level) > len(label) else label
        else:
            return None
    if not says:
        return None
    if label:
        facts["label"] = label
        if SHARE.search(label):
            facts.setdefault("unit", "%")
    return Role("value", **facts)


def _add_part(parts: dict[str, str], text: str) -> None:
    if is_total(text):
        return
    parts["sex" if plain(text) in SEX_OF and ages_of(text) is None else "age"] = text


def _marked(column: ColumnSeen, sheet: SheetLayout, before: ColumnSeen | None) -> str:
    """Return the value column that a column of signs stands beside, or nothing."""
    if found := MARK_NAME.match(column.name):
        names = [each for each in sheet.names if each == found[1]]
        return names[0] if names else ""
    if before is None or any(is_number(text) for text in column.distinct):
        return ""
    is_short = all(len(text) <= SIGNS_MAX for text in column.distinct)
    same = not column.levels or column.levels == before.levels
    return before.name if same and is_short else ""


def _is_next_to(column: ColumnSeen, before: ColumnSeen | None) -> bool:
    return before is not None and column.index - before.index == 1
