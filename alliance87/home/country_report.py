"""The profile of a country: two sheets that say what its page says.

Made from the same object as the page. Long lists are cut and say how much more the
page holds; when that is not enough, they are cut shorter and it is laid out again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice

import pikepdf
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.charts.ruler import ruler
from alliance87.core.dates import write_day
from alliance87.core.pdf import render_html
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Section
from alliance87.core.reports.document import (
    RIGHT_TO_LEFT,
    SPACE_AT_END,
    language_name,
    place,
)
from alliance87.home.country_page import CountryPage
from alliance87.home.country_roadmap import Part
from alliance87.home.country_sections import Box, Line, Named, Nine, Room, Steps
from monitoring.figures.shown import COMPUTED, shown_to
from monitoring.selectors.country_cells import Entry, GridCell, Measure, Person
from pathfinders.selectors.registers import JOINED

LEAD = 400
# So many headings, and bookmarks, stand on the first sheet.
FIRST_HEADINGS = 2
# With more lines of values below each other than these the grid begins tighter.
MANY, TIGHT = 7, 2


# From all that usually fits a sheet to what always does.
ROOMS = (
    Room(entries=3, rows=7, sources=16, letters=140),
    Room(entries=3, rows=5, sources=10, letters=80),
    Room(entries=2, rows=3, sources=8, letters=80),
    Room(entries=2, rows=2, sources=6, letters=50),
    Room(entries=1, rows=1, sources=4, letters=40),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands around the sections: the head, and the foot of each page."""

    page: CountryPage
    lead: str

    @property
    def language(self) -> str:
        return get_language() or "en"

    @property
    def direction(self) -> str:
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def foot(self) -> str:
        facts = {"day": write_day(self.page.on)}
        as_of = _("As of %(day)s") % facts
        if self.page.as_of:
            as_of = _("As known on %(day)s") % facts
        kind = _("Profile")
        return f"Alliance 8.7 · {kind}, {language_name(self.language)} · {as_of}"


def profile_pdf(page: CountryPage) -> bytes:
    """Return the profile as PDF. Raises ReportError when it cannot be made."""
    rooms = [_first_room(page), 0]
    while True:
        content = render_html(profile_html(page, *(ROOMS[each] for each in rooms)))
        tight = [
            min(room + (count > 1), len(ROOMS) - 1)
            for room, count in zip(rooms, _sheets(content), strict=True)
        ]
        if tight == rooms:
            return content
        rooms = tight


def _first_room(page: CountryPage) -> int:
    """Return where to begin: what surely does not fit is not laid out first."""
    rows = page.grid.rows
    height = sum(max(len(each.entries) for each in cells) for _theme, cells in rows)
    return TIGHT if height > MANY else 0


def profile_html(
    page: CountryPage, first: Room = ROOMS[0], second: Room = ROOMS[0]
) -> str:
    """Return the page from which the PDF is made, in the active language."""
    sheets = (_first_sheet(page, first), _second_sheet(page, second))
    placed = iter(place([section for sheet in sheets for section in sheet]))
    profile = Profile(page, _cut(page.lead, LEAD))
    context = {
        "profile": profile,
        "page": page,
        "placed": [
            [replace(next(placed), number="", label="") for _section in sheet]
            for sheet in sheets
        ],
    }
    html = render_to_string("home/country_pdf.html", context)
    return SPACE_AT_END.sub("", html)


def _sheets(content: bytes) -> tuple[int, int]:
    """Return on how many pages the first and the second sheet came to stand."""
    with pikepdf.open(BytesIO(content)) as pdf:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            second = outline.root[FIRST_HEADINGS]
            begins = places[second.destination[0].objgen]
        return begins, len(pdf.pages) - begins


def _cut(text: object, letters: int) -> str:
    return Truncator(str(text)).chars(letters)


def _more(count: int) -> str:
    words = ngettext(
        "and %(count)s more on the page", "and %(count)s more on the page", count
    )
    return words % {"count": count} if count > 0 else ""


# --- The first sheet ------------------------------------------------------------------


def _first_sheet(page: CountryPage, room: Room) -> tuple[Section, ...]:
    return (_facts(page, room), _steps(page), _nine(page, room))


def _facts(page: CountryPage, room: Room) -> Section:
    return reports.Facts(
        facts=tuple(
            Fact(each.label, each.text, _cut(each.note, room.letters), each.is_absent)
            for each in page.glance
        )
    )


def _steps(page: CountryPage) -> Section:
    return Steps(heading=_("Path"), steps=page.steps)


def _nine(page: CountryPage, room: Room) -> Section:
    grid = page.grid
    return Nine(
        heading=_("What is known"),
        dimensions=tuple(str(each.dimension.label) for each in grid.cells[:3]),
        rows=tuple(
            (str(theme.label), tuple(_box(page, each, room) for each in cells))
            for theme, cells in grid.rows
        ),
        has_roadmap=page.progress is not None,
        note=_(
            "A trend compares only years that measure the same; more victims "
            "identified can mean that more are found. %(coverage)s"
        )
        % {"coverage": page.grid.coverage.words if page.grid.coverage.total else ""},
    )


def _box(page: CountryPage, cell: GridCell, room: Room) -> Box:
    part = None
    if cell.dimension == "implementation":
        part = page.done.get(cell.theme)
    lines = (_line(each, room) for each in islice(cell.entries, room.entries))
    return Box(cell, tuple(lines), part)


def _line(entry: Entry, room: Room) -> Line:
    shown = shown_to(entry.printed, language=get_language() or "en")
    name = _cut(entry.name, room.letters)
    if entry.part:
        words = {"name": name, "part": entry.part}
        name = _("%(name)s (only this part: %(part)s)") % words
    if shown.beside:
        name = f"({_cut(shown.beside, room.letters // 2)}) {name}"
    facts = (
        str(entry.year or ""),
        entry.age.words if entry.age else "",
        _("Official") if entry.is_official else shown.quality,
        _("Computed") if shown.kind == COMPUTED else "",
        entry.later,
        _cut(entry.source, room.letters // 2),
    )
    said = f"{shown.text} {shown.unit}".strip()
    return Line(said, name, shown.is_gap, tuple(filter(None, facts)), entry.trend)


# --- The second sheet -----------------------------------------------------------------


def _second_sheet(page: CountryPage, room: Room) -> tuple[Section, ...]:
    return (
        _children(page, room),
        _roadmap(page, room),
        *_period(page),
        _records(page, room),
        _sources(page, room),
    )


def _children(page: CountryPage, room: Room) -> Section:
    columns = page.children.columns
    heading = _("Child labour by sex (SDG indicator 8.7.1)")
    rows = [Row((label, *map(_person, people))) for label, people in page.children.rows]
    rows.append(Row((_("Year and age"), *(_year(each.measure) for each in columns))))
    sources = (_source(each.measure, room) for each in columns)
    rows.append(Row((_("Source"), *sources)))
    return reports.TableSection(
        heading=heading,
        title=heading,
        columns=(
            Column(_("Of children aged 5–17"), 6),
            *(Column(each.heading, 9) for each in columns),
        ),
        rows=tuple(rows),
        note=" ".join(page.children.notes),
    )


def _person(person: Person | None) -> Cell:
    if person is None or person.printed is None:
        return Cell(_("No value held"), is_absent=True)
    shown = shown_to(person.printed, language=get_language() or "en")
    text = f"{shown.words} · {shown.quality}" if shown.quality else shown.words
    return Cell(text, note=shown.interval, is_absent=shown.is_gap)


def _source(measure: Measure, room: Room) -> Cell:
    if not measure.has_value:
        return Cell(_("No value held"), is_absent=True)
    if not measure.source:
        return reports.NOT_STATED
    return Cell(_cut(measure.source, room.letters))


def _year(measure: Measure) -> Cell:
    if not measure.has_value:
        return Cell(_("No value held"), is_absent=True)
    return Cell(f"{measure.year} · {measure.age.words}")


def _roadmap(page: CountryPage, room: Room) -> Section:
    heading = _("Roadmap")
    progress = page.progress
    if progress is None:
        words = _(
            "We hold no published roadmap. That does not mean that there is none."
        )
        return reports.Prose(heading=heading, text=words)
    shown = progress.priorities[: room.rows]
    rows = [
        Row((_cut(priority, room.letters), _counted(part))) for priority, part in shown
    ]
    if more := _more(len(progress.priorities) - len(shown)):
        rows.append(Row((Cell(more, is_absent=True), "")))
    title, period = str(progress.roadmap), str(progress.roadmap.period)
    if period not in title:
        title = _("%(title)s, %(period)s") % {"title": title, "period": period}
    return reports.TableSection(
        heading=heading,
        title=_cut(title, 2 * room.letters),
        description=progress.whole.sum.text,
        columns=(Column(_("Priority"), 15), Column(_("Actions"), 9)),
        rows=tuple(rows),
    )


def _period(page: CountryPage) -> tuple[Section, ...]:
    """Draw the years of the roadmap beside those of the targets."""
    roadmap = page.roadmap
    if roadmap is None or not (roadmap.starts_on and roadmap.ends_on):
        return ()
    years = (roadmap.starts_on.year, roadmap.ends_on.year)
    drawing = ruler(*years, prefix="period", for_print=True)
    title = _("Years of the roadmap, and the target years")
    return (reports.Figure(title=title, svg=drawing),)


def _counted(part: Part) -> Cell:
    if not part.is_told:
        return Cell(part.sum.text, is_absent=True)
    return Cell(part.sum.text)


def _records(page: CountryPage, room: Room) -> Section:
    heading = _("Commitments, ratifications and support")
    groups = (
        (_("Ratifications"), _ratifications(page, room)),
        (_("Commitments"), _commitments(page, room)),
        (_("Annual reviews"), _reviews(page)),
        (_("Support given to others"), _support(page)),
        (_("Status over time"), _history(page, room)),
    )
    rows: list[Row | Group] = []
    for label, own in groups:
        rows.append(Group(label))
        rows += _first(own, room.rows)
    return reports.TableSection(
        heading=heading,
        title=heading,
        columns=(Column(_("When"), 5), Column(_("What"), 19)),
        rows=tuple(rows),
    )


def _first(rows: Sequence[Row], count: int) -> Iterable[Row]:
    if not rows:
        return [Row((Cell(_("No record"), is_absent=True), ""))]
    more = _more(len(rows) - count)
    return [*rows[:count], *([Row((Cell(more, is_absent=True), ""))] if more else [])]


def _ratifications(page: CountryPage, room: Room) -> list[Row]:
    joined = [
        each for each in page.pathfinder.ratifications.all() if each.status in JOINED
    ]
    newest = {each.pk for each in page.registers.latest}
    joined.sort(key=lambda each: each.pk not in newest)
    return [
        Row((str(each.when), _cut(_instrument(each), room.letters))) for each in joined
    ]


def _instrument(ratification) -> str:
    words = {
        "code": ratification.instrument.code,
        "name": ratification.instrument.name,
        "status": ratification.get_status_display(),
    }
    return _("%(code)s: %(name)s (%(status)s)") % words


def _commitments(page: CountryPage, room: Room) -> list[Row]:
    return [
        Row((str(each.commitment.when), _cut(each.commitment.text, room.letters)))
        for each in page.registers.pledges
    ]


def _reviews(page: CountryPage) -> list[Row]:
    return [
        Row((str(each.year), each.get_assessment_display() or _("No assessment")))
        for each in page.reviews
    ]


def _support(page: CountryPage) -> list[Row]:
    return [
        Row((_("%(count)s on record") % {"count": each.total}, str(each.kind.label)))
        for each in page.registers.support.rows
        if each.total
    ]


def _history(page: CountryPage, room: Room) -> list[Row]:
    return [
        Row((str(each.date_text), _cut(_change(each), room.letters)))
        for each in page.history
    ]


def _change(event) -> str:
    if not event.decision_reference:
        return event.get_now_display()
    words = {"status": event.get_now_display(), "decision": event.decision_reference}
    return _("%(status)s, decision: %(decision)s") % words


def _sources(page: CountryPage, room: Room) -> Section:
    names = [_cut(each.name, room.letters) for each in page.sources]
    return Named(
        heading=_("Sources"),
        names=tuple(names[: room.sources]),
        more=_more(len(names) - room.sources),
    )
