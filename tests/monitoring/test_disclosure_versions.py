"""What the public may not see of stored versions, with their history and sources."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

from monitoring.figures.disclosure_versions import withheld_versions

JANUARY, FEBRUARY, MARCH = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))


def version(pk, breakdown, count, since=JANUARY, until=None, *, source=1, **more):
    facts = {
        "pathfinder_id": 1,
        "indicator_id": 1,
        "year": 2025,
        "bound": "",
        "definition": SimpleNamespace(threshold=11),
    }
    return SimpleNamespace(
        **facts | more,
        pk=pk,
        breakdown=breakdown,
        quantity=None if count is None else Decimal(count),
        published_at=since,
        superseded_at=until,
        observation=SimpleNamespace(source_id=source, variant=""),
    )


def test_a_corrected_count_is_not_given_away_by_what_stood_there_before():
    """37 girls of 40 were public; since the correction they are 20."""
    versions = [
        version(1, "", 40),
        version(2, "sex=F", 37, JANUARY, FEBRUARY),
        version(3, "sex=F", 20, FEBRUARY),
        version(4, "sex=M", 20, MARCH),
    ]

    assert withheld_versions(versions) == {2, 3, 4}


def test_a_small_total_withholds_the_nearly_equal_one_after_it():
    versions = [
        version(1, "", 10, JANUARY, FEBRUARY),
        version(2, "", 12, FEBRUARY, MARCH),
        version(3, "", 40, MARCH),
    ]

    assert withheld_versions(versions) == {1, 2}


def test_what_was_never_public_counts_for_nothing():
    versions = [version(1, "", 40), version(2, "sex=F", 37, since=None)]

    assert withheld_versions(versions) == set()


def test_sources_are_read_together():
    versions = [version(1, "", 40, source=1), version(2, "sex=F", 37, source=2)]

    assert withheld_versions(versions) == {2}


def test_another_year_or_country_is_another_figure():
    versions = [
        version(1, "", 3),
        version(2, "", 12, year=2024),
        version(3, "", 12, pathfinder_id=2),
    ]

    assert withheld_versions(versions) == {1}


def test_the_strictest_threshold_of_a_figure_counts():
    free, five, ten = (SimpleNamespace(threshold=each) for each in (None, 5, 10))

    assert withheld_versions([version(1, "", 3, definition=free)]) == set()
    assert withheld_versions(
        [
            version(1, "", 7, definition=five, source=1),
            version(2, "", 60, definition=ten, source=2),
        ]
    ) == {1}


def test_the_percent_of_a_withheld_axis_goes_with_it():
    versions = [
        version(1, "", 40),
        version(2, "sex=F", 37),
        version(3, "sex=M", None),
    ]

    assert withheld_versions(versions) == {2, 3}


def test_bands_with_names_take_their_ages_from_the_catalogue():
    versions = [
        version(1, "", 80),
        version(2, "age=children", 40),
        version(3, "age=young", 37),
    ]
    bands = {"children": (0, 17), "young": (0, 14)}

    assert withheld_versions(versions) == {2, 3}
    assert withheld_versions(versions[:2], bands=bands) == set()
    assert withheld_versions(versions, bands=bands) == {2, 3}


def test_version_replaced_in_the_instant_of_its_publication_is_withheld():
    """It was never public, so no moment judges it."""
    versions = [version(1, "", 40), version(2, "sex=F", 3, JANUARY, JANUARY)]

    assert withheld_versions(versions) == {2}
