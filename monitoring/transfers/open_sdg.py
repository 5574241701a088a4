"""Files of national Open SDG platforms: `indicator_8-7-1.csv` in any language.

One indicator of one country: the first column is the year, the last the value, every
other one breaks it down (https://open-sdg.readthedocs.io/en/latest/data-format/). An
empty cell is the total. Neither the country nor the indicator stands in the file.
"""

from dataclasses import replace

from monitoring.transfers.layouts import SheetLayout
from monitoring.transfers.mapping import Role, SheetMapping
from monitoring.transfers.vocabulary import header_word, plain, role_of

# Columns that describe a row and break nothing down.
ASIDE = {"geocode", "obsstatus", "observationstatus", "unitmultiplier", "compilation"}


def is_of_open_sdg(sheet: SheetLayout) -> bool:
    columns = sheet.columns
    if len(columns) < 2:
        return False
    known = [role_of(each.name)[0] for each in columns]
    return (
        known[0] == "year"
        and known[-1] == "value"
        and "country" not in known
        and "code"
        not in {
            role
            for role, each in zip(known, columns, strict=True)
            if plain(each.name) != "series"
        }
    )


def adjusted(mapping: SheetMapping, sheet: SheetLayout) -> SheetMapping:
    """Every column that is nothing else breaks the figures down."""
    roles = dict(mapping.roles)
    for column in sheet.columns[1:-1]:
        word = header_word(column.name)
        if roles[column.name].name == "ignore" and column.filled and word not in ASIDE:
            roles[column.name] = Role("axis")
    return replace(mapping, roles=roles)
