from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import override

from alliance87.core.deadlines import (
    Deadline,
    deadline,
    place_of,
    validate_time_zone,
    write_moment,
    write_span,
    zone_choices,
    zone_names,
)

GENEVA = "Europe/Zurich"
NEW_YORK = "America/New_York"
# “Wednesday, 15th August 2018, CoB”, as the second meeting asked, with its hour.
AUGUST = datetime(2018, 8, 15, 16, 0, tzinfo=UTC)


# --- Writing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)"),
        ("fr", "mer. 15 août 2018, 18:00 Genève (16:00 UTC)"),
        ("es", "mié. 15 de agosto de 2018, 18:00 Ginebra (16:00 UTC)"),
    ],
)
def test_deadline_is_written_with_place_and_utc_in_each_language(language, expected):
    with override(language):
        assert write_moment(AUGUST, GENEVA) == expected
        assert str(Deadline(AUGUST, GENEVA)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Fri 1 Mar 2019, 09:05 Nairobi (06:05 UTC)"),
        ("fr", "ven. 1er mars 2019, 09:05 Nairobi (06:05 UTC)"),
        ("es", "vie. 1 de marzo de 2019, 09:05 Nairobi (06:05 UTC)"),
    ],
)
def test_first_day_of_a_month_reads_as_each_language_writes_it(language, expected):
    with override(language):
        at = datetime(2019, 3, 1, 6, 5, tzinfo=UTC)
        assert write_moment(at, "Africa/Nairobi") == expected


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (AUGUST, "UTC", "Wed 15 Aug 2018, 16:00 UTC"),
        (AUGUST, "Etc/UTC", "Wed 15 Aug 2018, 16:00 UTC"),
        (AUGUST, "", "Wed 15 Aug 2018, 16:00 UTC"),
        (AUGUST, NEW_YORK, "Wed 15 Aug 2018, 12:00 New York (16:00 UTC)"),
        (
            datetime(2018, 8, 14, 22, 30, tzinfo=UTC),
            GENEVA,
            "Wed 15 Aug 2018, 00:30 Geneva (Tue 14 Aug 2018, 22:30 UTC)",
        ),
        (
            datetime(2019, 1, 7, 12, 0, tzinfo=UTC),
            "Europe/London",
            "Mon 7 Jan 2019, 12:00 London (12:00 UTC)",
        ),
        (AUGUST, "Asia/Kathmandu", "Wed 15 Aug 2018, 21:45 Kathmandu (16:00 UTC)"),
    ],
)
def test_moment_names_another_day_of_utc_and_says_utc_once(moment, zone, expected):
    assert write_moment(moment, zone) == expected


def test_moment_given_in_another_zone_is_the_same_instant():
    there = AUGUST.astimezone(timezone(timedelta(hours=9)))
    assert write_moment(there, GENEVA) == "Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)"


def test_hour_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a time zone"):
        write_moment(datetime(2018, 8, 15, 16, 0), GENEVA)  # noqa: DTZ001 -- naive


@pytest.mark.parametrize(
    ("starts", "ends", "zone", "expected"),
    [
        (
            datetime(2019, 7, 17, 14, 30, tzinfo=UTC),
            datetime(2019, 7, 17, 17, 0, tzinfo=UTC),
            NEW_YORK,
            "Wed 17 Jul 2019, 10:30–13:00 New York (14:30–17:00 UTC)",
        ),
        (
            datetime(2019, 7, 17, 14, 30, tzinfo=UTC),
            datetime(2019, 7, 17, 17, 0, tzinfo=UTC),
            "UTC",
            "Wed 17 Jul 2019, 14:30–17:00 UTC",
        ),
        (
            datetime(2019, 7, 17, 14, 30, tzinfo=UTC),
            None,
            NEW_YORK,
            "Wed 17 Jul 2019, 10:30 New York (14:30 UTC)",
        ),
        (
            datetime(2019, 7, 17, 22, 0, tzinfo=UTC),
            datetime(2019, 7, 18, 2, 0, tzinfo=UTC),
            NEW_YORK,
            "Wed 17 Jul 2019, 18:00–22:00 New York "
            "(22:00 – Thu 18 Jul 2019, 02:00 UTC)",
        ),
        (
            datetime(2019, 7, 16, 23, 0, tzinfo=UTC),
            datetime(2019, 7, 17, 1, 0, tzinfo=UTC),
            "Asia/Bangkok",
            "Wed 17 Jul 2019, 06:00–08:00 Bangkok "
            "(Tue 16 Jul 2019, 23:00 – Wed 17 Jul 2019, 01:00 UTC)",
        ),
        (
            datetime(2022, 12, 13, 8, 0, tzinfo=UTC),
            datetime(2022, 12, 15, 16, 0, tzinfo=UTC),
            "Europe/Rome",
            "Tue 13 Dec 2022, 09:00 Turin (08:00 UTC) – "
            "Thu 15 Dec 2022, 17:00 Turin (16:00 UTC)",
        ),
    ],
)
def test_span_is_written_from_when_to_when(starts, ends, zone, expected):
    assert write_span(starts, ends, zone) == expected


def test_templates_write_moments_and_spans_alike():
    page = Template(
        "{% load deadlines %}{{ at|moment:zone }}|{% span at end zone %}|"
        "{{ none|moment:zone }}|{% span none end zone %}"
    )
    end = AUGUST + timedelta(hours=1)
    facts = {"at": AUGUST, "end": end, "zone": GENEVA, "none": None}
    assert page.render(Context(facts)) == (
        "Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)|"
        "Wed 15 Aug 2018, 18:00–19:00 Geneva (16:00–17:00 UTC)||"
    )


# --- Reading ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour", "zone", "expected"),
    [
        (date(2018, 8, 15), time(18), GENEVA, AUGUST),
        (date(2018, 12, 15), time(18), GENEVA, datetime(2018, 12, 15, 17, tzinfo=UTC)),
        (date(2018, 8, 15), time(16), "UTC", AUGUST),
        (
            date(2018, 8, 15),
            time(18),
            "Asia/Kathmandu",
            datetime(2018, 8, 15, 12, 15, tzinfo=UTC),
        ),
        (
            date(2018, 8, 15),
            time(0),
            "America/Argentina/Buenos_Aires",
            datetime(2018, 8, 15, 3, tzinfo=UTC),
        ),
    ],
)
def test_hour_at_a_place_is_one_instant(day, hour, zone, expected):
    read = deadline(day, hour, zone)
    assert (read.at, read.zone) == (expected, zone)
    assert read.at.tzinfo is UTC
    assert read.caution == ""


def test_seconds_do_not_count():
    read = deadline(date(2018, 8, 15), time(18, 0, 59, 7), GENEVA)
    assert read.at == AUGUST


@pytest.mark.parametrize(
    ("day", "hour", "zone", "message"),
    [
        (
            date(2019, 3, 31),
            time(2, 30),
            GENEVA,
            "There is no 02:30 in Geneva on 31 March 2019: the clocks go forward. "
            "Choose another hour.",
        ),
        (
            date(2019, 9, 8),
            time(0, 0),
            "America/Santiago",
            "There is no 00:00 in Santiago on 8 September 2019: the clocks go forward. "
            "Choose another hour.",
        ),
    ],
)
def test_hour_that_the_clocks_skip_is_refused(day, hour, zone, message):
    with pytest.raises(ValidationError) as refused:
        deadline(day, hour, zone)
    assert refused.value.messages == [message]


def test_edges_of_the_skipped_hour_exist():
    day = date(2019, 3, 31)
    assert deadline(day, time(1, 59), GENEVA).at == datetime(
        2019, 3, 31, 0, 59, tzinfo=UTC
    )
    assert deadline(day, time(3, 0), GENEVA).at == datetime(2019, 3, 31, 1, tzinfo=UTC)


def test_of_two_equal_hours_the_first_is_taken_and_it_is_said():
    read = deadline(date(2019, 10, 27), time(2, 30), GENEVA)
    assert read.at == datetime(2019, 10, 27, 0, 30, tzinfo=UTC)
    assert read.caution == (
        "The clocks of Geneva go back on that day and 02:30 comes twice. "
        "The first one was taken: Sun 27 Oct 2019, 02:30 Geneva (00:30 UTC)."
    )
    assert deadline(date(2019, 10, 27), time(3, 0), GENEVA).caution == ""


@pytest.mark.parametrize("year", [1, 1899, 2101, 9999])
def test_far_years_are_refused_not_crashed_on(year):
    with pytest.raises(ValidationError) as refused:
        deadline(date(year, 12, 31), time(23), "America/New_York")
    assert refused.value.messages == [f"Check the year: {year} is too far away."]


@pytest.mark.parametrize("zone", ["", "Geneva", "CEST ", "localtime", "../etc/passwd"])
def test_unknown_zone_is_refused(zone):
    with pytest.raises(ValidationError) as refused:
        deadline(date(2018, 8, 15), time(18), zone)
    assert refused.value.messages == [
        f"“{zone}” is not a time zone. Choose one from the list."
    ]
    with pytest.raises(ValidationError):
        validate_time_zone(zone)


def test_deadline_is_past_once_its_instant_is(monkeypatch):
    read = Deadline(AUGUST, GENEVA)
    for now, expected in [(AUGUST, False), (AUGUST + timedelta(seconds=1), True)]:
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        assert read.is_past is expected


# --- Zones --------------------------------------------------------------------------


def test_places_people_know_come_first_and_all_are_valid():
    blank, often, *areas = zone_choices()
    assert blank == ("", "Choose a time zone")
    assert often[0] == "Often used"
    assert often[1][:2] == [("UTC", "UTC"), (GENEVA, "Geneva")]
    assert {name for name, _ in often[1]} <= zone_names()
    assert [name for name, _ in areas] == [
        "Africa",
        "Americas",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian Ocean",
        "Pacific",
    ]
    offered = {name for _, group in areas for name, _ in group}
    assert offered <= zone_names()
    assert {"Africa/Dakar", "Pacific/Fiji", "Asia/Ho_Chi_Minh"} <= offered
    assert ("Europe/Zurich", "Zurich (Geneva)") in areas[5][1]


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        (GENEVA, "Geneva"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/Argentina/Rio_Gallegos", "Rio Gallegos"),
        ("Asia/Ho_Chi_Minh", "Ho Chi Minh"),
    ],
)
def test_zone_is_called_by_its_place(zone, place):
    assert place_of(zone) == place
