"""What is measured against what: the goals of the project, and how they are told."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """A measured figure beside its goal; `most` says that less is better."""

    number: str
    what: str
    measured: float
    goal: float | None
    unit: str = "×"
    most: bool = True
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        return self.measured <= self.goal if self.most else self.measured >= self.goal

    def __str__(self):
        sign = "≤" if self.most else "≥"
        goal = "" if self.goal is None else f"{sign} {self.goal:g} {self.unit}"
        verdict = {True: "holds", False: "MISSED", None: ""}[self.holds]
        shown = f"{self.measured:.3g} {self.unit}"
        return (
            f"{self.number:4} {self.what:58} {shown:>12} {goal:>12}  "
            f"{verdict:7} {self.note}"
        )


def summary(results: Sequence[Result]) -> str:
    """Name the goals that are missed, and say how many there are."""
    goals = [each for each in results if each.goal is not None]
    missed = [each for each in goals if not each.holds]
    lines = [f"Missed: {each.number} {each.what}" for each in missed]
    return "\n".join(
        [*lines, f"{len(goals) - len(missed)} of {len(goals)} goals hold."]
    )
