"""Cited facts come in by the way of every file, and are on record as they stand."""

import csv
from collections import Counter
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from alliance87.core.countries import load_countries
from alliance87.core.models import Country
from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment
from monitoring.demo.loader import (
    load_catalogue,
    load_facts,
    tables,
)
from monitoring.models import (
    Indicator,
    ObservationVersion,
    Source,
    ValueImport,
)
from monitoring.transfers.opening import (
    catalogue_of,
    open_import,
    planner,
    start_import,
)
from tests import factories

SEXES = {"": "", "Female": "sex=F", "Male": "sex=M"}
FORMS = {
    "": "",
    "Forced labour, servitude and slavery": "exploitation=forced_labour",
    "Sexual exploitation": "exploitation=sexual",
}


@pytest.fixture(scope="module")
def facts(django_db_setup, django_db_blocker):
    """Load the catalogue and all tables once; return what was planned for each."""
    with django_db_blocker.unblock():
        load_countries()
        for name in sorted({row["Country"] for _path, row in rows()}):
            factories.make_pathfinder(country=Country.objects.get(name_en=name))
        recorder = factories.make_administrator()
        load_catalogue(by=recorder)
        plans = {path.name: planned(path) for path in tables()}
        ValueImport.objects.all().delete()
        imports = load_facts(by=recorder)
        yield plans, {str(each): each for each in imports}
        call_command("flush", interactive=False, verbosity=0)


pytestmark = pytest.mark.usefixtures("facts", "db")


def rows() -> list[tuple]:
    found = []
    for path in tables():
        with path.open(encoding="utf-8", newline="") as file:
            found += [(path, row) for row in csv.DictReader(file)]
    return found


def started(path) -> ValueImport:
    """Bring a table without applying it."""
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    recorder = RoleAssignment.objects.get(role=Role.ADMINISTRATOR).user
    return start_import(upload, by=recorder)


def planned(path):
    return planner(catalogue_of(None))(started(path))


def place_of(row: dict[str, str]) -> tuple:
    """Return where a row of a table belongs, as versions say it."""
    age = "" if row["Age"] in {"", "5-17"} else f"age={row['Age']}"
    form = FORMS[row.get("Form of exploitation", "")]
    parts = ";".join(filter(None, (age, form, SEXES[row["Sex"]])))
    country, code, year = row["Country"], row["Indicator code"], int(row["Year"])
    return country, code, year, parts, row["Source"]


def on_record() -> dict[tuple, ObservationVersion]:
    versions = ObservationVersion.objects.select_related(
        "pathfinder__country", "indicator", "observation__source"
    )
    return {
        (
            *(each.pathfinder.country.name_en, each.indicator.code, each.year),
            *(each.breakdown, each.observation.source.name),
        ): each
        for each in versions
    }


def test_nothing_is_asked_about_a_table():
    assert {
        path.name: open_import(started(path))[1].questions for path in tables()
    } == {path.name: () for path in tables()}


def test_catalogue_holds_the_indicators_of_the_annex():
    codes = set(Indicator.objects.values_list("code", flat=True))

    assert len(codes) == 74
    assert {row["Indicator code"] for _path, row in rows()} <= codes


def test_no_row_is_at_fault_or_left_out(facts):
    plans, imports = facts

    assert [plan.faults for plan in plans.values() if plan.faults] == []
    assert [plan.skipped for plan in plans.values() if plan.skipped] == []
    assert {
        name: (each.state, each.summary["new"]) for name, each in imports.items()
    } == {
        "alliance87.csv": ("applied", 2),
        "unicef.csv": ("applied", 47),
        "unsd_16-2-2.csv": ("applied", 323),
        "unsd_8-7-1.csv": ("applied", 72),
        "usdol.csv": ("applied", 48),
    }


def test_every_figure_is_on_record_as_the_table_says():
    stored = on_record()

    assert len(stored) == len(rows())
    for _path, row in rows():
        version = stored[place_of(row)]
        text = row["Value"]
        if text == "Yes":
            assert version.answer is True
        elif text == "Not available":
            assert (version.empty, version.percent) == ("not_available", None)
        elif row["Unit"] == "%":
            assert (version.percent, version.quantity) == (Decimal(text), None)
        else:
            assert (version.percent, version.quantity) == (None, Decimal(text))
        assert version.raw == text
        assert version.footnote == row["Footnote"]


def test_facts_of_others_are_public_at_once():
    states = Counter(ObservationVersion.objects.values_list("state", flat=True))

    assert states == {"published": 492}


def test_value_leads_to_its_table_and_its_source():
    version = on_record()[
        *("Albania", "PR-CL-3", 2022, "age=5-14"),
        "United States Department of Labor, Findings on the Worst Forms of Child "
        "Labor, edition of 2022",
    ]

    assert version.brought_by.file.file_name == "usdol.csv"
    assert (version.percent, version.quality) == (Decimal("4.6"), "proxy")
    assert version.observation.source.publisher.startswith("United States Department")


def test_source_serves_all_countries_and_has_an_address():
    assert Source.objects.count() == 4
    for source in Source.objects.all():
        assert source.pathfinder is None
        assert source.kind == "global_database"
        assert source.publisher
        assert source.url.startswith("https://")


def test_figure_for_all_children_is_a_total_and_one_for_fewer_a_part():
    stored = on_record()
    database = "United Nations Global SDG Database, snapshot of 2020"

    assert stored["Peru", "PR-CL-2", 2015, "", database].ages == "5-17"
    part = stored["Tunisia", "PR-CL-2", 2011, "age=5-14;sex=F", database]
    assert part.percent == Decimal("1.43912")


def test_same_tables_again_change_nothing():
    again = {path.name: planned(path).summary for path in tables()}

    assert {(each["new"], each["changed"]) for each in again.values()} == {(0, 0)}
    assert sum(each["same"] for each in again.values()) == 492


# --- What the checks ask about --------------------------------------------------------


def warned(facts, name: str) -> list[tuple]:
    """Return the warnings about one table: check, country, code, year and part."""
    names = dict(
        Country.objects.filter(pathfinder__isnull=False).values_list(
            "pathfinder", "name_en"
        )
    )
    plans, _imports = facts
    return [
        (
            *(each.check, names[int(each.cell.country)], each.cell.code),
            *(each.cell.year, each.cell.breakdown),
        )
        for _row, each in plans[name].warnings
    ]


def test_checks_ask_about_what_the_sources_got_wrong(facts):
    named = {name: warned(facts, name) for name in facts[0]}

    assert named["alliance87.csv"] == [
        ("chores-less", "Madagascar", "PR-CL-1", 2018, "")
    ]
    assert named["unicef.csv"] == [
        ("total-outside-parts", "Mexico", "PR-CL-2", 2019, "")
    ]
    assert named["unsd_8-7-1.csv"] == [
        ("total-outside-parts", "Nepal", "PR-CL-1", 2014, "")
    ]
    assert named["usdol.csv"] == []
    slavery = "exploitation=forced_labour"
    assert [each for each in named["unsd_16-2-2.csv"] if each[0] != "jump"] == [
        ("figure-is-year", "Mexico", "PR-HT-1", 2015, ""),
        ("parts-sum", "Mexico", "PR-HT-1", 2015, f"{slavery};sex=F"),
        ("parts-sum", "Nigeria", "PR-HT-1", 2014, f"{slavery};sex=M"),
        ("parts-sum", "Peru", "PR-HT-1", 2014, f"{slavery};sex=F"),
        ("parts-sum", "Peru", "PR-HT-1", 2014, f"{slavery};sex=M"),
    ]


def test_checks_ask_about_jumps_of_detected_victims(facts):
    jumps = [each for each in warned(facts, "unsd_16-2-2.csv") if each[0] == "jump"]

    assert Counter(country for _check, country, *_rest in jumps) == {
        "Chile": 8,
        "Côte d’Ivoire": 3,
        "France": 1,
        "Mexico": 11,
        "Nigeria": 1,
        "Peru": 4,
        "Tunisia": 4,
        "Uganda": 2,
    }
