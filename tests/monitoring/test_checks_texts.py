"""Words beside a figure that may name a person are asked about before they are public.

The address and the names are invented.
"""

import pytest

from monitoring.enums import ValueState
from monitoring.models import ObservationVersion
from monitoring.recording import Place, record_value
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.values import content
from tests.monitoring.entry_forms import open_round
from tests.monitoring.test_checks import assert_case, assert_near_miss, cell, found

WORDS = {
    "footnote": "Ask awa.diallo@example.org for the table",
    "coverage": "Awa Diallo, 12 years old, and others",
    "text": "Tel. 77 123 45 67",
    "empty_reason": "File AB1234567 is missing",
}
KINDS = {
    "footnote": "an e-mail address",
    "coverage": "a name with an age",
    "text": "a phone number",
    "empty_reason": "a number that may identify a person",
}


CASES = {
    "personal": (
        cell(percent="5", footnote=WORDS["footnote"]),
        cell(
            percent="5", footnote="Ages 5–17, survey of 2016, https://example.org/a@b"
        ),
        f"“{WORDS['footnote']}” may identify a person: it holds an e-mail address. "
        "Take it out, or say why everybody may read it.",
    ),
}


@pytest.mark.parametrize(("code", "case"), CASES.items())
def test_words_are_found_and_near_misses_are_not(code, case):
    there, near, message = case

    assert_case(code, [there], message)
    assert_near_miss([near])


@pytest.mark.parametrize("field", WORDS)
def test_words_that_may_name_a_person_are_asked_about(field):
    (finding,) = found([cell(percent="5", **{field: WORDS[field]})])

    assert (finding.check, finding.blocks) == ("personal", False)
    assert finding.message == (
        f"“{WORDS[field]}” may identify a person: it holds {KINDS[field]}. Take it "
        "out, or say why everybody may read it."
    )


def test_the_reason_why_there_is_no_value_is_read_too():
    empty = cell(empty="not_available", empty_reason=WORDS["empty_reason"])

    assert [each.check for each in found([empty])] == ["personal"]


@pytest.mark.django_db
def test_a_name_in_a_footnote_stops_the_report_until_it_is_explained(client_for):
    """Security S58: shown to who writes and to who reviews, before publication."""
    count = make_definition()
    submission = open_round(count)
    country = submission.pathfinder.country
    focal_point = factories.make_focal_point(country, language="en")
    place = Place(submission.pathfinder, count.indicator, 2025)
    record_value(place, content(footnote=WORDS["coverage"]), by=focal_point)
    client = client_for(focal_point)

    page = client.get(submission.get_absolute_url() + "send/").content.decode()
    assert "1 value looks odd and is not explained yet." in page
    client.post(submission.get_absolute_url() + "send/")
    assert ObservationVersion.objects.get().state == ValueState.DRAFT
