"""The report on a workshop: the eight parts of the template and parts between.

Names of participants are not among its facts; a published one knows only what
everybody may read.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Section
from pathfinders.enums import ParticipantGroup, ReportPartKind
from pathfinders.models import ReportPart, WorkshopReport
from pathfinders.reports import roadmap as roadmap_parts
from pathfinders.reports.country_parts import country_parts
from pathfinders.selectors.workshop_report import (
    FILLED,
    MADE,
    ReportFacts,
    report_facts,
)

ISSUER = "Alliance 8.7"


def workshop_report_pdf(report: WorkshopReport, user) -> bytes:
    """Return the report as PDF, with the roadmap as far as `user` may read it."""
    return reports.render(workshop_report(report, user))


def workshop_report(report: WorkshopReport, user) -> reports.Report:
    with override(report.language):
        facts = report_facts(report, user)
        workshop = report.workshop
        return reports.Report(
            kind=_kind(facts),
            title=workshop.host_name,
            subtitle=report.title,
            issuer=ISSUER,
            language=report.language,
            as_of=facts.as_of,
            version_text=_("draft") if facts.is_draft else _("final"),
            facts=_cover_facts(facts),
            period=_years(facts),
            is_example=bool(workshop.pathfinder and workshop.pathfinder.is_example),
            sections=(*_sections(facts), *_of_country(facts, user)),
        )


def _kind(facts: ReportFacts) -> str:
    """The cover, the foot of every page and the file itself say what a draft is."""
    return _("Draft workshop report") if facts.is_draft else _("Workshop report")


def _cover_facts(facts: ReportFacts) -> tuple[Fact, ...]:
    place = facts.workshop.place
    return (
        Fact(_("Date"), str(facts.workshop.when), is_absent=facts.workshop.on is None),
        Fact(_("Place"), place or _("Not stated"), is_absent=not place),
        Fact(_("State"), facts.report.get_state_display()),
        Fact(_("As of"), write_day(facts.as_of)),
    )


def _years(facts: ReportFacts) -> tuple[int, int] | None:
    if facts.table is None:
        return None
    first, last = facts.table.roadmap.starts_on, facts.table.roadmap.ends_on
    return (first.year, last.year) if first and last else None


def _sections(facts: ReportFacts) -> Iterator[Section]:
    """Cover and table of contents make themselves; each other part opens a section."""
    runs_on = is_drawn = False
    for part in facts.parts:
        if part.kind in MADE:
            continue
        sections = _part(facts, part)
        # The last part stands apart from the drawings of the funding gap.
        apart = part.kind == ReportPartKind.FOCAL_POINT and is_drawn
        yield replace(sections[0], heading=str(part), runs_on=runs_on and not apart)
        yield from sections[1:]
        runs_on = not any(getattr(each, "is_landscape", False) for each in sections)
        is_drawn = any(isinstance(each, reports.Figure) for each in sections)


def _of_country(facts: ReportFacts, user) -> tuple[Section, ...]:
    """Return what every document on a country says; a workshop may be of none."""
    pathfinder = facts.workshop.pathfinder
    if pathfinder is None:
        return ()
    return country_parts(pathfinder, user, as_of=facts.as_of)


def _part(facts: ReportFacts, part: ReportPart) -> list[Section]:
    """Return the words of a part, then what the records say.

    Before the table of the roadmap, which takes wide pages, words would stand alone.
    """
    kind, text = ReportPartKind(part.kind), part.text.strip()
    made = list(FOLLOWED_BY.get(kind, _nothing)(facts))
    if not text and (not made or (facts.is_draft and kind not in FILLED)):
        missing = _("Not written yet.") if facts.is_draft else _("Nothing to report.")
        text = f"*{missing}*"
    words: list[Section] = [reports.Prose(text=text)] if text else []
    return made + words if kind == ReportPartKind.ROADMAP else words + made


def _nothing(_facts: ReportFacts) -> list[Section]:
    return []


# --- Executive summary, context and background --------------------------------------


def _outcome(facts: ReportFacts) -> Iterator[Section]:
    yield reports.Facts(facts=tuple(_key_figures(facts)))
    if facts.workshop.outputs:
        heading = _("What the workshop produced")
        yield reports.Prose(text=f"### {heading}\n\n{facts.workshop.outputs}")


def _key_figures(facts: ReportFacts) -> Iterator[Fact]:
    workshop = facts.workshop
    total = workshop.participants_total
    stated = workshop.participants_text or (None if total is None else str(total))
    yield Fact(_("Participants"), stated or _("Not stated"), is_absent=stated is None)
    groups = str(sum(g.count > 0 for g in facts.groups)) if facts.groups else None
    yield Fact(
        _("Groups represented"), groups or _("Not stated"), is_absent=groups is None
    )
    if facts.table is not None:
        yield Fact(_("Priorities"), str(len(facts.table.priorities)))


def _workshop(facts: ReportFacts) -> Iterator[Section]:
    if facts.groups:
        yield _participants(facts)
    if facts.programme.total:
        yield _programme(facts)
    if facts.lessons:
        heading = _("Lessons learned")
        items = "\n".join(f"- {_one_line(each.text)}" for each in facts.lessons)
        yield reports.Prose(text=f"### {heading}\n\n{items}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _participants(facts: ReportFacts) -> reports.TableSection:
    rows = [Row((g.get_group_display(), str(g.count))) for g in facts.groups]
    total = facts.workshop.participants_total
    if total is not None:
        rows.append(Row((_("In total, as stated"), str(total)), is_total=True))
    return reports.TableSection(
        title=_participants_finding(facts),
        description=_("Participants by group"),
        columns=(Column(_("Group"), 18), Column(_("People"), 6, is_number=True)),
        rows=tuple(rows),
        source=facts.workshop.source,
        as_of=facts.as_of,
        note=_("A group without a stated number is left out; that is not zero."),
    )


def _participants_finding(facts: ReportFacts) -> str:
    survivors = sum(
        each.count for each in facts.groups if each.group == ParticipantGroup.SURVIVORS
    )
    if not survivors:
        return _("Who took part")
    return ngettext(
        "One person took part for survivors and affected groups",
        "%(count)s people took part for survivors and affected groups",
        survivors,
    ) % {"count": survivors}


def _programme(facts: ReportFacts) -> reports.TableSection:
    return reports.TableSection(
        title=_("The programme had three blocks"),
        description=_("Programme of the workshop"),
        columns=(
            Column(_("Session"), 13),
            Column(_("Day and time"), 5),
            Column(_("Who leads it"), 6),
        ),
        rows=tuple(_programme_rows(facts)),
        as_of=facts.as_of,
    )


def _programme_rows(facts: ReportFacts) -> Iterator[Row | Group]:
    for block in facts.programme.blocks:
        if block.sessions:
            label = _("Block %(number)s: %(name)s")
            yield Group(label % {"number": block.number, "name": block.label})
        for session in block.sessions:
            yield Row((session.title, _moment(session), _stated(session.lead)))


def _moment(session) -> Cell:
    day = write_day(session.on) if session.on else ""
    times = [f"{each:%H:%M}" for each in (session.starts_at, session.ends_at) if each]
    hours = "\N{EN DASH}".join(times)
    return Cell(day, note=hours) if day else _stated(hours)


def _stated(text: str) -> Cell:
    return Cell(text) if text else Cell(_("Not stated"), is_absent=True)


# --- Priorities, roadmap, funding gap, focal point ----------------------------------


def _priorities(facts: ReportFacts) -> Iterator[Section]:
    if facts.table is None or not facts.table.priorities:
        return
    yield reports.TableSection(
        title=ngettext(
            "The roadmap has one priority",
            "The roadmap has %(count)s priorities",
            len(facts.table.priorities),
        )
        % {"count": len(facts.table.priorities)},
        description=_("Priorities of the roadmap"),
        columns=(
            Column(_("Priority"), 8),
            Column(_("Objective"), 11),
            Column(_("Actions"), 5, is_number=True),
        ),
        rows=tuple(
            Row(
                (
                    entry.priority.title,
                    _stated(entry.priority.objective),
                    str(len(entry.actions)),
                ),
                number=str(entry.number),
            )
            for entry in facts.table.priorities
        ),
        as_of=facts.as_of,
    )


def _without_roadmap(facts: ReportFacts) -> reports.Prose:
    if facts.hides_roadmap:
        return reports.Prose(text=_("The roadmap is not public yet."))
    return reports.Prose(text=_("No roadmap is on record for this report."))


def _roadmap(facts: ReportFacts) -> Iterator[Section]:
    made = roadmap_parts.priorities(_of_roadmap(facts)) if facts.table else None
    yield replace(made, heading="") if made else _without_roadmap(facts)


def _funding(facts: ReportFacts) -> Iterator[Section]:
    if facts.table is None:
        yield _without_roadmap(facts)
        return
    made = roadmap_parts.funding(_of_roadmap(facts))
    first, *others = made if isinstance(made, list) else [made]
    yield replace(first, heading="")
    yield from others


def _of_roadmap(facts: ReportFacts) -> roadmap_parts.RoadmapFacts:
    return roadmap_parts.RoadmapFacts(
        table=facts.table,
        appointments=facts.appointments,
        coordination_body=facts.coordination_body,
        as_of=facts.as_of,
    )


def _focal_point(facts: ReportFacts) -> Iterator[Section]:
    person, body = facts.focal_point, facts.coordination_body
    found = []
    if person is None:
        found.append(Fact(_("Focal point"), _("Not on record"), is_absent=True))
    else:
        found.append(Fact(_("Focal point"), person.person))
        office = ", ".join(filter(None, (person.post, person.ministry)))
        found.append(Fact(_("Post"), office or _("Not stated"), is_absent=not office))
    found.append(
        Fact(
            _("National coordination body"),
            body or _("Not on record"),
            is_absent=not body,
        )
    )
    yield reports.Details(facts=tuple(found), as_of=facts.as_of)


FOLLOWED_BY = {
    ReportPartKind.SUMMARY: _outcome,
    ReportPartKind.CONTEXT: _workshop,
    ReportPartKind.PRIORITIES: _priorities,
    ReportPartKind.ROADMAP: _roadmap,
    ReportPartKind.FUNDING_GAP: _funding,
    ReportPartKind.FOCAL_POINT: _focal_point,
}
