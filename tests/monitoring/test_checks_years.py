"""Each check over the years: a case it finds, and a near miss it leaves alone.

Figures of real sources stand as they were published: UNSD, state of 2020; US Department
of Labor, Findings 2016 to 2022.
"""

import pytest

from tests.monitoring.test_checks import assert_case, assert_near_miss, cell, found


def years(kind="share", code="PR-CL-2", first=2018, **figures):
    """Return one cell for each year from `first` on; None leaves a year out."""
    ((field, values),) = figures.items()
    more = {"currency": "MXN"} if field == "amount" else {}
    return [
        cell(kind, code=code, year=first + number, **{field: value}, **more)
        for number, value in enumerate(values)
        if value is not None
    ]


def victims(*values, first=2018):
    return years("number", "PR-FL-1", first, quantity=values)


def two_years(earlier, later):
    return [cell(year=2016, **earlier), cell(year=2020, **later)]


def budgets(*pairs):
    """Return one budget each year: the amount, and the percent of GDP it is."""
    return [
        cell(
            "money",
            code="PC-CL-B1",
            year=2019 + number,
            amount=amount,
            currency="MXN",
            gdp_percent=share,
        )
        for number, (amount, share) in enumerate(pairs)
    ]


CASES = {
    "jump": (
        years(percent=["22.1", "36.7"]),
        years(percent=["22.1", "27"]),
        "36.7 % in 2019, but 22.1 % in 2018. Is the change real?",
    ),
    "thousandfold": (
        victims("45", "45200"),
        victims("45", "60"),
        "45 200 in 2019, but 45 in 2018: about a thousand times as much, or as "
        "little. Is one of them in thousands?",
    ),
    "fraction": (
        # US Department of Labor, Albania: a share that stands as a fraction.
        years(percent=["4.6", "0.046"]),
        years(percent=["2.3", "0.8"]),
        "0.046 % or 4.6 % in 2019? In 2018 it is 4.6 %. A share is written in "
        "percent, not as a fraction of one.",
    ),
    "fraction-alone": (
        years(percent=["0.046"]),
        years(percent=["0.11869"]),  # Turkmenistan 2015, girls
        "0.046 % or 4.6 %? A share is written in percent, not as a fraction of one.",
    ),
    "same-every-year": (
        victims("23665", "23665", "23665", "23665"),
        victims("23665", "23665", "23665", "23666"),
        "23 665 in 2021 and in each of the 3 years on record before. Was it measured "
        "anew?",
    ),
    "population-jump": (
        two_years(
            {"percent": "9.5", "quantity": "190000"},
            {"percent": "6.5", "quantity": "230000"},
        ),
        two_years(
            {"percent": "9.5", "quantity": "190000"},
            {"percent": "8.5", "quantity": "230000"},
        ),
        "Percent and number together mean a group of about 3 540 000 in 2020, but "
        "2 000 000 in 2016. One of the figures looks wrong.",
    ),
    "gdp-jump": (
        budgets(("1200000", "0.12"), ("1300000", "0.04")),
        budgets(("1200000", "0.12"), ("1300000", "0.06")),
        "Amount and percent together mean a GDP of about 3 250 000 000 MXN in 2020, "
        "but 1 000 000 000 MXN in 2019. One of the figures looks wrong.",
    ),
    "currency-changed": (
        [
            cell("money", code="PC-CL-B1", year=2019, amount="500", currency="MXN"),
            cell("money", code="PC-CL-B1", year=2020, amount="500", currency="USD"),
        ],
        years("money", "PC-CL-B1", amount=["500", "500"]),
        "500 USD in 2020, but 500 MXN in 2019: is the currency right?",
    ),
    "answer-changed": (
        years("yes_no", "PC-CL-L4", answer=[True, False]),
        years("yes_no", "PC-CL-L4", answer=[False, True]),
        "No in 2019, but yes in 2018. Did that end, or is it a slip?",
    ),
    "year-back": (
        years("year", "PC-CL-M2", year_stated=[2015, 2012]),
        years("year", "PC-CL-M2", year_stated=[2015, 2015]),
        "2012 was given for 2019, but the later year 2015 for 2018.",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_check_finds_its_case(code):
    odd, _near, message = CASES[code]

    assert_case(code, odd, message)


@pytest.mark.parametrize("code", CASES)
def test_check_leaves_a_near_miss_alone(code):
    assert_near_miss(CASES[code][1])


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (years(percent=["10.95026", "17.72876"]), "jump"),  # Sri Lanka 2015, 2016
        (years(percent=["36.7", "22.1"]), "jump"),
        (victims("87", None, "0"), "jump"),  # Tunisia 2012, 2014
        (victims("147", "17"), "jump"),  # Chile
        (victims("648", "1"), "jump"),  # Mexico 2020: one is no thousand
        (years("money", "PC-CL-B1", amount=["34397410", "108695"]), "jump"),  # Chile
        (years("money", "PC-CL-B1", gdp_percent=["0.2", "0.9"]), "jump"),
        (years("money", "PC-CL-B1", amount=["5000000", "5000"]), "thousandfold"),
        (years(percent=["0.454", None, "2.84"]), "fraction"),  # Malawi 2020, 2022
    ],
)
def test_checks_find_the_real_cases(odd, code):
    assert [each.check for each in found(odd)] == [code]


@pytest.mark.parametrize(
    "fine",
    [
        years(percent=["1", "4"]),  # three points
        years(percent=["22.1", None, None, "27.0"]),
        victims("5", "30"),  # 25 people
        victims("100", "299"),
        years("money", "PC-CL-B1", gdp_percent=["0.1", "0.4"]),
        years(percent=["0.5", "0.06"]),
        years("number", "PC-CL-P2", quantity=["12"] * 6),
        years("yes_no", "PC-CL-L3", answer=[True] * 6),
        years(percent=["100"] * 6),
        years("computed", "IM-2", percent=["62"] * 6),
    ],
)
def test_checks_leave_ordinary_years_alone(fine):
    assert_near_miss(fine)


def test_figures_more_than_ten_years_apart_are_not_compared():
    assert len(found([cell(percent="5", year=2010), cell(percent="25")])) == 1
    assert_near_miss([cell(percent="5", year=2009), cell(percent="25")])


def test_limits_are_not_compared():
    assert_near_miss([cell(percent="5", year=2019), cell(percent="25", bound=">")])


def test_same_source_is_compared_first():
    cells = [
        cell(percent="10", year=2016, source=1),
        cell(percent="30", year=2018, source=2),
        cell(percent="11", year=2020, source=1),
    ]

    (finding,) = found(cells)
    assert (finding.cell.year, finding.others[0].year) == (2018, 2016)


def test_year_without_a_figure_is_passed_over():
    cells = [
        cell(percent="10", year=2018),
        cell(empty="not_collected", empty_reason="No survey.", year=2019),
        cell(percent="30", year=2020),
    ]

    (finding,) = found(cells)
    assert finding.others == (cells[0],)


def test_earlier_year_that_is_entered_late_is_compared_with_the_next():
    late, known = cell(percent="10", year=2019), cell(percent="30", year=2020)

    (finding,) = found([late], before=[known])
    assert finding.cell is late
    assert finding.others == (known,)


def test_fraction_is_seen_beside_another_source_of_the_year():
    cells = [cell(percent="14.5", source=1), cell(percent="0.218", source=2)]

    (finding,) = found(cells)
    assert finding.check == "fraction"
    assert finding.cell is cells[1]
    assert_near_miss([cell(percent="4.5", source=1), cell(percent="1.2", source=2)])


def test_jump_of_a_part_is_not_asked_again_after_its_whole():
    cells = [
        cell("number", code="PR-FL-1", year=2019, quantity="50"),
        cell("number", code="PR-FL-1", year=2020, quantity="500"),
        cell("number", code="PR-FL-1", year=2019, quantity="40", breakdown="sex=F"),
        cell("number", code="PR-FL-1", year=2020, quantity="450", breakdown="sex=F"),
    ]

    assert [each.cell.breakdown for each in found(cells)] == [""]
    assert [each.cell.breakdown for each in found(cells[2:])] == ["sex=F"]


def test_same_figure_is_asked_about_again_in_each_new_year():
    cells = victims(*["23665"] * 7)

    assert [each.cell.year for each in found(cells)] == [2021]
    (finding,) = found(cells[-1:], before=cells[:-1])
    assert finding.cell.year == 2024
    assert "6 years" in finding.message
