"""What the templates of the grid need to know of each line, in words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.numbers import write_number
from monitoring.enums import OPEN_VALUE_STATES, ValueState
from monitoring.figures.shown import Printed, shown
from monitoring.forms.entry import Entry
from monitoring.models import Definition, ObservationVersion, ValueComment
from monitoring.selectors.computed import Computed
from monitoring.views.confirming import what_it_confirms
from monitoring.views.entry_page import Block, Grid, Sum, language, state_of, when


@dataclass(frozen=True, slots=True)
class Beside:
    """A value that stands beside the field: an earlier one, or another's.

    `pk` is 0 for an earlier one that cannot be confirmed for the year of the page.
    """

    words: str
    year: int
    pk: int = 0
    kind: str = ""
    source: str = ""
    url: str = ""
    is_same: bool = False
    is_of_year: bool = False
    differs: ValueComment | None = None


@dataclass(slots=True)
class Row:
    """One line with everything that is written in it."""

    entry: Entry
    tone: str
    state: str
    may_write: bool
    understood: str = ""
    confirms: str = ""
    url: str = ""
    facts_url: str = ""
    comments: str = ""
    proofs: str = ""
    last: Beside | None = None
    elsewhere: list[Beside] = field(default_factory=list)
    stored: dict = field(default_factory=dict)

    @property
    def texts(self) -> str:
        """What stands in the fields once the line is saved, as JSON by field."""
        return json.dumps(self.entry.texts)

    @property
    def needs_correction(self) -> bool:
        """Whether only a correction request opens the value again."""
        now = self.entry.line.now
        is_public = now is not None and now.state == ValueState.PUBLISHED
        return is_public and not self.may_write

    @property
    def wrong(self) -> str:
        """The fields that a fault is about, with blanks between them."""
        return " ".join(self.entry.errors)

    @property
    def is_returned(self) -> bool:
        return self.entry.line.returned is not None


@dataclass(slots=True)
class BlockRow:
    """An indicator from one source: its total, its parts, and how they add up.

    `computed` is the value of an indicator that nobody types.
    """

    block: Block
    total: Row
    parts: list[Row]
    sums: list[str]
    parts_label: str
    computed: Computed | None = None
    is_first: bool = True
    is_last: bool = True
    sub_area: str = ""

    @property
    def definition(self) -> Definition:
        return self.block.definition

    @property
    def may_have_another(self) -> bool:
        """Whether a second source can be entered: each known one has its name."""
        return self.is_last and bool(self.block.at.source)

    @property
    def rows(self) -> list[Row]:
        return [self.total, *self.parts]

    @property
    def printed(self) -> Printed | None:
        """The computed value as a page prints it; None when it cannot be computed."""
        if self.computed is None or self.computed.content is None:
            return None
        content = self.computed.content
        return Printed(content, self.definition, exact=True, withheld=False)


def block_rows(
    grid: Grid,
    differs: Mapping[int, ValueComment],
    sums: Mapping[int, Computed],
) -> list[BlockRow]:
    """Return the lines of the page ready to be drawn; `sums` by key of definition."""
    rows: list[BlockRow] = []
    area, last = "", None
    for block in grid.blocks:
        row = _block_row(grid, block, differs)
        row.computed = sums.get(block.definition.pk)
        row.is_first = block.definition.pk != last
        if not row.is_first:
            rows[-1].is_last = False
        last = block.definition.pk
        indicator = block.definition.indicator
        if indicator.sub_area != area:
            area, row.sub_area = indicator.sub_area, indicator.get_sub_area_display()
        rows.append(row)
    return rows


def _block_row(grid: Grid, block: Block, differs) -> BlockRow:
    parts = [row_of(grid, block, entry, differs) for entry in block.parts]
    return BlockRow(
        block=block,
        total=row_of(grid, block, block.total, differs),
        parts=parts,
        sums=[*(sum_in_words(each) for each in block.sums()), *_beyond(block)],
        parts_label=parts_label(block),
    )


def parts_label(block: Block) -> str:
    count = len(block.asked_parts)
    if not count:
        return ""
    words = ngettext(
        "%(filled)s of %(count)s part filled",
        "%(filled)s of %(count)s parts filled",
        count,
    )
    return words % {"filled": block.filled_parts, "count": count}


def _beyond(block: Block) -> Iterator[str]:
    """Say how many parts are on record that nobody asks for."""
    if count := len(block.parts) - len(block.asked_parts):
        words = ngettext("%(count)s also on record", "%(count)s also on record", count)
        yield words % {"count": count}


def row_of(grid: Grid, block: Block, entry: Entry, differs) -> Row:
    now, line = entry.line.now, entry.line
    tone, state = state_of(entry)
    row = Row(entry, tone, state, may_write=grid.may_write(entry))
    if now is not None:
        row.understood = "" if entry.is_unsaved else in_words(now)
        row.confirms = what_it_confirms(now)
        row.url = address(grid, now)
        if row.may_write and line.is_total and now.state in OPEN_VALUE_STATES:
            row.facts_url = address(grid, now, "value-facts")
        row.comments = _counted(line.comments, comments=True)
        row.proofs = _counted(line.proofs, comments=False)
    if line.last is not None:
        still = grid.still(block, entry)
        key = still.pk if still else 0
        url = address(grid, line.last)
        row.last = Beside(in_words(line.last), line.last.year, pk=key, url=url)
    row.elsewhere = [_elsewhere(grid, entry, each, differs) for each in line.elsewhere]
    if entry.is_conflict:
        row.stored = _stored(entry)
    return row


def address(grid: Grid, version: ObservationVersion, page: str = "value") -> str:
    keys = {
        "iso3": grid.submission.pathfinder.country.slug,
        "pk": version.observation_id,
    }
    return reverse(f"monitoring:{page}", kwargs=keys)


def _counted(count: int, *, comments: bool) -> str:
    words = (
        ngettext("%(count)s comment", "%(count)s comments", count)
        if comments
        else ngettext("%(count)s proof", "%(count)s proofs", count)
    )
    none = _("No comments") if comments else _("No proof yet")
    return words % {"count": count} if count else none


def _elsewhere(
    grid: Grid, entry: Entry, version: ObservationVersion, differs
) -> Beside:
    now = entry.line.now
    is_same = now is not None and now.year == version.year and _agree(now, version)
    return Beside(
        words=in_words(version),
        year=version.year,
        pk=version.pk,
        kind=version.observation.source.get_kind_display(),
        source=str(version.observation.source),
        url=address(grid, version),
        is_same=is_same,
        is_of_year=version.year == grid.year,
        differs=differs.get(version.observation_id),
    )


def _agree(own: ObservationVersion, other: ObservationVersion) -> bool:
    """Whether the country states all that the other one does, and the same."""
    stated = [
        name
        for name in ("percent", "quantity", "amount", "gdp_percent", "answer")
        if getattr(other, name) is not None
    ]
    return bool(stated) and all(
        getattr(own, name) == getattr(other, name) for name in stated
    )


def _stored(entry: Entry) -> dict:
    """Return what somebody else saved meanwhile, beside what was typed here."""
    now = entry.line.now
    return {
        "words": in_words(now) if now else "",
        "by": now.recorded_by.name if now else "",
        "time": when(now.recorded_at) if now else "",
        "yours": entry.raw or _("empty"),
        "pk": entry.line.expected or "",
    }


def in_words(version: ObservationVersion) -> str:
    """Return a value as the country's team reads it, small counts as they are."""
    value = shown(
        version,
        version.definition,
        language=language(),
        exact=True,
        withheld=False,
    )
    return value.words


def sum_in_words(found: Sum) -> str:
    """Say what the parts of an axis make together: so far, right, or how far off."""
    facts = {
        "axis": found.axis,
        "filled": found.filled,
        "count": found.asked,
        "sum": write_number(found.total, language=language()),
        "total": "",
    }
    if found.whole is None:
        return _("%(axis)s: %(filled)s of %(count)s filled, sum %(sum)s") % facts
    facts["total"] = write_number(found.whole.normalize(), language=language())
    if found.is_whole:
        return _("%(axis)s: sum %(sum)s, the same as the total") % facts
    if found.difference is None:
        words = _("%(axis)s: %(filled)s of %(count)s filled, sum %(sum)s of %(total)s")
        return words % facts
    facts["rest"] = write_number(abs(found.difference), language=language())
    if found.difference > 0:
        words = _("%(axis)s: sum %(sum)s, %(rest)s more than the total %(total)s")
    else:
        words = _("%(axis)s: sum %(sum)s, %(rest)s less than the total %(total)s")
    return words % facts
