"""The parts of a roadmap in words: what it is, who leads it, where it comes from."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Fact
from alliance87.core.templatetags.amounts import amount
from pathfinders.enums import AppointmentKind
from pathfinders.models import Appointment
from pathfinders.reports.roadmap.facts import RoadmapFacts
from pathfinders.reports.roadmap.rows import with_budget
from pathfinders.selectors import Money


def cover_facts(facts: RoadmapFacts) -> tuple[Fact, ...]:
    period = facts.roadmap.period
    return (
        Fact(_("Period"), period or _("Not stated"), is_absent=not period),
        Fact(_("State"), facts.roadmap.get_state_display()),
        Fact(_("As of"), write_day(facts.as_of)),
        Fact(_("Language"), facts.roadmap.get_language_display()),
    )


def summary(facts: RoadmapFacts):
    text = "\n\n".join(filter(None, (facts.roadmap.summary, facts.roadmap.note)))
    return [
        reports.Prose(heading=_("Summary"), lead=_lead(facts), text=text),
        reports.Facts(facts=_key_figures(facts)),
    ]


def _lead(facts: RoadmapFacts) -> str:
    priorities, actions = len(facts.table.priorities), facts.table.actions_total
    if not priorities:
        return _("The roadmap is known from its source; its content is not on file.")
    first = ngettext(
        "The roadmap has one priority.",
        "The roadmap has %(count)s priorities.",
        priorities,
    ) % {"count": priorities}
    second = ngettext(
        "One action is named.", "%(count)s actions are named.", actions
    ) % {"count": actions}
    return f"{first} {second}"


def _key_figures(facts: RoadmapFacts) -> tuple[Fact, ...]:
    figures = [
        Fact(_("Priorities"), str(len(facts.table.priorities))),
        Fact(_("Actions"), str(facts.table.actions_total)),
        Fact(_("Actions with a budget"), str(with_budget(facts.table))),
    ]
    for money in facts.table.totals:
        figures.append(Fact(_("Needed"), *_sum_and_absence(money, money.needed)))
        figures.append(Fact(_("Available"), *_sum_and_absence(money, money.available)))
        figures.append(
            Fact(_("Still to be found"), *_sum_and_absence(money, money.gap))
        )
    return tuple(figures)


def _sum_and_absence(money: Money, value) -> tuple[str, str, bool]:
    if value is None:
        return _("Not stated"), money.currency, True
    return f"{amount(value)}\N{NO-BREAK SPACE}{money.currency}", "", False


def context(facts: RoadmapFacts):
    if not facts.roadmap.context:
        return None
    return reports.Prose(
        heading=_("Context and background"), text=facts.roadmap.context, runs_on=True
    )


def people(facts: RoadmapFacts):
    found = [_person_fact(each) for each in facts.appointments]
    if not any(each.kind == AppointmentKind.FOCAL_POINT for each in facts.appointments):
        found.append(Fact(_("Focal point"), _("Not on record"), is_absent=True))
    body = facts.coordination_body
    found.append(
        Fact(
            _("National coordination body"),
            body or _("Not on record"),
            is_absent=not body,
        )
    )
    return reports.Details(
        heading=_("Focal point and coordination"),
        runs_on=True,
        facts=tuple(found),
        as_of=facts.as_of,
    )


def _person_fact(appointment: Appointment) -> Fact:
    post = ", ".join(filter(None, (appointment.post, appointment.ministry)))
    return Fact(appointment.get_kind_display(), appointment.person, post)


def sources(facts: RoadmapFacts):
    roadmap = facts.roadmap
    if not roadmap.source:
        return None
    text = roadmap.source
    if roadmap.source_url:
        text = f"{text} <{roadmap.source_url}>"
    found = [reports.Source(text)]
    if roadmap.conflict:
        found.append(reports.Source(roadmap.conflict))
    return reports.Sources(heading=_("Sources"), runs_on=True, sources=tuple(found))
