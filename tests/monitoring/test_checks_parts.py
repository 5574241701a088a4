"""Each check of parts and wholes: a case it finds, and a near miss it leaves alone.

Figures of real sources stand as they were published: UNICEF global database, May 2022;
UNSD, SDG 8.7.1, state of 2020; US Department of Labor, Findings 2018.
"""

import pytest

from tests.monitoring.test_checks import (
    KINDS,
    MEXICO,
    assert_case,
    assert_near_miss,
    cell,
    found,
)


def family(kind="share", code="PR-CL-2", **figures):
    """Return the parts of one figure: `F="4.7"`; `T` is the total, `a5_14` a band."""
    field = "percent" if kind == "share" else "quantity"
    keys = {"T": "", "F": "sex=F", "M": "sex=M"}
    return [
        cell(
            kind,
            code=code,
            breakdown=keys.get(name)
            or (f"age={name[1:].replace('_', '-')}" if name[0] == "a" else ""),
            **{field: figure},
        )
        for name, figure in figures.items()
    ]


def victims(**figures):
    return family("number", "PR-FL-1", **figures)


def cases(**stages):
    return [
        cell("number", code="PR-HT-2", breakdown=f"stage={stage}", quantity=figure)
        for stage, figure in stages.items()
    ]


def citizens(total, *parts):
    facts = {"kind": "number", "code": "PR-HT-1"}
    return [
        cell(**facts, quantity=total),
        *(
            cell(**facts, quantity=each, breakdown=f"nationality=N{number}")
            for number, each in enumerate(parts)
        ),
    ]


def crossed(first, second):
    """Return girls and boys with a percent and a number each."""
    return [
        cell(breakdown="sex=F", percent=first[0], quantity=first[1]),
        cell(breakdown="sex=M", percent=second[0], quantity=second[1]),
    ]


CASES = {
    "part-above-whole": (
        victims(T="100", F="101"),
        victims(T="100", F="100"),
        "Female: 101 is more than total: 100, of which it is a part.",
    ),
    "part-above-estimate": (
        [
            cell("number", code="PR-FL-1", quantity="100", quality="estimate"),
            cell("number", code="PR-FL-1", quantity="120", breakdown="sex=F"),
        ],
        [
            cell("number", code="PR-FL-1", quantity="120", quality="estimate"),
            cell("number", code="PR-FL-1", quantity="120", breakdown="sex=F"),
        ],
        "Female: 120 is more than total: 100. One is an estimate.",
    ),
    "parts-sum": (
        victims(T="100", F="40", M="50"),
        victims(T="100", F="40", M="60"),
        "Female 40; male 50 make 90 together, but total is 100.",
    ),
    "parts-above-total": (
        citizens("50", "30", "21"),
        citizens("50", "30", "15"),
        "By Nationality the parts make 51 together, but total is 50.",
    ),
    "total-outside-parts": (
        MEXICO,
        family(T="6.6", M="6", F="7.1"),
        "Male 3.4 %; female 4.7 %, but total 6 %: a total lies between its parts.",
    ),
    "sexes-population": (
        crossed(("7.9", "78000"), ("9.9", "140000")),
        crossed(("7.9", "78000"), ("9.9", "120000")),
        "Female and male: percent and number together mean about 987 000 girls or "
        "women and 1 410 000 boys or men. One of the figures looks wrong.",
    ),
    "part-population": (
        [
            cell(percent="9.5", quantity="190000"),
            cell(percent="4.5", quantity="110000", breakdown="sex=F"),
        ],
        [
            cell(percent="9.5", quantity="190000"),
            cell(percent="9.5", quantity="110000", breakdown="sex=F"),
        ],
        "Percent and number together mean a group of about 2 440 000 for female, but "
        "only 2 000 000 for total.",
    ),
    "cases-order": (
        # Albania 2018.
        cases(investigations="17", prosecutions="43"),
        cases(investigations="43", prosecutions="43", convictions="43"),
        "Prosecutions: 43 is more than investigations: 17. Do the figures follow the "
        "same cases?",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_check_finds_its_case(code):
    odd, _near, message = CASES[code]

    assert_case(code, odd, message)


@pytest.mark.parametrize("code", CASES)
def test_check_leaves_a_near_miss_alone(code):
    assert_near_miss(CASES[code][1])


UNICEF_2022 = {
    "ALB": ("3.3", "3.6", "3"),
    "CIV": ("22.1", "21.5", "22.6"),
    "LKA": ("0.8", "0.9", "0.6"),
    "TUN": ("2.3", "3", "1.4"),
    "UGA": ("18.1", "17.2", "19"),
    "VNM": ("6.6", "6", "7.1"),
}


@pytest.mark.parametrize("country", UNICEF_2022)
def test_sexes_around_their_total_ask_nothing(country):
    total, male, female = UNICEF_2022[country]

    assert_near_miss(family(T=total, M=male, F=female))


@pytest.mark.parametrize(
    ("total", "female", "male"),
    [
        ("31.89", "33.36696", "33.93675"),  # Chad 2014
        ("5.6", "5.79624", "7.94091"),  # Dominican Republic 2014
        ("19.59701", "16.58703", "19.28585"),  # Gabon 2012
        ("19.03", "19.25039", "19.15775"),  # Nepal 2014
    ],
)
def test_totals_of_the_database_outside_their_sexes_are_asked_about(
    total, female, male
):
    (finding,) = found(family(T=total, F=female, M=male))

    assert finding.check == "total-outside-parts"


def test_rounding_of_percents_explains_a_little():
    assert_near_miss(family(T="4.2", F="4.1", M="4.15"))
    assert_near_miss(family(T="14", F="14.3", M="14.4"))
    assert len(found(family(T="13", F="14.3", M="14.4"))) == 1


def test_percent_with_one_sex_only_asks_nothing():
    assert_near_miss(family(T="6", F="4.7"))


@pytest.mark.parametrize(
    "figures",
    [
        {"T": "25000", "F": "12000", "M": "12000"},  # each in thousands
        {"T": "250431", "F": "120200", "M": "130230"},
    ],
)
def test_rounding_of_counts_explains_a_little(figures):
    assert_near_miss(victims(**figures))


def test_small_counts_add_up_exactly():
    (finding,) = found(victims(T="10", F="4", M="5"))

    assert finding.check == "parts-sum"
    assert finding.blocks is False


def test_part_rounded_to_thousands_may_pass_its_whole_by_one_in_a_hundred():
    assert_near_miss(victims(T="11950", F="12000"))
    (finding,) = found(victims(T="600", F="1000"))
    assert finding.check == "part-above-whole"


def test_part_of_a_part_is_compared_with_both():
    cells = [
        cell("number", code="PR-FL-1", quantity="10", breakdown="sex=F"),
        cell("number", code="PR-FL-1", quantity="11", breakdown="age=5-11"),
        cell("number", code="PR-FL-1", quantity="12", breakdown="age=5-11;sex=F"),
    ]

    assert [each.others[0].breakdown for each in found(cells)] == ["sex=F", "age=5-11"]


def test_limits_are_no_figures_to_add():
    total, female, male = victims(T="100", F="40", M="50")
    limit = cell("number", code="PR-FL-1", quantity="50", bound=">", breakdown="sex=M")

    assert len(found([total, female, male])) == 1
    assert_near_miss([total, female, limit])


# --- Ages -----------------------------------------------------------------------------


def test_count_of_5_to_14_is_inside_5_to_17():
    (finding,) = found(victims(a5_17="400", a5_14="401"))

    assert finding.check == "part-above-whole"
    assert finding.cell.breakdown == "age=5-14"
    assert_near_miss(victims(a5_17="400", a5_14="400"))
    # 10 to 17 reaches beyond 5 to 14: neither is part of the other.
    assert_near_miss(victims(a5_14="400", a10_17="500"))


def test_bands_that_leave_nobody_out_add_up():
    bands = {"a5_11": "100", "a12_14": "100", "a15_17": "100"}

    assert_near_miss(victims(a5_17="300", **bands))
    (finding,) = found(victims(a5_17="330", **bands))
    assert finding.check == "parts-sum"
    # 12 to 14 is missing.
    assert_near_miss(victims(a5_17="330", a5_11="100", a15_17="100"))


def test_total_of_an_indicator_about_children_is_made_up_of_its_bands():
    bands = {"a5_14": "4", "a15_17": "8"}

    assert_near_miss(family(T="5", **bands))
    assert_near_miss(family(T="9", **bands))
    (finding,) = found(family(T="9.6", **bands))
    assert finding.check == "total-outside-parts"


def test_total_for_other_ages_is_not_made_up_of_these_bands():
    cells = family(a5_14="4", a15_17="8")

    assert_near_miss([cell(percent="9", ages="10-17"), *cells])


def test_total_of_all_people_needs_bands_for_all():
    assert_near_miss(victims(T="330", a5_14="100", a15_17="100"))
    (finding,) = found(
        [
            cell("number", code="PR-FL-1", quantity="330"),
            cell("number", code="PR-FL-1", quantity="100", breakdown="age=0-17"),
            cell("number", code="PR-FL-1", quantity="100", breakdown="age=18+"),
        ]
    )
    assert finding.check == "parts-sum"


def test_scopes_are_no_parts_of_a_total():
    assert KINDS["number"].axes.count("scope") == 1
    assert_near_miss(
        [
            cell("number", code="PR-FL-3", quantity="100"),
            cell("number", code="PR-FL-3", quantity="300", breakdown="scope=regional"),
        ]
    )


def test_convictions_are_compared_with_prosecutions():
    (finding,) = found(
        cases(investigated="154", prosecuted="150", convicted="176")  # Morocco 2019
    )

    assert finding.others[0].breakdown == "stage=prosecuted"
    # Where nobody counted prosecutions, investigations are the limit.
    (finding,) = found(cases(investigated="154", convicted="176"))
    assert finding.others[0].breakdown == "stage=investigated"


def test_those_of_unknown_age_are_part_of_the_total():
    facts = {"kind": "number", "code": "PR-FL-1"}
    cells = [
        cell(**facts, quantity="250"),
        cell(**facts, quantity="100", breakdown="age=0-17"),
        cell(**facts, quantity="100", breakdown="age=18+"),
    ]

    assert len(found(cells)) == 1
    assert_near_miss([*cells, cell(**facts, quantity="50", breakdown="age=unknown")])
