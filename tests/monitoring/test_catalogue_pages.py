"""The pages of the catalogue: list, one indicator, downloads, loading a file."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from monitoring.catalogue import read_set, write_set
from monitoring.enums import Dimension, IndicatorTheme, SetState, SubArea, ValueType
from monitoring.models import IndicatorSet
from tests.factories import (
    make_definition,
    make_indicator,
    make_indicator_set,
    make_pathfinder,
)
from tests.monitoring.catalogue_files import SMALL, load_reference, load_small

pytestmark = pytest.mark.django_db

LIST = "/indicators/"


def codes(query: str = "") -> list[str]:
    page = Client().get(LIST + query)
    assert page.status_code == 200
    return [
        definition.indicator.code
        for table in page.context["tables"]
        for definition, _axes, _target in table["rows"]
    ]


# --- The list -----------------------------------------------------------------------


@pytest.fixture
def three():
    """A set of three: a number on children, one on trafficking, a budget."""
    first = make_indicator(code="A-1")
    second = make_indicator(code="A-2", theme=IndicatorTheme.HUMAN_TRAFFICKING)
    third = make_indicator(
        code="B-1",
        dimension=Dimension.COMMITMENT,
        theme=IndicatorTheme.ALL,
        sub_area=SubArea.BUDGET,
    )
    return make_indicator_set(
        make_definition(third, value_type=ValueType.MONEY, label_en="School money"),
        make_definition(
            first,
            axes={"sex": ["F", "M"]},
            target=0,
            target_on=date(2025, 12, 31),
            unit_en="children",
            label_fr="Enfants astreints",
            printed_label="# children",
        ),
        make_definition(second, caveat_en="Only detected ones."),
    )


def test_list_is_grouped_by_dimension_and_theme(three):
    page = Client().get(LIST)

    groups = [
        (table["group"].dimension, table["group"].theme, len(table["rows"]))
        for table in page.context["tables"]
    ]
    assert groups == [
        ("prevalence", "child_labour", 1),
        ("prevalence", "human_trafficking", 1),
        ("commitment", "all", 1),
    ]
    assert page.context["found_total"] == 3
    first = page.context["tables"][0]
    assert first["rows"][0][1:] == ("Sex", "0 children by 31 December 2025")
    assert (first["has_axes"], page.context["tables"][1]["has_axes"]) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A-1", "A-2", "B-1"]),
        ("?dimension=commitment", ["B-1"]),
        ("?theme=human_trafficking", ["A-2"]),
        ("?area=budget", ["B-1"]),
        ("?value=money", ["B-1"]),
        ("?q=school", ["B-1"]),
        ("?q=MONEY+school", ["B-1"]),
        ("?q=a-2", ["A-2"]),
        ("?q=astreints", ["A-1"]),
        ("?q=%23+children", ["A-1"]),
        ("?q=school+children", []),
        ("?theme=nonsense", ["A-1", "A-2", "B-1"]),
        ("?theme=child_labour&value=money", []),
    ],
)
def test_filters_leave(query, found, three):
    assert codes(query) == found


def test_filter_that_finds_nothing_says_so(three):
    page = Client().get(f"{LIST}?q=nothing").text

    assert "No indicator matches these filters" in page
    assert f'href="{LIST}"' in page


def test_list_without_a_set_says_so():
    assert "There is no set of indicators yet" in Client().get(LIST).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_a_fixed_number_of_questions(count, django_assert_num_queries):
    definitions = [
        make_definition(make_indicator(code=f"A-{number}"), axes={"sex": ["F"]})
        for number in range(count)
    ]
    make_indicator_set(*definitions)

    with django_assert_num_queries(4):
        assert len(codes()) == count


def test_validated_set_is_shown_before_a_later_draft():
    old = make_indicator_set(make_definition(make_indicator(code="OLD")))
    draft = make_definition(make_indicator(code="NEW"))
    make_indicator_set(draft, code="later", valid_from=date(2025, 1, 1))
    assert codes() == ["NEW"]

    IndicatorSet.objects.filter(pk=old.pk).update(state=SetState.VALIDATED)

    assert codes() == ["OLD"]
    assert codes("?set=later") == ["NEW"]
    assert Client().get(f"{LIST}?set=none").status_code == 404


def test_template_is_shown_and_not_counted():
    load_reference()

    page = Client().get(f"{LIST}?dimension=implementation")

    assert page.context["found_total"] == 9
    assert codes("?dimension=implementation")[-1] == "IM-C"


def test_customized_indicators_of_a_country_are_not_in_the_list(three):
    make_definition(make_indicator(code="IM-C-1", pathfinder=make_pathfinder()))

    assert "IM-C-1" not in codes()


# --- One indicator ------------------------------------------------------------------


def test_indicator_shows_what_it_means(three):
    page = Client().get("/indicators/A-1/")

    facts = {line.label: line.value for line in page.context["facts"]}
    assert facts["Unit"] == "children"
    assert facts["Target"] == "0 children by 31 December 2025"
    assert page.context["parts"] == [("Sex", "sex F, sex M")]
    assert "# children" in page.text
    assert "Only detected ones." in Client().get("/indicators/A-2/").text


def test_indicator_shows_every_version_with_what_changed():
    load_small()
    text = SMALL.replace("Money for schools", "Money for education")
    load_small(text, reason="Clearer.", valid_from=date(2025, 3, 1))

    page = Client().get("/indicators/A-2/")

    shown = [
        (each.number, each.reason, [change.field for change in changes])
        for each, changes in page.context["versions"]
    ]
    assert shown == [(2, "Clearer.", ["name in English"]), (1, "", [])]
    assert [(str(each), number) for each, number in page.context["sets"]] == [
        ("Trial set", 2)
    ]
    assert "<del>Money for schools</del>" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_indicator_asks_a_fixed_number_of_questions(count, django_assert_num_queries):
    indicator = make_indicator(code="A-1")
    versions = [
        make_definition(indicator, axes={"sex": ["F"]}) for _number in range(count)
    ]
    make_indicator_set(*versions)
    for _number in range(count):
        country = make_pathfinder(is_public=True)
        make_definition(make_indicator(pathfinder=country, parent=indicator))

    with django_assert_num_queries(5):
        page = Client().get("/indicators/A-1/")

    assert len(page.context["more_precise"]) == count


def test_indicator_of_a_country_has_no_page_among_the_standard_ones():
    own = make_indicator(code="IM-C-1", pathfinder=make_pathfinder())
    make_definition(own)

    assert Client().get("/indicators/IM-C-1/").status_code == 404
    assert Client().get("/indicators/NONE/").status_code == 404


def test_indicator_speaks_the_language_of_its_reader(client):
    load_reference()
    client.cookies["django_language"] = "fr"

    page = client.get("/indicators/IM-1/").text

    assert "Feuille de route élaborée" in page


# --- Downloads ----------------------------------------------------------------------


def test_yaml_is_the_file_of_the_set():
    found = load_small()

    answer = Client().get("/indicators/trial.yaml")

    assert (
        answer["Content-Disposition"] == 'attachment; filename="indicators-trial.yaml"'
    )
    assert answer.content.decode() == write_set(found)
    assert read_set(answer.content.decode()) == read_set(SMALL)


def test_csv_holds_the_rows_of_the_list(three):
    answer = Client().get("/indicators/table.csv?theme=child_labour")

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    found = dict(zip(*rows, strict=True))
    assert found["Code"] == "A-1"
    assert found["As printed"] == "# children"
    assert found["Broken down by"] == "Sex: sex F, sex M"
    assert (found["Target"], found["Target date"]) == ("0.0", "2025-12-31")
    assert found["Page"] == "http://testserver/indicators/A-1/"
