"""How a value stands in words, and how its absence does."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from monitoring.enums import Computation, Quality, ValueType
from monitoring.figures.content import Content
from monitoring.figures.shown import Plain, Printed, Shown, plain, shown, shown_to
from monitoring.models import Definition

GAP = "\N{NO-BREAK SPACE}"


def of(kind, *, unit="", computed_from=""):
    return Definition(value_type=kind, unit_en=unit, computed_from=computed_from)


def see(content, definition, *, language="en", exact=False, withheld=False):
    return shown(content, definition, language=language, exact=exact, withheld=withheld)


# --- Values -------------------------------------------------------------------------

SHARE = of(ValueType.SHARE, unit="children")
NUMBER = of(ValueType.NUMBER, unit="victims")
MONEY = of(ValueType.MONEY)
YES_NO = of(ValueType.YES_NO)


@pytest.mark.parametrize(
    ("content", "definition", "words"),
    [
        (
            Content(percent=Decimal("12.400000"), quantity=Decimal("1234567.000000")),
            SHARE,
            f"12.4% (1{GAP}234{GAP}567 children)",
        ),
        (Content(percent=Decimal("33")), SHARE, "33%"),
        (Content(quantity=Decimal("1200")), SHARE, f"1{GAP}200 children"),
        (Content(percent=Decimal("0.1"), bound="<"), SHARE, "less than 0.1%"),
        (
            Content(percent=Decimal(95), bound=">"),
            of(ValueType.PERCENT, unit="%"),
            "more than 95%",
        ),
        (Content(quantity=Decimal(11), bound="<"), NUMBER, "fewer than 11 victims"),
        (Content(quantity=Decimal(0)), NUMBER, "0 victims"),
        (
            Content(
                amount=Decimal("1200000.50"),
                currency="USD",
                gdp_percent=Decimal("0.021000"),
            ),
            MONEY,
            f"1{GAP}200{GAP}000.50{GAP}USD (0.021% of GDP)",
        ),
        (Content(gdp_percent=Decimal("0.02")), MONEY, "0.02% of GDP"),
        (
            Content(answer=True, on=date(2023, 6, 14), text="Education Act, s. 4"),
            YES_NO,
            "Yes (14 June 2023; Education Act, s. 4)",
        ),
        (Content(answer=False), YES_NO, "No"),
        (Content(year_stated=2019), of(ValueType.YEAR), "2019"),
        (Content(frequency="two_years"), of(ValueType.FREQUENCY), "Every two years"),
        (Content(items=("Fishing", "Mining")), of(ValueType.LIST), "Fishing; Mining"),
        (
            Content(quantity=Decimal(2), items=("C138", "C182")),
            of(ValueType.INSTRUMENTS),
            "2 (C138; C182)",
        ),
    ],
)
def test_a_value_in_words(content, definition, words):
    assert see(content, definition).words == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", f"12.4% (1{GAP}234.5)"),
        ("fr", f"12,4{GAP}% (1{GAP}234,5)"),
        ("es", f"12,4{GAP}% (1{GAP}234,5)"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language, words):
    content = Content(percent=Decimal("12.4"), quantity=Decimal("1234.5"))

    with translation.override("es"):
        value = see(content, of(ValueType.SHARE), language=language)

    assert value.words == words


def test_a_year_has_no_groups():
    assert see(Content(year_stated=2026), of(ValueType.YEAR), language="fr").text == (
        "2026"
    )


def test_a_chart_draws_the_percent_before_the_number():
    content = Content(percent=Decimal("12.4"), quantity=Decimal(900))

    assert see(content, SHARE).number == Decimal("12.4")
    assert see(Content(quantity=Decimal(900)), SHARE).number == Decimal(900)
    assert see(Content(answer=True), YES_NO).number is None


def test_zero_is_a_value_of_its_own_kind():
    zero = see(Content(quantity=Decimal(0)), NUMBER)

    assert (zero.kind, zero.number, zero.is_gap) == ("zero", 0, False)
    assert see(Content(quantity=Decimal(1)), NUMBER).kind == "number"
    assert see(Content(answer=True), YES_NO).kind == "words"


def test_how_sure_a_figure_is_stands_beside_it():
    content = Content(
        percent=Decimal("5"),
        low=Decimal("4.1"),
        high=Decimal("5.9"),
        standard_error=Decimal("0.45"),
        sample_size=12000,
        quality=Quality.ESTIMATE,
    )

    value = see(content, SHARE)

    assert value.interval == (
        f"between 4.1% and 5.9%; standard error 0.45%; sample of 12{GAP}000"
    )
    assert value.quality == "Estimate"


@pytest.mark.parametrize("quality", ["", Quality.OFFICIAL])
def test_official_is_not_said(quality):
    value = see(Content(quantity=Decimal(20), quality=quality), NUMBER)

    assert (value.quality, value.status) == ("", "A")


# --- No value -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("empty", "text", "tone", "status"),
    [
        ("not_available", "Not available", "none", "O"),
        ("not_collected", "Not collected", "todo", "L"),
        ("not_applicable", "Not applicable", "na", "M"),
        ("withheld", "Withheld for safety", "lock", "Q"),
    ],
)
def test_each_empty_meaning_has_its_words_and_reason(empty, text, tone, status):
    content = Content(empty=empty, empty_reason="No survey since 2012")

    assert see(content, SHARE) == Shown(
        text=text, kind=empty, tone=tone, note="No survey since 2012", status=status
    )


def test_no_two_kinds_of_nothing_look_alike():
    gaps = [
        *(
            see(Content(empty=each, empty_reason="x"), NUMBER)
            for each in (
                *("not_available", "not_collected", "not_applicable", "withheld"),
            )
        ),
        see(Content(quantity=Decimal(3)), NUMBER, withheld=True),
        see(None, NUMBER),
        see(None, of(ValueType.NUMBER, computed_from=Computation.ALLOCATED)),
    ]

    assert len({gap.text for gap in gaps}) == len({gap.kind for gap in gaps}) == 7
    assert all(gap.is_gap and gap.number is None for gap in gaps)


def test_nothing_entered_is_no_zero():
    assert see(None, NUMBER) == see(Content(), NUMBER)
    assert see(None, NUMBER).words == "Nothing entered"
    assert shown_to(None, language="en") == see(None, NUMBER)


# --- Withheld -----------------------------------------------------------------------

SECRET = Content(
    quantity=Decimal(7),
    percent=Decimal("0.7"),
    low=Decimal(5),
    high=Decimal(9),
    standard_error=Decimal(1),
    sample_size=777,
    quality=Quality.UNRELIABLE,
    footnote="Seven girls in the capital",
    text="7",
)


@pytest.mark.parametrize("kind", ValueType.values)
def test_a_withheld_value_says_nothing_of_itself(kind):
    value = see(SECRET, of(kind), withheld=True)

    assert value == Shown(
        text="Withheld: small number of people",
        kind="suppressed",
        tone="lock",
        status="Q",
    )
    assert "7" not in repr(plain(value))


def test_the_mark_is_the_same_for_a_large_count_that_gives_a_small_one_away():
    large = Content(quantity=Decimal(4000), quality=Quality.ESTIMATE)

    assert see(large, NUMBER, withheld=True) == see(SECRET, NUMBER, withheld=True)


def test_who_may_see_it_is_told_that_the_public_does_not():
    value = see(Content(quantity=Decimal(7)), NUMBER, withheld=True, exact=True)

    assert (value.words, value.note, value.tone) == (
        *("7 victims", "Not public: small number of people", "lock"),
    )


def test_why_there_is_none_is_said_even_beside_withheld_parts():
    content = Content(empty="not_collected", empty_reason="No register")

    assert see(content, NUMBER, withheld=True).text == "Not collected"


# --- Computed -----------------------------------------------------------------------


def test_a_computed_value_says_where_it_comes_from():
    definition = of(ValueType.NUMBER, computed_from=Computation.SUPPORT_GROUPS)

    value = see(Content(quantity=Decimal(4)), definition)

    assert (value.kind, value.text, value.note) == (
        *("computed", "4", "Computed from: Register of support given"),
    )
    assert see(None, definition).text == "Not computed yet"


# --- Files --------------------------------------------------------------------------


def test_a_file_gets_numbers_words_and_a_code():
    content = Content(
        percent=Decimal("12.4"),
        quantity=Decimal(900),
        quality=Quality.PROVISIONAL,
        footnote="Urban areas",
    )

    assert plain(see(content, SHARE)) == Plain(
        kind="number",
        status="P",
        text="12.4% (900 children)",
        note="",
        percent=Decimal("12.4"),
        quantity=Decimal(900),
        amount=None,
        currency="",
        gdp_percent=None,
        bound="",
        low=None,
        high=None,
        standard_error=None,
        sample_size=None,
        footnote="Urban areas",
    )


@pytest.mark.parametrize(
    ("quality", "status"),
    [
        *(("official", "A"), ("provisional", "P"), ("estimate", "E")),
        *(("proxy", "D"), ("unreliable", "U"), ("break", "B")),
    ],
)
def test_each_quality_has_its_code(quality, status):
    value = see(Content(quantity=Decimal(20), quality=quality), NUMBER)

    assert plain(value).status == status


def test_a_selector_hands_over_who_reads():
    secret = Printed(SECRET, NUMBER, exact=False, withheld=True)
    open_to_me = Printed(SECRET, NUMBER, exact=True, withheld=True)

    assert shown_to(secret, language="en").kind == "suppressed"
    assert shown_to(open_to_me, language="en").kind == "number"
