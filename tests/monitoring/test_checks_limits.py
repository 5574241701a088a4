"""The limits of the checks: what lies just beyond each of them, and what just within.

The figures are those of decision record 0026; a limit changes with its record.
"""

import pytest

from tests.monitoring.test_checks import cell, found
from tests.monitoring.test_checks_parts import family
from tests.monitoring.test_checks_parts import victims as parted
from tests.monitoring.test_checks_years import victims, years


def budgets(*amounts):
    return years("money", "PC-CL-B1", amount=amounts)


def of_gdp(*shares):
    return years("money", "PC-CL-B1", gdp_percent=shares)


def percents(*shares):
    return years(percent=shares)


BEYOND = [
    (percents("20", "30"), "jump"),
    (percents("9", "14"), "jump"),
    (victims("100", "300"), "jump"),
    (victims("10", "40"), "jump"),
    (budgets("3000", "9000"), "jump"),
    (budgets("400", "1400"), "jump"),
    (of_gdp("0.25", "0.75"), "jump"),
    (victims("100", "50000"), "thousandfold"),
    (victims("100", "200000"), "thousandfold"),
    (victims("100", "49900"), "jump"),
    (victims("100", "200100"), "jump"),
    (victims("10", "10000"), "thousandfold"),
    (victims("9", "9000"), "jump"),
    (percents("4.95", "0.99"), "fraction"),
    (percents("2.01", "0.3"), "fraction"),
    (percents("0.099"), "fraction-alone"),
    (victims(*["101"] * 4), "same-every-year"),
    (percents(*["0.3"] * 4), "same-every-year"),
    (parted(T="100100", F="50050", M="50151"), "parts-sum"),
    (parted(T="10000", F="5000", M="5501"), "parts-sum"),
    (parted(T="50000", F="51000"), "part-above-whole"),
    (family(T="4.1502", F="4.1001", M="3.9"), "total-outside-parts"),
    ([cell(percent="5.25", quantity="26300000")], "population-size"),
    ([cell(percent="5.25", quantity="524")], "population-size"),
]
WITHIN = [
    percents("20", "29.9"),
    percents("9", "13.9"),
    victims("100", "299"),
    victims("10", "39"),
    budgets("3000", "8990"),
    budgets("400", "1399"),
    of_gdp("0.3", "0.89"),
    of_gdp("0.1", "0.59"),
    percents("5.1", "1"),
    percents("2", "0.3"),
    percents("2.4", "0.5"),
    percents("0.1"),
    victims(*["100"] * 4),
    percents(*["0.3"] * 3),
    parted(T="100100", F="50050", M="50150"),
    parted(T="10000", F="5000", M="5500"),
    parted(T="100000", F="101000"),
    family(T="4.1501", F="4.1001", M="3.9"),
    [cell(percent="5.25", quantity="26250000")],
    [cell(percent="5.25", quantity="526")],
]


@pytest.mark.parametrize(("cells", "code"), BEYOND)
def test_figures_just_beyond_a_limit_are_asked_about(cells, code):
    assert [each.check for each in found(cells)] == [code]


@pytest.mark.parametrize("cells", WITHIN)
def test_figures_just_within_a_limit_ask_nothing(cells):
    assert [each.message for each in found(cells)] == []
