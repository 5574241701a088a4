"""The course of an indicator on an earlier day, and as files."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.values import make_source
from tests.monitoring.courses import (
    LATE,
    address,
    judged,
    make_course,
    opened,
    put,
    signed_in,
    table,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course()


# --- As of a day ----------------------------------------------------------------------


def test_earlier_day_shows_what_was_public_then(course):
    put(course, 2015, 24)
    put(course, 2020, 20)
    put(course, 2024, 6, at=LATE)

    page = opened(as_of="2025-01-01")

    assert "fell from 24% in 2015 to 20% in 2020." in page
    assert "As of 1 January 2025." in page
    assert "As known on 1 January 2025" in page
    assert 'chart.csv?as_of=2025-01-01"' in page
    assert [row[0] for row in table(as_of="2025-01-01")] == ["Year", "2015", "2020"]
    assert [row[0] for row in table()] == ["Year", "2015", "2020", "2024"]
    assert "Nothing to draw" in opened(as_of="2024-04-30")


def test_earlier_day_shows_the_judgement_of_that_day(course):
    put(course, 2015, 24)
    put(course, 2024, 6)
    judged(course)

    assert "Judged so by" in opened(as_of=timezone.localdate().isoformat())
    assert "Judged so by" not in opened(as_of="2025-01-01")


def test_nobody_judges_an_earlier_day(course):
    put(course, 2015, 24)
    put(course, 2024, 6)
    client = signed_in()

    assert "Judge progress otherwise" in opened(client)
    assert "Judge progress otherwise" not in opened(client, as_of="2025-01-01")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2026-02-30", "This is no day. Write it as 2026-03-31."),
        ("soon", "This is no day. Write it as 2026-03-31."),
        ("2026-01-01\0", "This is no day. Write it as 2026-03-31."),
        ("9999-12-31", "This day is still to come."),
    ],
)
def test_day_that_cannot_be_read_is_said(course, given, said):
    put(course, 2015, 24)

    page = opened(as_of=given)

    assert said in page
    assert "Child labour stood at 24% in 2015." in page
    assert len(table(as_of=given)) == 2


# --- Files ----------------------------------------------------------------------------


def test_files_name_source_and_day(course):
    put(course, 2015, 24)
    put(course, 2024, 15.5, at=LATE)
    query = {"as_of": "2026-04-01"}

    drawing = Client().get(address("course-file", kind="svg"), query)
    picture = Client().get(address("course-file", kind="png"), query)

    assert drawing["Content-Type"] == "image/svg+xml"
    assert "Source: Household survey. As of 1 April 2026." in drawing.content.decode()
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    for answer, kind in ((drawing, "svg"), (picture, "png")):
        assert f"per-x-1.{kind}" in answer["Content-Disposition"]


def test_table_as_a_file_has_plain_numbers_and_one_name_for_each_column(course):
    put(course, 2015, 24, source=make_source(name="=cmd()"))
    put(course, 2024, 15.5, quality="estimate")

    head, first, second = table()

    assert len(set(head)) == len(head)
    assert (first[:2], second[:2]) == (["2015", "24"], ["2024", "15.5"])
    assert not any(cell.startswith("=") for cell in first)
    assert "Estimate" in second


def test_column_that_no_value_fills_is_left_out(course):
    put(course, 2015, 24)
    put(course, 2020, 20)
    assert table()[0] == ["Year", "Value", "Source", "As of"]

    put(course, 2024, 15.5, low=14, high=17, source=make_source(name="Census"))
    head, first, *_others, last = table()
    assert head[:4] == ["Year", "Value", "Interval", "Source of the value"]
    assert first[2:4] == ["", "Household survey"]
    assert last[2:4] == ["14% to 17%", "Census"]


def test_file_of_another_kind_is_not_there(course):
    put(course, 2015, 24)

    for kind in ("pdf", "exe"):
        url = address("course-file", kind=kind)
        assert Client().get(url).status_code == 404
