"""Indicators in the read API: the catalogue, with each version of a definition."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring.enums import Dimension, Direction, IndicatorTheme, ValueType
from monitoring.figures.codes import TEMPLATE
from tests.api.asking import HOST, ask, refused, walk
from tests.factories import (
    make_axis_item,
    make_country,
    make_definition,
    make_indicator,
    make_pathfinder,
)

pytestmark = pytest.mark.django_db

MEANING = {
    "number": 2,
    "valid_from": "2021-01-01",
    "label": "Children in work",
    "printed_label": "",
    "value_type": {"code": "share", "label": "Percent and number"},
    "unit": "children",
    "direction": {"code": "down", "label": "Lower is better"},
    "axes": [
        {
            "axis": {"code": "sex", "label": "Sex"},
            "parts": [{"code": "F", "label": "Women and girls"}],
        }
    ],
    "series_code": "SL_TLF_CHLDEA",
    "objective": "",
    "baseline": 12.5,
    "baseline_withheld": False,
    "baseline_year": 2016,
    "target": 0,
    "target_on": "2025-12-31",
    "threshold": None,
    "is_computed": False,
    "note": "Ages 5 to 17",
    "caveat": "",
}


@pytest.fixture
def hours():
    make_axis_item("sex", "F", name_en="Women and girls", name_fr="Femmes et filles")
    indicator = make_indicator(code="CL-1")
    make_definition(indicator, label_en="Working children")
    make_definition(
        indicator,
        label_en="Children in work",
        label_fr="Enfants au travail",
        value_type=ValueType.SHARE,
        unit_en="children",
        direction=Direction.DOWN,
        axes={"sex": ["F"]},
        series_code="SL_TLF_CHLDEA",
        baseline=Decimal("12.5"),
        baseline_year=2016,
        target=Decimal(0),
        target_on=date(2025, 12, 31),
        note_en="Ages 5 to 17",
    )
    return indicator


def test_indicator_says_what_it_means_now(hours):
    answer = ask("indicators/")

    assert answer["meta"]["count"] == 1
    assert answer["items"] == [
        {
            "code": "CL-1",
            "country": None,
            "kind": {"code": "standard", "label": "Standard"},
            "theme": {"code": "child_labour", "label": "Child labour"},
            "dimension": {"code": "prevalence", "label": "How widespread it is"},
            "sub_area": None,
            "parent": None,
            "retired_on": None,
            "definition": MEANING,
            "page": f"{HOST}/indicators/CL-1/",
            "detail": f"{HOST}/api/v1/indicators/CL-1/",
            "values": f"{HOST}/api/v1/values/?indicator=CL-1",
        }
    ]


def test_detail_holds_every_version_of_the_definition(hours):
    found = ask("indicators/CL-1/", lang="fr")

    assert [each["number"] for each in found["definitions"]] == [2, 1]
    assert [each["label"] for each in found["definitions"]] == [
        *("Enfants au travail", "Working children")
    ]
    assert found["definition"]["axes"][0]["parts"][0]["label"] == "Femmes et filles"


def test_baseline_of_few_people_is_withheld(hours):
    make_definition(
        hours,
        baseline=Decimal(7),
        threshold=11,
        threshold_reason="Nobody can be found",
    )

    definition = ask("indicators/CL-1/")["definition"]

    assert definition["baseline"] is None
    assert definition["baseline_withheld"] is True
    assert definition["threshold"] == 11


def test_what_a_country_defined_is_found_with_the_country(hours):
    kenya = make_pathfinder(country=make_country(iso3="KEN", iso2="KE", name_en="K"))
    own = make_indicator(code="IM-C-1", pathfinder=kenya, parent=hours)
    make_definition(own)

    found = ask("indicators/IM-C-1/", country="KEN")

    assert found["country"] == {"iso3": "KEN", "name": "K"}
    assert found["parent"] == "CL-1"
    assert found["detail"] == f"{HOST}/api/v1/indicators/IM-C-1/?country=KEN"
    assert found["values"].endswith("/values/?indicator=IM-C-1&country=KEN")
    assert refused("indicators/IM-C-1/")[0] == 404
    assert refused("indicators/CL-1/", country="KEN")[0] == 404


def test_what_a_hidden_country_defined_is_not_told(hours):
    hidden = make_pathfinder(
        country=make_country(iso3="PER", iso2="PE"), is_public=False
    )
    make_definition(make_indicator(code="IM-C-1", pathfinder=hidden))

    assert [each["code"] for each in ask("indicators/")["items"]] == ["CL-1"]
    assert ask("indicators/", country="PER")["items"] == []
    assert refused("indicators/IM-C-1/", country="PER")[0] == 404


def test_template_and_indicators_without_meaning_are_left_out(hours):
    make_definition(make_indicator(code=TEMPLATE))
    make_indicator(code="CL-2")

    assert [each["code"] for each in ask("indicators/")["items"]] == ["CL-1"]
    assert refused("indicators/CL-2/")[0] == 404


def test_indicators_are_in_order_and_narrowed(hours):
    law = {"dimension": Dimension.COMMITMENT, "theme": IndicatorTheme.FORCED_LABOUR}
    make_definition(make_indicator(code="AA-1", **law))
    kenya = make_pathfinder(country=make_country(iso3="KEN", iso2="KE"))
    make_definition(make_indicator(code="AA-1", pathfinder=kenya))

    def codes(**query):
        rows = walk("indicators/", page_size=1, **query)
        return [(each["code"], bool(each["country"])) for each in rows]

    assert codes() == [("AA-1", False), ("CL-1", False), ("AA-1", True)]
    assert codes(theme="forced_labour") == [("AA-1", False)]
    assert codes(dimension="prevalence") == [("CL-1", False), ("AA-1", True)]
    assert codes(country="KEN") == [("AA-1", True)]


@pytest.mark.parametrize("code", ["CL-9", "%00", "CL-1%2F", "x" * 3000, "\u0661"])
def test_unknown_indicator_is_not_found(hours, code):
    assert refused(f"indicators/{code}/")[0] == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_depend_on_the_number_of_indicators(
    rows, django_assert_num_queries
):
    for _row in range(rows):
        make_definition(axes={"sex": ["F", "M"]})

    with django_assert_num_queries(4):
        assert len(ask("indicators/")["items"]) == rows
