"""Records for the pages: enough that every list, table and drawing has something."""

from types import SimpleNamespace

from alliance87.core.dates import PartialDate
from monitoring.enums import ReviewState
from pathfinders.enums import LetterState, MilestoneKind, RoadmapState, Status
from tests import factories

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
