"""The roadmap as a document: a list of parts, made from a frozen dataclass."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import reports
from pathfinders import rules
from pathfinders.enums import PUBLIC_ROADMAP_STATES
from pathfinders.models import FundingLine, Roadmap
from pathfinders.reports.country_parts import country_parts
from pathfinders.reports.roadmap.facts import ISSUER, RoadmapFacts
from pathfinders.reports.roadmap.money import funding, money_by_year, rates
from pathfinders.reports.roadmap.rows import priorities
from pathfinders.reports.roadmap.text import (
    context,
    cover_facts,
    people,
    sources,
    summary,
)
from pathfinders.reports.timeline import timeline_figures
from pathfinders.selectors import RoadmapTable, roadmap_table
from pathfinders.selectors.timeline import plan_timeline

__all__ = ["RoadmapFacts", "funding", "priorities", "roadmap_pdf", "roadmap_report"]


def roadmap_pdf(roadmap: Roadmap, user) -> bytes:
    """Return the roadmap as PDF, as far as `user` may read it.

    A published version has the date of its publication, so its bytes do not change.
    """
    return reports.render(roadmap_report(roadmap, user))


def roadmap_report(roadmap: Roadmap, user) -> reports.Report:
    with override(roadmap.language):
        facts = _roadmap_facts(roadmap, user)
        return reports.Report(
            kind=_("Roadmap"),
            title=str(roadmap.pathfinder),
            subtitle=roadmap.title,
            issuer=ISSUER,
            language=roadmap.language,
            as_of=facts.as_of,
            version_text=_("version %(number)s") % {"number": roadmap.number},
            facts=cover_facts(facts),
            period=facts.years,
            is_example=roadmap.pathfinder.is_example,
            sections=(
                *reports.compose(ROADMAP, facts),
                *country_parts(roadmap.pathfinder, user, as_of=facts.as_of),
            ),
        )


def _roadmap_facts(roadmap: Roadmap, user) -> RoadmapFacts:
    published = roadmap.state in PUBLIC_ROADMAP_STATES and roadmap.published_at
    day = timezone.localdate(roadmap.published_at) if published else None
    as_of = day or timezone.localdate()
    table = roadmap_table(roadmap, user)
    return RoadmapFacts(
        table=table,
        lines=_lines(table, user),
        rates=tuple(roadmap.rates.all()),
        appointments=tuple(roadmap.pathfinder.appointments.current(as_of)),
        coordination_body=roadmap.pathfinder.coordination_body,
        as_of=as_of,
    )


def _lines(table: RoadmapTable, user) -> tuple[FundingLine, ...]:
    """Return the amounts that this person may read."""
    country = table.roadmap.pathfinder.country_id
    all_lines = rules.may_see_private_budget(user, country)
    return tuple(
        line
        for entry in table.priorities
        for row in entry.actions
        for line in row.action.funding.all()
        if line.is_public or all_lines
    )


def timeline(facts: RoadmapFacts):
    """The plan on a calendar; what is reported on it stands in the progress report."""
    return timeline_figures(
        plan_timeline(facts.table), source=facts.source, as_of=facts.as_of
    )


ROADMAP = [
    summary,
    context,
    priorities,
    timeline,
    funding,
    money_by_year,
    rates,
    people,
    sources,
]
