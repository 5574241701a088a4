"""Three meetings of the Group, and the partnership around them."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.partners.models import ActionGroup
from meetings.enums import PaperPurpose, ReportState, Response
from meetings.invitations import token_of
from meetings.snapshots import Entry
from tests import factories
from tests.factories.decisions import (
    due_on,
    make_action_point,
    make_agenda_item,
    make_decision,
    make_gcg,
)
from tests.factories.events import make_event, make_series, make_speaker
from tests.factories.groups import (
    make_group_role,
    make_membership,
    make_output,
    make_resource_need,
    make_work_plan,
)
from tests.factories.meetings import (
    in_days,
    make_coming,
    make_group_update,
    make_intervention,
    make_invited,
    make_meeting_session,
    make_participation,
    make_report,
)
from tests.factories.packs import issue_unbuilt, make_item, make_pack, place_paper
from tests.factories.papers import (
    make_comment_round,
    make_draft,
    make_paper,
    make_paper_comment,
    make_question,
    make_version,
)


def add_meetings(sample: SimpleNamespace) -> SimpleNamespace:
    """Add a closed, a held and a coming meeting, groups, partners, papers, events.

    Returns the keys that stand in addresses, and puts a member on the sample.
    """
    sample.member = factories.make_gcg_member(name="Mona Member")
    keys = _partnership()
    keys |= _seats()
    keys |= _papers(sample)
    keys |= _held(sample)
    keys |= _coming(sample, keys)
    keys |= _events()
    return SimpleNamespace(**keys)


# --- The partnership ------------------------------------------------------------------


def _partnership() -> dict:
    partner = factories.make_partner(
        name="Children First", focus=["child_labour"], joined_on=in_days(-400)
    )
    factories.make_person(name="Pia Person", organization=partner)
    factories.make_step(partner)
    network = factories.make_network(name="Child Labour Platform")
    factories.make_network_member(network, partner)
    group = factories.make_group(
        name="Action group on supply chains", slug="supply-chains", state="active"
    )
    make_group_role(group, partner=partner, starts_on=in_days(-300))
    make_membership(group, partner=partner)
    plan = make_work_plan(group, state="adopted")
    output = make_output(plan, is_accepted=True)
    make_output(plan, 2, text="Training of inspectors")
    make_resource_need(group)
    return {
        "partner": partner.pk,
        "network": network.pk,
        "group": group.slug,
        "plan": plan.pk,
        "output": output.pk,
    }


def _seats() -> dict:
    constituency = factories.make_constituency(name="Civil society", term_months=24)
    seat = factories.make_seat(constituency, label="Civil society 1", rotates=True)
    term = factories.make_seat_term(seat, factories.make_partner(name="Global March"))
    factories.make_representative(term, factories.make_person(name="Rita Rep"))
    factories.make_seat(constituency, label="Civil society 2", theme="trafficking")
    country = factories.make_country(iso3="FRA", iso2="FR", name_en="France")
    holder = factories.make_partner(name="France", kind="country", country=country)
    factories.make_office_term(holder=holder)
    return {"seat": seat.pk}


def _papers(sample) -> dict:
    paper = make_paper(title="Guidance note", slug="guidance-note")
    make_version(paper)
    second = make_version(
        paper, number=2, state="for_comment", text="Countries write to the Chair."
    )
    make_draft(paper, number=3, text="Countries write to the secretariat.")
    comment_round = make_comment_round(second)
    comment = make_paper_comment(comment_round, created_by=sample.member)
    make_paper(title="Annual report", kind="publication")
    make_question(topic="Pathfinder countries")
    return {"paper": paper.slug, "round": comment_round.pk, "comment": comment.pk}


# --- Meetings -------------------------------------------------------------------------


def _held(sample) -> dict:
    """Make the 4th, closed with its report, and the 5th, whose report is out."""
    closed = make_gcg(4, in_days(-400), state="closed")
    report = make_report(closed, "Opening")
    report.sections.update(text="The Chair welcomed the members.")
    type(report).objects.filter(pk=report.pk).update(
        state=ReportState.ADOPTED, adopted_on=in_days(-30), comments_close_at=None
    )
    held = make_gcg(5, in_days(-30))
    for name, came in (("Ada Guest", "in_person"), ("Bela Guest", "remote")):
        make_participation(held, name=name, affiliation="ILO", attended=came)
    report = make_report(held, "Welcome by the Chair", "Toolkit")
    type(report).objects.filter(pk=report.pk).update(
        state=ReportState.CIRCULATED, circulated_at=timezone.now()
    )
    toolkit = held.items.get(title="Toolkit")
    make_intervention(toolkit)
    make_intervention(toolkit, kind="chair_conclusion", office="chair")
    decision = make_decision(held, item=toolkit)
    make_decision(held, state="adopted", decided_on=held.on)
    action = make_action_point(held, item=toolkit, **due_on(in_days(-5)))
    make_action_point(held, state="done")
    return {
        "closed": closed.pk,
        "held": held.pk,
        "said_under": toolkit.pk,
        "section": report.sections.get(item=toolkit).pk,
        "decision": decision.pk,
        "action": action.pk,
    }


def _coming(sample, keys: dict) -> dict:
    meeting = make_coming(6)
    make_meeting_session(meeting, "09:30", "11:00", title="Morning")
    make_meeting_session(meeting, "11:00", "11:15", title="Coffee", is_break=True)
    item = make_agenda_item(meeting, title="Pathfinder countries", minutes=120)
    below = make_item(meeting, "Guidance", parent=item, chatham_house=True)
    make_item(meeting, "Letters", parent=below, objective="Agree on one letter.")
    paper = make_paper(title="Note on letters")
    placed = place_paper(item, make_version(paper), purpose=PaperPurpose.ADOPTION)
    make_version(paper, number=2, state="for_decision")
    due = timezone.now() + timedelta(days=10)
    place_paper(below, responsible="Mexico", due_at=due)
    _invite(sample, meeting)
    make_group_update(
        meeting, ActionGroup.objects.get(slug=keys["group"]), needs="A coordinator."
    )
    entry = Entry(
        key="paper-1", kind="paper", title="Note on letters", first_page=3, pages=2
    )
    issued = issue_unbuilt(make_pack(meeting), entry)
    guest = make_invited(meeting, name="Gina Guest")
    return {
        "meeting": meeting.pk,
        "item": item.pk,
        "placed": placed.pk,
        "issued": issued.pk,
        "draft": make_pack(meeting).pk,
        "token": token_of(guest),
    }


def _invite(sample, meeting) -> None:
    person = factories.make_person(name=sample.member.name, user=sample.member)
    make_invited(meeting, person=person)
    make_invited(
        meeting,
        name="Yann Yes",
        affiliation="ITUC",
        response=Response.YES,
        response_mode="remote",
        response_note="Only in the morning.",
    )


def _events() -> dict:
    series = make_series(title="Webinars of 2019")
    event = make_event(series=series, state="held")
    make_event(hours=False, when=PartialDate.day(in_days(20)), state="tentative")
    make_speaker(event)
    return {"event": event.pk, "series": series.slug}
