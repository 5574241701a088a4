"""The needs and offers of the demonstration: invented, and marked so."""

import pytest

from pathfinders.demo.support import load_support
from pathfinders.models import SupportNeed, SupportOffer
from pathfinders.selectors.support import with_state
from tests import factories

pytestmark = pytest.mark.django_db


def test_example_has_an_open_need_and_one_with_an_offer():
    pathfinder = factories.make_pathfinder()
    for name in ("Migration", "Supply Chains"):
        factories.make_group(name=name)

    load_support(
        pathfinder,
        focal=factories.make_focal_point(pathfinder.country),
        officer=factories.make_officer(),
    )

    needs = with_state(SupportNeed.objects.order_by("pk"))
    offers = SupportOffer.objects.all()
    assert [need.state for need in needs] == ["open", "offered"]
    assert len(offers) == 2
    assert all(str(each).startswith("Example: ") for each in (*needs, *offers))
