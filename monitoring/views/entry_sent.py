"""What was sent from the grid: which lines, by whom, and what was typed into them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from alliance87.core.models import User
from monitoring.forms.entry import Entry, slug
from monitoring.models import ObservationVersion, Source
from monitoring.views.entry_page import At, Block, Grid, language, without_value

CONFIRM, DIFFERS, MINE, STORED = "confirm", "differs", "mine", "stored"
# The country's own last value holds for the year of the page, too.
STILL = "still"


@dataclass(slots=True)
class Sent:
    """What a person sent, and what became of it."""

    data: Mapping[str, str]
    user: User
    sources: Mapping[int | None, Source]
    reason: str = ""
    blocks: list[Block] = field(default_factory=list)
    saved: int = 0
    is_refused: bool = False

    @property
    def asked(self) -> tuple[str, str]:
        """The button that was pressed and the line it belongs to."""
        verb, name, _other = self.asked_of_other
        return verb, name

    @property
    def asked_of_other(self) -> tuple[str, str, str]:
        """The button, its line, and the version of another source that it is about."""
        verb, _colon, rest = self.data.get("do", "").partition(":")
        name, _colon, other = rest.partition(":")
        return verb, name, other

    @property
    def entries(self) -> list[Entry]:
        return [each for block in self.blocks for each in block.entries]

    @property
    def unsaved(self) -> list[Entry]:
        return [each for each in self.entries if each.is_unsaved]

    @property
    def faults(self) -> bool:
        return bool(self.unsaved) or any(block.faults for block in self.blocks)


def sent_blocks(grid: Grid, data: Mapping[str, str]) -> Iterator[Block]:
    """Yield the blocks the browser knows, under the names it has for them."""
    for definition in grid.section.definitions:
        number = 0
        while (text := data.get(f"v{definition.pk}-{number}-at")) is not None:
            at = At.read(text)
            block = grid.block_at(definition.pk, at) or empty_block(
                grid, definition.pk, at
            )
            rename(block, f"v{definition.pk}-{number}")
            chosen = data.get(f"{block.name}-source", "")
            if f"{block.name}-source" in data:
                block.chosen = int(chosen) if is_key(chosen) else None
            number += 1
            yield block


def is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def empty_block(grid: Grid, definition_id: int, at: At) -> Block:
    """Return a block of a source that says nothing on the page yet."""
    like = next(each for each in grid.blocks if each.definition.pk == definition_id)
    entries = [
        Entry.of(without_value(each.line), each.name, language=language())
        for each in like.entries
        if each.line.is_asked
    ]
    return Block(
        like.definition, at, like.name, entries[0], entries[1:], chosen=at.source
    )


def add_block(grid: Grid, definition: str) -> None:
    """Add an empty block for what another source says of an indicator."""
    blocks = [each for each in grid.blocks if str(each.definition.pk) == definition]
    if blocks and all(each.at.source for each in blocks):
        new = empty_block(grid, blocks[0].definition.pk, At())
        rename(new, f"v{definition}-{len(blocks)}")
        grid.blocks.insert(grid.blocks.index(blocks[-1]) + 1, new)


def rename(block: Block, name: str) -> None:
    block.name = name
    for entry in block.entries:
        entry.name = f"{name}-{slug(entry.line.breakdown)}"


def seen_versions(grid: Grid, sent: Sent) -> dict[int, ObservationVersion]:
    keys = [sent.data.get(f"{each.name}-seen", "") for each in sent.entries]
    rows = ObservationVersion.objects.filter(
        pk__in=[int(key) for key in keys if is_key(key)],
        pathfinder=grid.submission.pathfinder_id,
    )
    return {
        row.pk: row
        for row in rows.select_related("observation", "definition", "indicator")
    }


def take(entry: Entry, seen: Mapping[int, ObservationVersion], sent: Sent) -> bool:
    """Put what was typed into a line; return whether there is something to save."""
    key = sent.data.get(f"{entry.name}-seen")
    if key is None:
        return False
    entry.seen = seen.get(int(key)) if is_key(key) else None
    entry.take(sent.data)
    name, _equals, text = sent.data.get("take", "").partition("=")
    short = name.removeprefix(f"{entry.name}-")
    if short != name and short in entry.texts:
        entry.texts[short] = text
    verb, line = sent.asked
    if line == entry.name and verb in {STORED, CONFIRM, STILL}:
        return False
    return entry.differs_from(entry.seen, language())
