"""The official table to read: what a row says beyond the seven columns."""

from datetime import date
from decimal import Decimal

import pytest

from pathfinders.models import Action, Priority
from tests import factories
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db


def test_the_official_table_shows_what_a_row_says_beyond_its_seven_columns(client_for):
    draft = factories.make_roadmap(rows={"Schools": ["Build"]})
    reader = client_for(factories.make_contributor(draft.pathfinder.country))
    priority, action = draft.priorities.get(), Action.objects.get()
    Priority.objects.filter(pk=priority.pk).update(
        area="legal",
        indicator="Children at school",
        unit="%",
        baseline=Decimal("61.5"),
        baseline_year=2021,
        target=90,
        target_on=date(2024, 6, 30),
    )
    Action.objects.update(
        output="A law", level="high", no_group_reason="None fits", recommendation="C138"
    )
    factories.make_benchmark(action, year=2023, text="Bill tabled")
    factories.make_funding(action, kind="allocated", amount=40, year=2023)
    factories.make_funding(action, kind="needed", amount=90, year=2023)

    html = " ".join(reader.get(roadmap_url(draft)).content.decode().split())

    for text in (
        "Legal action",
        "Indicator: Children at school",
        "Baseline: 61.5 % (2021)",
        "Target: 90 %",
        "Target date: 30 June 2024",
        "Output: A law",
        "Priority level: High",
        "Answers: C138",
        "2023: Bill tabled",
        "<dt>Allocated</dt><dd>40&nbsp;USD</dd>",
        'None<span class="table__note">None fits</span>',
        '<th scope="rowgroup" colspan="4">2023</th>',
    ):
        assert text in html
