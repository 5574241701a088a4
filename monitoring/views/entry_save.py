"""Saving what was typed into the grid: the good lines are kept, the others come back.

The same for one line and for the whole page. Nothing typed is lost: a line that is not
saved stands on the page again with its text and what is wrong with it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked, DomainError, StaleVersion
from monitoring import rules, talk
from monitoring.enums import OPEN_VALUE_STATES
from monitoring.figures.checks import Cell
from monitoring.figures.content import Content
from monitoring.forms.entry import Entry, without_null
from monitoring.recording import (
    Place,
    confirm_value,
    mark_not_comparable,
    record_value,
)
from monitoring.selectors.findings import findings_for
from monitoring.sourcing import move_value
from monitoring.views.entry_page import (
    At,
    Block,
    Grid,
    language,
    place_of,
    read_grid,
    without_value,
)
from monitoring.views.entry_sent import (
    CONFIRM,
    DIFFERS,
    MINE,
    STILL,
    Sent,
    empty_block,
    is_key,
    rename,
    seen_versions,
    sent_blocks,
    take,
)
from monitoring.workflow.value import discard_values


def save(grid: Grid, sent: Sent) -> Grid:
    """Carry out what was sent; return the page as it stands then, faults included."""
    sent.blocks = list(sent_blocks(grid, sent.data))
    seen = seen_versions(grid, sent)
    changed: list[tuple[Block, Entry]] = []
    for block in sent.blocks:
        for entry in block.entries:
            if take(entry, seen, sent):
                changed.append((block, entry))
    if _refuse_all(grid, sent, changed):
        return _page_after(grid, sent)
    for block in sent.blocks:
        _change_source(block, sent)
    _record(grid, changed, sent)
    _others(sent)
    _confirm_last(grid, sent)
    return _page_after(grid, sent)


def _refuse_all(grid: Grid, sent: Sent, changed: list) -> bool:
    """Refuse everything for want of a reason, or because somebody else signed in."""
    why = ""
    if sent.data.get("as") != str(sent.user.pk):
        why = _(
            "You are signed in as somebody else than when the page was opened. Sign "
            "in as before, or load the page again."
        )
    elif not sent.reason and rules.needs_reason_to_enter(
        sent.user, grid.submission.pathfinder
    ):
        why = _("Say at the top why you write for a country that is not yours.")
    if not why:
        return False
    pressed = {sent.asked[1], sent.data.get("only", "")}
    meant = [entry for _block, entry in changed]
    meant += [each for each in sent.entries if each.name in pressed]
    for entry in {id(each): each for each in meant}.values():
        entry.say(why)
    sent.is_refused = True
    return True


# --- Writing --------------------------------------------------------------------------


def _change_source(block: Block, sent: Sent) -> None:
    """Move what stands in the block to the source that was chosen for it: all or none.

    A total under one source and its parts under another would be two half statements.
    """
    if block.chosen == block.at.source:
        return
    if block.chosen is not None and block.chosen not in sent.sources:
        block.faults.append(_("Choose a source from the list."))
        block.chosen = block.at.source
        return
    source = sent.sources.get(block.chosen)
    standing = [
        (entry, now) for entry in block.entries if (now := entry.line.now) is not None
    ]
    try:
        with transaction.atomic():
            moved = [
                move_value(now, source=source, by=sent.user, reason=sent.reason)
                for _entry, now in standing
            ]
    except DomainError as error:
        block.faults += _sentences(error)
        block.chosen = block.at.source
        return
    for (entry, now), version in zip(standing, moved, strict=True):
        if entry.seen is not None and entry.seen.pk == now.pk:
            entry.seen = version
    sent.saved += len(moved)


def _record(grid: Grid, changed: list[tuple[Block, Entry]], sent: Sent) -> None:
    """Read all lines, ask the checks about them together, and keep the good ones."""
    read: list[tuple[Block, Entry, Content]] = []
    for block, entry in changed:
        if entry.is_blank:
            _clear(entry, sent)
            continue
        try:
            read.append((block, entry, entry.read(language=language())))
        except ValidationError as error:
            entry.refuse(error)
    pathfinder = grid.submission.pathfinder
    cells = [_cell(grid, *each) for each in read]
    blocked: dict[int, list[str]] = {}
    for finding in findings_for(pathfinder, cells):
        if finding.blocks:
            blocked.setdefault(id(finding.cell), []).append(finding.message)
    for (block, entry, content), cell in zip(read, cells, strict=True):
        if id(cell) in blocked:
            entry.say(*blocked[id(cell)])
        else:
            _write(grid, block, entry, content, sent)


def _cell(grid: Grid, block: Block, entry: Entry, content: Content) -> Cell:
    return Cell(
        country=str(grid.submission.pathfinder_id),
        code=entry.definition.indicator.code,
        year=grid.year,
        breakdown=entry.line.breakdown,
        source=block.chosen,
        variant=block.at.variant,
        content=content,
        definition=entry.definition,
    )


def _write(grid: Grid, block: Block, entry: Entry, content: Content, sent: Sent):
    if block.chosen is not None and block.chosen not in sent.sources:
        # Only a form that is none of ours names a source by its block alone.
        entry.say(_("Choose a source from the list."))
        return
    place = Place(
        grid.submission.pathfinder,
        entry.definition.indicator,
        grid.year,
        entry.line.breakdown,
        sent.sources.get(block.chosen),
        block.at.variant,
    )
    try:
        record_value(
            place,
            content,
            by=sent.user,
            definition=entry.definition,
            raw=entry.raw,
            reason=sent.reason,
            expected=_expected(entry, sent),
        )
    except StaleVersion:
        entry.is_conflict = entry.is_unsaved = True
    except ValidationError as error:
        entry.refuse(error)
    except DomainError as error:
        entry.say(*_sentences(error))
    else:
        sent.saved += 1


def _expected(entry: Entry, sent: Sent) -> int | None:
    """Return the version in work that the person saw, or chose to write over."""
    if sent.asked == (MINE, entry.name):
        other = sent.data.get(f"{entry.name}-other", "")
        return int(other) if is_key(other) else None
    if entry.seen is None or entry.seen.published_at is not None:
        return None
    return entry.seen.pk


def _clear(entry: Entry, sent: Sent) -> None:
    """Take an emptied line for a draft thrown away; it stays in the history."""
    now = entry.line.now
    if now is None:
        return
    if now.state not in OPEN_VALUE_STATES:
        entry.say(_("Enter a value, or why there is none."))
    elif _expected(entry, sent) != now.pk:
        entry.is_conflict = entry.is_unsaved = True
    elif not rules.may_discard(sent.user, now.pathfinder):
        entry.say(_("Only the country’s own team throws a draft away."))
    else:
        discard_values([now], by=sent.user, reason=_("The line was emptied."))
        sent.saved += 1


def _others(sent: Sent) -> None:
    """Carry out the buttons about what another source states."""
    verb, name, key = sent.asked_of_other
    entry = next((each for each in sent.entries if each.name == name), None)
    others = entry.line.elsewhere if entry else ()
    version = next((each for each in others if str(each.pk) == key), None)
    if entry is None or version is None:
        return
    try:
        if verb == CONFIRM:
            confirm_value(version, by=sent.user, reason=sent.reason)
            sent.saved += 1
        elif verb == DIFFERS:
            text = without_null(sent.data.get(f"{name}-{key}-differs", ""))
            mark_not_comparable(version, text=text, by=sent.user)
            sent.saved += 1
    except DomainError as error:
        entry.say(*_sentences(error))
    except ValidationError as error:
        entry.refuse(error)
    except PermissionDenied:
        entry.say(_("You may not do this."))


def _confirm_last(grid: Grid, sent: Sent) -> None:
    """Write the country's last value for the year of the page, where none stands."""
    verb, name, key = sent.asked_of_other
    lines = [(block, each) for block in sent.blocks for each in block.entries]
    found = next((pair for pair in lines if pair[1].name == name), None)
    if verb != STILL or found is None:
        return
    block, entry = found
    last = grid.still(block, entry)
    if last is None or str(last.pk) != key:
        entry.say(
            _("The last value cannot be confirmed here now. Load the page again.")
        )
        return
    at = place_of(last)
    block.at, block.chosen = at, at.source
    cell = _cell(grid, block, entry, Content.of(last))
    findings = findings_for(grid.submission.pathfinder, [cell])
    if blocked := [each.message for each in findings if each.blocks]:
        entry.say(*blocked)
        return
    try:
        confirm_value(
            last,
            by=sent.user,
            year=grid.year,
            definition=entry.definition,
            reason=sent.reason,
            expected=None,
        )
        sent.saved += 1
    except StaleVersion:
        entry.say(_("Somebody else entered a value meanwhile. Load the page again."))
    except ValidationError as error:
        entry.refuse(error)
    except DomainError as error:
        entry.say(*_sentences(error))


def _sentences(error: DomainError) -> tuple[str, ...]:
    return error.reasons if isinstance(error, Blocked) else (str(error),)


# --- The page afterwards --------------------------------------------------------------


def _page_after(grid: Grid, sent: Sent) -> Grid:
    """Read the page again and put back what could not be saved, under its names."""
    page = read_grid(grid.submission, grid.section, year=grid.year)
    put: set[int] = set()
    for old in sent.blocks:
        pk, variant = old.definition.pk, old.at.variant
        new = page.block_at(pk, At(old.chosen, variant)) or page.block_at(pk, old.at)
        if new is None:
            new = empty_block(page, pk, old.at)
            page.blocks.insert(_end_of(page, pk), new)
        rename(new, old.name)
        new.chosen, new.faults = old.chosen, old.faults
        _put_back(old, new)
        put.add(id(new))
    _rename_others(page, put)
    page.add_warnings()
    return _explain(page, sent)


def _put_back(old: Block, new: Block) -> None:
    """Let what could not be saved stand again, in the line of its part.

    A part that is not asked for has no line once it is thrown away; the browser still
    has one, which stays on this page.
    """
    lines = {each.line.breakdown: each for each in new.entries}
    for was in old.entries:
        entry = lines.get(was.line.breakdown)
        if entry is None:
            line = without_value(was.line)
            entry = Entry.of(line, was.name, language=language())
            new.parts.append(entry)
        if entry.stands_already(was):
            was.is_unsaved = was.is_conflict = False
        elif was.is_unsaved:
            entry.put_back(was)


def _end_of(page: Grid, definition_id: int) -> int:
    """Return the place after the blocks of an indicator."""
    places = [
        place
        for place, block in enumerate(page.blocks)
        if block.definition.pk == definition_id
    ]
    return places[-1] + 1


def _rename_others(page: Grid, put: set[int]) -> None:
    """Give blocks that the browser does not know a name it has not used."""
    taken = {block.name for block in page.blocks if id(block) in put}
    for block in page.blocks:
        if id(block) in put:
            continue
        number = 0
        while (name := f"v{block.definition.pk}-{number}") in taken:
            number += 1
        rename(block, name)
        taken.add(name)


def _explain(page: Grid, sent: Sent) -> Grid:
    """Keep the explanations that answer a warning which stands now."""
    if sent.is_refused:
        return page
    told = {each.name: each.explanations for each in sent.entries if each.explanations}
    explained = False
    for entry in page.entries:
        now = entry.line.now
        if now is None or entry.is_unsaved:
            continue
        for warning in entry.warnings:
            text = told.get(entry.name, {}).get(warning.check, "")
            if text and warning.is_open:
                talk.explain(now, check=warning.check, text=text, by=sent.user)
                sent.saved += 1
                explained = True
    if explained:
        page.add_warnings()
    return page
