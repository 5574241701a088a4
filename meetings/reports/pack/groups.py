"""What a pack says of the action groups: updates, what they lack, who is silent."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.numbers import write_amount
from alliance87.core.reports import NOT_ON_RECORD, Cell, Column, Row, Section
from alliance87.partners.models import ResourceNeed
from alliance87.partners.selectors.directory import shown_to
from alliance87.partners.selectors.groups import MONTHS, InactiveGroup
from meetings.models import GroupUpdate, Meeting, PackSection
from meetings.reports.pack.pieces import Pack, Piece
from meetings.selectors.group_updates import (
    needs_before,
    quiet_groups,
    updates_for,
)


def group_updates(pack: Pack, section: PackSection) -> Piece:
    """Return the updates, then what lies before the Group of needs and silence."""
    title = section.title or _("Updates of the action groups")
    pages: list[Section] = []
    for update in updates_for(pack.meeting, pack.reader):
        pages += _update(update)
    pages += groups_in_short(pack.meeting, pack.reader, pack.pack.language)
    if not pages:
        problem = _("Nothing is on record for it, so it is left out.")
        return Piece(section=section, title=title, problem=problem)
    first = reports.Prose(heading=title, text=section.text)
    return Piece(section=section, title=title, pages=(first, *pages))


def _update(update: GroupUpdate) -> Iterator[Section]:
    yield reports.Prose(heading=str(update.group), text=update.text, runs_on=True)
    if update.needs:
        asks = _("It asks the Group for")
        yield reports.Note(text=f"**{asks}** {update.needs}")


def groups_in_short(meeting: Meeting, reader, language: str) -> Iterator[Section]:
    """Yield the table of needs and that of groups without activity, if any."""
    if needs := list(needs_before(meeting, reader)):
        yield _needs(needs, reader, language)
    if quiet := quiet_groups(meeting, reader):
        yield _quiet(quiet)


def _needs(needs: Iterable[ResourceNeed], reader, language: str) -> Section:
    rows = tuple(_need(each, reader, language) for each in needs)
    words = ngettext(
        "%(count)d need is with the Group",
        "%(count)d needs are with the Group",
        len(rows),
    )
    return reports.TableSection(
        heading=_("Resource needs of the action groups"),
        runs_on=True,
        title=words % {"count": len(rows)},
        columns=(
            Column(_("Action group"), 5),
            Column(_("What it needs"), 9),
            Column(_("Amount"), 4, is_number=True),
            Column(_("Since"), 3),
            Column(_("State"), 3),
        ),
        rows=rows,
        as_of=timezone.localdate(),
    )


def _need(need: ResourceNeed, reader, language: str) -> Row:
    offered_by = shown_to(reader, need.offered_by)
    offered = _("offered by %(name)s") % {"name": offered_by} if offered_by else ""
    note = ". ".join(filter(None, (offered, need.outcome)))
    amount = NOT_ON_RECORD
    if need.amount is not None:
        amount = f"{write_amount(need.amount, language=language)} {need.currency}"
    return Row(
        (
            str(need.group),
            Cell(need.what, note=note),
            amount,
            write_day(need.raised_on),
            str(need.get_state_display()),
        )
    )


def _quiet(quiet: Iterable[InactiveGroup]) -> Section:
    rows = tuple(
        Row((str(each.group), str(each.last) if each.last_on else NOT_ON_RECORD))
        for each in quiet
    )
    title = _("Groups without activity for %(months)s months") % {"months": MONTHS}
    words = ngettext(
        "The Group decides what becomes of %(count)d group",
        "The Group decides what becomes of %(count)d groups",
        len(rows),
    )
    return reports.TableSection(
        heading=title,
        runs_on=True,
        title=words % {"count": len(rows)},
        columns=(Column(_("Action group"), 14), Column(_("Last activity"), 10)),
        rows=rows,
        as_of=timezone.localdate(),
    )
