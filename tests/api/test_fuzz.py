"""Hostile questions get a clear answer, never a failure of the server."""

import pytest
from django.test import Client
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alliance87.core.api.paging import cursor_of
from alliance87.home.api import description
from tests.api.asking import LISTS, ROOT

pytestmark = pytest.mark.django_db
HOSTILE = (
    *("", "\x00", "'", '"', "';--", "%", "%00", "\\", "../..", "{{7*7}}", "<script>"),
    *("-1", "0", "1e309", "9" * 5000, "nan", "１２", "٣", "1_000", " 1", "1.0", "true"),
    *("0000-00-00", "9999-12-31", "2020-02-30", "２０２０-01-01", "31-13-2020"),
    *(
        "KEN" * 1000,
        "KEN," * 300,
        ",",
        ",,,",
        "ken",
        "KÉN",
        "\u202e",
        "\ud7ff",
        "\U0010ffff",
    ),
    cursor_of((-(2**63), "x")),
    "A" * 3000,
)
OPERATIONS = {
    path: [
        each["name"] for each in methods["get"]["parameters"] if each["in"] == "query"
    ]
    for path, methods in description()["paths"].items()
}
NAMES = sorted({name for names in OPERATIONS.values() for name in names})
WORDS = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=40), st.integers().map(str)
)
PLACES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.floats()
)


def is_answered(url: str) -> None:
    answer = Client(raise_request_exception=False).get(url)
    assert answer.status_code in (200, 400, 404), (url, answer.content)
    said = answer.json()
    if answer.status_code != 200:
        assert set(said) == {"error", "field", "message"}
        assert said["message"]


@pytest.mark.parametrize("path", sorted(OPERATIONS))
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_of_every_parameter(path, value):
    url = path.format(
        iso3="KEN", number=1, year=2024, code="X", key=1, version=1, slug="x"
    )
    for name in OPERATIONS[path]:
        is_answered(f"{url}?{urlencode({name: value})}")


class TestQuestions(TestCase):
    @settings(max_examples=150)
    @given(
        st.sampled_from(sorted(OPERATIONS)),
        st.dictionaries(
            st.one_of(st.sampled_from(NAMES), st.text()), WORDS, max_size=4
        ),
        WORDS,
    )
    def test_any_question_is_answered(self, path, query, key):
        place = urlencode({"": key})[1:].replace("+", "%20").replace("%2F", "x") or "x"
        for name in ("iso3", "number", "year", "code", "key", "version", "slug"):
            path = path.replace(f"{{{name}}}", place)
        is_answered(f"{path}?{urlencode(query)}")

    @settings(max_examples=150)
    @given(st.sampled_from(LISTS), st.lists(PLACES, max_size=7))
    def test_any_cursor_is_answered(self, path, places):
        is_answered(f"{ROOT}{path}/?{urlencode({'after': cursor_of(places)})}")
