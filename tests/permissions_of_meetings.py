"""Rows of the table of permissions about meetings and their documents."""

from datetime import timedelta

from django.utils import timezone

from alliance87.core.enums import Audience
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from meetings import rules
from meetings.enums import ReportState
from meetings.models import Meeting, MeetingReport
from tests import factories
from tests.factories.decisions import HELD_ON, make_circulated_report
from tests.factories.meetings import make_coming
from tests.factories.papers import make_version
from tests.permission_checks import Check, document


def under_embargo(path) -> Document:
    hour = timezone.now() + timedelta(hours=1)
    return factories.make_document(audience=Audience.PUBLIC, embargoed_until=hour)


def minutes(state: str):
    """Return what makes a report in this state."""
    adopted = {"adopted_on": HELD_ON} if state == ReportState.ADOPTED else {}
    return lambda path: make_circulated_report(state=state, **adopted)


def edits_minutes(user, report) -> bool:
    is_open = report.state != ReportState.ADOPTED
    return is_open and rules.may_write_report(user, report)


def sees_names(user, _meeting) -> bool:
    return rules.may_see_participants(user)


def sees_addresses(user, _meeting) -> bool:
    return rules.may_see_addresses(user)


def announced(path) -> Meeting:
    return make_coming()


MEETINGS = {
    ("meeting, public calendar entry", "view / iCal"): Check(announced, (), Meeting),
    ("meeting, participant names", "view"): Check(announced, (sees_names,)),
    ("meeting, participant e-mail / phone", "view / export"): Check(
        announced, (sees_addresses,)
    ),
    ("meeting, somebody else's RSVP", "change"): Check(
        announced, (rules.may_answer_for_others,)
    ),
    ("minutes, draft", "view"): Check(minutes("draft"), (), MeetingReport),
    ("minutes, circulated", "view"): Check(minutes("circulated"), (), MeetingReport),
    ("minutes, adopted and marked public", "view / PDF"): Check(
        minutes("adopted"), (), MeetingReport
    ),
    ("minutes, adopted", "edit"): Check(minutes("adopted"), (edits_minutes,)),
    ("meeting, closed-session document", "download"): Check(
        document(Audience.GCG_MEMBERS), (may_view_document,), Document
    ),
    ("meeting, document under embargo", "download before the hour"): Check(
        under_embargo, (may_view_document,), Document
    ),
    ("meeting, document", "upload / replace / remove"): Check(
        lambda path: make_version(), (rules.may_edit_papers,)
    ),
}
