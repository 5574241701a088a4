from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from alliance87.core.amounts import AmountField
from alliance87.core.numbers import parse_amount, write_amount

READ = [
    ("0", "0"),
    ("1234", "1234"),
    ("1 234 567", "1234567"),
    ("1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,5", "1234567.5"),
    ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
    ("12.5", "12.5"),
    ("12,50", "12.50"),
    ("0,125", "0.125"),
    ("0.125", "0.125"),
    ("1 234,567", "1234.567"),
    ("1234,567", "1234.567"),
    ("1,234.50", "1234.50"),
    ("1.234,50", "1234.50"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("1.234.567,89", "1234567.89"),
    ("-5", "-5"),
    ("\N{MINUS SIGN}5", "-5"),
]


@pytest.mark.parametrize(("text", "value"), READ)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_amount_is_read_the_same_in_every_language(text, value, language):
    assert parse_amount(text, language=language) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language", "message"),
    [
        (
            "1,234",
            "en",
            "“1,234” can mean 1\N{NO-BREAK SPACE}234 or 1.234. "
            "Write 1234 for the first, or 1.2340 for the second.",
        ),
        (
            "12.500",
            "fr",
            "“12.500” can mean 12\N{NO-BREAK SPACE}500 or 12,500. "
            "Write 12500 for the first, or 12,5000 for the second.",
        ),
    ],
)
def test_amount_with_two_readings_is_asked_about(text, language, message):
    with pytest.raises(ValidationError) as caught:
        parse_amount(text, language=language)

    assert (caught.value.code, caught.value.message) == ("ambiguous", message)


@pytest.mark.parametrize("text", ["about 5", "1e9", "5 USD", "", "--5", "½", "٣"])
def test_amount_that_is_none_is_refused(text):
    with pytest.raises(ValidationError) as caught:
        parse_amount(text, language="en")

    assert caught.value.code == "invalid"


@pytest.mark.parametrize(
    "text", ["12 34", "1,23,456", "1 234.567.890", "1,2345,678", "5.", "1,234 567"]
)
def test_amount_with_broken_groups_is_refused(text):
    with pytest.raises(ValidationError) as caught:
        parse_amount(text, language="en")

    assert caught.value.code == "groups"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@given(value=st.decimals(min_value=0, max_value=10**13, places=2))
def test_amount_written_is_read_back(value, language):
    text = write_amount(value, language=language)

    assert parse_amount(text, language=language) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Enter the amount."),
        ("-1", "An amount is not below zero."),
        ("1.2345", "Write at most 2 digits after the decimal mark."),
        ("100000000000000", "This amount is too large. Check the number of zeros."),
    ],
)
def test_amount_field_names_the_remedy(text, message):
    with pytest.raises(ValidationError) as caught:
        AmountField().clean(text)

    assert caught.value.messages == [message]


def test_amount_field_shows_the_value_in_the_reader_s_language():
    with translation.override("fr"):
        assert AmountField().prepare_value(Decimal("1234567.50")) == (
            "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,50"
        )


def test_amount_field_unchanged_when_typed_back():
    assert not AmountField().has_changed(Decimal("1234.00"), "1 234")
    assert AmountField().has_changed(Decimal("1234.00"), "1 235")
