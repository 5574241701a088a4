"""How progress was computed, in lines that a reader can check by hand."""

from decimal import Decimal

from django.utils import translation

from monitoring.figures.progress import Target
from monitoring.figures.progress_steps import steps
from tests.monitoring.measured import BY_2025, BY_2030, judged, point


def test_steps_show_the_computation_in_order():
    found = judged(
        point(2010, "24.0"), point(2021, "15.5"), target=Target(Decimal(0), BY_2025)
    )

    assert [(each.label, each.numbers, each.result) for each in steps(found)] == [
        ("First comparable value", "2010", "24%"),
        ("Newest comparable value", "2021", "15.5%"),
        ("Target", "31 December 2025", "0%"),
        ("Share of the way covered", "(24% − 15.5%) ÷ (24% − 0%)", "35%"),
        ("Share of the time used", "(2021 − 2010) ÷ (2025 − 2010)", "73%"),
        ("Way against time", "35% ÷ 73%", "0.48"),
        (
            "Pace achieved",
            "(24% − 15.5%) ÷ 11 years",
            "0.77 percentage points a year",
        ),
        (
            "Pace needed from the newest value on",
            "(15.5% − 0%) ÷ 4 years",
            "3.9 percentage points a year",
        ),
        (
            "Progress",
            "The target date, 31 December 2025, has passed.",
            "Moving, but too slowly",
        ),
    ]


def test_steps_of_a_rise_turn_the_differences_round():
    found = judged(
        point(2015, 1200),
        point(2024, 3000),
        target=Target(Decimal(9000), BY_2030),
        direction="up",
        unit="inspections",
    )

    shown = {each.label: (each.numbers, each.result) for each in steps(found)}
    nbsp = "\N{NO-BREAK SPACE}"
    assert shown["Pace achieved"] == (
        f"(3{nbsp}000 inspections − 1{nbsp}200 inspections) ÷ 9 years",
        "200 inspections a year",
    )
    assert shown["Share of the way covered"][1] == "23%"


def test_steps_name_the_values_they_rest_on():
    first, last = point(2010, 24), point(2021, "15.5")

    found = {each.label: each.points for each in steps(judged(first, last))}

    assert found["First comparable value"] == (first,)
    assert found["Pace achieved"] == (first, last)
    assert found["Pace needed from the newest value on"] == (last,)
    assert found["Target"] == ()


def test_steps_of_what_cannot_be_told_are_its_reason():
    (only,) = steps(judged(point(2020, 5)))

    assert (only.label, only.words, only.result) == (
        "Progress",
        "There is one figure only; progress needs two.",
        "Cannot tell",
    )


def test_steps_write_numbers_as_the_reader_does():
    with translation.override("fr"):
        found = steps(judged(point(2010, 24), point(2021, "15.5")))

    assert found[1].result == "15,5\N{NO-BREAK SPACE}%"
