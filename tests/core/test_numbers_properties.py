"""Whatever is typed: a number is read as meant, asked about, or refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from alliance87.core.numbers import (
    AmbiguousNumber,
    Reading,
    read_number,
    typed,
    understood,
    write_number,
    write_plain,
)

LANGUAGES = ("en", "fr", "es", "pt", "ar")
LATIN, ARABIC, PERSIAN = "0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
# How numbers are written where the language is spoken: groups, decimal mark, digits.
STYLES = {
    "en": [
        *((",", ".", LATIN), ("", ".", LATIN), (" ", ".", LATIN)),
        *((NARROW, ".", LATIN), ("\N{THIN SPACE}", ".", LATIN)),
    ],
    "fr": [
        *((NARROW, ",", LATIN), (NO_BREAK, ",", LATIN), ("", ",", LATIN)),
        *((".", ",", LATIN), ("’", ".", LATIN), ("'", ",", LATIN)),
    ],
    "es": [
        *((".", ",", LATIN), (" ", ",", LATIN), ("", ",", LATIN)),
        *((",", ".", LATIN), (NARROW, ".", LATIN)),
    ],
    "pt": [(".", ",", LATIN), (" ", ",", LATIN), ("", ",", LATIN)],
    "ar": [
        *(("٬", "٫", ARABIC), ("٬", "٫", PERSIAN), ("", "٫", ARABIC)),
        *((",", ".", LATIN), (".", ",", LATIN), ("،", "٫", ARABIC)),
        *((",", ".", ARABIC), ("٬", ",", ARABIC)),
    ],
}
SUFFIXES = [
    ("", {}),
    ("%", {"is_percent": True}),
    (f"{NARROW}%", {"is_percent": True}),
    ("\N{ARABIC PERCENT SIGN}", {"is_percent": True}),
    ("*", {"marks": "*"}),
    (" x,y", {"marks": "x,y"}),
    ("² %", {"marks": "2", "is_percent": True}),
]
PREFIXES = [("", {}), ("<", {"bound": "<"}), ("> ", {"bound": ">"})]
SIGNS = (
    *"0123456789٠٣۵３.,،٫٬'’_-−–+()[]<>≤%٪*†‡¹⁵½/:=#eExXkmbMao …",
    *(" million", " mil", "n/a", NO_BREAK, NARROW, "\u200f", "\u202e", "\u200b"),
)


@st.composite
def numbers(draw) -> Decimal:
    places = draw(st.integers(0, 6))
    whole = draw(
        st.one_of(st.integers(0, 1999), st.integers(0, 10 ** (18 - places) - 1))
    )
    fraction = draw(st.integers(0, 10**places - 1))
    sign = draw(st.sampled_from(["", "-"]))
    return Decimal(
        f"{sign}{whole}.{fraction:0{places}}" if places else f"{sign}{whole}"
    )


def written(number: Decimal, style: tuple[str, str, str]) -> str:
    group, mark, digits = style
    signs = {",": group, ".": mark, **dict(zip(LATIN, digits, strict=True))}
    return "".join(signs.get(each, each) for each in f"{number:,f}")


def readings(text: str, language: str) -> list[Reading]:
    """Return what a text was read as, or all that the question offers."""
    try:
        read = read_number(text, language=language)
    except AmbiguousNumber as question:
        return [each.reading for each in question.choices]
    return [read] if read else []


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    number=numbers(),
    style=st.integers(0, 99),
    suffix=st.sampled_from(SUFFIXES),
    prefix=st.sampled_from(PREFIXES),
)
@example(number=Decimal("1234"), style=0, suffix=SUFFIXES[0], prefix=PREFIXES[0])
@example(number=Decimal("1.234"), style=1, suffix=SUFFIXES[1], prefix=PREFIXES[1])
def test_number_in_any_style_is_read_as_meant_or_asked_about(
    language, number, style, suffix, prefix
):
    styles = STYLES[language]
    text = prefix[0] + written(number, styles[style % len(styles)]) + suffix[0]
    meant = Reading(number, **prefix[1], **suffix[1])

    assert meant in readings(text, language)


@given(number=numbers(), style=st.sampled_from([*STYLES["en"], *STYLES["es"]]))
def test_number_of_a_file_that_declares_its_mark_is_never_asked_about(number, style):
    text = written(number, style)

    assert read_number(text, language="en", decimal_mark=style[1]) == Reading(number)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.lists(st.sampled_from(SIGNS), max_size=9).map("".join))
@example(text="** *")
@example(text="..¹")
@example(text="0¹¹¹")
@example(text="(12,345 k)†")
def test_any_text_is_read_back_from_what_is_said_to_type(language, text):
    try:
        found = readings(text, language)
    except ValidationError as error:
        refusal, found = error, []
    else:
        refusal = None

    assert refusal is None or refusal.code in {"invalid", "groups", "digits"}
    for each in found:
        assert read_number(typed(each, language=language), language=language) == each
        assert understood(each, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=numbers())
def test_number_written_plain_is_read_back(language, number):
    text = write_plain(number, language=language)

    assert read_number(text, language=language) == Reading(number)


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=numbers())
def test_number_written_for_reading_is_read_back_or_asked_about(language, number):
    text = write_number(number, language=language)

    assert Reading(number) in readings(text, language)
