"""Rows of a file of values and what plans them, without the file itself."""

from monitoring.enums import TransferOrigin
from monitoring.models import ObservationVersion, ValueImport
from monitoring.transfers.applying import apply_import, digest_of
from monitoring.transfers.long_rows import LongRow
from monitoring.transfers.planning import catalogue_for, plan
from tests import factories

YEAR = 2026


def row(pathfinder, text, *, year=2020, place="line 2", **fields) -> LongRow:
    values = {"breakdown": "", "code": "X-1", "source": "Survey"} | fields
    return LongRow(
        place=place, country=pathfinder.country.iso3, year=year, text=text, **values
    )


def make_import(by, pathfinder=None, **fields) -> ValueImport:
    values = {
        "origin": TransferOrigin.FILE,
        "file": factories.make_document().versions.get(),
        "pathfinder": pathfinder,
        "created_by": by,
    }
    return ValueImport.objects.create(**(values | fields))


def planner(rows, *pathfinders):
    """Return what `apply_import` asks for the plan."""
    keys = {each.country.iso3: each.pk for each in pathfinders}

    def planned(value_import):
        catalogue = catalogue_for(keys)
        return plan(value_import, rows, catalogue, language="en", this_year=YEAR)

    return planned


def apply_rows(value_import, planned, *, by, **facts) -> ValueImport:
    """Apply what is planned, as somebody does who has just looked at it."""
    seen = digest_of(planned(value_import))
    return apply_import(value_import, planned, by=by, seen=seen, **facts)


def values_of(pathfinder) -> list[tuple]:
    rows = ObservationVersion.objects.filter(pathfinder=pathfinder).order_by("pk")
    return list(rows.values_list("year", "quantity", "state", "number"))
