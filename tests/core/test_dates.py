from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from alliance87.core.dates import PartialDate, partial_date_from_parts

DAY, MONTH, YEAR, BEFORE, UNKNOWN = "day", "month", "year", "before", "unknown"


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("", {}, PartialDate(None, UNKNOWN)),
        ("2018", {}, PartialDate(date(2018, 1, 1), YEAR)),
        ("2018-12", {}, PartialDate(date(2018, 12, 1), MONTH)),
        ("2018-12-05", {}, PartialDate(date(2018, 12, 5), DAY)),
        (" 2018-12-05 ", {}, PartialDate(date(2018, 12, 5), DAY)),
        ("2020-02-29", {}, PartialDate(date(2020, 2, 29), DAY)),
        ("2018-12-05", {"before": True}, PartialDate(date(2018, 12, 5), BEFORE)),
        (
            "2018-12-05",
            {"until": "2018-12-06"},
            PartialDate(date(2018, 12, 5), DAY, date(2018, 12, 6)),
        ),
        (
            "2018",
            {"until": "2020"},
            PartialDate(date(2018, 1, 1), YEAR, date(2020, 1, 1)),
        ),
    ],
)
def test_parse_keeps_the_precision_of_the_text(text, options, expected):
    assert PartialDate.parse(text, **options) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5.12.2018",
        "2018-1",
        "2018-12-5",
        "18",
        "2018/12/05",
        "yesterday",
        "2018-12-05T00",
    ],
)
def test_parse_refuses_other_ways_of_writing(text):
    with pytest.raises(ValidationError) as refused:
        PartialDate.parse(text)

    assert refused.value.messages == [
        f"“{text}” is not a date. Write 2018, 2018-12 or 2018-12-05."
    ]


@pytest.mark.parametrize("text", ["2018-13", "2018-00", "2018-02-30", "2019-02-29"])
def test_parse_refuses_days_that_do_not_exist(text):
    with pytest.raises(ValidationError) as refused:
        PartialDate.parse(text)

    assert refused.value.messages == [
        "This date does not exist. Check the day, the month and the year."
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"year": 2021}, (date(2021, 1, 1), YEAR)),
        ({"year": 2021, "month": 6}, (date(2021, 6, 1), MONTH)),
        ({"year": 2021, "month": 6, "day": 9}, (date(2021, 6, 9), DAY)),
    ],
)
def test_parts_give_the_first_day_and_the_precision(parts, expected):
    assert partial_date_from_parts(**parts) == expected


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"year": None, "month": 6}, "Enter at least the year."),
        (
            {"year": 2021, "day": 9},
            "Enter the month too, or leave the day empty.",
        ),
        (
            {"year": 2021, "month": 6, "day": 31},
            "This date does not exist. Check the day, the month and the year.",
        ),
    ],
)
def test_parts_that_make_no_date_are_refused(parts, message):
    with pytest.raises(ValidationError) as refused:
        partial_date_from_parts(**parts)

    assert refused.value.messages == [message]


@pytest.mark.parametrize(
    ("when", "latest"),
    [
        (PartialDate.unknown(), None),
        (PartialDate.day(date(2021, 6, 9)), date(2021, 6, 9)),
        (PartialDate.day(date(2021, 6, 9), date(2021, 6, 11)), date(2021, 6, 11)),
        (PartialDate(date(2021, 6, 1), MONTH), date(2021, 6, 30)),
        (PartialDate(date(2020, 2, 1), MONTH), date(2020, 2, 29)),
        (PartialDate(date(2021, 1, 1), MONTH, date(2021, 3, 1)), date(2021, 3, 31)),
        (PartialDate(date(2021, 1, 1), YEAR), date(2021, 12, 31)),
        (PartialDate(date(2021, 1, 1), YEAR, date(2023, 1, 1)), date(2023, 12, 31)),
        (PartialDate(date(2021, 6, 9), BEFORE), date(2021, 6, 9)),
    ],
)
def test_latest_is_the_last_day_it_may_be(when, latest):
    assert when.latest == latest


def test_only_an_unknown_date_is_not_known():
    assert PartialDate.unknown().is_known is False
    assert PartialDate.day(date(2021, 6, 9)).is_known is True


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        (PartialDate.day(date(2021, 8, 9)), "9 August 2021", "9 août 2021"),
        (PartialDate(date(2021, 8, 1), MONTH), "August 2021", "août 2021"),
        (PartialDate(date(2021, 1, 1), YEAR), "2021", "2021"),
        (
            PartialDate.day(date(2021, 8, 9), date(2021, 8, 9)),
            "9 August 2021",
            "9 août 2021",
        ),
        (
            PartialDate.day(date(2021, 8, 9), date(2021, 8, 11)),
            "9–11 August 2021",
            "9–11 août 2021",
        ),
        (
            PartialDate.day(date(2021, 8, 30), date(2021, 9, 2)),
            "30 August–2 September 2021",
            "30 août–2 septembre 2021",
        ),
        (
            PartialDate.day(date(2021, 12, 30), date(2022, 1, 2)),
            "30 December 2021–2 January 2022",
            "30 décembre 2021–2 janvier 2022",
        ),
        (
            PartialDate(date(2021, 8, 1), MONTH, date(2021, 9, 1)),
            "August 2021–September 2021",
            "août 2021–septembre 2021",
        ),
        (
            PartialDate(date(2019, 1, 1), YEAR, date(2021, 1, 1)),
            "2019–2021",
            "2019–2021",
        ),
    ],
)
def test_text_is_no_more_exact_than_what_is_known(when, english, french):
    with translation.override("en"):
        assert str(when) == english
    with translation.override("fr"):
        assert str(when) == french


def test_text_of_what_is_not_known_is_words():
    assert str(PartialDate.unknown()) == "Date not known"
    assert str(PartialDate(date(2019, 11, 12), BEFORE)) == "Before 12 November 2019"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1 March 2019 / 21\N{EN DASH}22 March 2019 / March 2019"),
        ("fr", "1er mars 2019 / 21\N{EN DASH}22 mars 2019 / mars 2019"),
        ("es", "1 de marzo de 2019 / 21\N{EN DASH}22 de marzo de 2019 / marzo de 2019"),
    ],
)
def test_dates_read_as_the_language_writes_them(language, text):
    found = (
        PartialDate.day(date(2019, 3, 1)),
        PartialDate.day(date(2019, 3, 21), date(2019, 3, 22)),
        PartialDate.parse("2019-03"),
    )

    with translation.override(language):
        assert " / ".join(str(each) for each in found) == text
