"""How much of bare COPY's speed an import of values keeps, with every check on.

Run `./run manage shell -c "from benchmarks import import_values as b; b.main()"`.
Everything happens in one transaction that is rolled back. Both are measured in the same
run, on the same rows and tables, with every constraint checked within the measured
time; only the ratio counts (README.md, V9).
"""

from datetime import date
from time import perf_counter

from django.db import connection, transaction

from alliance87.core.documents import file_pdf
from alliance87.core.models import Country, User
from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment
from monitoring.enums import (
    Dimension,
    IndicatorKind,
    IndicatorTheme,
    TransferOrigin,
    ValueType,
)
from monitoring.models import (
    AxisItem,
    Definition,
    Evidence,
    Indicator,
    Observation,
    ObservationVersion,
    ValueImport,
)
from monitoring.transfers import applying, copying, planning
from monitoring.transfers.long_rows import LongRow
from pathfinders.models import Pathfinder

COUNTRIES, INDICATORS, YEARS, PARTS = 40, 35, 12, 6
THIS_YEAR = 2026
BREAKDOWNS = ("", "sex=F", "sex=M", "age=5-11", "age=12-14", "age=15-17")
ROUNDS = 5
PDF = b"%PDF-1.4\n%%EOF\n"


def rows(pathfinders, indicators) -> list[LongRow]:
    """Return about 100,000 rows as a file gives them: totals, sexes and age bands."""
    found: list[LongRow] = []
    for country, pathfinder in enumerate(pathfinders):
        for place, indicator in enumerate(indicators):
            for year in range(THIS_YEAR - YEARS, THIS_YEAR):
                total = 5000 + 37 * country + 11 * place + year
                shares = (total, total // 2, total - total // 2)
                ages = (total // 3, total // 3, total - 2 * (total // 3))
                for breakdown, value in zip(BREAKDOWNS, (*shares, *ages), strict=True):
                    found.append(
                        LongRow(
                            place=f"line {len(found) + 2}",
                            country=pathfinder.country.iso3,
                            code=indicator.code,
                            year=year,
                            breakdown=breakdown,
                            text=str(value),
                            unit="number",
                            source="Benchmark",
                        )
                    )
    return found


def officer() -> User:
    by = User.objects.create_user(email="benchmark@example.org", name="Benchmark")
    RoleAssignment.objects.create(
        user=by, role=Role.OFFICER, starts_on=date(2020, 1, 1)
    )
    return by


def seed(by) -> tuple[list[Pathfinder], list[Indicator]]:
    countries = list(Country.objects.order_by("iso3")[:COUNTRIES])
    taken = {each.country_id: each for each in Pathfinder.objects.all()}
    pathfinders = [
        taken.get(each.pk)
        or Pathfinder.objects.create(country=each, created_by=by, procedure="2023")
        for each in countries
    ]
    items = [
        AxisItem.objects.get_or_create(
            axis=axis, code=code, defaults={"name_en": code} | ages
        )[0]
        for axis, code, ages in (
            ("sex", "F", {}),
            ("sex", "M", {}),
            ("age", "5-11", {"from_age": 5, "to_age": 11}),
            ("age", "12-14", {"from_age": 12, "to_age": 14}),
            ("age", "15-17", {"from_age": 15, "to_age": 17}),
        )
    ]
    return pathfinders, [_indicator(number, items, by) for number in range(INDICATORS)]


def _indicator(number: int, items, by) -> Indicator:
    indicator = Indicator.objects.create(
        code=f"BENCH-{number}",
        kind=IndicatorKind.STANDARD,
        dimension=Dimension.PREVALENCE,
        theme=IndicatorTheme.CHILD_LABOUR,
        created_by=by,
    )
    definition = Definition.objects.create(
        indicator=indicator,
        number=1,
        valid_from=date(2010, 1, 1),
        label_en=f"Benchmark {number}",
        value_type=ValueType.NUMBER,
        axes=["sex", "age"],
        created_by=by,
    )
    definition.axis_items.set(items)
    return indicator


def main() -> None:
    """Measure both sides five times; the fastest of each counts, as in `timeit`.

    What else the machine does can only make a measurement slower.
    """
    imports, copies = [], []
    for _round in range(ROUNDS):
        with transaction.atomic():
            imported, copied, count = measure()
            transaction.set_rollback(True)
        imports.append(imported)
        copies.append(copied)
        say(f"{count} rows: import {imported:.2f} s, bare COPY {copied:.2f} s")
    say(f"Fastest: {min(copies) / min(imports):.0%} of bare COPY (goal: 60 %)")


def say(line: str) -> None:
    print(line)  # noqa: T201 -- what a benchmark is for


def measure() -> tuple[float, float, int]:
    """Return the seconds of an import and of COPY of the same rows."""
    by = officer()
    pathfinders, indicators = seed(by)
    given = rows(pathfinders, indicators)
    document = file_pdf(PDF, "benchmark.pdf", title="Benchmark", by=by)
    brought = ValueImport.objects.create(
        origin=TransferOrigin.FILE, file=document.versions.get(), created_by=by
    )
    keys = {each.country.iso3: each.pk for each in pathfinders}

    def planned(value_import):
        catalogue = planning.catalogue_for(keys)
        return planning.plan(
            value_import, given, catalogue, language="en", this_year=THIS_YEAR
        )

    seen = applying.digest_of(planned(brought))
    start = perf_counter()
    applying.apply_import(brought, planned, by=by, seen=seen)
    connection.check_constraints()
    imported = perf_counter() - start
    return imported, _bare_copy(), len(given)


def _bare_copy() -> float:
    """Write the rows that the import wrote once more, with nothing but COPY.

    They go to other years, so that all constraints and indexes work as before.
    """
    observations = list(Observation.objects.values_list(*applying.OBSERVATION))
    versions = list(ObservationVersion.objects.values_list(*applying.VERSION))
    proofs = list(Evidence.objects.values_list(*applying.EVIDENCE))
    shift = 1 + max(row[0] for row in observations)
    moved = [(row[0] + shift, *row[1:3], row[3] - 50, *row[4:]) for row in observations]
    again = [(row[0] + shift, *row[1:3], row[3] - 50, *row[4:]) for row in versions]
    linked = [(row[0] + shift, *row[1:]) for row in proofs]
    prepared = [
        (model, columns, [copying.line(row) for row in written])
        for model, columns, written in (
            (Observation, applying.OBSERVATION, moved),
            (ObservationVersion, applying.VERSION, again),
            (Evidence, applying.EVIDENCE, linked),
        )
    ]
    start = perf_counter()
    for model, columns, lines in prepared:
        copying.copy_lines(model, columns, lines)
    connection.check_constraints()
    return perf_counter() - start
