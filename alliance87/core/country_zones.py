"""The time zones of a country, as the time zone database lists them."""

from collections import defaultdict
from functools import cache
from importlib.resources import files


def zones_of(iso2: str) -> tuple[str, ...]:
    """Return the zones of a country by its code; none for one that is not listed.

    Large countries have several; nothing says which one a person lives in.
    """
    return _zones().get(iso2, ())


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _place, zone, *_comment = line.split("\t")
            found[code].append(zone)
    return {code: tuple(zones) for code, zones in found.items()}
