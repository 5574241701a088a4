"""The report of a meeting: skeleton, sections, who said what, circulation."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.deadlines import Deadline
from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from meetings import reporting
from meetings.enums import InterventionKind, MeetingState, ReportState, RoundAudience
from meetings.models import (
    CommentRound,
    Intervention,
    MeetingReport,
    MinuteSection,
    ReportFigure,
)
from meetings.selectors import minutes
from meetings.workflow.report import take_back_report
from pathfinders.enums import MilestoneKind
from tests.factories import (
    make_chair,
    make_gcg_member,
    make_milestone,
    make_officer,
    make_partner,
    make_pathfinder,
)
from tests.factories.decisions import (
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.meetings import make_intervention, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_officer()


def in_a_month() -> Deadline:
    return Deadline(timezone.now() + timedelta(days=30), "Europe/Zurich")


def url_of(meeting, name="report", **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def written(*titles: str, **fields) -> MeetingReport:
    """Make a draft in which each item has a text."""
    report = make_report(None, *(titles or ("Opening",)), **fields)
    MinuteSection.objects.update(text="The Chair welcomed the participants.")
    return report


# --- The skeleton ---------------------------------------------------------------------


def test_the_skeleton_has_a_section_for_each_item_and_loses_nothing(officer):
    meeting = make_gcg()
    first = make_agenda_item(meeting)
    report = reporting.start_report(meeting, by=officer)
    MinuteSection.objects.update(text="What was said.")
    second = make_agenda_item(meeting)

    again = reporting.start_report(meeting, by=officer)

    assert again == report
    texts = dict(report.sections.values_list("item", "text"))
    assert texts == {first.pk: "What was said.", second.pk: ""}


@pytest.mark.parametrize("state", ["planned", "announced", "postponed", "cancelled"])
def test_there_is_no_report_before_the_meeting_is_convened(officer, state):
    with pytest.raises(Blocked, match="not convened yet"):
        reporting.start_report(make_gcg(state=state), by=officer)


@pytest.mark.parametrize("make", [make_gcg_member, make_chair])
def test_only_the_secretariat_writes(make):
    report = written()

    with pytest.raises(PermissionDenied):
        reporting.start_report(report.meeting, by=make())
    with pytest.raises(PermissionDenied):
        reporting.save_section(report.sections.get(), expected=0, by=make())


def test_the_figures_are_those_of_the_day_and_stay(client_for):
    day = date(2019, 7, 17)
    make_partner(joined_on=date(2018, 1, 1))
    make_partner(joined_on=date(2018, 1, 1), left_on=day)
    make_partner(joined_on=date(2019, 9, 1))
    path = make_pathfinder(is_public=True)
    make_milestone(
        path, MilestoneKind.EXPRESSION_OF_INTEREST, when=PartialDate.day(day)
    )
    make_milestone(path, MilestoneKind.WORKSHOP, when=PartialDate.day(date(2019, 8, 1)))
    meeting = make_gcg(5, day)
    make_agenda_item(meeting)
    client = client_for(make_officer())

    client.post(url_of(meeting, "report-start"))
    make_partner(joined_on=date(2018, 1, 1))
    client.post(url_of(meeting, "report-start"))

    figures = dict(ReportFigure.objects.values_list("key", "value"))
    assert figures == {"partners": "1", "expressions": "1", "workshops": "0"}


def test_an_example_counts_nothing_real():
    assert minutes.figures_on(date(2019, 7, 17), is_example=True) == []


# --- Two people at one section --------------------------------------------------------


def test_two_people_in_one_section_lose_nothing(client_for):
    report = written()
    section = report.sections.get()
    url = url_of(report.meeting, "section-edit", section=section.pk)
    first, second = client_for(make_officer()), client_for(make_officer())
    read = first.get(url).context["form"].initial["version"]

    assert first.post(url, {"text": "First.", "version": read}).status_code == 302
    page = second.post(url, {"text": "Second.", "version": read})

    assert page.status_code == 409
    assert "Second." in page.content.decode()
    section.refresh_from_db()
    assert section.text == "First."


def test_a_stale_frame_is_refused(officer):
    report = written()
    other = MeetingReport.objects.get()
    reporting.save_frame(other, expected=other.version, by=officer)

    with pytest.raises(StaleVersion):
        reporting.save_frame(report, expected=0, by=officer)


# --- Who said what --------------------------------------------------------------------


def test_answers_stand_below_their_questions_and_conclusions_apart(officer):
    report = written()
    item = report.sections.get().item
    question = make_intervention(
        item, kind=InterventionKind.QUESTION, partner=make_partner(name="ITUC")
    )
    remark = make_intervention(item, is_unattributed=True)
    answer = make_intervention(item, kind=InterventionKind.ANSWER, answers=question)
    conclusion = make_intervention(
        item, kind=InterventionKind.CONCLUSION, office="chair"
    )

    (row,) = minutes.sections_of(report, officer)

    assert [(each.intervention, each.speaker) for each in row.spoken] == [
        (question, "ITUC"),
        (remark, "A participant"),
    ]
    (below,) = row.spoken[0].answers
    assert (below.intervention, below.speaker) == (answer, "Secretariat")
    assert row.conclusions == (conclusion,)


def intervention(**fields) -> dict:
    return {"kind": "intervention", "text": "We agree.", "version": 0} | fields


def test_a_remark_names_somebody_or_nobody(client_for):
    report = written()
    item = report.sections.get().item
    url = url_of(report.meeting, "intervention-add", item=item.pk)
    client = client_for(make_officer())

    unnamed = client.post(url, intervention())
    both = client.post(url, intervention(is_unattributed="on", office="chair"))
    question = client.post(url, intervention(office="chair"))

    assert "office" in unnamed.context["form"].errors
    assert "is_unattributed" in both.context["form"].errors
    assert question.status_code == 302
    assert Intervention.objects.get().speaker == "Alliance Chair"


def test_under_the_chatham_house_rule_the_form_offers_no_names(client_for, officer):
    meeting = make_gcg(chatham_house=True)
    report = written_for(meeting)
    item = report.sections.get().item
    url = url_of(meeting, "intervention-add", item=item.pk)
    client = client_for(officer)
    ituc = make_partner(name="ITUC")

    page = client.get(url)
    assert "nobody can be named here" in page.content.decode()
    assert not {"partner", "person"} & set(page.context["form"].fields)
    for name in ({"partner": ituc.pk}, {"office": "chair"}):
        refused = client.post(url, intervention(**name))
        assert refused.context["form"].errors == {
            "office" if "office" in name else "__all__": [
                "The Chatham House rule is in force: record the remark without a name."
            ]
        }
        assert refused.context["form"]["text"].value() == "We agree."
    assert not Intervention.objects.exists()
    client.post(url, intervention())

    said = Intervention.objects.get()
    assert (said.is_unattributed, said.partner, said.office) == (True, None, "")
    named = Intervention(item=item, office="secretariat", text="We agree.")
    with pytest.raises(Blocked, match="record the remark without a name"):
        reporting.save_intervention(named, by=officer)


def written_for(meeting) -> MeetingReport:
    return make_report(meeting, "Opening")


def test_remarks_change_places_and_go(officer):
    report = written()
    item = report.sections.get().item
    first, second = make_intervention(item), make_intervention(item)

    reporting.move_intervention(second, -1, by=officer)
    assert list(item.interventions.order_by("position")) == [second, first]
    reporting.remove_intervention(first, by=officer)

    assert list(item.interventions.all()) == [second]


def test_a_question_with_an_answer_stays(officer):
    item = written().sections.get().item
    question = make_intervention(item, kind=InterventionKind.QUESTION)
    make_intervention(item, kind=InterventionKind.ANSWER, answers=question)

    with pytest.raises(Blocked, match="An answer or an action point refers to it"):
        reporting.remove_intervention(question, by=officer)


# --- Circulation ----------------------------------------------------------------------


def test_circulating_opens_the_comments_of_the_group(client_for):
    report = written()
    day = timezone.localdate() + timedelta(days=30)
    sent = {
        "closes_day": f"{day}", "closes_hour": "18:00", "closes_zone": "Europe/Zurich",
        "instructions": "Names of organizations, please.",
    }  # fmt: skip

    page = client_for(make_officer()).post(
        url_of(report.meeting, "report-circulate"), sent
    )

    assert page.status_code == 302, page.context["form"].errors
    report.refresh_from_db()
    assert report.state == ReportState.CIRCULATED
    opened = CommentRound.objects.get()
    assert (opened.report, opened.audience, opened.closes_at) == (
        report,
        RoundAudience.GCG,
        report.comments_close_at,
    )
    assert opened.time_zone == "Europe/Zurich"


def test_an_empty_item_is_not_circulated(officer):
    report = make_report(make_gcg(), "Opening")

    with pytest.raises(Blocked, match="“Opening” says nothing yet"):
        reporting.circulate(report, closes=in_a_month(), by=officer)
    assert MeetingReport.objects.get().state == ReportState.DRAFT
    assert not CommentRound.objects.exists()


def test_the_report_of_a_meeting_to_come_is_not_circulated(officer):
    report = written()
    report.meeting.state = MeetingState.CONVENED
    report.meeting.save()

    with pytest.raises(Blocked, match="not recorded as held"):
        reporting.circulate(report, closes=in_a_month(), by=officer)


def test_a_report_taken_back_is_a_draft_again(officer):
    report = written()
    reporting.circulate(report, closes=in_a_month(), by=officer)

    take_back_report(report, reason="A name is wrong.", by=officer)

    assert MeetingReport.objects.get().state == ReportState.DRAFT
    readable = MeetingReport.objects.visible_to(make_gcg_member())
    assert not readable.exists()


def test_nothing_of_an_adopted_report_changes(officer):
    report = written()
    section = report.sections.get()
    MeetingReport.objects.update(
        state=ReportState.ADOPTED, adopted_on=report.meeting.on
    )
    report.refresh_from_db()
    remark = Intervention(item=section.item, office="chair", text="Late.")

    for verb in (
        lambda: reporting.save_section(section, expected=0, by=officer),
        lambda: reporting.save_frame(report, expected=0, by=officer),
        lambda: reporting.save_intervention(remark, by=officer),
        lambda: reporting.start_report(report.meeting, by=officer),
    ):
        with pytest.raises(InvalidTransition, match="kept as it is"):
            verb()


# --- Reading --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_takes_the_same_queries(
    client_for, count, django_assert_num_queries
):
    meeting = make_gcg()
    for _each in range(count):
        item = make_agenda_item(meeting)
        make_intervention(item, partner=make_partner())
        make_decision(meeting, item=item, state="adopted")
    make_circulated_report(meeting)
    client = client_for(make_gcg_member())

    with django_assert_num_queries(20):
        sections = client.get(url_of(meeting)).context["sections"]
    assert len(sections) == count


def test_decisions_that_are_only_proposed_are_not_for_the_public():
    meeting = make_gcg()
    item = make_agenda_item(meeting)
    make_decision(meeting, item=item)
    report = make_circulated_report(meeting)

    (row,) = minutes.sections_of(report, AnonymousUser())

    assert row.decisions == ()
