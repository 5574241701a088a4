"""What a version of a value states, as a plain value that can be compared."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """One statement. Which fields hold the value follows from its kind.

    Equal contents say the same; the text as it was given stands beside it (`raw`).
    Units: `percent` and `gdp_percent` 0 to 100, `amount` in `currency`.
    """

    empty: str = ""
    empty_reason: str = ""
    bound: str = ""
    quantity: Decimal | None = None
    percent: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    gdp_percent: Decimal | None = None
    answer: bool | None = None
    on: date | None = None
    year_stated: int | None = None
    frequency: str = ""
    items: tuple[str, ...] = ()
    text: str = ""
    quality: str = ""
    boundary: str = ""
    ages: str = ""
    hours: str = ""
    hazardous_list: str = ""
    coverage: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    standard_error: Decimal | None = None
    sample_size: int | None = None
    footnote: str = ""

    @classmethod
    def of(cls, version) -> "Content":
        """Return what a stored version states."""
        values = {name: getattr(version, name) for name in NAMES}
        values["items"] = tuple(version.items)
        return cls(**values)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a version, as its model takes them."""
        values: dict[str, Any] = {name: getattr(self, name) for name in NAMES}
        values["items"] = list(self.items)
        return values

    @property
    def has_value(self) -> bool:
        """Whether a value stands here; zero is one, an empty meaning is none."""
        stated = (
            *(self.quantity, self.percent, self.amount, self.gdp_percent),
            *(self.answer, self.year_stated),
        )
        return (
            any(each is not None for each in stated)
            or bool(self.frequency)
            or bool(self.items)
        )

    @property
    def is_blank(self) -> bool:
        """Whether neither a value nor a reason for its absence was given."""
        return not self.empty and not self.has_value


NAMES = tuple(field.name for field in fields(Content))
