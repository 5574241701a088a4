"""Downloads of the global SDG database (https://unstats.un.org/sdgs/dataportal).

CSV and XLSX, long or with the years as columns, one sheet per goal. Columns that
break a series down stand in brackets and differ from series to series. `Nature` says
who made a figure, `Reporting Type` whether it is the global or the national one.
"""

from dataclasses import replace

from monitoring.transfers.layouts import SheetLayout
from monitoring.transfers.mapping import Role, SheetMapping
from monitoring.transfers.vocabulary import header_word, words

MARKED = words("geoareacode|geoareaname|seriescode|timeperiod")
SERIES = words("seriescode|series")
GLOBAL = ("G", "Global")
# Figures that the database says it has none for.
EMPTIES = {"NaN": "not_available", "nan": "not_available", "N": "not_available"}


def is_of_unsd(sheet: SheetLayout) -> bool:
    """Whether a sheet comes from the SDG database, in any of its spellings."""
    found = {header_word(each.name) for each in sheet.columns}
    return len(found & MARKED) >= 2 or ("geoareacode" in found and bool(found & SERIES))


def adjusted(mapping: SheetMapping, sheet: SheetLayout) -> SheetMapping:
    """Take columns in brackets that no axis is known for as axes of their own.

    The global figure is the one that counts; the national one is a variant of it.
    """
    roles = dict(mapping.roles)
    for column in sheet.columns:
        is_open = roles[column.name].name == "ignore"
        if is_open and column.name.startswith("[") and column.filled:
            roles[column.name] = Role("axis")
        if roles[column.name].name == "variant":
            roles[column.name] = Role("variant", whole=GLOBAL)
    return replace(mapping, roles=roles)
