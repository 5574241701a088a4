"""Rows of open data: what stands in them, for whom, of which day, in how many reads."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring import recording
from monitoring.figures.shown import plain, shown_to
from monitoring.selectors.open_data import (
    Asked,
    count_rows,
    counted,
    open_rows,
    version_address,
)
from monitoring.selectors.printed import printed
from monitoring.selectors.values import choices_of, figures, known
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.open_files import public
from tests.monitoring.publications import publish

pytestmark = pytest.mark.django_db
EARLY = datetime(2025, 1, 10, 12, tzinfo=UTC)
LATE = datetime(2025, 3, 10, 12, tzinfo=UTC)
ALL = Asked()
DEFINED = {
    "value_type": "share",
    "label_en": "Child labour",
    "unit_en": "% of children",
    "series_code": "SL_TLF_CHLDEA",
}
KIND = {
    "theme": "child_labour",
    "dimension": "prevalence",
    "definition": 1,
    "series": "SL_TLF_CHLDEA",
    "is_own": False,
    "year": 2021,
    "parts": {"sex": "F"},
    "part_words": "Girls",
    "breakdown": "sex=F",
}
STATED = {
    "percent": Decimal("15.5"),
    "bound": "<",
    "low": Decimal(14),
    "high": Decimal(17),
    "standard_error": Decimal("0.8"),
    "sample_size": 900,
    "quality": "estimate",
    "boundary": "sna",
    "ages": "5–17",
    "hours": "14",
    "hazardous_list": "Decree 7",
    "coverage": "National",
    "footnote": "Without one island.",
}
FEW = {"threshold": 11, "threshold_reason": "Few people"}


def pathfinder(iso3: str = "", **fields):
    country = factories.make_country(**({"iso3": iso3} if iso3 else {}))
    return factories.make_pathfinder(country=country, **{"is_public": True} | fields)


def told(asked: Asked = ALL, **options) -> list[tuple]:
    rows = open_rows(asked, **options)
    return [
        (row.country, row.indicator, row.year, row.measure, row.value) for row in rows
    ]


# --- What stands in a row -------------------------------------------------------------


def test_a_row_says_all_that_is_known_of_a_value():
    make_axis_item("sex", "F", name_en="Girls")
    indicator = make_indicator(code="PR-CL-1", theme="child_labour")
    definition = make_definition(indicator, **DEFINED)
    source = make_source(name="Survey", url="https://example.org/s", licence="CC0")
    place = {"part": "sex=F", "source": source, "variant": "14 hours"}
    version = public(pathfinder("MDG"), definition, **place, **STATED, at=EARLY)

    (row,) = open_rows(ALL)

    assert row._asdict() == {
        "version": version.pk,
        "country": "MDG",
        "country_name": str(version.pathfinder.country),
        "indicator": "PR-CL-1",
        "label": "Child labour",
        **KIND,
        **{name: said for name, said in STATED.items() if name != "percent"},
        "measure": "percent",
        "value": Decimal("15.5"),
        "unit": "%",
        "obs_status": "E",
        "conf_status": "F",
        "status_words": "Estimate",
        "reason": "",
        "source_id": source.pk,
        "source": "Survey",
        "source_url": "https://example.org/s",
        "source_licence": "CC0",
        "variant": "14 hours",
        "is_first": True,
        "published_at": EARLY,
        "address": f"/values/{version.pk}/",
    }


def test_what_a_value_states_is_a_row_each_and_its_interval_stands_with_the_first():
    country = pathfinder("MDG")
    share = make_definition(
        make_indicator(code="A"), value_type="share", unit_en="girls"
    )
    public(country, share, percent=5, quantity=Decimal(900), low=4, high=6)
    money = make_definition(make_indicator(code="B"), value_type="money")
    public(country, money, amount=Decimal("7.50"), currency="USD", gdp_percent=2)
    answer = make_definition(make_indicator(code="C"), value_type="yes_no")
    public(country, answer, answer=False, on=date(2020, 5, 1), text="A bill waits")
    year = make_definition(make_indicator(code="D"), value_type="year")
    public(country, year, year_stated=2019)
    often = make_definition(make_indicator(code="E"), value_type="frequency")
    public(country, often, frequency="yearly")
    listed = make_definition(make_indicator(code="F"), value_type="list")
    public(country, listed, items=["C138", "C182"])

    later = make_definition(make_indicator(code="G"), value_type="yes_no")
    public(country, later, quantity=Decimal(3), on=date(2020, 5, 1))

    rows = list(open_rows(ALL))

    assert [(row.indicator, row.measure, row.value, row.unit) for row in rows] == [
        ("A", "percent", 5, "%"),
        ("A", "number", 900, "girls"),
        ("B", "amount", Decimal("7.50"), "USD"),
        ("B", "gdp_percent", 2, "% of GDP"),
        ("C", "answer", "no", ""),
        ("C", "date", "2020-05-01", ""),
        ("C", "text", "A bill waits", ""),
        ("D", "year", 2019, ""),
        ("E", "frequency", "yearly", ""),
        ("F", "list", "C138; C182", ""),
        ("G", "number", 3, ""),
        ("G", "date", "2020-05-01", ""),
    ]
    assert [(row.low, row.high) for row in rows[:2]] == [(4, 6), (None, None)]
    assert count_rows(ALL) == 12
    assert counted(ALL).values == 7


def test_empty_values_keep_their_meaning_and_zero_is_a_value():
    country = pathfinder("MDG")
    definition = make_definition(make_indicator(code="A"), value_type="share")
    kinds = ("not_available", "not_collected", "not_applicable", "withheld")
    for year, kind in enumerate(kinds, start=2016):
        public(country, definition, year, empty=kind, empty_reason=f"Why {kind}")
    public(country, definition, 2021, percent=0)

    rows = list(open_rows(ALL))

    assert [
        (row.measure, row.value, row.obs_status, row.conf_status, row.reason)
        for row in rows
    ] == [
        ("percent", None, "O", "F", "Why not_available"),
        ("percent", None, "L", "F", "Why not_collected"),
        ("percent", None, "M", "F", "Why not_applicable"),
        ("percent", None, "Q", "N", "Why withheld"),
        ("percent", 0, "A", "F", ""),
    ]
    assert rows[3].status_words == "Withheld for safety"


def test_words_are_in_the_language_asked_for_while_the_reader_speaks_another():
    country = factories.make_country(iso3="ALB", name_en="Albania", name_fr="Albanie")
    definition = make_definition(label_en="Laws", label_fr="Lois")
    public(factories.make_pathfinder(country=country, is_public=True), definition)

    rows = open_rows(ALL, language="fr")
    with override("es"):
        (row,) = rows

    assert (row.country_name, row.label, row.part_words) == ("Albanie", "Lois", "Total")


def test_the_address_is_that_of_the_page():
    assert version_address(7) == reverse("monitoring:value-version", kwargs={"pk": 7})


# --- What is public -------------------------------------------------------------------


def test_work_and_hidden_countries_and_examples_have_no_rows():
    definition = make_definition(make_indicator(code="A"))
    shown = pathfinder("MDG")
    public(shown, definition)
    for year, state in enumerate(("draft", "submitted", "returned", "accepted"), 2010):
        make_value(
            make_observation(shown, definition.indicator, year=year), state=state
        )
    public(pathfinder("GHA", is_public=False), definition)
    example = factories.make_country(iso3="XEX", is_example=True)
    public(factories.make_pathfinder(country=example, is_public=True), definition)
    own = make_definition(make_indicator(code="IM-C-1", pathfinder=shown))
    public(shown, own)

    assert told() == [
        ("MDG", "A", 2021, "number", 12),
        ("MDG", "IM-C-1", 2021, "number", 12),
    ]
    assert [row.is_own for row in open_rows(ALL)] == [False, True]


def test_a_day_gives_what_was_public_at_its_end():
    definition = make_definition(make_indicator(code="A"))
    observation = make_observation(pathfinder("MDG"), definition.indicator)
    first = {"state": "superseded", "at": EARLY, "superseded_at": LATE}
    make_value(observation, quantity=Decimal(5), **first)
    make_value(observation, quantity=Decimal(6), state="published", at=LATE)

    def on(day: date) -> list:
        return [row[-1] for row in told(Asked(as_of=day))]

    assert on(EARLY.date() - timedelta(days=1)) == []
    assert on(EARLY.date()) == on(LATE.date() - timedelta(days=1)) == [5]
    assert on(LATE.date()) == [6]
    assert [row[-1] for row in told()] == [6]
    assert count_rows(Asked(as_of=EARLY.date())) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(countries=("MDG",)), ["A21", "A22", "A22", "B21"]),
        (Asked(indicators=("B",)), ["B21", "B21"]),
        (Asked(theme="forced_labour"), ["B21", "B21"]),
        (Asked(dimension="commitment"), ["B21", "B21"]),
        (Asked(dimension="prevalence", countries=("GHA",)), []),
        (Asked(start=2022), ["A22", "A22"]),
        (Asked(end=2021), ["B21", "A21", "B21"]),
        (Asked(start=2022, end=2022, totals_only=True), ["A22"]),
        (Asked(countries=("XXX",)), []),
    ],
)
def test_filters(asked, found):
    make_axis_item("sex", "F")
    first = make_definition(make_indicator(code="A"))
    facts = {"theme": "forced_labour", "dimension": "commitment"}
    second = make_definition(make_indicator(code="B", **facts))
    country = pathfinder("MDG")
    public(country, first, 2021)
    public(country, first, 2022)
    public(country, first, 2022, part="sex=F")
    public(country, second, 2021)
    public(pathfinder("GHA"), second, 2021)

    rows = told(asked)

    assert [f"{indicator}{year % 100}" for _, indicator, year, *_ in rows] == found
    assert count_rows(asked) == len(found)


def test_all_sources_are_rows_and_one_of_them_is_first():
    definition = make_definition(make_indicator(code="A"))
    country = pathfinder("MDG")
    world = make_source(name="World", kind="global_database")
    survey = make_source(name="Survey")
    public(country, definition, source=world, quantity=Decimal(1))
    public(country, definition, source=survey, quantity=Decimal(2))
    other = public(country, definition, 2020, source=world, quantity=Decimal(3))
    public(country, definition, 2020, source=survey, quantity=Decimal(4))
    recording.prefer(other.observation, reason="Newer", by=factories.make_officer())

    rows = list(open_rows(ALL))

    assert [(row.year, row.source, row.is_first) for row in rows] == [
        (2020, "World", True),
        (2020, "Survey", False),
        (2021, "World", False),
        (2021, "Survey", True),
    ]


# --- Withholding ----------------------------------------------------------------------


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 2000]), st.booleans())
def test_rows_say_just_what_pages_say_however_they_are_read(seed, chunk, totals_only):
    with transaction.atomic():
        country = publish(Random(seed)).pathfinder
        asked = Asked(totals_only=totals_only)

        rows = list(open_rows(asked, chunk=chunk))

        assert_as_on_pages(rows, country, totals_only=totals_only)
        assert count_rows(asked) == len(rows)
        transaction.set_rollback(True)


def assert_as_on_pages(rows, country, *, totals_only: bool) -> None:
    versions = known(country, AnonymousUser())
    if totals_only:
        versions = versions.filter(breakdown="")
    marks = printed(versions, AnonymousUser())
    for mark in marks.values():
        said = plain(shown_to(mark, language="en"))
        mine = [row for row in rows if row.version == mark.version.pk]
        stated = [said.percent, said.quantity]
        assert [row.value for row in mine if row.value is not None] == [
            value for value in stated if value is not None
        ]
        assert {row.obs_status for row in mine} == {said.status}
        assert {row.conf_status == "C" for row in mine} == {mark.withheld}
        assert mine[0].footnote == said.footnote
        assert mine[0].low == said.low
    assert {row.version for row in rows} == marks.keys()
    found = figures(versions, choices_of(country))
    first = {figure.shown.pk for figure in found.values()}
    assert {row.version for row in rows if row.is_first} == first


def test_what_is_withheld_tells_nothing_else_and_has_one_row():
    make_axis_item("sex", "F")
    definition = make_definition(make_indicator(code="A"), value_type="share", **FEW)
    country = pathfinder("MDG")
    secret = {
        **dict.fromkeys(("boundary", "quality"), ""),
        **dict.fromkeys(("ages", "hours", "hazardous_list", "coverage"), "secret"),
        "footnote": "secret",
        "sample_size": 7,
        "low": 1,
        "high": 3,
        "standard_error": 1,
        "bound": "<",
        "text": "secret",
    }
    said = {"percent": Decimal("20.5"), "quantity": Decimal(8)}
    version = public(country, definition, **said, **secret, at=EARLY)
    public(country, definition, 2020, part="sex=F", **said, at=EARLY)
    hidden = {"empty": "withheld", "empty_reason": "secret"}
    public(country, definition, part="sex=F", **hidden, at=EARLY)

    rows = list(open_rows(Asked(start=2021)))

    assert rows[0].version == version.pk
    assert "secret" not in str(rows)
    assert [(row.value, row.measure, row.unit) for row in rows] == [
        (None, "percent", "%"),
        (None, "percent", "%"),
    ]
    (row, empty) = rows
    assert (row.bound, row.low, row.high, row.standard_error, row.sample_size) == (
        *("", None, None, None),
        None,
    )
    assert (row.obs_status, row.conf_status) == ("Q", "C")
    assert (empty.obs_status, empty.conf_status) == ("Q", "N")
    assert count_rows(ALL) == 3
