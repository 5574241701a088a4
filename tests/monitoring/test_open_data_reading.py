"""Rows of open data read on behind a row, in chunks, and in how many reads."""

from decimal import Decimal

import pytest

from monitoring.selectors.open_data import Asked, open_rows
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.values import make_source
from tests.monitoring.open_files import public

pytestmark = pytest.mark.django_db
ALL = Asked()
FEW = {"threshold": 11, "threshold_reason": "Few people"}


def pathfinder(iso3: str = ""):
    country = factories.make_country(**({"iso3": iso3} if iso3 else {}))
    return factories.make_pathfinder(country=country, is_public=True)


def test_rows_stand_in_one_order_and_can_be_read_on_behind_each():
    make_axis_item("sex", "F")
    definitions = [
        make_definition(make_indicator(code=code), value_type="share")
        for code in ("B", "A")
    ]
    for iso3 in ("MDG", "GHA"):
        country = pathfinder(iso3)
        for definition in definitions:
            for year in (2021, 2020):
                for part in ("sex=F", ""):
                    public(country, definition, year, part=part, percent=1, quantity=2)

    rows = list(open_rows(ALL))

    assert len(rows) == 32
    places = [row.cursor[:5] for row in rows]
    assert places == sorted(places)
    assert [row.measure for row in rows[:2]] == ["percent", "number"]
    for at, row in enumerate(rows):
        assert list(open_rows(ALL, after=row.cursor, chunk=3)) == rows[at + 1 :]


def test_what_is_published_while_a_file_is_written_breaks_nothing():
    country = pathfinder("MDG")
    first, second = (make_definition(make_indicator(code=code)) for code in ("A", "B"))
    for definition in (first, second):
        public(country, definition)

    rows = open_rows(ALL, chunk=1)
    read = [next(rows)]
    public(country, make_definition(second.indicator), 2022, source=make_source())
    public(country, second, 2020, source=make_source(name="New"))
    read += rows

    assert [(row.indicator, row.year) for row in read] == [
        *(("A", 2021), ("B", 2020), ("B", 2021))
    ]


@pytest.mark.parametrize("countries", [1, 3, 30])
def test_reads_do_not_grow_with_countries(django_assert_num_queries, countries):
    definition = make_definition(make_indicator(code="A"), **FEW)
    survey, world = make_source(), make_source(kind="global_database")
    for _number in range(countries):
        country = pathfinder()
        public(country, definition, source=survey, quantity=Decimal(90))
        public(country, definition, source=world, quantity=Decimal(91))

    with django_assert_num_queries(11):
        assert len(list(open_rows(ALL))) == 2 * countries


@pytest.mark.parametrize("chunk", [40, 20, 10])
def test_each_chunk_takes_the_same_few_reads(django_assert_num_queries, chunk):
    survey = make_source()
    for _number in range(40):
        country = pathfinder()
        definition = make_definition()
        public(country, definition, source=survey)

    # Words, countries and sizes take five, each chunk two, and the source one.
    with django_assert_num_queries(5 + 2 * (40 // chunk) + 1):
        assert len(list(open_rows(ALL, chunk=chunk))) == 40
