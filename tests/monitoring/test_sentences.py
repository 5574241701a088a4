"""Sentences from numbers: each says again, in every language, what it was made from."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from alliance87.core.enums import Empty
from alliance87.core.numbers import read_number
from monitoring.figures import sentences
from monitoring.figures.points import Facts, Point, Series
from monitoring.figures.sentences import Sentence, describe, told
from monitoring.figures.shown import SUPPRESSED, WORDS

LANGUAGES = ["en", "fr", "es"]
FACTS = Facts(1, source=1, source_kind="survey", boundary="sna", ages="5-17")
# A number stands between characters that belong to none; spaces group digits.
WRITTEN = re.compile(r"(?<![\w.,])\d[\d\N{NO-BREAK SPACE}]*(?:[.,]\d+)?")
LABEL = "Child labour"


def point(year: int, value, facts=FACTS, **more) -> Point:
    more = {name: Decimal(each) for name, each in more.items() if name != "quality"} | {
        name: each for name, each in more.items() if name == "quality"
    }
    return Point(year, Decimal(value), facts, version=year * 10, observation=1, **more)


def series(*points, unit="%", gaps=(), **more) -> Series:
    values = {"country": "Peru", "indicator": "X-1", "label": LABEL, "unit": unit}
    values |= {"direction": "down", "points": points, "gaps": gaps}
    return Series(**(values | more))


def said(found) -> list[str]:
    return [each.text for each in found]


def read_back(sentence: Sentence, language: str) -> list[Decimal]:
    """Return the numbers of a text, as a reader of the language reads them."""
    texts = [each.group().strip() for each in WRITTEN.finditer(sentence.text)]
    return sorted(read_number(each, language=language).number for each in texts)


def stated(sentence: Sentence) -> list[Decimal]:
    return sorted([*sentence.numbers, *map(Decimal, sentence.years)])


# --- The course of a series -----------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("24", "15.5", "fell from 24.0% in 2010 to 15.5% in 2021."),
        ("15.5", "24", "rose from 15.5% in 2010 to 24.0% in 2021."),
        ("24", "15", "fell from 24% in 2010 to 15% in 2021."),
        ("15.50", "15.5", "did not change: 15.5% in 2010 and 15.5% in 2021."),
        ("15.47", "15.5", "did not change: 15.47% in 2010 and 15.5% in 2021."),
        ("24", "24.3", "rose from 24.0% in 2010 to 24.3% in 2021."),
        ("0", "0.2", "rose from 0.0% in 2010 to 0.2% in 2021."),
    ],
)
def test_course_in_words(first, last, expected):
    found = sentences.course(series(point(2010, first), point(2021, last)))

    assert found.text == f"Child labour {expected}"
    assert found.numbers == (Decimal(first), Decimal(last))
    assert (found.years, found.versions) == ((2010, 2021), (20100, 20210))


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        ({"standard_error": "1"}, {"standard_error": "1"}, True),
        ({"standard_error": "2"}, {"standard_error": "2"}, False),
        ({"low": "18", "high": "22"}, {"low": "15", "high": "19"}, True),
        ({"low": "16", "high": "24"}, {"low": "13", "high": "21"}, False),
        ({"low": "10", "high": "30"}, {}, True),
        ({"standard_error": "0"}, {"standard_error": "0"}, True),
    ],
)
def test_change_within_the_errors_of_the_surveys_is_none(first, last, is_told):
    found = sentences.course(series(point(2010, 20, **first), point(2021, 17, **last)))

    assert ("fell from 20% in 2010 to 17% in 2021." in found.text) == is_told
    unsure = "stood at 20% in 2010 and at 17% in 2021: no change that the surveys could"
    assert (unsure in found.text) != is_told


def test_limits_tell_no_change():
    low = replace(point(2021, 5), bound="<")

    found = sentences.course(series(point(2010, 8), low))

    assert found.text == (
        "Child labour stood at 8% in 2010 and at less than 5% in 2021: whether it "
        "changed cannot be told."
    )


def test_one_year_and_none():
    assert said(describe(series(point(2021, "1234.5", FACTS), unit="children"))) == [
        "Child labour stood at 1\N{NO-BREAK SPACE}234.5 children in 2021."
    ]
    assert said(describe(series())) == ["Child labour: there is no number to show."]


def test_share_of_gdp_and_money():
    money = series(point(2020, "1250000"), point(2021, "900000"), unit="USD")
    share = series(point(2021, "0.5"), unit="% of GDP")

    assert "fell from 1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000 USD in 2020" in (
        sentences.course(money).text
    )
    assert sentences.course(share).text == "Child labour stood at 0.5% of GDP in 2021."


def test_series_is_described_from_its_last_break_on():
    older = replace(FACTS, boundary="general")
    found = describe(
        series(
            *(point(2008, 30, older), point(2012, 28, older)),
            *(point(2016, 20), point(2021, 15)),
        )
    )

    assert said(found) == [
        "Child labour fell from 20% in 2016 to 15% in 2021.",
        "It was measured differently before 2016, so earlier years are not compared "
        "with later ones.",
        "What counts as work differs: “Household chores included (general production "
        "boundary)” and “Economic activity (SNA production boundary)”.",
    ]


def test_notes_are_those_of_the_years_that_are_compared():
    silent = replace(FACTS, ages="")
    found = series(point(2010, 20, silent), point(2016, 18), point(2021, 15))

    assert said(sentences.notes(found)) == [
        "Only for one of them the ages are stated: 5-17."
    ]
    assert sentences.notes(series(point(2021, 15))) == ()


def test_gaps_are_told_by_reason():
    gaps = [(2011, SUPPRESSED), (2013, SUPPRESSED), (2014, "not_collected")]

    assert said(sentences.gaps(series(gaps=tuple(gaps)))) == [
        "The numbers of 2011, 2013 are withheld: they are about few people.",
        "For 2014 there is no number: it was not collected.",
    ]


def test_every_reason_for_a_gap_has_a_sentence():
    for reason in (*Empty.values, SUPPRESSED, WORDS):
        (found,) = sentences.gaps(series(gaps=((2020, reason),)))
        assert "2020" in found.text


def test_country_stands_before_a_sentence():
    found = series(point(2021, 15))

    assert sentences.of_country(found, sentences.course(found)).text == (
        "Peru. Child labour stood at 15% in 2021."
    )


def test_labels_are_only_repeated():
    odd = series(point(2010, 20), point(2021, 15), label="100 %(first)s %s <b>")

    assert sentences.course(odd).text.startswith("100 %(first)s %s <b> fell from 20% ")


# --- Many countries -------------------------------------------------------------------


def of_countries(*rows) -> list:
    return [
        (series(each, country=country), each)
        for country, each in ((name, point(*facts)) for name, *facts in rows)
    ]


def test_range_over_countries_names_both_ends_and_no_rank():
    rows = of_countries(("Peru", 2021, 24), ("Nepal", 2019, "3.1"), ("Chad", 2020, 9))

    (found,) = sentences.spread(LABEL, rows)

    assert found.text == (
        "Child labour: in 3 countries, from 3.1% in Nepal (2019) to 24.0% in Peru "
        "(2021)."
    )
    assert found.versions == (20190, 20210)


def test_range_of_one_country_and_of_none():
    assert said(sentences.spread(LABEL, of_countries(("Peru", 2021, 24)))) == [
        "Child labour: only Peru has a number, 24% in 2021."
    ]
    assert said(sentences.spread(LABEL, [])) == [
        "Child labour: there is no number to show."
    ]


@pytest.mark.parametrize(
    ("facts", "is_said"),
    [({"ages": "5-14"}, True), ({"source": 9}, False), ({"ages": ""}, False)],
)
def test_range_says_when_not_all_measure_the_same(facts, is_said):
    other = replace(FACTS, **facts)
    rows = of_countries(("Peru", 2021, 24), ("Nepal", 2021, 3, other))

    warning = "They are not all measured in the same way."
    assert (warning in said(sentences.spread(LABEL, rows))) == is_said


def test_map_says_of_how_many_it_shows_a_number():
    assert told(LABEL, shown=1, withheld=0, missing=2).text == (
        "Child labour: 1 country with a number; without a number: 2."
    )
    assert told(LABEL, shown=40, withheld=3, missing=150).text == (
        "Child labour: 40 countries with a number; withheld: 3; without a number: 150."
    )


def test_pace_is_written_as_a_share():
    found = sentences.pace(Decimal(64), 2030, (7,))

    assert found.text == "That is 64% of the pace needed for zero in 2030."
    assert found.versions == (7,)


# --- Proof: every sentence reads back to its numbers ----------------------------------

VALUES = st.decimals(0, 5_000_000, places=2) | st.integers(0, 99).map(Decimal)
UNITS = st.sampled_from(["%", "children", "USD"])
YEARS = st.lists(st.integers(1960, 2025), unique=True, min_size=1, max_size=5)
GAPS = st.sampled_from([*Empty.values, SUPPRESSED, WORDS])
FACTS_DRAWN = st.sampled_from([FACTS, replace(FACTS, boundary="general")])


@st.composite
def drawn_series(draw) -> Series:
    years = sorted(draw(YEARS))
    points = [
        replace(
            point(year, draw(VALUES), draw(FACTS_DRAWN)),
            bound=draw(st.sampled_from(["", "", "", "<", ">"])),
            standard_error=draw(st.none() | st.just(Decimal(1))),
        )
        for year in years
    ]
    gaps = tuple((year - 100, draw(GAPS)) for year in years[:2])
    return series(*points, unit=draw(UNITS), gaps=gaps)


@pytest.mark.parametrize("language", LANGUAGES)
@given(found=drawn_series())
def test_every_sentence_reads_back_to_its_numbers(language, found):
    with translation.override(language):
        for sentence in (
            *describe(found),
            *(sentences.level(found, p) for p in found.points),
        ):
            if sentence.numbers or sentence.years:
                assert read_back(sentence, language) == stated(sentence)
            assert not re.search(r"%\(|%s", sentence.text)


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    values=st.lists(VALUES, min_size=1, max_size=4),
    counts=st.tuples(*[st.integers(0, 2000)] * 3),
    unit=UNITS,
)
def test_sentences_about_countries_read_back_too(language, values, counts, unit):
    rows = [
        (series(each, unit=unit, country="ABCD"[at]), each)
        for at, each in enumerate(point(2000 + n, v) for n, v in enumerate(values))
    ]
    shown, withheld, missing = counts
    with translation.override(language):
        found = [
            sentences.spread(LABEL, rows)[0],
            told(LABEL, shown=shown, withheld=withheld, missing=missing),
            sentences.pace(values[0], 2030, ()),
        ]
        for sentence in found:
            assert read_back(sentence, language) == stated(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_stand_in_the_format_of_the_language(language):
    with translation.override(language):
        text = sentences.course(series(point(2010, 24), point(2021, "15.5"))).text

    space = "" if language == "en" else "\N{NO-BREAK SPACE}"
    mark = "." if language == "en" else ","
    assert f"24{mark}0{space}%" in text
    assert f"15{mark}5{space}%" in text
