"""How much is generated, and how a benchmark speaks."""

from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], None]
LAST_YEAR = 2025
PARTS = ("", "sex=F", "sex=M", "age=5-11", "age=12-14", "age=15-17")


@dataclass(frozen=True, slots=True)
class Size:
    """A million values, unless told otherwise. `series`: an indicator of a source."""

    countries: int = 193
    series: int = 73
    years: int = 12
    actions: int = 12
    agendas: tuple[int, ...] = (5, 20, 80)

    @property
    def values(self) -> int:
        return self.countries * self.series * self.years * len(PARTS)

    def __str__(self):
        return (
            f"{self.countries} countries, {self.series} series, {self.years} years, "
            f"{len(PARTS)} parts, {self.actions} actions, agendas of "
            f"{', '.join(map(str, self.agendas))}"
        )


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- what a benchmark is for
