"""Series of many countries and indicators, as one reader may read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from monitoring import recording
from monitoring.enums import ValueState
from monitoring.figures.disclosure import withheld_in
from monitoring.figures.shown import SUPPRESSED, WORDS
from monitoring.models import ObservationVersion
from monitoring.selectors.series import latest_of, series_of
from monitoring.selectors.values import choices_of, figures, known
from monitoring.selectors.withholding import withheld_among
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.publications import publish

NOBODY = AnonymousUser()
EARLY = datetime(2024, 1, 1, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few"}


def pathfinder():
    return factories.make_pathfinder(is_public=True)


def value(country, definition, year=2021, *, source=None, part="", **fields):
    observation = make_observation(
        country, definition.indicator, year=year, source=source, breakdown=part
    )
    stated = {"state": ValueState.PUBLISHED, "definition": definition}
    return make_value(observation, **(stated | fields))


def numbers(series) -> list[tuple[int, Decimal]]:
    return [(each.year, each.value) for each in series.points]


# --- What stands in a series ----------------------------------------------------------


@pytest.mark.django_db
def test_points_carry_their_facts_and_the_keys_of_their_values():
    definition = make_definition(
        value_type="share", label_en="Child labour", direction="down"
    )
    country, source = pathfinder(), make_source(kind="census")
    version = value(
        *(country, definition, 2021),
        source=source,
        percent=Decimal("15.5"),
        quantity=Decimal(900),
        quality="estimate",
        low=Decimal(14),
        high=Decimal(17),
        standard_error=Decimal(1),
        boundary="sna",
        ages="5–17",
        hours="1/14/43",
        bound="<",
        hazardous_list="Decree 7",
        coverage="National",
    )
    value(country, definition, 2016, empty="not_collected")

    (found,) = series_of([country], [definition], NOBODY).values()

    assert (found.country, found.label) == (str(country), "Child labour")
    assert (found.unit, found.direction) == ("%", "down")
    assert found.gaps == ((2016, "not_collected"),)
    (point,) = found.points
    assert (point.value, point.low, point.high) == (Decimal("15.5"), 14, 17)
    assert (point.quality, point.bound, point.standard_error) == ("estimate", "<", 1)
    assert (point.version, point.observation) == (version.pk, version.observation_id)
    facts = point.facts
    assert (facts.definition, facts.source) == (definition.pk, source.pk)
    assert (facts.source_kind, facts.boundary, facts.ages) == ("census", "sna", "5–17")
    assert (facts.hours, facts.hazardous_list) == ("1/14/43", "Decree 7")
    assert facts.coverage == "National"


MONEY = {"currency": "USD"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "years", "unit", "points", "gaps"),
    [
        ("share", [{"quantity": 9}], "children", [9], []),
        ("share", [{"quantity": 9}, {"percent": 8}], "%", [8], [WORDS]),
        (
            "number",
            [{"percent": 8}, {"quantity": 9, "percent": 7}],
            "children",
            [9],
            [WORDS],
        ),
        (
            "money",
            [{"amount": 5, "currency": "PEN"}, {"amount": 6, **MONEY}],
            "USD",
            [6],
            [WORDS],
        ),
        ("money", [{"gdp_percent": 2}], "% of GDP", [2], []),
        ("yes_no", [{"answer": True}], "children", [], [WORDS]),
        ("number", [{"quantity": 0}], "children", [0], []),
    ],
)
def test_series_has_one_unit(kind, years, unit, points, gaps):
    definition = make_definition(value_type=kind, unit_en="children")
    country = pathfinder()
    for at, fields in enumerate(years):
        stated = {"quantity": None} | fields
        value(country, definition, 2015 + at, **stated)

    (found,) = series_of([country], [definition], NOBODY).values()

    assert found.unit == unit
    assert [each.value for each in found.points] == points
    assert [gap for _year, gap in found.gaps] == gaps


@pytest.mark.django_db
def test_interval_and_limit_stand_beside_the_number_they_are_about():
    definition = make_definition(value_type="number")
    country = pathfinder()
    stated = {"quantity": Decimal(90), "percent": Decimal(8), "bound": "<"}
    value(country, definition, **stated, low=Decimal(7), high=Decimal(9))

    (found,) = series_of([country], [definition], NOBODY).values()

    assert (found.points[0].bound, found.points[0].low) == ("", None)


@pytest.mark.django_db
def test_parts_stand_beside_their_total():
    make_axis_item("sex", "F", name_en="Girls")
    definition = make_definition(label_en="Victims", axes={"sex": ["F", "M"]})
    country = pathfinder()
    value(country, definition, quantity=Decimal(30))
    value(country, definition, part="sex=F", quantity=Decimal(20))
    total, girls = (country.pk, definition.indicator_id), "sex=F"

    found = series_of([country], [definition], NOBODY, parts=True)

    assert {key: each.label for key, each in found.items()} == {
        total: "Victims",
        (*total, girls): "Victims, Girls",
    }
    assert list(series_of([country], [definition], NOBODY)) == [total]


# --- Who reads what -------------------------------------------------------------------


@pytest.mark.django_db
def test_drafts_are_in_no_series_not_even_for_the_team():
    definition = make_definition()
    country = pathfinder()
    value(country, definition, 2020)
    value(country, definition, 2021, state=ValueState.DRAFT)

    for user in (NOBODY, factories.make_focal_point(country.country)):
        (found,) = series_of([country], [definition], user).values()
        assert [each.year for each in found.points] == [2020]


@pytest.mark.django_db
def test_small_counts_are_gaps_for_all_but_the_team():
    definition = make_definition(**FEW)
    country, other = pathfinder(), pathfinder()
    for year, count in ((2019, 7), (2020, 0), (2021, 400)):
        value(country, definition, year, quantity=Decimal(count))
        value(other, definition, year, quantity=Decimal(count))
    focal = factories.make_focal_point(country.country)
    hidden = [(2020, 0), (2021, 400)], ((2019, SUPPRESSED),)
    exact = [(2019, 7), (2020, 0), (2021, 400)], ()

    found = series_of([country, other], [definition], focal)

    said = [(numbers(each), each.gaps) for each in found.values()]
    assert sorted(said) == sorted([exact, hidden])
    for each in series_of([country, other], [definition], NOBODY).values():
        assert (numbers(each), each.gaps) == hidden


@pytest.mark.django_db
def test_past_day_shows_what_was_public_then():
    definition = make_definition()
    country = pathfinder()
    observation = value(
        country,
        definition,
        quantity=Decimal(30),
        at=EARLY,
        state="superseded",
        superseded_at=datetime(2025, 1, 1, tzinfo=UTC),
    ).observation
    make_value(observation, quantity=Decimal(40), state=ValueState.PUBLISHED)
    value(country, definition, 2022)

    for read in (series_of, latest_of):
        then = read([country], [definition], NOBODY, as_of=date(2024, 6, 30))
        (found,) = then.values()
        points = found.points if read is series_of else [found.point]
        assert [(each.year, each.value) for each in points] == [(2021, 30)]
    assert series_of([country], [definition], NOBODY, as_of=date(2023, 1, 1)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("as_of", [None, date(2030, 1, 1)])
def test_source_that_is_first_on_the_page_of_a_value_is_first_here(as_of):
    definition = make_definition()
    country = pathfinder()
    sources = [
        *(make_source(kind="estimate"), make_source(pathfinder=country)),
        *(make_source(kind="report"), None),
    ]
    for year in (2019, 2020, 2021):
        for at, source in enumerate(sources):
            stated = {"empty": "not_available"} if (year, at) == (2020, 1) else {}
            observation = value(country, definition, year, source=source, **stated)
            if (year, at) == (2021, 0):
                recording.prefer(
                    observation.observation, reason="Best", by=factories.make_officer()
                )
    listed = known(country, NOBODY, as_of=as_of)
    first = figures(listed, choices_of(country, as_of=as_of))
    expected = {key[1]: each.shown.pk for key, each in first.items()}

    (found,) = series_of([country], [definition], NOBODY, as_of=as_of).values()

    assert {each.year: each.version for each in found.points} == expected
    (latest,) = latest_of([country], [definition], NOBODY, as_of=as_of).values()
    assert latest.version == expected[2021]


# --- The newest -----------------------------------------------------------------------


@pytest.mark.django_db
def test_newest_of_each_country_and_indicator():
    definition, other = make_definition(value_type="percent"), make_definition(**FEW)
    one, two = pathfinder(), pathfinder()
    value(one, definition, 2015, percent=Decimal(9))
    value(one, definition, 2018, percent=Decimal(8))
    value(two, definition, 2015, empty="not_collected")
    value(one, other, 2021, quantity=Decimal(3))
    value(one, other, 2020, quantity=Decimal(300))
    value(two, make_definition(), 2021)

    found = latest_of([one, two], [definition, other], NOBODY)

    assert {
        key: (each.year, each.point and each.point.value, each.gap, each.unit)
        for key, each in found.items()
    } == {
        (one.pk, definition.indicator_id): (2018, 8, "", "%"),
        (two.pk, definition.indicator_id): (2015, None, "not_collected", ""),
        (one.pk, other.indicator_id): (2021, None, SUPPRESSED, ""),
    }


@pytest.mark.django_db
def test_without_countries_or_values_nothing_is_found():
    definition = make_definition()

    for read in (series_of, latest_of):
        assert read([], [definition], NOBODY) == {}
        assert read([pathfinder()], [], NOBODY) == {}
        assert read([pathfinder()], [definition], NOBODY) == {}


# --- Cost -----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("read", "queries"), [(series_of, 6), (latest_of, 7)])
@pytest.mark.parametrize("count", [2, 4])
def test_queries_are_constant(read, queries, count, django_assert_num_queries):
    definitions = [make_definition(**FEW) for _each in range(count)]
    countries = [pathfinder() for _each in range(count)]
    for country in countries:
        for definition in definitions:
            for number in (4, 300):
                source = make_source()
                value(country, definition, 2021, source=source, quantity=number)

    with django_assert_num_queries(queries):
        found = read(countries, definitions, NOBODY)

    assert len(found) == count * count


@pytest.mark.django_db
def test_one_country_is_read_with_where_its_values_come_from(
    django_assert_num_queries,
):
    country, definition = pathfinder(), make_definition(**FEW)
    for number in (4, 300):
        source = make_source()
        value(country, definition, 2021, source=source, quantity=number)
    both = series_of([country, pathfinder()], [definition], NOBODY)

    with django_assert_num_queries(5):
        found = series_of([country], [definition], NOBODY)

    assert found == both
    [series] = found.values()
    assert [each.facts.source for each in series.points] == [source.pk]


# --- Totals that are shown without looking at their parts -----------------------------

K = 11
PARTS = ["sex=F", "sex=M", "age=5-11", "age=5-17", "age=5-11;sex=F"]


@st.composite
def groups(draw) -> dict:
    """Return figures whose totals, where they have one, are at least twice K."""
    found = {}
    for name in draw(st.lists(st.integers(0, 3), min_size=1, unique=True)):
        cells = draw(
            st.dictionaries(
                st.sampled_from(PARTS), st.none() | st.integers(0, 60).map(Decimal)
            )
        )
        total = draw(st.none() | st.integers(2 * K, 60).map(Decimal))
        found[name] = cells | ({"": total} if total is not None else {})
    return found


@given(groups())
def test_total_of_twice_the_limit_is_never_withheld(drawn):
    hidden = withheld_in(drawn, threshold=K)

    if any("" in cells for cells in drawn.values()):
        assert not any("" in keys for keys in hidden.values())


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_totals_alone_are_withheld_like_totals_with_their_parts(seed):
    publish(Random(seed))
    public = list(ObservationVersion.objects.filter(published_at__isnull=False))
    totals = [each for each in public if not each.breakdown]

    alone = withheld_among(totals)

    assert alone == withheld_among(public) & {each.pk for each in totals}
