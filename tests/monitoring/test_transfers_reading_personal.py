"""Data about single people never come in: columns are refused, texts are flagged."""

import pytest
from django.core.exceptions import ValidationError

from alliance87.core.personal import flags_of
from monitoring.transfers import flagged_cells, read_layout
from monitoring.transfers.lookups import Countries
from tests.monitoring.transfer_samples import COUNTRIES, csv_file, read, workbook

HEAD = "Country,Indicator code,Year,Value"


@pytest.mark.parametrize(
    "column",
    [
        *("Name", "First name", "Date of birth", "Passport number", "Phone"),
        *("Case number", "Nom", "Prénom", "Date de naissance", "Numéro de dossier"),
        *("Apellidos", "Fecha de nacimiento", "Teléfono", "CASE_NUMBER", "E-mail"),
    ],
)
def test_file_with_a_column_about_people_is_refused(column):
    text = f"{HEAD},{column}\nALB,PR-HT-1,2016,1,Awa Diallo\n"

    with pytest.raises(ValidationError) as refused:
        read_layout(csv_file(text))

    assert refused.value.code == "personal"
    assert f"E “{column}”" in refused.value.messages[0]


def test_column_about_people_in_any_sheet_is_refused():
    file = workbook(Values=[HEAD.split(",")], List=[["No", "Surname"], [1, "Diallo"]])

    with pytest.raises(ValidationError) as refused:
        read_layout(file)

    assert "List!B “Surname”" in refused.value.messages[0]


def test_column_of_addresses_is_refused_whatever_it_is_called():
    text = f"{HEAD},Contact\nALB,PR-HT-1,2016,1,awa@example.org\n"

    with pytest.raises(ValidationError):
        read_layout(csv_file(text))


def test_column_called_name_that_names_countries_passes():
    text = "Name,Indicator code,Year,Value\nAlbania,PR-HT-1,2016,1\n"

    layout = read_layout(csv_file(text), is_known=Countries.of(COUNTRIES).find)

    assert layout.sheets[0].names[0] == "Name"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ask awa.diallo@example.org", ("email",)),
        ("Call +221 77 123 45 67", ("phone",)),
        ("Tél. : 77 123 45 67", ("phone",)),
        ("Identity 1987051234567", ("number",)),
        ("Passport AB1234567", ("number",)),
        ("Awa Diallo, 12 years old, was found", ("person",)),
        ("Awa (12 ans)", ("person",)),
    ],
)
def test_text_that_may_identify_a_person_is_flagged(text, kinds):
    assert flags_of(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MICS 2016-17, UNICEF and ILO calculations",
        "Children aged 5–17 years, 2012-2013",
        "Population of 12,345,678 children; 2010-2014",
        "https://data.unicef.org/resources/file-123456789.xlsx",
        "Table 10, page 112",
        "Enquête nationale 2015, enfants de 12 ans et plus",
        "Labour Act No. 7 of 2019, Article 12",
    ],
)
def test_text_about_figures_is_not_flagged(text):
    assert flags_of(text) == ()


def test_flags_of_notes_and_sources_come_with_the_row():
    text = f"{HEAD},Source,Footnote\nALB,PR-HT-1,2016,1,Police,Awa (12 years old)\n"

    (row,), _faults, _skipped = read(csv_file(text))

    assert row.flags == ("person",)


def test_hidden_sheet_about_people_is_refused_and_others_are_not_read():
    def hidden(sheet):
        sheet.append(["Surname", "Year"])
        sheet.sheet_state = "hidden"

    def plain(sheet):
        sheet.append(["Lists", "Year"])
        sheet.sheet_state = "veryHidden"

    values = [HEAD.split(","), ["ALB", "PR-HT-1", 2016, 1]]

    with pytest.raises(ValidationError) as refused:
        read_layout(workbook(Values=values, People=hidden))

    assert "People!A “Surname”" in refused.value.messages[0]
    layout = read_layout(workbook(Values=values, Lists=plain))
    assert [each.name for each in layout.sheets] == ["Values"]


def test_cells_that_may_identify_a_person_are_found_in_columns_that_are_not_used():
    text = f"{HEAD},Remarks\nALB,PR-HT-1,2016,1,ask awa@example.org\n"

    assert flagged_cells(read_layout(csv_file(text))) == [("E2", "email")]


def test_figures_and_codes_are_no_numbers_of_persons():
    text = f"{HEAD}\nALB,PR-HT-1,2016,14990674123\n"

    assert flagged_cells(read_layout(csv_file(text))) == []
