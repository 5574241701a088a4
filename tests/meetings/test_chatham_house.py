"""The Chatham House rule and the frozen report, kept by the database itself."""

import pytest
from django.db import IntegrityError, transaction

from meetings.enums import ReportState
from meetings.models import AgendaItem, Meeting, MeetingReport
from tests.factories.meetings import (
    make_agenda_item,
    make_gcg,
    make_intervention,
    make_report,
)

pytestmark = pytest.mark.django_db


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("model", [Meeting, AgendaItem])
def test_the_rule_cannot_be_switched_on_over_a_named_remark(model):
    item = make_agenda_item(make_gcg())
    make_intervention(item)
    row = item if model is AgendaItem else item.meeting

    with refused("chatham_house_rule_over_named_remarks"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(chatham_house=True)


def test_the_rule_can_be_switched_on_where_nobody_is_named():
    item = make_agenda_item(make_gcg())
    make_intervention(item, is_unattributed=True, office="")

    assert Meeting.objects.filter(pk=item.meeting_id).update(chatham_house=True) == 1


def test_an_adopted_report_keeps_its_words():
    report = adopted()

    rows = MeetingReport.objects.filter(pk=report.pk)
    with refused("adopted_report_is_frozen"), transaction.atomic():
        rows.update(summary="Other words.")
    with refused("adopted_report_is_frozen"), transaction.atomic():
        rows._raw_delete(rows.db)


def adopted() -> MeetingReport:
    report = make_report(make_gcg())
    MeetingReport.objects.filter(pk=report.pk).update(
        state=ReportState.ADOPTED, adopted_on="2026-01-01"
    )
    return report
