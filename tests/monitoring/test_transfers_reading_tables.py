"""Tables of UNICEF and our own long table are read as they are."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.spreadsheets import Column, SheetOut, write_xlsx
from monitoring.transfers import HEADERS, Mapping
from tests.monitoring.transfer_samples import (
    brief,
    csv_file,
    fill_unicef,
    proposed,
    read,
    roles,
    stating,
    unicef,
    workbook,
)

# --- UNICEF ---------------------------------------------------------------------------


def test_workbook_with_merged_headings_and_marks_is_read():
    rows, faults, skipped = read(workbook(Table=fill_unicef), unicef)

    assert brief(rows[:3]) == [
        ("ALB", "PR-CL-2", 2021, "", "3.3", "%"),
        ("ALB", "PR-CL-2", 2021, "sex=M", "3.6", "%"),
        ("ALB", "PR-CL-2", 2021, "sex=F", "3", "%"),
    ]
    assert len(rows) == 15
    assert faults == []
    assert skipped == {"series": 5, "area": 4, "blank": 3, "note": 5}


def test_marks_beside_figures_are_read_with_their_words():
    rows, _faults, _skipped = read(workbook(Table=fill_unicef), unicef)

    assert rows[0].place == "Table!C6"
    assert rows[0].footnote == (
        "x: Data refer to years or periods other than those of the heading."
    )
    tunisia = next(each for each in rows if each.country == "TUN")
    assert tunisia.footnote.endswith("; y: Data differ from the standard definition.")


def test_dash_means_what_the_notes_of_the_file_say():
    rows, _faults, _skipped = read(workbook(Table=fill_unicef), unicef)
    france = [each for each in rows if each.country == "FRA"]

    assert [(each.text, each.empty) for each in france] == [("–", "not_available")] * 3


def test_dash_that_no_note_explains_is_asked_about():
    text = "Country;Indicator code;Year;Value\nALB;PR-CL-1;2010;-\n"

    asked = proposed(csv_file(text)).questions

    assert [(each.kind, each.about) for each in asked] == [("empty", "-")]


def test_columns_of_figures_with_marks_are_read_from_csv():
    text = (
        "iso3,country,total,total_mark,male,male_mark,survey\n"
        'ALB,Albania,3.3,x,3.6,"x,y","CLS 2010, UNICEF and ILO calculations"\n'
        "NGA,Nigeria,31.5,,32.3,,MICS 2016-17\n"
        "FRA,France,-,,-,,\n"
    )

    def chosen(mapping: Mapping) -> Mapping:
        mapping = stating(code="PR-CL-2")(mapping)
        return replace(mapping, empties={"-": "not_available"}, period="first")

    rows, faults, skipped = read(csv_file(text), chosen)

    assert [(each.year, each.text, each.footnote) for each in rows] == [
        (2010, "3.3", "x"),
        (2010, "3.6", "x; y"),
        (2016, "31.5", ""),
        (2016, "32.3", ""),
    ]
    assert (faults, skipped) == ([], {"blank": 2})


def test_period_without_a_choice_is_a_fault():
    text = "iso3,total,male,survey\nNGA,31.5,32.3,MICS 2016-17\n"

    mapping = proposed(csv_file(text))
    rows, faults, _skipped = read(csv_file(text), stating(code="PR-CL-2"))

    assert "period" in [each.kind for each in mapping.questions]
    assert rows == []
    assert {each.message for each in faults} == {
        "“MICS 2016-17” is a period. Choose whether its first or its last year counts."
    }


# --- The long table -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_long_table_is_read_in_each_language(language):
    head = [names[language] for names in HEADERS.values()]
    text = f"{';'.join(head)}\nALB;PR-CL-1;2010;F;5-14;3,12;%;CLS 2010;weighted\n"

    assert list(roles(csv_file(text)).values()) == [
        *("country", "code", "year", "sex", "age", "value", "unit", "source"),
        "footnote",
    ]
    (row,), faults, _skipped = read(csv_file(text))
    assert brief([row]) == [("ALB", "PR-CL-1", 2010, "age=5-14;sex=F", "3,12", "%")]
    assert (row.source, row.footnote, faults) == ("CLS 2010", "weighted", [])


def test_long_table_that_we_write_is_read_back():
    columns = [Column(names["fr"]) for names in HEADERS.values()]
    figures = [["Tunisie", "PR-CL-1", 2011, "M", "", "3,02", "%", "MICS4", "=1+1"]]
    content = write_xlsx([SheetOut("Valeurs", columns, figures)])

    (row,), faults, _skipped = read(SimpleUploadedFile("valeurs.xlsx", content))

    assert brief([row]) == [("TUN", "PR-CL-1", 2011, "sex=M", "3,02", "%")]
    assert (row.footnote, row.decimal_mark, faults) == ("=1+1", ",", [])


def test_other_countries_are_counted_and_left_out():
    text = "Country,Indicator code,Year,Value\nALB,PR-CL-1,2010,1\nFRA,PR-CL-1,2010,x\n"

    rows, faults, skipped = read(csv_file(text), asked={"ALB"})

    assert ([each.country for each in rows], faults) == (["ALB"], [])
    assert skipped == {"country": 1}


def test_wrong_facts_are_faults_with_their_cell():
    text = (
        "Country,ISO3,Indicator code,Year,Sex,Value\n"
        "Atlantis,,PR-CL-1,2010,F,1\n"
        "Albania,FRA,PR-CL-1,2010,F,1\n"
        "Albania,ALB,PR-CL-1,42005,F,1\n"
        "Albania,ALB,PR-CL-1,2010,Femal,1\n"
        ",,PR-CL-1,2010,F,1\n"
    )

    rows, faults, _skipped = read(csv_file(text))

    assert rows == []
    assert [(each.place, each.message) for each in faults] == [
        (
            "F2",
            "“Atlantis” is no country that is known. Use its ISO code, for example "
            "ALB.",
        ),
        ("F3", "The row names two countries: Albania / FRA."),
        ("F4", "“42005” is no year. It looks like a date that became a number."),
        ("F5", "“Femal” is no part that is known. Known are: F, M."),
        ("F6", "The row names no country."),
    ]


def test_formula_without_its_result_is_a_fault_with_its_cell():
    def fill(sheet):
        sheet.append(["Country", "Indicator code", "Year", "Value"])
        sheet.append(["ALB", "PR-CL-1", 2010, "=1+1"])
        sheet.append(["ALB", "PR-CL-1", 2011, 3])

    rows, faults, skipped = read(workbook(Values=fill))

    assert [each.year for each in rows] == [2011]
    assert [each.place for each in faults] == ["Values!D2"]
    assert faults[0].message.startswith("The cell holds a formula without its result.")
    assert skipped == {"refused": 1}


def test_numbers_of_a_workbook_have_a_point_whatever_was_typed_beside_them():
    rows, _faults, _skipped = read(
        workbook(
            Values=[
                ["Pays", "Code de l'indicateur", "Année", "Valeur"],
                ["ALB", "PR-CL-1", 2010, 3.125],
                ["ALB", "PR-CL-1", 2011, "1,250"],
                ["ALB", "PR-CL-1", 2012, "12,4"],
            ]
        )
    )

    assert [(each.text, each.decimal_mark) for each in rows] == [
        ("3.1250", "."),
        ("1,250", ","),
        ("12,4", ","),
    ]
