"""A solver that knows nothing of the rule: what can counts still be, given others?

It stands for a reader with a computer. The unknowns are the people in each finest part
of a table; every number that is public is one equation. It finds the least and the
greatest that any sum of parts can be (the simplex method, counts not below zero).
"""

import math
from collections.abc import Iterable, Sequence

import pytest

TINY = 1e-7


class Solver:
    """The counts that agree with what is public: `rows` say which parts add up."""

    def __init__(self, parts: int, public: Iterable[tuple[Sequence[int], float]]):
        equations = [(list(members), float(count)) for members, count in public]
        self.parts = parts
        self.basis = list(range(parts, parts + len(equations)))
        self.rows = [
            [float(part in members) for part in range(parts)]
            + [float(other == number) for other in range(len(equations))]
            + [count]
            for number, (members, count) in enumerate(equations)
        ]
        helpers = [0.0] * parts + [1.0] * len(equations)
        if self._least(helpers) > TINY:
            raise ValueError("no counts agree with what is public")
        self._drop_helpers()

    def range(self, members: Sequence[int]) -> tuple[float, float]:
        """Return the least and the greatest that these parts can add up to."""
        costs = [float(part in members) for part in range(self.parts)]
        least = self._least(costs)
        return least, -self._least([-cost for cost in costs])

    def _least(self, costs: list[float]) -> float:
        while True:
            prices = [costs[part] for part in self.basis]
            entering = next(
                (part for part in range(len(costs)) if self._gain(part, costs, prices)),
                None,
            )
            if entering is None:
                return sum(
                    price * row[-1]
                    for price, row in zip(prices, self.rows, strict=True)
                )
            limits = [
                (row[-1] / row[entering], self.basis[number], number)
                for number, row in enumerate(self.rows)
                if row[entering] > TINY
            ]
            if not limits:
                return -math.inf
            self._pivot(min(limits)[2], entering)

    def _gain(self, part: int, costs: list[float], prices: list[float]) -> bool:
        """Whether more of a part makes the sum less."""
        saved = sum(
            price * row[part] for price, row in zip(prices, self.rows, strict=True)
        )
        return part not in self.basis and costs[part] - saved < -TINY

    def _pivot(self, number: int, entering: int) -> None:
        pivot = self.rows[number]
        divisor = pivot[entering]
        self.rows[number] = pivot = [each / divisor for each in pivot]
        self.basis[number] = entering
        for other, row in enumerate(self.rows):
            factor = row[entering]
            if other != number and abs(factor) > TINY:
                self.rows[other] = [
                    mine - factor * its for mine, its in zip(row, pivot, strict=True)
                ]

    def _drop_helpers(self) -> None:
        """Leave the parts alone in the table, without equations said twice."""
        for number in range(len(self.rows)):
            if self.basis[number] >= self.parts:
                row = self.rows[number]
                part = next((p for p in range(self.parts) if abs(row[p]) > TINY), None)
                if part is not None:
                    self._pivot(number, part)
        kept = [n for n, part in enumerate(self.basis) if part < self.parts]
        self.basis = [self.basis[number] for number in kept]
        self.rows = [
            [*self.rows[number][: self.parts], self.rows[number][-1]] for number in kept
        ]


# --- The solver itself --------------------------------------------------------------


def test_a_part_is_the_total_less_the_other():
    assert Solver(2, [([0, 1], 40), ([1], 37)]).range([0]) == (3, 3)


def test_two_hidden_parts_share_what_is_left():
    solver = Solver(3, [([0, 1, 2], 40), ([2], 25)])

    assert solver.range([0]) == (0, 15)
    assert solver.range([0, 1]) == (15, 15)


def test_without_a_total_nothing_bounds_a_part():
    assert Solver(2, [([0], 12)]).range([1]) == (0, math.inf)


def test_a_crossed_part_is_bounded_by_its_axes():
    """Two by two: rows 30 and 15, columns 34 and 11."""
    solver = Solver(4, [([0, 1], 30), ([2, 3], 15), ([0, 2], 34), ([1, 3], 11)])

    assert solver.range([0]) == (19, 30)
    assert solver.range([3]) == (0, 11)


def test_an_equation_said_twice_changes_nothing():
    assert Solver(2, [([0, 1], 9), ([0, 1], 9), ([0], 4)]).range([1]) == (5, 5)


def test_public_numbers_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="no counts agree"):
        Solver(2, [([0], 12), ([0], 13)])
