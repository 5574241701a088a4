"""The dividers and papers of a pack, and the sheets for papers that are not there."""

from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.deadlines import write_moment
from alliance87.core.reports import Fact
from meetings.enums import ItemPurpose, SectionKind
from meetings.models import AgendaItem, PackSection, PaperVersion
from meetings.reports.pack.parts import Divider, Listed
from meetings.reports.pack.pieces import Pack, Piece
from meetings.selectors.packs import PaperFacts


def divider(pack: Pack, section: PackSection) -> Piece:
    """Return the sheet before the papers of a main item."""
    item = section.item
    number = pack.points.get(item.pk, "")
    title = section.title or item.title
    page = Divider(
        number=number,
        title=title,
        ask=_asked_of(item),
        papers=tuple(_papers_behind(pack, section)),
    )
    return Piece(
        section=section, title=title, pages=(page,), sheet="divider", point=number
    )


def _asked_of(item: AgendaItem) -> str:
    if item.objective or item.description:
        return item.objective or item.description
    return {
        ItemPurpose.INFORMATION: _("Members are invited to take note."),
        ItemPurpose.DISCUSSION: _("Members are invited to discuss the papers."),
        ItemPurpose.DECISION: _("Members are asked to decide."),
    }.get(item.purpose, "")


def _papers_behind(pack: Pack, divider: PackSection) -> list[Listed]:
    """Return what stands between a divider and the next section of its level."""
    rows, here = [], False
    for section in pack.included:
        if here and section.level <= divider.level:
            break
        if here and section.kind == SectionKind.PAPER:
            rows.append(_listed(pack, section))
        elif here and section.kind == SectionKind.PREVIOUS_REPORT:
            point = pack.points.get(section.item_id, "")
            rows.append(Listed(point, report_title(section), _("For adoption")))
        here = here or section.pk == divider.pk
    return rows


def _listed(pack: Pack, section: PackSection) -> Listed:
    facts = pack.paper(section)
    title = section.title if section.title and facts.is_named else facts.title
    note = facts.note if facts.version else facts.absence
    purpose = section.paper.get_purpose_display() if facts.is_named else ""
    return Listed(
        pack.codes.get(section.pk, ""), title, purpose, note if facts.is_named else ""
    )


def report_title(section: PackSection) -> str:
    if section.title:
        return section.title
    report = section.item.report
    return str(report) if report else section.item.title


def paper(pack: Pack, section: PackSection) -> Piece:
    """Return a paper: its file, its text, or a sheet that says where it is."""
    facts = pack.paper(section)
    code = pack.codes.get(section.pk, "")
    title = section.title if section.title and facts.is_named else facts.title
    piece = {
        "section": section,
        "title": title,
        "code": code,
        "point": pack.points.get(section.paper.item_id, ""),
        "problem": facts.problem,
        "note": facts.note,
    }
    version = facts.version
    if version is None:
        note = facts.absence if facts.is_named else ""
        sheet = (_absent(facts, f"{code} {title}".strip()),)
        return Piece(**piece | {"note": note, "pages": _pages_of(sheet, facts)})
    piece |= {"version": version, "sha256": version.sha256 or version.url}
    if version.file_id:
        return Piece(**piece, file=version.file.file)
    if version.url:
        note = facts.note or _("On the web")
        return Piece(**piece | {"note": note, "pages": _on_the_web(piece, version)})
    return Piece(**piece, pages=_text(pack, piece, version))


def _absent(facts: PaperFacts, heading: str) -> reports.Prose:
    if facts.is_named:
        return reports.Prose(heading=heading, lead=facts.absence, text="")
    text = _("This document is distributed separately to those it is for.")
    return reports.Prose(heading=heading, lead=facts.absence, text=text)


def _pages_of(sheet: tuple, facts: PaperFacts) -> tuple:
    """Add to the sheet of a paper who is responsible for it, and by when."""
    placed = facts.placed
    known = []
    if facts.is_named and placed.who:
        known.append(Fact(_("Responsible"), placed.who))
    if facts.is_named and placed.due_at:
        zone = placed.item.meeting.time_zone
        known.append(Fact(_("Due"), write_moment(placed.due_at, zone)))
    if facts.is_named and placed.purpose:
        known.append(Fact(_("For"), placed.get_purpose_display()))
    return (*sheet, reports.Details(facts=tuple(known))) if known else sheet


def _on_the_web(piece: dict, version: PaperVersion) -> tuple:
    heading = f"{piece['code']} {piece['title']}".strip()
    lead = _("This document is on the web.")
    text = f"<{version.url}>"
    return (
        reports.Prose(heading=heading, lead=lead, text=text),
        reports.Details(facts=_about(piece["section"], version)),
    )


def _text(pack: Pack, piece: dict, version: PaperVersion) -> tuple:
    heading = f"{piece['code']} {piece['title']}".strip()
    is_other = version.language != pack.pack.language
    return (
        reports.Details(heading=heading, facts=_about(piece["section"], version)),
        reports.Prose(text=version.text, language=version.language if is_other else ""),
    )


def _about(section: PackSection, version: PaperVersion) -> tuple[Fact, ...]:
    purpose = section.paper.get_purpose_display()
    return tuple(
        Fact(label, value)
        for label, value in (
            (_("Version"), f"{version.number}, {version.get_language_display()}"),
            (_("For"), purpose),
        )
        if value
    )
