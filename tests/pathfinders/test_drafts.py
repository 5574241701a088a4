"""Forms of a draft: what may stay open until it is submitted, and says so."""

import re

import pytest

from pathfinders.guards import before_eoi_submission, before_roadmap_submission
from tests.factories import (
    complete_eoi,
    keeper,
    make_eoi,
    make_focal_point,
    make_pathfinder,
    make_roadmap,
)
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db
MARKED = re.compile(r">([^<>]+) <span class=\"field__optional\">\(needed to submit\)")


def marked(client_for, pathfinder, page: str) -> list[str]:
    """Return the labels of the fields that are needed to submit."""
    client = client_for(make_focal_point(pathfinder.country))
    return MARKED.findall(client.get(page).content.decode())


def test_letter_says_what_its_submission_needs(client_for):
    pathfinder = make_pathfinder()
    eoi = make_eoi(pathfinder)

    labels = marked(client_for, pathfinder, eoi.get_absolute_url() + "edit/")

    assert labels == [
        "Date of the letter",
        "Who signed the letter?",
        "Ministry",
        "To whom is the letter addressed?",
        "Scan of the letter",
        "Senior official named",
    ]
    assert len(labels) == len(before_eoi_submission(eoi, keeper(), None))


def test_scan_on_file_is_not_asked_for_again(client_for):
    pathfinder = make_pathfinder()
    eoi = make_eoi(pathfinder, scan=complete_eoi(pathfinder.country)["scan"])

    labels = marked(client_for, pathfinder, eoi.get_absolute_url() + "edit/")

    assert [label for label in labels if "scan" in label.lower()] == []


def test_roadmap_says_that_its_period_is_needed(client_for):
    roadmap = make_roadmap(starts_on=None, ends_on=None, rows={"Schools": ["Build"]})

    labels = marked(client_for, roadmap.pathfinder, roadmap_url(roadmap, "edit/"))

    assert labels == ["Period from", "Period until"]
    assert before_roadmap_submission(roadmap, keeper(), None) == [
        "The period of the roadmap is missing."
    ]
