"""What the reader of numbers understands, asks about and refuses, case by case."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from alliance87.core.amounts import NumberField
from alliance87.core.enums import Empty
from alliance87.core.numbers import (
    AmbiguousNumber,
    Reading,
    read_number,
    typed,
    understood,
)

NO_BREAK = "\N{NO-BREAK SPACE}"


def number(text: str, **facts) -> Reading:
    return Reading(Decimal(text), **facts)


def read(text: str, *, language: str = "en", **options) -> Reading | None:
    return read_number(text, language=language, **options)


def refusal(text: str, *, language: str = "en", **options) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        read_number(text, language=language, **options)
    return refused.value


def entries(text: str, *, language: str = "en", **options) -> list[str]:
    with pytest.raises(AmbiguousNumber) as asked:
        read_number(text, language=language, **options)
    return [each.entry for each in asked.value.choices]


# --- Understood -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0", number("0")),
        ("-0", number("0")),
        ("007", number("7")),
        (".5", number("0.5")),
        (",5", number("0.5")),
        ("0,125", number("0.125")),
        ("+5", number("5")),
        ("\N{EN DASH}5", number("-5")),
        ("1 234,567", number("1234.567")),
        ("1.234٫5", number("1234.5")),
        ("1,234,567", number("1234567")),
        ("1'234", number("1234")),
        ("\N{LEFT-TO-RIGHT MARK}12.5\N{ZERO WIDTH SPACE}", number("12.5")),
        ("\ufeff12\n", number("12")),
        ("999999999999999999.999999", number("999999999999999999.999999")),
        ("12.500000000", number("12.5")),
        ("12.5 per cent", number("12.5", is_percent=True)),
        ("12,5 pour cent", number("12.5", is_percent=True)),
        ("%12,5", number("12.5", is_percent=True)),
        ("3 thousand", number("3000")),
        ("2 mille", number("2000")),
        ("12,3 Mrd", number("12300000000")),
        ("12.3 bn", number("12300000000")),
        ("1,5 mil millones", number("1500000000")),
        ("1,5 milhões", number("1500000")),
        ("٥ ملايين", number("5000000")),
        ("5k", number("5000")),
        ("5 lakh", number("500000")),
        ("less than 5", number("5", bound="<")),
        ("plus de 95 %", number("95", is_percent=True, bound=">")),
        ("(33,0)", number("33", is_bracketed=True)),
        ("(33,0 %)*", number("33", is_bracketed=True, is_percent=True, marks="*")),
        ("(<5)", number("5", is_bracketed=True, bound="<")),
        ("12.4 (a)", number("12.4", marks="a")),
        ("12.4 [1]", number("12.4", marks="1")),
        ("12.4** ¹", number("12.4", marks="**,1")),
        ("12.4 b,c", number("12.4", marks="b,c")),
        ("12.4 b %", number("12.4", is_percent=True, marks="b")),
        ("zéro", number("0")),
    ],
)
def test_number_is_understood(text, meant):
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("…", Empty.NOT_AVAILABLE),
        ("...", Empty.NOT_AVAILABLE),
        (":", Empty.NOT_AVAILABLE),
        ("Unknown", Empty.NOT_AVAILABLE),
        ("NON DISPONIBLE", Empty.NOT_AVAILABLE),
        ("No disponible", Empty.NOT_AVAILABLE),
        ("Não disponível", Empty.NOT_AVAILABLE),
        ("غير متوفّر", Empty.NOT_AVAILABLE),
        ("Not collected", Empty.NOT_COLLECTED),
        ("no recopilado", Empty.NOT_COLLECTED),
        ("não coletado", Empty.NOT_COLLECTED),
        ("لم تُجمع", Empty.NOT_COLLECTED),
        ("sans objet", Empty.NOT_APPLICABLE),
        ("no aplica", Empty.NOT_APPLICABLE),
        ("não se aplica", Empty.NOT_APPLICABLE),
        ("لا ينطبق", Empty.NOT_APPLICABLE),
        ("withheld", Empty.WITHHELD),
        ("confidentiel", Empty.WITHHELD),
        ("Confidencial", Empty.WITHHELD),
        ("محجوب", Empty.WITHHELD),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_word_for_an_empty_meaning_is_understood_in_every_language(
    text, meant, language
):
    assert read(text, language=language) == Reading(empty=meant)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("meaning", Empty)
def test_label_that_our_own_files_write_is_read_back(meaning, language):
    with translation.override(language):
        label = str(meaning.label)

    assert read(label) == Reading(empty=meaning)


@pytest.mark.parametrize("text", ["", "  ", "\t\n", NO_BREAK, "\u200f\ufeff"])
def test_nothing_typed_is_none(text):
    assert read(text) is None


def test_footnote_beside_a_word_is_kept():
    assert read("..¹") == Reading(empty=Empty.NOT_AVAILABLE, marks="1")
    assert read("Unknown*") == Reading(empty=Empty.NOT_AVAILABLE, marks="*")


# --- Declared by the file -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "decimal_mark", "meant"),
    [
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("16.669", ".", "16.669"),
        ("16.669", ",", "16669"),
        # What was clear before stays so, whatever the file declares.
        ("12.5", ",", "12.5"),
        ("1.234,5", ".", "1234.5"),
        ("0.125", ",", "0.125"),
    ],
)
def test_declared_mark_tells_thousands_from_decimals_only(text, decimal_mark, meant):
    assert read(text, decimal_mark=decimal_mark) == number(meant)


def test_declared_mark_leaves_other_questions_open():
    assert entries("1,234 b", decimal_mark=".") == ["1234000000000", "1234 (b)"]
    assert entries("n/a", decimal_mark=".") == ["Not available", "Not applicable"]


# --- Asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("-1,234", ["-1234", "-1.2340"]),
        ("1,234%", ["1234%", "1.2340%"]),
        ("012,345", ["12345", "12.3450"]),
        ("1،234", ["1234", "1.2340"]),
        ("1,234 million", ["1234000000", "1234000"]),
        ("12.3b", ["12300000000", "12.3 (b)"]),
        ("5 k", ["5000", "5 (k)"]),
        ("5m", ["5000000", "5000", "5 (m)"]),
        ("5 billones", ["5000000000", "5000000000000"]),
        ("1000,000", ["1000000", "1000.0000"]),
        ("-12345.000 %", ["-12345000%", "-12345.0000%"]),
        ("10⁵", ["10 [5]", "100000"]),
        ("- 5", ["-5", "5"]),
        ("≥ 5 %", [">5%", "5%"]),
        ("at least 5", [">4", ">5", "5"]),
        ("—", ["0", "Not available", "Not applicable"]),
        ("nil", ["0", "Not available"]),
        ("x", ["Not available", "Not applicable", "Withheld for safety"]),
        ("(*)", ["Not available", "Withheld for safety"]),
        ("N/A*", ["Not available*", "Not applicable*"]),
    ],
)
def test_text_with_several_meanings_is_asked_about(text, offered):
    assert entries(text) == offered


def test_question_with_two_choices_says_both_and_what_to_type():
    question = refusal("12,3 b", language="fr")

    assert question.message == (
        f"“12,3 b” can mean 12{NO_BREAK}300{NO_BREAK}000{NO_BREAK}000 or 12,3 with the "
        "mark “b”. Write 12300000000 for the first, or 12,3 (b) for the second."
    )


def test_question_with_three_choices_says_all():
    assert refusal("-").message == (
        "“-” can mean: 0; Not available; Not applicable. Write the one you mean like "
        "this: 0; Not available; Not applicable."
    )


def test_brackets_are_asked_about_where_a_number_below_zero_can_stand():
    assert entries("(33,5)", may_be_negative=True) == ["-33.5", "33.5"]


# --- Refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("1_000", "1e5", "1E5", "NaN", "Infinity", "inf", "0x1F", "TRUE", "½", "1½"),
        *("2024-03-12", "12/03/2024", "12:30", "5-10", "5 to 10", "1/2", "=1+1"),
        *("#N/A", "#DIV/0!", "5 USD", "$5", "5 o", "5x", "5 X", "12 (1)", "12 %%"),
        *("--5", "5-", "5+", "±5", "~5", "about 5", "5.", "(5", "5)", "(-5)", "10⁻³"),
        *("5\n6", "1\N{RIGHT-TO-LEFT OVERRIDE}23", "१२", "12‰", "[5]", "?", "<"),
        *("12\N{RIGHT-TO-LEFT MARK}34", "1\N{ZERO WIDTH SPACE}234", "1٢3", "9 " * 60),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_no_number_is_refused(text, language):
    assert refusal(text, language=language).code == "invalid"


@pytest.mark.parametrize(
    "text",
    [
        *("1.2.3", "12.03.2024", "12 5%", "1,2,3", "12 34", "1  234", "1'30"),
        *("0,123,456", "1 234.567.890", "1٫2٫3", "1,234٬567", "1,234 567"),
    ],
)
def test_broken_groups_are_refused(text):
    assert refusal(text).code == "groups"


def test_indian_groups_are_refused_with_what_they_may_mean():
    error = refusal("12,34,567")

    assert (error.code, error.message) == (
        "groups",
        f"“12,34,567” is grouped by hundreds. If it means 1{NO_BREAK}234{NO_BREAK}"
        "567, write 1234567.",
    )


@pytest.mark.parametrize(
    "text", ["9" * 40, "1234567890123456789", "1.1234567", "1000000000000 million"]
)
def test_number_with_too_many_digits_is_refused(text):
    assert refusal(text).code == "digits"


def test_refusal_names_the_text_and_what_to_type():
    assert refusal("1e5", language="fr").message == (
        "“1e5” cannot be read as a number. Write digits only, for example 1234,5; "
        "where there is no number, write “Not available”."
    )


def test_refusal_shortens_a_long_text():
    assert refusal("abc " * 100).message.startswith(f"“{'abc ' * 10}…” cannot be read")


# --- Said back ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("1234567,5", "en", f"1{NO_BREAK}234{NO_BREAK}567.5"),
        ("1234567,5", "ar", f"1{NO_BREAK}234{NO_BREAK}567,5"),
        ("<0.1 %", "en", "less than 0.1%"),
        (">95", "en", "more than 95"),
        ("(33.5)", "en", "33.5, in brackets: few cases behind it"),
        ("12.4 x,y", "en", "12.4 with the mark “x,y”"),
        ("..", "en", "Not available"),
    ],
)
def test_reading_is_said_back_in_words(text, language, words):
    assert understood(read(text, language=language), language=language) == words


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_empty_meaning_is_said_in_the_language_of_the_reader(language):
    with translation.override(language):
        label = str(Empty.NOT_APPLICABLE.label)

    said = understood(Reading(empty=Empty.NOT_APPLICABLE), language=language)

    assert said == label


def test_number_that_looks_grouped_is_typed_with_a_digit_more():
    assert typed(number("1.234"), language="fr") == "1,2340"


# --- The form field -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        (NumberField(), "", "Enter the number."),
        (NumberField(), "-5", "A number below zero cannot stand here."),
        (NumberField(), "5 USD", str(refusal("5 USD").messages[0])),
    ],
)
def test_number_field_names_the_remedy(field, text, message):
    with pytest.raises(ValidationError) as refused:
        field.clean(text)

    assert refused.value.messages == [message]


def test_number_field_keeps_everything_that_was_read():
    assert NumberField().clean("<12,5 %*") == number(
        "12.5", is_percent=True, bound="<", marks="*"
    )
    assert NumberField(required=False).clean(" ") is None
    assert NumberField().clean("..") == Reading(empty=Empty.NOT_AVAILABLE)
    assert NumberField(may_be_negative=True).clean("-5") == number("-5")
    assert NumberField(decimal_mark=",").clean("1,234") == number("1.234")


def test_number_field_shows_what_is_read_back_as_the_same():
    with translation.override("fr"):
        assert NumberField().prepare_value(number("1.234", bound="<")) == "<1,2340"
        assert NumberField().prepare_value(Decimal("1234.5")) == "1234,5"
        assert NumberField().prepare_value("abc") == "abc"


def test_number_field_unchanged_when_typed_back():
    assert not NumberField().has_changed(Decimal("1234.50"), "1 234,5")
    assert not NumberField().has_changed(None, "")
    assert NumberField().has_changed(Decimal("1234.5"), "1234.5*")
    assert NumberField().has_changed(Decimal("1234.5"), "abc")
    assert not NumberField(disabled=True).has_changed(Decimal(1), "2")
