"""Thirty spellings in five languages by four ways in: none is misread in silence.

Every spelling has one right outcome: what it means, the entries that the question
offers, or the code of the refusal.
"""

import csv
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook

from alliance87.core.amounts import NumberField
from alliance87.core.enums import Empty
from alliance87.core.numbers import AmbiguousNumber, Reading, read_number
from alliance87.core.spreadsheets import read_file

LANGUAGES = ("en", "fr", "es", "pt", "ar")
NOT_AVAILABLE, NOT_APPLICABLE = Empty.NOT_AVAILABLE, Empty.NOT_APPLICABLE


@dataclass(frozen=True)
class Asked:
    """The entries of the question; an empty meaning stands for its label."""

    entries: tuple[str | Empty, ...]

    def __init__(self, *entries: str | Empty):
        object.__setattr__(self, "entries", entries)


@dataclass(frozen=True)
class Refused:
    code: str


def number(text: str, **facts) -> Reading:
    return Reading(Decimal(text), **facts)


def by_language(default, **others) -> dict:
    return {language: others.get(language, default) for language in LANGUAGES}


GROUPED_OR_NOT = Asked("1234", "1.2340")
SPELLINGS = {
    # Marks and groups.
    "1234567": number("1234567"),
    "12.5": number("12.5"),
    "12,5": number("12.5"),
    "1,234": GROUPED_OR_NOT,
    "1.234": GROUPED_OR_NOT,
    "1\N{NARROW NO-BREAK SPACE}234": number("1234"),
    "1\N{NO-BREAK SPACE}234\N{THIN SPACE}567,8": number("1234567.8"),
    "1’234’567.5": number("1234567.5"),
    "1.234.567,89": number("1234567.89"),
    "1,234,567.89": number("1234567.89"),
    "12,34,567": Refused("groups"),
    # Signs of other keyboards.
    "١٬٢٣٤٫٥": number("1234.5"),
    "١,٢٣٤": GROUPED_OR_NOT,
    "\N{RIGHT-TO-LEFT MARK}۱۲٫۵\N{ARABIC PERCENT SIGN}": number(
        "12.5", is_percent=True
    ),
    "１２．５": number("12.5"),
    "\N{MINUS SIGN}5": number("-5"),
    "12.5 %": number("12.5", is_percent=True),
    # Words and letters behind the digits.
    "12.3 b": Asked("12300000000", "12.3 (b)"),
    "1.2 million": number("1200000"),
    "1,5 billion": by_language(
        Asked("1500000000", "1500000000000"), en=number("1500000000")
    ),
    "2 mil": by_language(
        Asked("2000", "2000000"), es=number("2000"), pt=number("2000")
    ),
    # Marks of statistical tables.
    "(33,0)": number("33.0", is_bracketed=True),
    "1,050‡": Asked("1050‡", "1.0500‡"),
    "12.4*": number("12.4", marks="*"),
    "3.3 x,y": number("3.3", marks="x,y"),
    "16¹": number("16", marks="1"),
    "<0.1": number("0.1", bound="<"),
    ">95%": number("95", is_percent=True, bound=">"),
    "≤ 5": Asked("<6", "<5", "5"),
    # Nothing, and why.
    "..": Reading(empty=NOT_AVAILABLE),
    "n/a": Asked(NOT_AVAILABLE, NOT_APPLICABLE),
    "-": Asked("0", NOT_AVAILABLE, NOT_APPLICABLE),
    "غير متوفر": Reading(empty=NOT_AVAILABLE),
    "N.D.": by_language(
        Reading(empty=NOT_AVAILABLE),
        en=Asked(NOT_AVAILABLE, "0"),
        ar=Asked(NOT_AVAILABLE, "0"),
    ),
    "Non collecté": Reading(empty=Empty.NOT_COLLECTED),
    # No numbers.
    "1_000": Refused("invalid"),
    "1e5": Refused("invalid"),
    "1.2.3": Refused("groups"),
    "½": Refused("invalid"),
    "TRUE": Refused("invalid"),
    "9" * 40: Refused("digits"),
}


def expected(spelling: str, language: str) -> Reading | Asked | Refused:
    meant = SPELLINGS[spelling]
    if isinstance(meant, dict):
        meant = meant[language]
    if not isinstance(meant, Asked):
        return meant
    mark = "." if language == "en" else ","
    return Asked(
        *(
            str(each.label) if isinstance(each, Empty) else each.replace(".", mark)
            for each in meant.entries
        )
    )


def outcome(read) -> Reading | Asked | Refused:
    """Return what came of a text, with the entries that a question offers."""
    try:
        return read()
    except AmbiguousNumber as question:
        return Asked(*(each.entry for each in question.choices))
    except ValidationError as refusal:
        return Refused(refusal.code)


# --- The four ways in -----------------------------------------------------------------


class NumberForm(forms.Form):
    value = NumberField()
    change = NumberField(may_be_negative=True)


def from_form(spelling: str, language: str) -> Reading:
    # Only one of the two takes numbers below zero.
    name = "change" if spelling.startswith("\N{MINUS SIGN}") else "value"
    form = NumberForm({name: spelling})
    if not form.is_valid() and name in form.errors:
        raise form.errors.as_data()[name][0]
    return form.cleaned_data[name]


def from_csv(spelling: str, language: str) -> Reading:
    return read_number(cells_of("csv")[spelling], language=language)


def from_xlsx(spelling: str, language: str) -> Reading:
    return read_number(cells_of("xlsx")[spelling], language=language)


def from_json(spelling: str, language: str) -> Reading:
    received = json.loads(json.dumps({"value": spelling}))
    return read_number(received["value"], language=language)


@cache
def cells_of(kind: str) -> dict[str, str]:
    """Return the text of every spelling as a real file gives it back."""
    content = csv_file() if kind == "csv" else xlsx_file()
    table = read_file(SimpleUploadedFile(f"values.{kind}", content))
    assert table.problems == ()
    _heading, *rows = table.sheets[0].rows
    assert [each[0] for each in rows] == [f"row {at}" for at in range(len(SPELLINGS))]
    return dict(zip(SPELLINGS, (each[1] for each in rows), strict=True))


def csv_file() -> bytes:
    content = StringIO()
    writer = csv.writer(content, delimiter=";")
    writer.writerow(["name", "value"])
    writer.writerows([f"row {at}", each] for at, each in enumerate(SPELLINGS))
    return content.getvalue().encode("utf-8-sig")


def xlsx_file() -> bytes:
    workbook, content = Workbook(), BytesIO()
    workbook.active.append(["name", "value"])
    for at, each in enumerate(SPELLINGS):
        workbook.active.append([f"row {at}", each])
    workbook.save(content)
    return content.getvalue()


WAYS = {"form": from_form, "csv": from_csv, "xlsx": from_xlsx, "json": from_json}


# --- The cases ------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_means_one_thing_by_every_way_in(spelling, language, way):
    with translation.override(language):
        found = outcome(lambda: WAYS[way](spelling, language))

        assert found == expected(spelling, language)


def test_cases_are_at_least_six_hundred():
    assert len(SPELLINGS) * len(LANGUAGES) * len(WAYS) >= 600


ASKED = [
    (spelling, language)
    for spelling in SPELLINGS
    for language in LANGUAGES
    if isinstance(expected(spelling, language), Asked)
]


@pytest.mark.parametrize(("spelling", "language"), ASKED)
def test_question_names_the_text_and_every_choice_is_read_back(spelling, language):
    with translation.override(language):
        with pytest.raises(AmbiguousNumber) as asked:
            read_number(spelling, language=language)

        question = asked.value
        assert spelling in question.message
        for each in question.choices:
            assert each.meaning in question.message
            assert each.entry in question.message
            assert read_number(each.entry, language=language) == each.reading


@pytest.mark.parametrize(
    ("stored", "number_format", "meant"),
    [
        (0.125, "0.0%", number("12.5", is_percent=True)),
        (0.125, "0.000", number("0.125")),
        (0.01234, "0.00%", number("1.2340", is_percent=True)),
        (1.234, "General", number("1.2340")),
        (1234, "#,##0", number("1234")),
        (-0.05, "0%", number("-5", is_percent=True)),
        (0, "0", number("0")),
    ],
)
@pytest.mark.parametrize("decimal_mark", ["", ".", ","])
def test_number_cell_of_a_workbook_is_what_is_stored(
    stored, number_format, meant, decimal_mark
):
    workbook, content = Workbook(), BytesIO()
    workbook.active["A1"] = stored
    workbook.active["A1"].number_format = number_format
    workbook.save(content)
    table = read_file(SimpleUploadedFile("values.xlsx", content.getvalue()))

    text = table.sheets[0].rows[0][0]

    assert read_number(text, language="fr", decimal_mark=decimal_mark) == meant


def test_error_cell_of_a_workbook_is_refused_by_its_name():
    workbook, content = Workbook(), BytesIO()
    workbook.active.append(["name", "value"])
    workbook.active.append(["row 1", "#N/A"])
    workbook.save(content)

    table = read_file(SimpleUploadedFile("values.xlsx", content.getvalue()))

    assert [(each.cell, each.text) for each in table.problems] == [
        ("B2", "The cell holds an error: #N/A.")
    ]
