"""How often the band holds a truth that is known, because it was made up."""

import math
import random
from decimal import Decimal

import pytest

from monitoring.figures.projection import project
from tests.monitoring.measured import judged, point


def percent(logit: float) -> Decimal:
    return Decimal(str(round(100 / (1 + math.exp(-logit)), 9)))


def measure(year: int, logit: float, chance: random.Random, error: float):
    """Return what a survey finds: a value with its interval of 95 %."""
    seen = logit + chance.gauss(0, error)
    reach = 1.96 * error
    ends = {"low": percent(seen - reach), "high": percent(seen + reach)}
    return point(year, percent(seen), **ends)


def coverage(years, *, sway: float, runs: int = 400, error: float = 0.05) -> float:
    """Return how often the band of 2030 holds a truth that falls, swaying."""
    chance = random.Random(2030)
    hits = 0
    for _run in range(runs):
        truth, at = -1.2, years[0]
        points = []
        for year in years:
            truth -= 0.05 * (year - at)
            truth += chance.gauss(0, sway) * math.sqrt(year - at)
            at = year
            points.append(measure(year, truth, chance, error))
        truth += -0.05 * (2030 - at) + chance.gauss(0, sway) * math.sqrt(2030 - at)
        (band,) = project(judged(*points), [2030]).bands
        hits += band.low <= percent(truth) <= band.high
    return hits / runs


# 400 runs of a band of 80 %: a standard error of 2 points.
@pytest.mark.parametrize("years", [(2015, 2024), (2010, 2021), (2019, 2024)])
def test_band_of_two_surveys_holds_a_steady_truth_in_80_of_100_cases(years):
    assert 0.75 <= coverage(years, sway=0) <= 0.85


# How much a truth sways is itself told from few values, and never below none.
@pytest.mark.parametrize("years", [(2014, 2019, 2024), range(2014, 2025, 2)])
@pytest.mark.parametrize("sway", [0, 0.03, 0.08])
def test_band_of_more_values_holds_a_swaying_truth_nearly_as_often(years, sway):
    assert 0.7 <= coverage(years, sway=sway, runs=200) <= 0.92
