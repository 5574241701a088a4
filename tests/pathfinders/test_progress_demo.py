"""The example's reports, through the verbs: what the page of Exampleland shows."""

from datetime import UTC, date, datetime

import pytest

from alliance87.partners.demo.sources import FACTS as PARTNER_FACTS
from alliance87.partners.models import ActionGroup
from pathfinders.demo.loader import FACTS, load_rows, read_facts
from pathfinders.demo.progress import load_progress
from pathfinders.enums import RoadmapState
from pathfinders.models import ProgressUpdate, Roadmap
from pathfinders.selectors.progress import implementation
from tests import factories

pytestmark = pytest.mark.django_db


def test_example_has_something_to_say_in_every_figure():
    [fact] = read_facts(FACTS / "exampleland.toml")["roadmap"]
    for group in read_facts(PARTNER_FACTS / "groups.toml")["group"]:
        ActionGroup.objects.create(name=group["name"])
    pathfinder = factories.make_pathfinder()
    focal_point = factories.make_focal_point(pathfinder.country)
    roadmap = load_rows(pathfinder, fact, by=focal_point)
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED, published_at=datetime(2024, 4, 15, tzinfo=UTC)
    )

    load_progress(roadmap, fact, by=focal_point)

    roadmap.refresh_from_db()
    found = implementation(roadmap, focal_point, on=date(2026, 11, 21))
    figures = found.figures
    assert figures.done.text == "3 of 11 actions done. 1 cancelled action, not counted."
    assert figures.targets.text == (
        "1 of 4 targets reached. Nothing was reported on 1 of them."
    )
    assert figures.benchmarks.text == (
        "Of 12: 4 met, 1 missed, 1 past their year without a result, 6 to come."
    )
    assert [row.number for row in found.overdue] == ["2.2", "3.1"]
    assert [row.number for row in found.silent] == ["3.1", "4.3"]
    assert [money.currency for money in found.totals] == ["EUR", "USD"]
    assert found.total.currency == "USD"
    notes = ProgressUpdate.objects.values_list("note", flat=True)
    assert all(note.startswith("Example: ") for note in notes)
