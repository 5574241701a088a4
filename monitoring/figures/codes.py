"""Codes of indicators that countries define themselves."""

from collections.abc import Iterable

# The indicator of the annex that each country repeats for its priorities. It stands
# in the sets as what it is, a template: nobody reports on it.
TEMPLATE = "IM-C"


def next_code(taken: Iterable[str]) -> str:
    """Return the first code after those of a country: IM-C-1, IM-C-2 …"""
    prefix = f"{TEMPLATE}-"
    numbers = [
        int(code.removeprefix(prefix))
        for code in taken
        if code.startswith(prefix) and code.removeprefix(prefix).isdecimal()
    ]
    return f"{prefix}{max(numbers, default=0) + 1}"
