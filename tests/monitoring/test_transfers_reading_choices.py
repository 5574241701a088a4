"""What a person chose for a file is kept, and no figure is lost on the way."""

import csv
from dataclasses import replace
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.transfers import Mapping, propose, read_layout, rows_of
from tests.monitoring.transfer_samples import (
    AXIS_ITEMS,
    COUNTRIES,
    INDICATORS,
    brief,
    csv_file,
    fill_unicef,
    proposed,
    read,
    stating,
    unicef,
    workbook,
)

# --- What is remembered ---------------------------------------------------------------


def test_mapping_is_found_again_by_the_columns_of_the_file():
    text = "Année;Sexe;Valeur\n2015;Filles;{}\n"
    layout = read_layout(csv_file(text.format("3,1")))
    mapping = stating(country="MEX", code="PR-CL-1")(propose(layout))
    profile = SimpleNamespace(layout=layout.key, mapping=mapping.to_json())

    later = read_layout(csv_file(text.format("4.2")))
    found = propose(later, remembered=[profile])
    rows = rows_of(
        later,
        found,
        countries=COUNTRIES,
        indicators=INDICATORS,
        axis_items=AXIS_ITEMS,
    )

    assert found.is_remembered
    assert (found.questions, found.decimal_mark) == ((), ".")
    assert brief(rows) == [("MEX", "PR-CL-1", 2015, "sex=F", "4.2", "")]


def test_mapping_is_plain_json_and_comes_back_the_same():
    mapping = unicef(proposed(workbook(Table=fill_unicef)))
    plain = replace(mapping, questions=(), known_by="")

    assert Mapping.from_json(mapping.to_json()) == plain


def test_file_with_other_columns_is_looked_at_anew():
    layout = read_layout(csv_file("Year,Sex,Value\n2015,F,1\n"))
    profile = SimpleNamespace(layout=[["Year", "Value"]], mapping={})

    assert not propose(layout, remembered=[profile]).is_remembered


def test_file_that_contradicts_itself_is_not_read_as_remembered():
    text = "Year,Sex,Value\n2015,F,{}\n2015,M,{}\n"
    layout = read_layout(csv_file(text.format("3.1", "2")))
    profile = SimpleNamespace(layout=layout.key, mapping=propose(layout).to_json())

    later = read_layout(csv_file(text.format("3.1", '"3,1"')))
    found = propose(later, remembered=[profile])

    assert (found.is_remembered, found.decimal_mark) == (True, "")
    assert "decimal_mark" in [each.kind for each in found.questions]


# --- What a person explained ----------------------------------------------------------


def test_country_that_a_person_explained_is_taken_or_left_out():
    text = (
        "Country,Indicator code,Year,Value\nThe Republic,PR-CL-1,2010,1\n"
        "Our region,PR-CL-1,2010,2\n"
    )

    def explained(mapping: Mapping) -> Mapping:
        return replace(mapping, places={"The Republic": "ALB", "Our region": ""})

    rows, faults, skipped = read(csv_file(text), explained)

    assert brief(rows) == [("ALB", "PR-CL-1", 2010, "", "1", "")]
    assert (faults, skipped) == ([], {"area": 1})


def test_series_that_is_not_asked_for_needs_no_country_that_is_known():
    text = "Country,Indicator code,Year,Value\nAtlantis,OTHER,2010,1\n"

    assert read(csv_file(text)) == ([], [], {"series": 1})


def test_name_that_is_about_some_ages_is_no_total():
    name = "Children aged 5-11 years in child labour"
    text = f"Year,Series,Gender,Value\n2022,{name},,40.7\n2022,{name},Male,41.2\n"
    about = stating(country="NGA")

    def chosen(code: str):
        return lambda mapping: replace(about(mapping), codes={name: code})

    refused = read(csv_file(text), chosen("PR-CL-1"))
    taken = read(csv_file(text), chosen("PR-CL-1|age=5-11"))

    assert refused[0] == []
    assert refused[1][0].message.startswith(f"“{name}” is about some ages only.")
    assert [each.breakdown for each in taken[0]] == ["age=5-11", "age=5-11;sex=M"]


def test_part_of_a_series_that_a_row_contradicts_is_a_fault():
    text = "Year,Series,Age,Value\n2022,Ages 5-11,12-14,3\n"

    def chosen(mapping: Mapping) -> Mapping:
        codes = {"Ages 5-11": "PR-CL-1|age=5-11"}
        return replace(stating(country="NGA")(mapping), codes=codes)

    assert [each.message for each in read(csv_file(text), chosen)[1]] == [
        "The row names two parts of one axis."
    ]


@pytest.mark.parametrize(
    ("meaning", "text", "empty", "footnote"),
    [("not_collected", "-", "not_collected", ""), ("zero", "0", "", "“-”")],
)
def test_sign_means_what_a_person_chose(meaning, text, empty, footnote):
    content = "Country,Indicator code,Year,Value\nALB,PR-CL-1,2010,-\n"

    (row,), faults, _skipped = read(
        csv_file(content), lambda mapping: replace(mapping, empties={"-": meaning})
    )

    assert (row.text, row.empty, row.footnote) == (text, empty, footnote)
    assert faults == []


def test_sign_with_one_meaning_is_not_asked_about():
    text = "Country,Indicator code,Year,Value\nALB,PR-CL-1,2010,..\n"

    assert proposed(csv_file(text)).questions == ()


def test_figure_merged_over_several_rows_is_a_fault():
    def fill(sheet):
        sheet.append(["Country", "Indicator code", "Year", "Value"])
        sheet.append(["ALB", "PR-CL-1", 2010, 3])
        sheet.append(["ALB", "PR-CL-1", 2011, None])
        sheet.append(["ALB", "PR-CL-1", 2012, 4])
        sheet.merge_cells("D2:D3")

    rows, faults, _skipped = read(workbook(Values=fill))

    assert [each.year for each in rows] == [2012]
    assert [each.place for each in faults] == ["Values!D2", "Values!D3"]


def test_country_merged_over_several_rows_counts_for_each():
    def fill(sheet):
        sheet.append(["Country", "Indicator code", "Year", "Value"])
        sheet.append(["Albania", "PR-CL-1", 2010, 3])
        sheet.append([None, "PR-CL-1", 2011, 4])
        sheet.merge_cells("A2:A3")

    rows, faults, _skipped = read(workbook(Values=fill))

    assert ([(each.country, each.year) for each in rows], faults) == (
        [("ALB", 2010), ("ALB", 2011)],
        [],
    )


def test_fault_in_a_column_that_is_not_used_stops_nothing():
    def fill(sheet):
        sheet.append(["Country", "Indicator code", "Year", "Value", "Check"])
        sheet.append(["ALB", "PR-CL-1", 2010, 3, "=D2*2"])

    rows, faults, _skipped = read(workbook(Values=fill))

    assert (len(rows), faults) == (1, [])


# --- Nothing is lost ------------------------------------------------------------------

CELLS = st.sampled_from(
    ["", "ALB", "Albania", "PR-CL-1", "SL_TLF_CHLDEC", "2015", "2016-17", "F", "5-17"]
    + ["12,4", "3.1", "-", "..", "x", "World", "Atlantis", "%", "=1+1", "\u00a0", '"']
)
HEADS = st.lists(
    st.sampled_from(
        ["Country", "Indicator code", "Year", "Sex", "Age", "Value", "Unit", "2015"]
        + ["total", "male", "", "Note", "Sexo", "Valeur", "?"]
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=150)
@given(head=HEADS, body=st.lists(st.lists(CELLS, max_size=7), max_size=8))
def test_every_figure_ends_as_a_row_a_fault_or_is_counted(head, body):
    content = StringIO()
    csv.writer(content).writerows([head, *body])
    try:
        layout = read_layout(csv_file(content.getvalue()))
        mapping = stating(country="ALB", code="PR-CL-1", year="2015")(propose(layout))
        rows = rows_of(
            layout,
            mapping,
            countries=COUNTRIES,
            indicators=INDICATORS,
            axis_items=AXIS_ITEMS,
        )
    except ValidationError:
        return

    found = list(rows)

    (sheet,) = layout.sheets
    first, end = sheet.body
    values = len(mapping.sheets[-1].named("value"))
    expected = sum(
        values if any(row) else 1 for row in sheet.sheet.rows[first:end]
    ) + len(sheet.sheet.rows[end:])
    assert len(found) + rows.skipped.total() == expected
