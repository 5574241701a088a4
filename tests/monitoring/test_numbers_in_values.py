"""The spellings of numbers as values: the grid and the files say what the reader says.

The spellings, and what each of them means, stand in `tests/core/test_numbers_ways.py`.
"""

from collections.abc import Mapping

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from alliance87.core.numbers import AmbiguousNumber, Reading
from monitoring.enums import Quality, ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading import read_content, read_value
from monitoring.models import Definition
from tests.core.test_numbers_ways import (
    LANGUAGES,
    SPELLINGS,
    Asked,
    Refused,
    expected,
)

COUNT = Definition(value_type=ValueType.NUMBER)


def in_the_grid(text: str, language: str) -> Content:
    given = {"quantity": text}
    if not any(each.isdigit() for each in text):
        # Where no number stands, the grid asks why.
        given["empty_reason"] = "So said the source."
    return read_content(COUNT, given, language=language)


def in_a_file(text: str, language: str) -> Content:
    return read_value(COUNT, text, language=language)


def outcome(read, text: str, language: str):
    """Return the facts of a content, the question with its entries, or the refusal."""
    try:
        content = read(text, language)
    except ValidationError as error:
        (fault,) = errors_of(error)
        if isinstance(fault, AmbiguousNumber):
            return Asked(*(each.entry for each in fault.choices))
        return Refused(fault.code)
    is_bracketed = content.quality == Quality.UNRELIABLE
    # What brackets mean is said in words there.
    marks = "" if is_bracketed else content.footnote
    return content.quantity, content.bound, marks, content.empty, is_bracketed


def errors_of(error: ValidationError) -> list[ValidationError]:
    by_field: Mapping = getattr(error, "error_dict", {"": [error]})
    return [each for errors in by_field.values() for each in errors]


def meant(text: str, language: str):
    """Return what a count of people holds after a text that the reader understood."""
    found = expected(text, language)
    if not isinstance(found, Reading):
        return found
    if found.is_percent:
        return Refused("unit")
    if found.number is not None and found.number < 0:
        return Refused("negative")
    return found.number, found.bound, found.marks, found.empty, found.is_bracketed


@pytest.mark.parametrize("read", [in_the_grid, in_a_file])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spelling_becomes_the_value_that_the_reader_understood(language, read):
    with translation.override(language):
        found = {text: outcome(read, text, language) for text in SPELLINGS}

        assert found == {text: meant(text, language) for text in SPELLINGS}
