"""The register of ratifications, and the reference list of instruments."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from alliance87.core.dates import PartialDate
from pathfinders.enums import RatificationStatus
from pathfinders.models import Commitment, Instrument, Ratification
from pathfinders.registers import save_record
from pathfinders.selectors.registers import instrument_table, latest_ratifications
from tests.factories import (
    make_focal_point,
    make_instrument,
    make_pathfinder,
    make_ratification,
)
from tests.pathfinders.register_records import build, refused

pytestmark = pytest.mark.django_db
day = PartialDate.parse


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def focal(pathfinder):
    return make_focal_point(pathfinder.country)


def ratification(pathfinder, by, *, code="C138", when="2003", **fields):
    instrument = fields.pop("instrument", None) or make_instrument(
        code=code, adopted_on=date(1973, 6, 26)
    )
    values = {"status": RatificationStatus.IN_FORCE, "source": "NORMLEX"} | fields
    return build(
        Ratification, pathfinder, by, day(when), instrument=instrument, **values
    )


# --- Ratifications ----------------------------------------------------------------


@pytest.mark.parametrize("age", [13, 18])
def test_minimum_age_is_kept_for_c138(pathfinder, focal, age):
    saved = save_record(ratification(pathfinder, focal, minimum_age=age), by=focal)

    saved.refresh_from_db()
    assert (saved.minimum_age, saved.when) == (age, day("2003"))


@pytest.mark.parametrize("age", [12, 19])
def test_minimum_age_out_of_range_is_refused(pathfinder, focal, age):
    errors = refused(ratification(pathfinder, focal, minimum_age=age), focal)

    assert "minimum_age" in errors


def test_minimum_age_of_another_instrument_is_refused(pathfinder, focal):
    item = ratification(pathfinder, focal, code="C182", minimum_age=15)

    assert refused(item, focal) == {
        "minimum_age": ["Only C138 asks for a minimum age. Leave it empty."]
    }


def test_minimum_age_without_ratification_is_refused(pathfinder, focal):
    item = ratification(pathfinder, focal, when="", status="signed", minimum_age=15)

    assert refused(item, focal) == {
        "minimum_age": ["An age is specified with the ratification only."]
    }


@pytest.mark.parametrize(
    ("when", "words"), [("1973-06-25", "25 June 1973"), ("1972", "1972")]
)
def test_date_before_adoption_is_refused_naming_both(pathfinder, focal, when, words):
    errors = refused(ratification(pathfinder, focal, when=when), focal)

    assert errors == {
        "when": [f"{words} lies before C138 was adopted, on 26 June 1973."]
    }


@pytest.mark.parametrize("when", ["1973-06-26", "1973"])
def test_date_that_may_be_the_day_of_adoption_is_kept(pathfinder, focal, when):
    save_record(ratification(pathfinder, focal, when=when), by=focal)

    assert Ratification.objects.get().on.year == 1973


def test_recommendation_cannot_be_ratified(pathfinder, focal):
    instrument = make_instrument(code="R203", is_ratifiable=False)

    errors = refused(ratification(pathfinder, focal, instrument=instrument), focal)

    assert errors == {
        "instrument": ["R203 is a recommendation: it cannot be ratified."]
    }


def test_second_record_of_an_instrument_is_refused(pathfinder, focal):
    first = make_ratification(pathfinder)

    errors = refused(
        ratification(pathfinder, focal, instrument=first.instrument), focal
    )

    assert errors == {"__all__": ["This instrument is on record already."]}


def test_date_of_what_is_not_ratified_is_refused(pathfinder, focal):
    item = ratification(pathfinder, focal, status=RatificationStatus.NOT_RATIFIED)

    assert refused(item, focal) == {
        "status": ["There is a date. “Not ratified” has none."]
    }


def test_entry_into_force_before_registration_is_refused(pathfinder, focal):
    item = ratification(
        pathfinder, focal, when="2003-02-07", in_force_on=date(2003, 2, 6)
    )

    assert refused(item, focal) == {
        "in_force_on": [
            "It is in force (6 February 2003) before it was registered "
            "(7 February 2003)."
        ]
    }


def test_day_that_has_not_come_is_refused(pathfinder, focal):
    tomorrow = PartialDate.day(timezone.localdate() + timedelta(days=1))
    item = build(Commitment, pathfinder, focal, tomorrow, kind="own", text="More.")

    assert refused(item, focal) == {
        "when": ["This day has not come yet. Check the date."]
    }


def test_instrument_without_a_record_is_a_gap(pathfinder):
    other, known = make_instrument(position=1), make_instrument(position=2)
    item = make_ratification(pathfinder, instrument=known, status="signed")
    make_ratification(instrument=other)

    assert [
        (row.instrument, row.ratification) for row in instrument_table(pathfinder)
    ] == [(other, None), (known, item)]


def test_latest_ratification_needs_a_date(pathfinder):
    bound = make_ratification(pathfinder, when=day("2016-06-01", before=True))
    year = make_ratification(pathfinder, when=day("2005"))
    signed = make_ratification(pathfinder, status="signed")

    assert latest_ratifications([bound, year, signed]) == (year,)


# --- Reference data ---------------------------------------------------------------


def test_instruments_load_and_load_again():
    call_command("load_instruments", verbosity=0)
    Instrument.objects.filter(code="C029").update(name_en="Wrong")
    call_command("load_instruments", verbosity=0)

    assert Instrument.objects.count() == 32
    assert str(Instrument.objects.get(code="C029")) == (
        "C029 Forced Labour Convention, 1930 (No. 29)"
    )
    assert list(
        Instrument.objects.filter(is_priority=True).values_list("code", flat=True)
    ) == [*("C029", "P029", "C105", "C138", "C182", "CRC", "PALERMO", "C143")]
    assert Instrument.objects.get(is_ratifiable=False).code == "R203"


def test_instrument_without_a_title_of_ours_reads_in_english():
    call_command("load_instruments", verbosity=0)
    palermo = Instrument.objects.get(code="PALERMO")
    minimum_age = Instrument.objects.get(code="C138")

    with translation.override("fr"):
        assert palermo.name.startswith("Protocol to Prevent, Suppress and Punish")
        assert minimum_age.name == "Convention (n° 138) sur l’âge minimum, 1973"
