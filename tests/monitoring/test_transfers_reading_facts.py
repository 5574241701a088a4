"""Years, ages, countries, units, signs and decimal marks: known, or asked about."""

import pytest
from django.core.exceptions import ValidationError

from monitoring.transfers import propose, read_layout
from monitoring.transfers.decimal_marks import mark_of, proved_mark
from monitoring.transfers.long_rows import HEADERS
from monitoring.transfers.lookups import (
    Axes,
    Countries,
    Indicators,
    ages_of,
    is_total,
    written_ages,
)
from monitoring.transfers.notes import declared, words_of
from monitoring.transfers.resolving import country_of, unit_in
from monitoring.transfers.vocabulary import AXES, ROLES, role_of, unit_of
from monitoring.transfers.years import year_in_header, year_of, year_within
from tests.monitoring.transfer_samples import (
    AXIS_ITEMS,
    COUNTRIES,
    INDICATORS,
    brief,
    csv_file,
    proposed,
    read,
    stating,
)

# --- Years --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year"),
    [("2015", 2015), ("2015.0", 2015), ("2015-01-01", 2015), ("1999", 1999)],
)
def test_year_is_read(text, year):
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2016-17", "period"),
        ("2016/2017", "period"),
        ("42005", "serial"),
        ("15", "year"),
        ("1026", "year"),
        ("", "year"),
        ("2017-16", "year"),
    ],
)
def test_year_that_is_not_plain_is_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        year_of(text)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "period", "year"),
    [
        ("CLS 2010, UNICEF and ILO calculations", "", 2010),
        ("MICS 2016-17", "first", 2016),
        ("National LFS 2016–2017", "last", 2017),
        ("MICS 2019-20", "last", 2020),
    ],
)
def test_year_is_read_out_of_the_name_of_a_survey(text, period, year):
    assert year_within(text, period=period) == year


@pytest.mark.parametrize("text", ["", "MICS", "DHS 2010 and MICS 2012", "120100 cases"])
def test_text_that_names_no_one_year_is_refused(text):
    with pytest.raises(ValidationError):
        year_within(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2015", 2015), ("[2015]", 2015), ("2015 [YR2015]", 2015), ("YR2015", 2015)],
)
def test_column_named_by_a_year_is_known(text, year):
    assert year_in_header(text) == year


@pytest.mark.parametrize("text", ["Child labour 2015", "2013–2021*", "12015", "Year"])
def test_heading_that_mentions_a_year_is_none(text):
    assert year_in_header(text) is None


# --- Ages and other parts -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("5-17", "5-17"),
        ("5–17", "5-17"),
        ("Y5T17", "5-17"),
        ("aged 5-11 years", "5-11"),
        ("De 5 a 14 años", "5-14"),
        ("5 à 14 ans", "5-14"),
        ("lt18y", "0-17"),
        ("Y_LT18", "0-17"),
        ("<18", "0-17"),
        ("18+", "18+"),
        ("Y_GE18", "18+"),
        ("18 years and over", "18+"),
    ],
)
def test_band_of_ages_is_read(text, ages):
    assert written_ages(ages_of(text)) == ages


@pytest.mark.parametrize("text", ["18", "m6t59", "6-59 months", "17-5", "Total", ""])
def test_text_that_is_no_band_of_years_is_none(text):
    assert ages_of(text) is None


def test_letters_of_sexes_follow_the_language_of_the_column():
    axes = Axes.of(AXIS_ITEMS)
    spanish = "Year,Sexo,Value\n2015,H,3\n2015,M,2\n"
    french = "Year,Sexe,Value\n2015,H,3\n2015,F,2\n"
    english = "Year,Sex,Value\n2015,M,3\n2015,F,2\n"
    about = stating(country="MEX", code="PR-CL-1")

    found = [
        [each.breakdown for each in read(csv_file(text), about)[0]]
        for text in (spanish, french, english)
    ]

    assert found == [["sex=M", "sex=F"], ["sex=M", "sex=F"], ["sex=M", "sex=F"]]
    assert axes.find("sex", "H") == ""


def test_national_is_a_scope_and_the_total_of_locations():
    text = "Year,Scope,Location,Value\n2015,National,National,3\n"

    rows, faults, _skipped = read(
        csv_file(text), stating(country="MEX", code="PR-CL-1")
    )

    assert (brief(rows)[0][3], faults) == ("scope=national", [])


def test_part_that_is_not_known_is_asked_about():
    text = "Year,Age,Value\n2015,18,3\n2015,5-17,2\n"

    asked = [each for each in proposed(csv_file(text)).questions if each.kind == "part"]

    assert [(each.column, each.about) for each in asked] == [("Age", "18")]


@pytest.mark.parametrize(
    "text", ["", "BOTHSEX", "_T: Total", "Les deux sexes", "ALLAGE"]
)
def test_words_for_the_whole_are_known(text):
    assert is_total(text)


# --- Countries and indicators -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("ALB", "ALB"),
        ("al", "ALB"),
        ("008", "ALB"),
        ("8", "ALB"),
        ("Albanie", "ALB"),
        ("Túnez", "TUN"),
        ("TUNEZ", "TUN"),
        ("Vietnam", "VNM"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire*", "CIV"),
        ("Congo", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("ALB: Albania", "ALB"),
        ("Bolivia", ""),
        ("Korea", ""),
        ("", ""),
    ],
)
def test_country_is_found_by_code_and_name(text, iso3):
    # Bolivia is not among the countries of this test.
    assert Countries.of(COUNTRIES).find(text) == iso3


def test_code_and_name_of_one_country_agree_and_unknown_names_do_not_matter():
    countries = Countries.of(COUNTRIES)

    assert country_of(("CIV", "Costa d'Avorio"), countries) == "CIV"


def test_label_that_two_indicators_share_means_neither():
    indicators = Indicators.of(INDICATORS)

    assert indicators.find("Victims identified") == ""
    assert indicators.find("vc_htf_detv") == "PR-HT-1"


# --- Units and signs ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("PERCENT", ""), ("%", 1)),
        (("Pourcentage", ""), ("%", 1)),
        (("Percentage (%)", ""), ("%", 1)),
        (("NUMBER", "0"), ("number", 1)),
        (("NUMBER", "3"), ("number", 1000)),
        (("Number", "Thousands"), ("number", 1000)),
        (("Number (thousands)", ""), ("number", 1000)),
        (("USD", "6: Millions"), ("USD", 1_000_000)),
        (("", ""), ("", 1)),
    ],
)
def test_unit_and_multiplier_are_read(texts, expected):
    assert unit_in(texts) == expected


def test_multiplier_that_is_not_known_is_a_fault():
    assert unit_in(("NUMBER", "dozens")).message == (
        "“dozens” is no multiplier that is known."
    )


def test_unit_that_is_not_known_stays_as_given():
    assert unit_of("per 100,000 population") == ("per 100,000 population", 1)


def test_notes_declare_signs_for_no_value_and_marks():
    empties, marks = declared(
        [
            "– Data not available.",
            ".. : données non disponibles",
            "x Data refer to other years.",
            "n/a = not applicable to this country",
            "Source: UNICEF global databases",
            "a note without a sign",
        ]
    )

    assert empties == {
        **dict.fromkeys("-–—", "not_available"),
        "..": "not_available",
        "n/a": "not_applicable",
    }
    assert marks["x"] == "Data refer to other years."


def test_several_marks_in_one_cell_are_all_said():
    assert words_of("x,q", {"x": "other years"}) == "x: other years; q"


# --- Decimal marks ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("digits", "mark"),
    [
        ("12,4", ","),
        ("0,123", ","),
        ("1.234,5", ","),
        ("1.234.567", ","),
        ("12.4", "."),
        ("1234.567", "."),
        ("1,234,567", "."),
        ("1,234", ""),
        ("12.345", ""),
        ("1000,500", ","),
        ("1000,000", ""),
        ("12000.000", ""),
    ],
)
def test_figure_proves_its_decimal_mark_or_does_not(digits, mark):
    assert proved_mark(digits) == mark


def test_column_that_proves_its_mark_says_how_it_is_known():
    assert mark_of([("B2", "1,234"), ("B3", "12,4"), ("B4", "7")]) == (
        ",",
        "“12,4” in B3 can only have a decimal comma.",
        False,
    )


def test_column_that_contradicts_itself_is_asked_about():
    assert mark_of([("B2", "12.4"), ("B3", "12,4")]) == (
        "",
        "“12.4” in B2 has a decimal point and “12,4” in B3 a decimal comma. Which one "
        "does the file use?",
        True,
    )


def test_column_that_proves_nothing_is_asked_about_only_when_it_matters():
    assert mark_of([("B2", "1,234")])[0] == ""
    assert mark_of([("B2", "1,234")])[1].startswith("“1,234” in B2 can be read in two")
    assert mark_of([("B2", "1 234"), ("B3", "7")]) == ("", "", False)


def test_doubtful_mark_is_a_question_of_the_proposal():
    text = "Country;Indicator code;Year;Value\nALB;PR-CL-1;2010;1,234\n"

    mapping = propose(read_layout(csv_file(text)))

    assert mapping.decimal_mark == ""
    assert [each.kind for each in mapping.questions] == ["decimal_mark"]


# --- Words --------------------------------------------------------------------------


def test_no_word_names_two_kinds_of_columns():
    kinds = {**ROLES, **AXES}
    words = [word for names in kinds.values() for word in names]

    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_headers_of_the_long_table_are_known(language):
    found = {
        key: role_of(names[language])[1] or role_of(names[language])[0]
        for key, names in HEADERS.items()
    }

    assert found == {key: key for key in HEADERS}
