"""What people type for a value, by the kind of the indicator."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from alliance87.core.numbers import AmbiguousNumber
from monitoring.enums import ValueType
from monitoring.figures.content import NAMES, Content
from monitoring.figures.reading import facts_of, fields_of, read_content
from monitoring.models import Definition, ObservationVersion


def read(kind, *, language="en", decimal_mark="", **given):
    return read_content(
        Definition(value_type=kind),
        given,
        language=language,
        decimal_mark=decimal_mark,
    )


def faults(kind, **given) -> dict[str, list[str]]:
    """Return the codes of all faults by field."""
    with pytest.raises(ValidationError) as caught:
        read(kind, **given)
    return {
        name: [each.code for each in errors]
        for name, errors in caught.value.error_dict.items()
    }


@pytest.mark.parametrize(
    ("kind", "given", "content"),
    [
        (
            "share",
            {"percent": "12.5%", "quantity": "1 234"},
            {"percent": Decimal("12.5"), "quantity": Decimal(1234)},
        ),
        ("share", {"percent": "4.6"}, {"percent": Decimal("4.6")}),
        ("share", {"quantity": "0"}, {"quantity": Decimal(0)}),
        ("share", {"percent": "<0.1"}, {"percent": Decimal("0.1"), "bound": "<"}),
        (
            "share",
            {"percent": ">95%", "quantity": ">900"},
            {"percent": Decimal(95), "quantity": Decimal(900), "bound": ">"},
        ),
        ("percent", {"percent": "0.125"}, {"percent": Decimal("0.125")}),
        ("percent", {"percent": "100"}, {"percent": Decimal(100)}),
        ("number", {"quantity": "1050‡"}, {"quantity": Decimal(1050), "footnote": "‡"}),
        ("yes_no", {"answer": "yes"}, {"answer": True}),
        (
            "yes_no",
            {"answer": "no", "on": "2018-12-05", "quantity": "15", "text": " Art. 3 "},
            {
                "answer": False,
                "on": date(2018, 12, 5),
                "quantity": Decimal(15),
                "text": "Art. 3",
            },
        ),
        ("year", {"year_stated": " 2018 "}, {"year_stated": 2018}),
        ("year", {"year_stated": "٢٠١٨"}, {"year_stated": 2018}),
        ("frequency", {"frequency": "three_to_five"}, {"frequency": "three_to_five"}),
        (
            "money",
            {"amount": "1 200.50", "currency": "usd", "gdp_percent": "0.046%"},
            {
                "amount": Decimal("1200.50"),
                "currency": "USD",
                "gdp_percent": Decimal("0.046"),
            },
        ),
        (
            "money",
            {"amount": "USD 1200"},
            {"amount": Decimal(1200), "currency": "USD"},
        ),
        ("money", {"gdp_percent": "1.2"}, {"gdp_percent": Decimal("1.2")}),
        ("list", {"items": "- Law 1\n\n• Law 2\n"}, {"items": ("Law 1", "Law 2")}),
    ],
)
def test_value_of_each_kind_is_read(kind, given, content):
    assert read(kind, **given) == Content(**content)


@pytest.mark.parametrize("kind", [each.value for each in ValueType])
def test_fields_of_each_kind_are_columns_of_a_version(kind):
    definition = Definition(value_type=kind)

    assert set(fields_of(definition)) <= set(NAMES)
    assert set(facts_of(definition)) <= set(NAMES)
    assert bool(fields_of(definition)) is (kind != "instruments")


def test_computed_indicators_are_not_typed():
    computed = Definition(value_type="percent", computed_from="activities")

    assert fields_of(computed) == ()
    assert faults("instruments", text="all") == {"__all__": ["computed"]}
    with pytest.raises(ValidationError):
        read_content(computed, {"percent": "5"}, language="en")


@pytest.mark.parametrize(
    "kind", [each.value for each in ValueType if each != ValueType.INSTRUMENTS]
)
def test_blank_is_neither_zero_nor_an_empty_meaning(kind):
    blanks = dict.fromkeys(fields_of(Definition(value_type=kind)), "  ")

    assert read(kind, **blanks) == Content()
    assert Content().is_blank


# --- One unit -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("share", {"percent": "125"}, {"percent": ["share"]}),
        ("share", {"percent": "12500 "}, {"percent": ["share"]}),
        ("share", {"percent": "-1"}, {"percent": ["negative"]}),
        ("share", {"quantity": "12%"}, {"quantity": ["unit"]}),
        ("number", {"quantity": "12.5%"}, {"quantity": ["unit"]}),
        ("number", {"quantity": "-3"}, {"quantity": ["negative"]}),
        ("number", {"quantity": "1000000000000001"}, {"quantity": ["large"]}),
        ("number", {"quantity": "NaN"}, {"quantity": ["invalid"]}),
        ("number", {"quantity": "1e9"}, {"quantity": ["invalid"]}),
        ("money", {"amount": "12%", "currency": "USD"}, {"amount": ["unit"]}),
        ("money", {"gdp_percent": "101"}, {"gdp_percent": ["share"]}),
        ("money", {"amount": "1.2345", "currency": "USD"}, {"amount": ["places"]}),
        ("share", {"percent": "<0.1", "quantity": "12"}, {"percent": ["bound"]}),
        ("share", {"amount": "5"}, {"amount": ["unknown"]}),
        ("number", {"quantity": "5", "footnote": "a\x00b"}, {"footnote": ["null"]}),
        ("number", {"quantity": "5", "footnote": "a" * 501}, {"footnote": ["length"]}),
    ],
)
def test_wrong_unit_is_refused_at_its_field(kind, given, expected):
    assert faults(kind, **given) == expected


def test_what_can_be_two_numbers_is_asked_with_both():
    with pytest.raises(ValidationError) as caught:
        read("number", quantity="1,234")

    (question,) = caught.value.error_dict["quantity"]
    assert isinstance(question, AmbiguousNumber)
    assert [each.entry for each in question.choices] == ["1234", "1.2340"]


def test_declared_decimal_mark_answers_the_question():
    assert read("number", quantity="1,234", decimal_mark=".").quantity == 1234
    assert read("number", quantity="1,234", decimal_mark=",").quantity == Decimal(
        "1.234"
    )


def test_all_faults_are_named_at_once():
    given = {"quantity": "-5", "sample_size": "1.5", "low": "5", "high": "3"}

    assert faults("number", **given) == {
        "quantity": ["negative"],
        "sample_size": ["whole"],
        "high": ["interval"],
    }


# --- No value -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "given", "empty"),
    [
        ("share", {"percent": ".."}, "not_available"),
        ("share", {"quantity": "not collected"}, "not_collected"),
        ("share", {"percent": "not collected", "quantity": "..."}, None),
        ("yes_no", {"answer": "not applicable"}, "not_applicable"),
        ("yes_no", {"answer": "not available", "text": "No law yet"}, "not_available"),
        ("money", {"amount": "withheld", "currency": "USD"}, "withheld"),
        ("year", {"year_stated": "not available"}, "not_available"),
        ("frequency", {"frequency": "not collected"}, "not_collected"),
        ("list", {"items": "not available"}, "not_available"),
        ("number", {"empty": "withheld"}, "withheld"),
        ("number", {"empty": "Not collected"}, "not_collected"),
        ("number", {"quantity": "..", "empty": "not_available"}, "not_available"),
        ("number", {"quantity": "..", "empty": "withheld"}, None),
    ],
)
def test_field_may_hold_why_there_is_no_value(kind, given, empty):
    if empty is None:
        assert set(faults(kind, empty_reason="No survey.", **given)) <= set(given)
        return
    content = read(kind, empty_reason="No survey.", **given)
    text = given.get("text", "")
    expected = Content(empty=empty, empty_reason="No survey.", text=text)

    assert content == expected


def test_no_value_needs_a_reason():
    assert faults("share", percent="..") == {"empty_reason": ["required"]}
    assert faults("share", empty="withheld") == {"empty_reason": ["required"]}
    assert faults("share", empty_reason="No survey.") == {"empty": ["required"]}
    assert faults("share", empty="gone", empty_reason="x") == {"empty": ["choice"]}


def test_value_and_reason_for_none_exclude_each_other():
    both = {"percent": "4.6", "empty": "withheld", "empty_reason": "Names."}

    assert faults("share", **both) == {"empty": ["two"]}
    assert faults("share", percent="4.6", empty_reason="x") == {"empty_reason": ["two"]}
    given = {"answer": "not available", "quantity": "3", "empty_reason": "x"}
    assert faults("yes_no", **given) == {"quantity": ["two"]}


def test_one_figure_of_two_may_be_missing():
    assert read("share", percent="4.6", quantity="..") == Content(
        percent=Decimal("4.6")
    )


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("number", "quantity"),
        ("yes_no", "answer"),
        ("year", "year_stated"),
        ("list", "items"),
    ],
)
def test_dash_and_n_a_are_asked_about(kind, field):
    assert faults(kind, **{field: "n/a"}) == {field: ["ambiguous"]}
    assert faults(kind, **{field: "-"}) == {field: ["ambiguous"]}


def test_a_list_of_one_entry_is_kept_where_it_is_no_word_for_nothing():
    assert read("list", items="Decree 12").items == ("Decree 12",)
    assert read("list", items="n/a\nDecree 12").items == ("n/a", "Decree 12")


def test_two_currencies_of_one_amount_say_what_to_do():
    with pytest.raises(ValidationError) as raised:
        read("money", amount="USD 5", currency="EUR")

    assert raised.value.message_dict == {
        "currency": [
            "The amount says USD, the currency EUR. Write the same currency in both, "
            "or take it away beside the amount."
        ]
    }


# --- Facts about the figure -----------------------------------------------------------


def test_facts_are_read_with_the_value():
    content = read(
        "share",
        percent="4.6",
        quality="Estimate",
        boundary="sna",
        ages="5 to 17",
        hours="1, 14, 43",
        hazardous_list="Decree 12",
        coverage="Urban",
        low="4%",
        high="5.2",
        standard_error="0.3",
        sample_size="12 000",
        footnote="See p. 4",
    )

    assert content == Content(
        percent=Decimal("4.6"),
        quality="estimate",
        boundary="sna",
        ages="5-17",
        hours="1, 14, 43",
        hazardous_list="Decree 12",
        coverage="Urban",
        low=Decimal(4),
        high=Decimal("5.2"),
        standard_error=Decimal("0.3"),
        sample_size=12000,
        footnote="See p. 4",
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"quality": "good"}, {"quality": ["choice"]}),
        ({"boundary": "x"}, {"boundary": ["choice"]}),
        ({"ages": "young"}, {"ages": ["ages"]}),
        ({"ages": "17-5"}, {"ages": ["ages"]}),
        ({"low": "4%"}, {"low": ["unit"]}),
        ({"standard_error": "<1"}, {"standard_error": ["bound"]}),
        ({"standard_error": "-1"}, {"standard_error": ["negative"]}),
        ({"high": "4", "low": "5"}, {"high": ["interval"]}),
    ],
)
def test_wrong_facts_are_refused_at_their_field(given, expected):
    assert faults("share", quantity="50", **given) == expected


@pytest.mark.parametrize(
    ("text", "ages"),
    [("5–17", "5-17"), ("5 à 17", "5-17"), ("18+", "18+"), ("05-9", "5-9")],
)
def test_ages_are_read_as_sources_write_them(text, ages):
    assert read("share", percent="5", ages=text).ages == ages


def test_brackets_of_the_source_are_kept_as_quality_and_footnote():
    content = read("share", percent="(33.0)", footnote="See p. 4")

    assert content == Content(
        percent=Decimal("33.0"),
        quality="unreliable",
        footnote="In brackets in the source: few cases behind it. See p. 4",
    )
    assert read("share", percent="(33.0)", quality="official").quality == "official"


def test_marks_of_several_fields_are_kept_once():
    content = read("share", percent="4.6*", quantity="120*", footnote="Provisional")

    assert content.footnote == "* Provisional"


def test_lengths_are_those_of_the_columns():
    for name in ("hours", "hazardous_list", "coverage", "footnote", "empty_reason"):
        length = ObservationVersion._meta.get_field(name).max_length
        more = {"empty": "withheld"} if name == "empty_reason" else {"percent": "5"}

        assert getattr(read("share", **{name: "a" * length}, **more), name)
        assert name in faults("share", **{name: "a" * (length + 1)}, **more)
