"""How references to decisions and action points begin."""

import pytest

from meetings.enums import MeetingKind
from meetings.models import Meeting
from meetings.models.decisions import reference_of


@pytest.mark.parametrize(
    ("facts", "reference"),
    [
        ({"kind": MeetingKind.GCG, "number": 5, "title": "Fifth meeting"}, "GCG5"),
        ({"title": "Workshop in Turin", "reference": "SW 2022"}, "SW2022"),
        (
            {"title": "2nd Global Workshop of the Supply Chains Action Group"},
            "2GWSCAG",
        ),
        ({"title": "Atelier stratégique, Turin"}, "AST"),
        ({"title": "An"}, "M"),
    ],
)
def test_reference_is_short_whatever_the_title(facts, reference):
    meeting = Meeting(**({"kind": MeetingKind.WORKSHOP} | facts))

    assert reference_of(meeting) == reference


def test_decision_in_writing_has_no_meeting():
    assert reference_of(None) == "WP"
