"""Files of the SDG database and of Open SDG are read as they are."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.transfers import Mapping, Role
from tests.monitoring.transfer_samples import (
    UNSD,
    brief,
    csv_file,
    proposed,
    read,
    stating,
    workbook,
)

# --- The global SDG database ----------------------------------------------------------


def test_download_of_the_sdg_database_is_read_as_it_is():
    rows, faults, skipped = read(csv_file(UNSD, encoding="utf-8-sig"))

    assert brief(rows) == [
        ("ALB", "PR-CL-2", 2010, "age=5-14", "3.3", "%"),
        ("CIV", "PR-CL-2", 2016, "sex=M", "21.5", "%"),
        ("VNM", "PR-HT-1", 2016, "", "1128", "number"),
    ]
    assert faults == []
    assert skipped == {"area": 1, "series": 1}


def test_facts_beside_a_figure_of_the_sdg_database_are_kept():
    (first, second, third), _faults, _skipped = read(csv_file(UNSD))

    assert first.place == "I2"
    assert first.source == 'CLS 2010, "national"'
    assert first.footnote == "Hours, reference week; Nature: CA"
    assert (first.quality, second.quality) == ("", "official")
    assert (second.low, second.high, second.ages) == ("19.0", "24.1", "5-17")
    assert third.decimal_mark == "."


def test_download_padded_with_empty_signs_is_read():
    padded = SimpleUploadedFile("data.csv", UNSD.encode() + b"\x00" * 4096)

    rows, faults, _skipped = read(padded)

    assert (len(rows), faults) == (3, [])


def test_every_sheet_of_a_padded_workbook_is_read():
    lines = [line.split(",") for line in UNSD.splitlines()[3:5]]
    head = UNSD.splitlines()[0].split(",")
    sheets = workbook(
        Goal8=[head, lines[0]], Goal16=[head, lines[0][:7] + ["2017"] + lines[0][8:]]
    )
    padded = SimpleUploadedFile("data.xlsx", sheets.read() + b"\x00" * 70_000)

    rows, faults, _skipped = read(padded)

    assert [(each.place, each.year) for each in rows] == [
        ("Goal8!I2", 2016),
        ("Goal16!I2", 2017),
    ]
    assert faults == []


def test_national_figures_of_the_sdg_database_are_another_variant():
    national = UNSD.replace(",C,G,MALE", ",C,N,MALE")

    rows, _faults, _skipped = read(csv_file(national))

    assert [each.variant for each in rows] == ["", "N", ""]


def test_years_as_columns_are_one_figure_each():
    text = (
        "SeriesCode,GeoAreaCode,GeoAreaName,[Sex],[Units],2010,2012,2013\n"
        "SL_TLF_CHLDEC,8,Albania,BOTHSEX,PERCENT,3.3,,2.9\n"
        "SL_TLF_CHLDEC,788,Tunisia,FEMALE,PERCENT,,1.4,..\n"
    )

    rows, faults, skipped = read(csv_file(text))

    assert brief(rows) == [
        ("ALB", "PR-CL-2", 2010, "", "3.3", "%"),
        ("ALB", "PR-CL-2", 2013, "", "2.9", "%"),
        ("TUN", "PR-CL-2", 2012, "sex=F", "1.4", "%"),
        ("TUN", "PR-CL-2", 2013, "sex=F", "..", "%"),
    ]
    assert (faults, skipped) == ([], {"blank": 2})


def test_axis_that_the_catalogue_does_not_know_counts_only_at_its_total():
    text = (
        "SeriesCode,GeoAreaCode,GeoAreaName,TimePeriod,Value,[Quantile]\n"
        "SL_TLF_CHLDEC,8,Albania,2010,3.3,_T\n"
        "SL_TLF_CHLDEC,8,Albania,2010,5.1,Q1\n"
    )

    rows, faults, skipped = read(csv_file(text))

    assert [each.text for each in rows] == ["3.3"]
    assert (faults, skipped) == ([], {"axis": 1})


def test_sdmx_file_with_codes_and_labels_is_read():
    text = (
        "DATAFLOW,REF_AREA:Geographic area,SERIES:Series,SEX:Sex,AGE:Age,"
        "UNIT_MULT:Unit multiplier,TIME_PERIOD:Time period,OBS_VALUE:Value,"
        "OBS_STATUS:Status\n"
        "X,ALB: Albania,SL_TLF_CHLDEC: Child labour,_T: Total,Y5T14: 5 to 14,0,2010,"
        "3.3,E: Estimated\n"
    )

    (row,), faults, _skipped = read(csv_file(text))

    assert brief([row]) == [("ALB", "PR-CL-2", 2010, "age=5-14", "3.3", "")]
    assert (row.quality, row.multiplier, faults) == ("estimate", 1, [])


# --- National Open SDG platforms ------------------------------------------------------


def test_file_of_open_sdg_asks_for_its_country_and_indicator():
    text = "Year,Units,Sex,Age,Location,Value\n2015,%,,,,8.7\n"

    assert [each.kind for each in proposed(csv_file(text)).questions] == [
        "country",
        "code",
    ]
    with pytest.raises(ValidationError) as refused:
        read(csv_file(text))
    assert refused.value.code == "mapping"


def test_file_of_open_sdg_is_read_with_both_units():
    text = (
        "Year,Units,Sex,Age,Location,Value\n"
        "2015,number,,,,39300\n"
        "2015,%,,,,8.7\n"
        "2015,%,boy,,,11.4\n"
        "2015,%,,aged 5-11 years,,4.6\n"
        "2015,%,,,rural,16.8\n"
    )

    rows, faults, _skipped = read(
        csv_file(text), stating(country="ALB", code="PR-CL-1")
    )

    assert brief(rows) == [
        ("ALB", "PR-CL-1", 2015, "", "39300", "number"),
        ("ALB", "PR-CL-1", 2015, "", "8.7", "%"),
        ("ALB", "PR-CL-1", 2015, "sex=M", "11.4", "%"),
        ("ALB", "PR-CL-1", 2015, "age=5-11", "4.6", "%"),
        ("ALB", "PR-CL-1", 2015, "location=rural", "16.8", "%"),
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("head", "girls", "share", "mark"),
    [
        ("Année;Unités;Sexe;Âge;Valeur", "Filles", "Pourcentage", ","),
        ("Año;Unidades;Sexo;Grupo de edad;Valor", "Mujeres", "Porcentaje", ","),
        ("Year;Units;Sex;Age;Value", "girl", "percent", "."),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_file_of_open_sdg_is_read_in_each_language(head, girls, share, mark, encoding):
    text = f"{head}\n2015;{share};{girls};5–14;3{mark}12\n"

    (row,), faults, _skipped = read(
        csv_file(text, encoding=encoding), stating(country="MEX", code="PR-CL-1")
    )

    assert brief([row]) == [
        ("MEX", "PR-CL-1", 2015, "age=5-14;sex=F", f"3{mark}12", "%")
    ]
    assert (row.decimal_mark, faults) == (mark, [])


def test_regions_of_a_country_are_left_out_until_somebody_says_which_is_the_whole():
    text = (
        "Year,Entidad federativa,Sexo,Grupo de edad,GeoCode,Value\n"
        "2017,Estados Unidos Mexicanos,Total,De 5 a 14 años,00,3.58\n"
        "2017,Aguascalientes,Total,Total,01,4.74\n"
    )
    about = stating(country="MEX", code="PR-CL-1")

    def whole(mapping: Mapping) -> Mapping:
        sheet = mapping.sheets[0]
        role = Role("axis", whole=("Estados Unidos Mexicanos",))
        return about(
            mapping.with_sheet(
                replace(sheet, roles={**sheet.roles, "Entidad federativa": role})
            )
        )

    assert read(csv_file(text), about)[2] == {"axis": 2}
    assert brief(read(csv_file(text), whole)[0]) == [
        ("MEX", "PR-CL-1", 2017, "age=5-14", "3.58", "")
    ]


def test_two_figures_for_one_thing_are_a_fault_with_both_places():
    text = "Year,Sex,Age,Units,Value\n2018,BOTHSEX,5-17,PERCENT,9.2\n"
    again = "2018,BOTHSEX,5-17,PERCENT,9.2\n2018,BOTHSEX,5-17,PERCENT,14.7\n"

    rows, faults, skipped = read(
        csv_file(text + again), stating(country="TUN", code="PR-CL-1")
    )

    assert ([each.place for each in rows], skipped) == (["E2"], {"repeated": 1})
    assert [(each.place, each.text) for each in faults] == [("E4", "14.7")]
    assert faults[0].message.startswith("E2 says “9.2” for the same country")
