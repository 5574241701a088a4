"""Whether two values may be compared: every rule, in time and between countries."""

from dataclasses import fields, replace
from decimal import Decimal
from itertools import pairwise, product

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from monitoring.enums import Apart, Boundary, Direction, Quality, SourceKind, Verdict
from monitoring.figures.comparable import (
    SEPARATES,
    compare_facts,
    compare_in,
    compare_points,
    nearest_pair,
    segments,
)
from monitoring.figures.points import Facts, Point, Series

STATED = Facts(
    definition=1,
    source=1,
    source_kind="survey",
    boundary="sna",
    ages="5-17",
    hours="1/14/43",
    hazardous_list="Decree 7",
    coverage="National",
)
UNSTATED = Facts(definition=1)
SAME, NOTE, NOT = Verdict.SAME, Verdict.WITH_NOTE, Verdict.NOT

# What the second value states otherwise, the verdict and reason for two years of one
# country, and those for two countries. Every field of the facts is in it.
MATRIX = [
    ({}, (SAME, ()), (SAME, ())),
    ({"definition": 2}, (NOT, ["definition"]), (NOT, ["definition"])),
    ({"source": 2}, (SAME, ()), (SAME, ())),
    ({"source": None}, (SAME, ()), (SAME, ())),
    ({"variant": "Calendar"}, (NOT, ["variant"]), (SAME, ())),
    ({"source": 2, "variant": "Calendar"}, (SAME, ()), (SAME, ())),
    ({"source_kind": "census"}, (NOTE, ["kind"]), (NOTE, ["kind"])),
    ({"source_kind": "report"}, (NOTE, ["kind"]), (NOTE, ["kind"])),
    ({"source_kind": "global_database"}, (NOTE, ["kind"]), (NOTE, ["kind"])),
    ({"source_kind": "administrative"}, (NOT, ["method"]), (NOT, ["method"])),
    ({"source_kind": "estimate"}, (NOT, ["method"]), (NOT, ["method"])),
    ({"source_kind": ""}, (NOTE, ["kind_one"]), (NOTE, ["kind_one"])),
    ({"boundary": "general"}, (NOT, ["boundary"]), (NOT, ["boundary"])),
    ({"boundary": "national"}, (NOT, ["boundary"]), (NOT, ["boundary"])),
    ({"boundary": ""}, (NOTE, ["boundary_one"]), (NOTE, ["boundary_one"])),
    ({"ages": "5-14"}, (NOT, ["ages"]), (NOT, ["ages"])),
    ({"ages": "5 – 17"}, (SAME, ()), (SAME, ())),
    ({"ages": "5 to 17 years"}, (SAME, ()), (SAME, ())),
    ({"ages": "under 17"}, (NOT, ["ages"]), (NOT, ["ages"])),
    ({"ages": ""}, (NOTE, ["ages_one"]), (NOTE, ["ages_one"])),
    ({"hours": "1/14/40"}, (NOT, ["hours"]), (NOT, ["hours"])),
    ({"hours": "1, 14, 43"}, (SAME, ()), (SAME, ())),
    ({"hours": ">1/14/43"}, (NOT, ["hours"]), (NOT, ["hours"])),
    ({"hours": ""}, (NOTE, ["hours_one"]), (NOTE, ["hours_one"])),
    ({"hazardous_list": "Decree 8"}, (NOT, ["list"]), (NOTE, ["lists"])),
    ({"hazardous_list": "decree  7"}, (SAME, ()), (SAME, ())),
    ({"hazardous_list": ""}, (NOTE, ["list_one"]), (NOTE, ["list_one"])),
    ({"coverage": "Urban areas"}, (NOT, ["coverage"]), (NOT, ["coverage"])),
    ({"coverage": "Couverture nationale"}, (SAME, ()), (SAME, ())),
    ({"coverage": ""}, (SAME, ()), (SAME, ())),
]


def name_of(case) -> str:
    changed = case[0]
    return ",".join(f"{name}={value}" for name, value in changed.items()) or "equal"


@pytest.mark.parametrize("across", [False, True], ids=["years", "countries"])
@pytest.mark.parametrize("case", MATRIX, ids=[*map(name_of, MATRIX)])
def test_each_fact_has_its_rule(case, across):
    changed, *expected = case
    verdict, codes = expected[across]

    found = compare_facts(STATED, replace(STATED, **changed), across=across)

    assert (found.verdict, [*found.codes]) == (verdict, [*codes])


def test_matrix_holds_every_fact():
    assert {name for changed, *_ in MATRIX for name in changed} == {
        field.name for field in fields(Facts)
    }


def test_national_definitions_of_two_countries_are_two_definitions():
    national = replace(STATED, boundary=Boundary.NATIONAL)

    assert compare_facts(national, national, across=True).codes == (Apart.NATIONAL,)
    assert compare_facts(national, national, across=True).is_refused
    assert compare_facts(national, national, across=False).verdict == SAME


def test_silence_of_both_is_noted_between_countries():
    assert compare_facts(UNSTATED, UNSTATED, across=True).codes == (Apart.UNSTATED,)
    assert compare_facts(UNSTATED, UNSTATED, across=False).verdict == SAME


def test_part_of_the_country_is_noted_where_the_other_says_nothing():
    part = replace(STATED, coverage="Two provinces")
    silent = replace(STATED, coverage="")

    assert compare_facts(part, silent, across=False).codes == (Apart.COVERAGE_ONE,)


WAYS = {"survey": "asked", "census": "asked"}
WAYS |= {"administrative": "recorded", "estimate": "modelled"}


@pytest.mark.parametrize(("one", "two"), [*product(SourceKind.values, repeat=2)])
def test_kinds_of_source(one, two):
    found = compare_facts(
        replace(STATED, source_kind=one), replace(STATED, source_kind=two), across=False
    )

    if one == two:
        assert found.verdict == SAME
    elif one in WAYS and two in WAYS and WAYS[one] != WAYS[two]:
        assert found.codes == (Apart.METHOD,)
    else:
        assert found.codes == (Apart.KIND,)


# --- Points ---------------------------------------------------------------------------


def point(year: int, value="10", facts=STATED, **more) -> Point:
    return Point(year, Decimal(value), facts, version=year, observation=year, **more)


def series(*points, country="Peru", unit="%", direction="down") -> Series:
    return Series(country, "X-1", "Child labour", unit, direction, points)


@pytest.mark.parametrize(
    ("first", "second", "in_time", "across"),
    [
        ("", "", [], []),
        ("", "official", [], []),
        ("", "break", ["break"], []),
        ("break", "", [], []),
        ("", "proxy", ["proxy"], ["proxy"]),
        ("proxy", "proxy", ["proxies"], ["proxies"]),
        ("estimate", "", ["estimated"], ["estimated"]),
        ("estimate", "estimate", [], []),
        ("", "unreliable", ["few_cases"], ["few_cases"]),
        ("provisional", "", ["provisional"], ["provisional"]),
    ],
)
def test_quality(first, second, in_time, across):
    one, two = point(2015, quality=first), point(2020, quality=second)

    assert [*compare_points(one, two, across=False).codes] == in_time
    assert [*compare_points(one, replace(two, year=2015), across=True).codes] == across


def test_qualities_all_have_their_rule():
    assert {*Quality} == {
        *(Quality.OFFICIAL, Quality.PROVISIONAL, Quality.ESTIMATE, Quality.PROXY),
        *(Quality.UNRELIABLE, Quality.BREAK),
    }


def test_limit_and_years_are_noted():
    one, two = point(2015, bound="<"), point(2020)

    assert compare_points(one, two, across=False).codes == (Apart.LIMIT,)
    assert compare_points(one, two, across=True).codes == (Apart.YEARS, Apart.LIMIT)


@pytest.mark.parametrize(
    ("unit", "other", "codes"),
    [
        ("%", "%", []),
        ("%", "children", ["unit"]),
        ("children", "children", ["counts"]),
        ("per 100,000", "per 100,000", []),
        ("USD", "PEN", ["unit"]),
    ],
)
def test_units_of_two_countries(unit, other, codes):
    one, two = point(2020), point(2020)
    peru, nepal = series(one, unit=unit), series(two, unit=other, country="Nepal")

    assert [*compare_in(peru, one, nepal, two).codes] == codes


def test_detected_victims_are_noted_in_time_and_between_countries():
    one, two = point(2019), point(2020)
    found = series(one, two, direction=Direction.NONE)
    other = series(two, direction=Direction.NONE, country="Nepal")

    assert compare_in(found, one, found, two).codes == (Apart.DETECTED,)
    assert compare_in(found, two, other, two).codes == (Apart.DETECTED,)


def test_break_between_two_years_separates_them_whatever_the_order():
    one, marked, two = point(2010), point(2015, quality="break"), point(2020)
    found = series(one, marked, two)

    for pair in ((one, two), (two, one)):
        (reason,) = compare_in(found, pair[0], found, pair[1]).reasons
        assert reason.words == "The source says that its series breaks in 2015."
    assert compare_in(found, marked, found, two).verdict == SAME


# --- Series ---------------------------------------------------------------------------

GENERAL = replace(STATED, boundary="general")
SILENT = replace(STATED, boundary="")


def years(parts) -> list[list[int]]:
    return [[each.year for each in part] for part in parts]


def test_series_is_split_where_its_definition_changes():
    found = series(
        *(point(2008), point(2010), point(2012, facts=GENERAL)),
        *(point(2014, facts=GENERAL), point(2016, facts=GENERAL, quality="break")),
    )

    assert years(segments(found)) == [[2008, 2010], [2012, 2014], [2016]]
    assert segments(series()) == ()


def test_year_that_states_nothing_joins_no_two_that_differ():
    found = series(point(2010), point(2012, facts=SILENT), point(2014, facts=GENERAL))

    assert years(segments(found)) == [[2010, 2012], [2014]]


CHOICES = st.builds(
    replace,
    st.just(STATED),
    definition=st.sampled_from([1, 2]),
    source=st.sampled_from([None, 1, 2]),
    source_kind=st.sampled_from(["", *SourceKind.values]),
    boundary=st.sampled_from(["", *Boundary.values]),
    ages=st.sampled_from(["", "5-17", "5–17", "5-14"]),
    coverage=st.sampled_from(["", "National", "Urban"]),
)
QUALITIES = st.sampled_from(["", *Quality.values])


@given(st.lists(st.tuples(CHOICES, QUALITIES), max_size=8))
def test_no_two_points_of_a_segment_are_incomparable(drawn):
    found = series(
        *(
            point(2000 + at, facts=facts, quality=quality)
            for at, (facts, quality) in enumerate(drawn)
        )
    )

    parts = segments(found)

    assert tuple(each for part in parts for each in part) == found.points
    for part in parts:
        for one, two in product(part, part):
            assert one is two or not compare_in(found, one, found, two).is_refused
    for before, after in pairwise(parts):
        last = after[0]
        assert any(
            compare_points(each, last, across=False).is_refused for each in before
        )


@given(CHOICES, CHOICES, st.booleans())
def test_order_of_two_values_does_not_matter(one, two, across):
    there = compare_facts(one, two, across=across)
    back = compare_facts(two, one, across=across)

    assert (there.verdict, there.codes) == (back.verdict, back.codes)
    assert there.verdict == (
        NOT if SEPARATES & {*there.codes} else NOTE if there.codes else SAME
    )


def test_nearest_pair_of_two_countries_is_of_near_years_then_new_ones():
    peru = series(point(2008), point(2015), point(2021, facts=GENERAL))
    nepal = series(point(2009), point(2014), point(2020), country="Nepal")

    found = nearest_pair(peru, nepal)

    assert [each.year for each in found.pair] == [2015, 2014]
    assert found.comparison.codes == (Apart.YEARS,)


def test_nearest_pair_of_one_country_is_of_its_newest_years():
    found = nearest_pair(series(point(2008), point(2011), point(2021, facts=GENERAL)))

    assert [each.year for each in found.pair] == [2008, 2011]


def test_nearest_pair_crosses_no_break():
    found = nearest_pair(
        series(point(2008), point(2011, quality="break"), point(2015, facts=GENERAL))
    )

    assert found.pair is None
    assert found.comparison.is_refused


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ([], "There is no number to compare."),
        ([point(2020)], "The ages differ: 5-17 and 5–14."),
    ],
)
def test_without_a_pair_the_reason_is_said(points, reason):
    other = series(point(2020, facts=replace(STATED, ages="5–14")), country="Nepal")

    found = nearest_pair(series(*points), other)

    assert found.pair is None
    assert found.comparison.words == reason


# --- Words ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_reason_can_be_written(language):
    facts = {"one": "5–17", "two": "100 %(x)s"}

    with translation.override(language):
        for code in Apart:
            words = str(code.label) % facts
            assert words.strip()
            assert ("5–17" in words) == ("%(one)s" in str(code.label))


def test_reasons_name_what_is_stated():
    general = replace(GENERAL, ages="5–14", source_kind="")

    found = compare_facts(STATED, general, across=False)

    assert [each.words for each in found.reasons] == [
        "What counts as work differs: “Economic activity (SNA production boundary)” "
        "and “Household chores included (general production boundary)”.",
        "The ages differ: 5-17 and 5–14.",
        "Only for one of them the kind of source is known: “Household survey”.",
    ]
    assert found.words == " ".join(each.words for each in found.reasons[:2])


def test_texts_of_countries_are_only_repeated():
    odd = replace(STATED, ages="%(two)s <b>%s</b>")

    words = compare_facts(STATED, odd, across=False).words

    assert words == "The ages differ: 5-17 and %(two)s <b>%s</b>."
