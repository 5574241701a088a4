"""What the database refuses about meetings, agendas, participants and reports."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.enums import (
    Capacity,
    InterventionKind,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    ReportState,
    Response,
)
from meetings.models import (
    AgendaItem,
    AgendaLead,
    Intervention,
    Meeting,
    MeetingReport,
    MeetingSession,
    MinuteSection,
    Participation,
    ReportFigure,
)
from tests.factories import make_group, make_person
from tests.factories.decisions import make_agenda_item, make_circulated_report, make_gcg
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_group_update,
    make_intervention,
    make_participation,
    make_report,
)
from tests.factories.packs import place_paper
from tests.factories.papers import make_version
from tests.factories.people import keeper

pytestmark = pytest.mark.django_db


class refused:  # noqa: N801 (reads as a word in the tests)
    """Check that the database refuses it, by the constraint of that name."""

    def __init__(self, name: str):
        self.name = name

    def __enter__(self):
        self._raises = pytest.raises(IntegrityError)
        self._error = self._raises.__enter__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()

    def __exit__(self, *error):
        self._atomic.__exit__(*error)
        caught = self._raises.__exit__(*error)
        assert self.name in str(self._error.value)
        return caught


def update(record, **fields) -> None:
    type(record).objects.filter(pk=record.pk).update(**fields)


# --- Meetings -------------------------------------------------------------------------


def test_two_eighths_are_refused_although_one_is_extraordinary():
    make_gcg(8, is_extraordinary=True)

    with refused("meeting_number_unique_in_the_gcg"):
        make_gcg(8)


def test_an_example_has_numbers_of_its_own():
    make_gcg(8)

    assert make_gcg(8, is_example=True).pk


def test_two_groups_may_each_have_a_first_meeting():
    first = make_group_meeting(number=1)

    assert make_group_meeting(number=1).pk
    with refused("meeting_number_unique_in_its_group"):
        make_group_meeting(first.group, number=1)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("meeting_of_the_group_has_a_number", {"number": None}),
        ("meeting_ends_after_it_begins", {"ends_at": timezone.now()}),
        ("meeting_hours_with_zone", {"time_zone": ""}),
        ("meeting_convened_has_hours", {"starts_at": None, "ends_at": None}),
        ("meeting_group_exactly", {"kind": MeetingKind.ACTION_GROUP}),
        (
            "meeting_extraordinary_only",
            {"kind": MeetingKind.WORKSHOP, "is_extraordinary": True},
        ),
    ],
)
def test_what_a_meeting_of_the_group_must_be(name, fields):
    meeting = make_coming()

    with refused(name):
        update(meeting, **fields)


def test_a_meeting_of_the_group_names_no_group():
    meeting = make_gcg()

    with refused("meeting_group_exactly_for_group_meetings"):
        update(meeting, group=make_group())


def test_a_meeting_does_not_prepare_itself():
    meeting = make_gcg()

    with refused("meeting_prepares_another"):
        update(meeting, outcomes_to=meeting)


def test_only_a_past_meeting_with_a_source_may_lack_its_hours():
    meeting = make_gcg()
    update(meeting, starts_at=None, ends_at=None, source="Report of the 5th meeting")

    assert Meeting.objects.get().starts_at is None


def test_a_session_ends_after_it_begins():
    now = timezone.now()

    with refused("meeting_session_ends_after_it_begins"):
        MeetingSession.objects.create(meeting=make_gcg(), starts_at=now, ends_at=now)


# --- Agenda ---------------------------------------------------------------------------


def test_a_fourth_level_is_refused():
    meeting = make_gcg()
    above = None
    for title in "one", "two", "three":
        above = make_agenda_item(meeting, title=title, parent=above)

    with refused("agenda_item_at_most_three_levels_in_one_meeting"):
        make_agenda_item(meeting, title="four", parent=above)


def test_what_has_items_below_it_does_not_move_below_the_second_level():
    meeting = make_gcg()
    first = make_agenda_item(meeting)
    second = make_agenda_item(meeting, parent=first)
    moved = make_agenda_item(meeting)
    make_agenda_item(meeting, parent=moved)

    with refused("agenda_item_at_most_three_levels_in_one_meeting"):
        update(moved, parent=second)


def test_an_item_stands_below_one_of_its_own_meeting():
    elsewhere = make_agenda_item(make_gcg())

    with refused("agenda_item_at_most_three_levels_in_one_meeting"):
        make_agenda_item(make_gcg(), parent=elsewhere)


@pytest.mark.parametrize("is_below", [False, True])
def test_two_items_do_not_have_the_same_place(is_below):
    meeting = make_gcg()
    parent = make_agenda_item(meeting) if is_below else None
    make_agenda_item(meeting, position=7, parent=parent)

    with refused("agenda_item_position_unique_below_its_parent"):
        make_agenda_item(meeting, position=7, parent=parent)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("agenda_item_deferred_to_only_if_deferred", {"deferred_to": make_gcg}),
        (
            "agenda_item_report_only_for_adoption",
            {"report": make_circulated_report, "kind": lambda: ItemKind.ORDINARY},
        ),
    ],
)
def test_what_an_item_may_name(name, fields):
    item = make_agenda_item()

    with refused(name):
        update(item, **{field: make() for field, make in fields.items()})


def test_a_deferred_item_may_name_the_meeting_it_goes_to():
    item = make_agenda_item()
    update(item, outcome=ItemOutcome.DEFERRED, deferred_to=make_gcg())

    assert AgendaItem.objects.get(pk=item.pk).deferred_to_id


def test_a_lead_is_somebody():
    with refused("agenda_lead_is_somebody"):
        AgendaLead.objects.create(item=make_agenda_item())


def test_a_paper_stands_under_an_item_once():
    item, version = make_agenda_item(), make_version()
    place_paper(item, version)

    with refused("agenda_paper_once_under_an_item"):
        place_paper(item, version)


# --- Participants ---------------------------------------------------------------------


def test_one_person_is_on_the_list_once():
    row = make_participation()

    with refused("participation_once_per_person_and_meeting"):
        make_participation(row.meeting, person=row.person)


def test_a_meeting_has_one_chair():
    row = make_participation(capacity=Capacity.CHAIR)

    with refused("participation_one_chair_per_meeting"):
        make_participation(row.meeting, capacity=Capacity.CHAIR)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("participation_yes_says_how", {"response": Response.YES}),
        (
            "participation_for_a_country_names_it",
            {"capacity": Capacity.PATHFINDER, "country": None},
        ),
    ],
)
def test_what_a_participation_must_say(name, fields):
    with refused(name):
        make_participation(**fields)


def test_nobody_is_their_own_delegate():
    row = make_participation()

    with refused("participation_not_its_own_delegate"):
        update(row, delegate_of=row)


def test_two_links_are_never_the_same():
    first, second = make_participation(), make_participation()
    update(first, token_hash="a" * 64)

    with pytest.raises(IntegrityError), transaction.atomic():
        update(second, token_hash="a" * 64)


# --- Reports --------------------------------------------------------------------------


def test_a_remark_names_somebody_or_is_marked():
    item = make_agenda_item()

    with refused("intervention_named_or_unattributed"):
        make_intervention(item, is_unattributed=False)
    with refused("intervention_named_or_unattributed"):
        make_intervention(item, is_unattributed=True, office="chair")


def test_only_an_answer_answers():
    item = make_agenda_item()
    question = make_intervention(item, kind=InterventionKind.QUESTION)

    with refused("intervention_answer_to_another"):
        make_intervention(item, answers=question)


@pytest.mark.parametrize("switch", ["meeting", "item"])
def test_a_named_remark_under_the_chatham_house_rule_is_refused(switch):
    meeting = make_gcg(chatham_house=switch == "meeting")
    item = make_agenda_item(meeting, chatham_house=switch == "item")

    with refused("intervention_unattributed_under_the_chatham_house_rule"):
        make_intervention(item, person=make_person())
    unnamed = make_intervention(item, is_unattributed=True)
    with refused("intervention_unattributed_under_the_chatham_house_rule"):
        update(unnamed, is_unattributed=False, office="secretariat")
    assert make_intervention(item, kind=InterventionKind.CONCLUSION, office="chair").pk


def test_an_adopted_report_was_adopted_on_a_day():
    report = make_circulated_report()

    with refused("meeting_report_adopted_on_a_day"):
        update(report, state=ReportState.ADOPTED)


def test_a_deadline_for_comments_has_a_zone():
    report = make_report()

    with refused("meeting_report_comments_with_zone"):
        update(report, comments_close_at=timezone.now() + timedelta(days=1))


def test_an_adopted_report_is_frozen_with_all_its_parts():
    report = make_report(make_gcg(), "Opening")
    section = report.sections.get()
    remark = make_intervention(section.item)
    figure = ReportFigure.objects.create(
        report=report, key="partners", label="Partners", value="217"
    )
    other = make_agenda_item(report.meeting)
    update(report, state=ReportState.ADOPTED, adopted_on=report.meeting.on)

    for change in (
        lambda: update(section, text="Other words"),
        lambda: update(remark, text="Other words"),
        lambda: update(figure, value="218"),
        lambda: section.delete(),
        lambda: remark.delete(),
        lambda: figure.delete(),
        lambda: make_intervention(other),
        lambda: MinuteSection.objects.create(report=report, item=other),
    ):
        with refused("adopted_report_is_frozen"):
            change()
    assert Intervention.objects.get().text == "We welcome the toolkit."
    assert MeetingReport.objects.get().sections.count() == 1


def test_a_group_tells_a_meeting_once():
    told = make_group_update()

    with refused("group_update_once_per_meeting"):
        make_group_update(told.meeting, told.group)


def test_what_is_on_record_keeps_its_meeting():
    row = make_participation(created_by=keeper())

    with pytest.raises(IntegrityError), transaction.atomic():
        row.meeting.delete()
    assert Participation.objects.count() == 1
