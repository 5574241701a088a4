"""Records for the pages: enough that every list, table and drawing has something."""

from datetime import date
from types import SimpleNamespace

from alliance87.core.dates import PartialDate
from alliance87.core.spreadsheets import read_paste
from monitoring.enums import ReviewState
from pathfinders.enums import LetterState, MilestoneKind, RoadmapState, Status
from pathfinders.exchange.apply import bring_table
from pathfinders.services import start_roadmap
from tests import factories
from tests.pathfinders.exchange_files import File

EARLY = PartialDate.day(factories.path.DAY)


def make_sample() -> SimpleNamespace:
    """Make a country with status, one on its way, and the people who work on them."""
    lead = _with_status()
    next_one = _on_the_way()
    return SimpleNamespace(
        lead=lead,
        next_one=next_one,
        officer=factories.make_officer(name="Olga Officer"),
        administrator=factories.make_administrator(name="Adam Administrator"),
        chair=factories.make_chair(name="Carla Chair"),
        focal_point=factories.make_focal_point(next_one.country, name="Fatou Focal"),
    )


def _with_status():
    country = factories.make_country(
        iso3="MEX",
        iso2="MX",
        name_en="Mexico",
        name_fr="Mexique",
        region="Americas",
    )
    lead = factories.make_pathfinder(country=country, status=Status.PATHFINDER)
    for kind in (MilestoneKind.EXPRESSION_OF_INTEREST, MilestoneKind.WORKSHOP):
        factories.make_milestone(lead, kind, when=EARLY, source="Letter of 4 May 2021")
    factories.make_profile(lead, context="A large country.", next_steps="Inspect more.")
    factories.make_appointment(lead)
    factories.make_participants(factories.make_workshop(lead, place="Mexico City"))
    roadmap = factories.make_roadmap(lead, rows={"Farms": ["Inspect farms"]})
    factories.make_funding(roadmap.priorities.get().actions.get())
    type(roadmap).objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED, published_at=factories.roadmap.MOMENT
    )
    factories.make_review(lead, year=2024, state=ReviewState.PUBLISHED)
    factories.make_letter(lead, state=LetterState.SIGNED)
    factories.make_status_event(lead)
    return lead


def _on_the_way():
    country = factories.make_country(
        iso3="PER", iso2="PE", name_en="Peru", name_fr="Pérou", region="Americas"
    )
    next_one = factories.make_pathfinder(country=country)
    factories.make_milestone(next_one, MilestoneKind.SENIOR_OFFICIAL, conflict="2020")
    factories.make_eoi(next_one)
    roadmap = factories.make_roadmap(
        next_one, rows={"Mines": ["Inspect mines", "Train"]}
    )
    factories.make_funding(roadmap.priorities.get().actions.first())
    factories.make_review(next_one, year=2024)
    return next_one


# --- What a country works with --------------------------------------------------------


def add_work(sample: SimpleNamespace) -> SimpleNamespace:
    """Add registers, needs, a workshop, imports, progress and a second version.

    Returns the keys that stand in addresses.
    """
    keys = _support_and_workshop(sample)
    keys |= _imports(sample)
    keys |= _progress(sample.lead)
    _registers(sample.lead)
    sample.lead_focal_point = factories.make_focal_point(sample.lead.country)
    _next_version(sample.lead, by=sample.lead_focal_point)
    return SimpleNamespace(**keys)


def _support_and_workshop(sample) -> dict:
    country, by = sample.next_one, sample.focal_point
    roadmap = country.roadmaps.get()
    action = roadmap.priorities.get().actions.first()
    factories.make_comment(roadmap, row=action, created_by=sample.officer)
    factories.make_benchmark(action)
    factories.make_action_partner(action)
    need = factories.make_need(country, topics=["legal"], created_by=by)
    offer = factories.make_offer(topics=["legal"])
    factories.make_match(need, offer)
    workshop = factories.make_workshop(country, title="Planning workshop")
    factories.make_task(workshop)
    factories.make_session(workshop)
    factories.make_participant(workshop)
    factories.make_participants(workshop)
    factories.make_lesson(workshop)
    factories.make_workshop_report(workshop)
    return {
        "action": action.pk,
        "need": need.pk,
        "offer": offer.pk,
        "workshop": workshop.pk,
    }


def _imports(sample) -> dict:
    """Bring a table with a fault, and a file that conflicts with a later change."""
    roadmap, by = sample.next_one.roadmaps.get(), sample.focal_point
    text = "Priorities\tActions\tBudget\nMines\tClose\t5 USD, 6 EUR\nLaws\tDraft\t"
    pasted = bring_table(
        roadmap, table=read_paste(text), origin="paste", name="Pasted table", by=by
    )
    file = File(roadmap, by)
    file.cell("action", "Train", "Responsible body").value = "Ministry"
    file.cell("action", "Inspect mines", "Output").value = "Safe mines"
    file.add("action", **{"No.": "P1.A3", "Priority_no.": "P1"}, Action="Report")
    roadmap.priorities.get().actions.filter(title="Train").update(responsible="Office")
    return {"pasted": pasted.pk, "file": file.back().pk}


def _progress(lead) -> dict:
    roadmap = lead.roadmaps.get()
    action = roadmap.priorities.get().actions.get()
    factories.make_benchmark(action)
    update = factories.make_update(action, percent_done=40, note="Begun in the north.")
    factories.make_funding_update(update)
    return {"reported": action.pk}


def _registers(lead) -> None:
    factories.make_follow_up(factories.make_commitment(lead))
    factories.make_support_given(lead)
    factories.make_ratification(lead)
    factories.make_coordination_body(lead)
    factories.make_supervisory_case(lead)
    factories.make_national_review(lead)


def _next_version(lead, *, by) -> None:
    """Open a version in which rows are changed, added and removed."""
    draft = start_roadmap(lead, by=by)
    priority = draft.priorities.get()
    action = priority.actions.get()
    action.title, action.ends_on = "Inspect all farms", date(2024, 6, 30)
    action.save()
    action.funding.all().delete()
    factories.make_action(priority, title="Train inspectors")
