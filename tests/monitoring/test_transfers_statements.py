"""What a row states: units, multipliers, unrounded figures, two rows of one value."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from monitoring.enums import ValueType
from monitoring.figures.content import Content
from monitoring.transfers.long_rows import LongRow
from monitoring.transfers.statements import Statements, joined


def definition(kind):
    return SimpleNamespace(
        pk=1,
        value_type=kind,
        is_computed=False,
        computed_from="",
        unit_en="",
        unit_fr="",
        unit_es="",
    )


def said(text, *, kind=ValueType.SHARE, source="", **fields) -> Content:
    row = LongRow("E2", "ALB", "X-1", 2020, "", text, **({"unit": "%"} | fields))
    return Statements("en", source=source).of(row, definition(kind))


def test_multiplier_acts_on_the_number_and_its_interval():
    content = said("12.5", unit="number", low="12", high="13", multiplier=1000)

    assert (content.quantity, content.low, content.high) == (12500, 12000, 13000)


def test_multiplier_acts_on_an_amount_of_many_digits():
    content = said("12.3456", kind=ValueType.MONEY, unit="USD", multiplier=1_000_000)

    assert (content.amount, content.currency) == (Decimal(12345600), "USD")


def test_multiplier_leaves_a_percent_alone():
    content = said("12.5", low="12", multiplier=1000)

    assert (content.percent, content.low) == (Decimal("12.5"), 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.5969599999998", "13.596960"),
        ("13,5969599999998", "13.596960"),
        ("0.00000050", "0.000000"),
        ("0.0000015", "0.000002"),
        ("0.0000025", "0.000002"),
    ],
)
def test_unrounded_figure_is_rounded_half_even_to_six_digits(text, expected):
    assert said(text, decimal_mark=",").percent == Decimal(expected)


def test_too_many_digits_that_are_no_fraction_are_refused():
    with pytest.raises(ValidationError):
        said("1234567890123456789012", unit="number")


def test_survey_behind_a_figure_of_a_database_stays_readable():
    content = said("3.3", source="Database", footnote="x")
    named = Statements("en", source="Database").of(
        LongRow(
            *("E2", "ALB", "X-1", 2020, "", "3.3"),
            unit="%",
            source="MICS 2016",
            footnote="x",
        ),
        definition(ValueType.SHARE),
    )

    assert content.footnote == "x"
    assert named.footnote == "x Source given: MICS 2016"


def test_sign_for_no_value_keeps_its_text_as_reason():
    content = said("–", empty="not_available")

    assert (content.empty, content.empty_reason) == (
        "not_available",
        "The file says: –",
    )


def test_percent_and_number_of_two_rows_are_one_value():
    share = Content(percent=Decimal(5), low=Decimal(4), footnote="a")
    number = Content(quantity=Decimal(100), low=Decimal(90), footnote="b")

    first, second = joined(share, number), joined(number, share)

    assert (
        first
        == second
        == Content(
            percent=Decimal(5), quantity=Decimal(100), low=Decimal(4), footnote="a b"
        )
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Content(percent=Decimal(5)), Content(percent=Decimal(6))),
        (Content(quantity=Decimal(5)), Content(quantity=Decimal(6))),
        (Content(percent=Decimal(5), bound="<"), Content(quantity=Decimal(6))),
        (
            Content(percent=Decimal(5), ages="5-14"),
            Content(quantity=Decimal(6), ages="5-17"),
        ),
        (
            Content(percent=Decimal(5)),
            Content(empty="not_available", empty_reason="x"),
        ),
        (
            Content(percent=Decimal(5), quantity=Decimal(6)),
            Content(quantity=Decimal(7)),
        ),
    ],
)
def test_two_rows_that_clash_are_no_value(first, second):
    assert joined(first, second) is None
    assert joined(second, first) is None


def test_part_of_a_value_given_once_more_changes_nothing():
    whole = Content(percent=Decimal(5), quantity=Decimal(6))

    assert joined(whole, Content(quantity=Decimal(6))) is whole


def test_fraction_of_one_becomes_a_percent_with_its_interval():
    content = said("0.046", unit="fraction", low="0.04", high="0.05", decimal_mark=".")

    assert (content.percent, content.low, content.high) == (
        Decimal("4.6"),
        Decimal(4),
        Decimal(5),
    )


def test_more_than_one_is_no_fraction():
    with pytest.raises(ValidationError) as error:
        said("4.6", unit="fraction", decimal_mark=".")

    assert error.value.messages == ["“4.6” is no fraction of one: it is more than 1."]


def test_fraction_says_nothing_of_what_is_no_share():
    content = said("Yes", kind=ValueType.YES_NO, unit="fraction")

    assert content.answer is True
