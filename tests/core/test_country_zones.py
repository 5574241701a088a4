"""The time zones of countries come from the time zone database."""

from zoneinfo import ZoneInfo

import pytest

from alliance87.core.country_zones import zones_of


@pytest.mark.parametrize(
    ("code", "zones"),
    [
        ("FR", ("Europe/Paris",)),
        ("NP", ("Asia/Kathmandu",)),
        ("XA", ()),
        ("", ()),
    ],
)
def test_zones_of_a_country(code, zones):
    assert zones_of(code) == zones


def test_a_large_country_has_several_and_each_can_be_used():
    zones = zones_of("BR")

    assert len(zones) > 3
    assert {ZoneInfo(zone).key for zone in zones} == set(zones)
