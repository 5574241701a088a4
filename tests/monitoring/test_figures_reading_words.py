"""Words, days and currencies as people write them, and cells of tables."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance87.core.enums import Empty
from monitoring.enums import Frequency, ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading import (
    EMPTY_FIELDS,
    facts_of,
    fields_of,
    read_content,
    read_value,
)
from monitoring.models import Definition
from tests.monitoring.test_figures_reading import faults, read


@pytest.mark.parametrize(
    "text", ["yes", "YES", "y", "oui", "Sí", "si", "sim", "نعم", "true", " Oui "]
)
def test_yes_is_read_in_five_languages(text):
    assert read("yes_no", answer=text).answer is True


@pytest.mark.parametrize(
    "text", ["no", "No", "n", "non", "não", "nao", "لا", "false", "faux"]
)
def test_no_is_read_in_five_languages(text):
    assert read("yes_no", answer=text).answer is False


@pytest.mark.parametrize("text", ["1", "0", "x", "maybe", "oui et non", "2018", "✓"])
def test_other_texts_are_neither_yes_nor_no(text):
    with pytest.raises(ValidationError) as caught:
        read("yes_no", answer=text)

    assert set(caught.value.error_dict) == {"answer"}


def test_details_need_an_answer():
    assert faults("yes_no", on="2018-12-05") == {"answer": ["required"]}
    assert faults("yes_no", quantity="15") == {"answer": ["required"]}
    assert faults("yes_no", text="Art. 3") == {"answer": ["required"]}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-12-05", date(2018, 12, 5)),
        ("5.12.2018", date(2018, 12, 5)),
        ("25/12/2018", date(2018, 12, 25)),
        ("12/25/2018", date(2018, 12, 25)),
        ("07/07/2018", date(2018, 7, 7)),
        ("٢٠١٨-١٢-٠٥", date(2018, 12, 5)),
    ],
)
def test_days_are_read(text, day):
    assert read("yes_no", answer="yes", on=text).on == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("05/12/2018", "ambiguous"),
        ("2018", "day"),
        ("2018-02-30", "day"),
        ("31.11.2018", "day"),
        ("December 2018", "day"),
    ],
)
def test_other_days_are_asked_about(text, code):
    assert faults("yes_no", answer="yes", on=text) == {"on": [code]}


@pytest.mark.parametrize(
    "text", ["18", "2018/19", "2018-2019", "20188", "3018", "MICS"]
)
def test_year_has_four_digits(text):
    assert faults("year", year_stated=text) == {"year_stated": ["year"]}


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("Every year", "yearly"),
        ("annuel", "yearly"),
        ("tous les ans", "yearly"),
        ("cada año", "yearly"),
        ("todos os anos", "yearly"),
        ("سنويا", "yearly"),
        ("every 2 years", "two_years"),
        ("Every three to five years", "three_to_five"),
        ("irregular", "irregular"),
        ("Less often", "rarer"),
    ],
)
def test_frequencies_are_read_as_words(text, frequency):
    assert read("frequency", frequency=text).frequency == frequency


@pytest.mark.parametrize("text", ["weekly", "2", "every ten years or so"])
def test_other_frequencies_are_refused(text):
    with pytest.raises(ValidationError) as caught:
        read("frequency", frequency=text)

    assert "Every year; Every two years" in caught.value.message_dict["frequency"][0]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"amount": "1200"}, {"currency": ["required"]}),
        ({"amount": "1200", "currency": "$"}, {"currency": ["currency"]}),
        ({"amount": "1200", "currency": "ABC"}, {"currency": ["currency"]}),
        ({"amount": "USD 5", "currency": "EUR"}, {"currency": ["two"]}),
        ({"amount": "ABC 5"}, {"amount": ["invalid"]}),
    ],
)
def test_amount_needs_a_currency(texts, expected):
    assert faults("money", **texts) == expected


def test_currency_alone_is_nothing():
    assert read("money", currency="MGA") == Content()


@pytest.mark.parametrize(
    ("text", "currency"),
    [("USD 1200", "USD"), ("1200 mga", "MGA"), ("EUR 1 200", "EUR")],
)
def test_currency_may_stand_beside_the_amount(text, currency):
    assert read("money", amount=text) == Content(
        amount=Decimal(1200), currency=currency
    )


def test_line_of_a_list_has_a_length():
    assert read("list", items="a" * 300).items == ("a" * 300,)
    assert faults("list", items="a" * 301) == {"items": ["length"]}


# --- Cells of tables ------------------------------------------------------------------


def cell(kind, text, unit="", **facts):
    options = {"language": "en", "decimal_mark": facts.pop("decimal_mark", "")}
    return read_value(Definition(value_type=kind, **facts), text, unit=unit, **options)


@pytest.mark.parametrize(
    ("kind", "text", "unit", "content"),
    [
        ("share", "12%", "", {"percent": Decimal(12)}),
        ("share", "12", "PERCENT", {"percent": Decimal(12)}),
        ("share", "12", "%", {"percent": Decimal(12)}),
        ("share", "12", "NUMBER", {"quantity": Decimal(12)}),
        ("share", "45.2", "thousands", {"quantity": Decimal(45200)}),
        ("percent", "0.046", "", {"percent": Decimal("0.046")}),
        ("number", "12", "", {"quantity": Decimal(12)}),
        ("number", "12", "enfants", {"quantity": Decimal(12)}),
        ("money", "1200", "USD", {"amount": Decimal(1200), "currency": "USD"}),
        ("money", "EUR 12", "", {"amount": Decimal(12), "currency": "EUR"}),
        ("money", "1.2", "% of GDP", {"gdp_percent": Decimal("1.2")}),
        ("money", "1.2", "%", {"gdp_percent": Decimal("1.2")}),
        ("year", "2019", "", {"year_stated": 2019}),
        ("yes_no", "oui", "", {"answer": True}),
        ("frequency", "yearly", "", {"frequency": "yearly"}),
        ("list", "a; b", "", {"items": ("a", "b")}),
        ("number", "", "", {}),
        ("share", "  ", "NUMBER", {}),
    ],
)
def test_cell_of_a_table_is_read_by_its_unit(kind, text, unit, content):
    assert cell(kind, text, unit) == Content(**content)


@pytest.mark.parametrize(
    ("kind", "text", "unit"),
    [
        ("share", "12", ""),
        ("share", "12", "per 100,000"),
        ("percent", "12", "NUMBER"),
        ("percent", "12", "thousands"),
        ("number", "12", "%"),
        ("number", "12", "USD"),
        ("money", "1200", ""),
        ("money", "1200", "millions"),
    ],
)
def test_cell_whose_unit_does_not_fit_is_refused(kind, text, unit):
    with pytest.raises(ValidationError) as caught:
        cell(kind, text, unit)

    assert set(caught.value.error_dict) == {"unit"}


def test_percent_is_never_taken_for_a_number():
    with pytest.raises(ValidationError) as caught:
        cell("number", "12%", "NUMBER")

    assert set(caught.value.error_dict) == {"quantity"}


def test_own_unit_of_an_indicator_is_known_in_every_language():
    facts = {"unit_en": "inspections", "unit_fr": "contrôles"}

    assert cell("number", "12", "Controles", **facts).quantity == 12
    assert cell("percent", "12", "inspections", **facts).percent == 12


@pytest.mark.parametrize(
    ("text", "empty"), [("..", "not_available"), ("not collected", "not_collected")]
)
def test_cell_that_says_there_is_no_value_is_its_own_reason(text, empty):
    reason = f"The source gives “{text}”."

    assert cell("share", text) == Content(empty=empty, empty_reason=reason)


def test_computed_indicators_take_no_cell():
    with pytest.raises(ValidationError) as caught:
        cell("percent", "50", "%", computed_from="activities")

    assert set(caught.value.error_dict) == {"__all__"}
    with pytest.raises(ValidationError):
        cell("instruments", "C182")


def test_decimal_mark_of_a_file_is_used():
    assert cell("share", "1,234", "NUMBER", decimal_mark=".").quantity == 1234


# --- Whatever is typed ----------------------------------------------------------------

TEXTS = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[<>(]?-?[0-9.,' ]{1,12}%?[)*‡]?", fullmatch=True),
    st.sampled_from(["..", "n/a", "-", "x", "yes", "2018-12-05", "USD 5", "5-17"]),
    st.sampled_from([*Empty.values, *Frequency.values]),
)
KINDS = [each.value for each in ValueType if each != ValueType.INSTRUMENTS]


def _can_be_stored(content: Content) -> bool:
    numbers = (content.quantity, content.percent, content.amount, content.gdp_percent)
    shares = (content.percent, content.gdp_percent)
    return (
        not (content.empty and content.has_value)
        and bool(content.empty) <= bool(content.empty_reason)
        and (content.amount is None) == (content.currency == "")
        and all(each is None or each >= 0 for each in numbers)
        and all(each is None or each <= 100 for each in shares)
        and all(len(each) <= 300 for each in content.items)
        and content.bound in {"", "<", ">"}
        and len(content.ages) <= 20
    )


def _outcome(reader, *given, **options) -> tuple[Content | None, set[str]]:
    """Return what was read, or the fields that are at fault."""
    try:
        return reader(*given, **options, language="en"), set()
    except ValidationError as error:
        return None, set(error.error_dict)


@given(kind=st.sampled_from(KINDS), drawn=st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_refused_or_can_be_stored(kind, drawn):
    definition = Definition(value_type=kind)
    names = (*fields_of(definition), *EMPTY_FIELDS, *facts_of(definition))
    texts = drawn.draw(st.dictionaries(st.sampled_from(names), TEXTS, max_size=4))

    content, refused = _outcome(read_content, definition, texts)
    assert refused <= set(names)
    assert refused or _can_be_stored(content)


@given(kind=st.sampled_from(KINDS), text=TEXTS, unit=TEXTS)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_cell_is_refused_or_can_be_stored(kind, text, unit):
    definition = Definition(value_type=kind)

    content, refused = _outcome(read_value, definition, text, unit=unit)
    assert refused <= {*fields_of(definition), "unit"}
    assert refused or _can_be_stored(content)
