"""The list of action points by owner, as a document to take to a meeting."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Tone
from meetings.selectors.action_points import ActionRow

# One that is open is neither late nor on its way by that alone.
TONES = {"half": Tone.ON_TRACK, "done": Tone.DONE}


def actions_pdf(rows: Sequence[ActionRow], *, chosen: Sequence[str] = ()) -> bytes:
    """Return action points under their owners; one of several stands under each.

    `chosen`: the filters of the list in words.
    """
    late = sum(row.is_overdue for row in rows)
    is_open = sum(row.was_open for row in rows)
    owners = _by_owner(rows)
    return reports.render(
        reports.Report(
            kind=_("Action points"),
            title=_("Action points by owner"),
            subtitle=" · ".join(chosen) or _("All that the reader may see"),
            issuer=_("Secretariat of Alliance 8.7"),
            language=get_language() or "en",
            as_of=timezone.localdate(),
            version_text=_("as they stand"),
            facts=(
                Fact(_("Action points"), str(len(rows))),
                Fact(_("Owners"), str(len(owners))),
                Fact(_("Open"), str(is_open)),
                Fact(_("Overdue"), str(late)),
            ),
            sections=(_section(rows, owners),),
        )
    )


def _by_owner(rows: Sequence[ActionRow]) -> dict[str, list[ActionRow]]:
    owned = defaultdict(list)
    for row in rows:
        for owner in row.action.owners:
            owned[owner].append(row)
    return dict(sorted(owned.items(), key=lambda each: each[0].casefold()))


def _section(rows, owners: dict[str, list[ActionRow]]) -> reports.Section:
    heading = _("Action points by owner")
    if not rows:
        return reports.Note(heading=heading, text=_("No action point in this list."))
    printed: list[Row | Group] = []
    for owner, owned in owners.items():
        printed.append(Group(owner))
        printed += [_row(each) for each in owned]
    title = ngettext("%(count)d action point", "%(count)d action points", len(rows))
    return reports.TableSection(
        heading=heading,
        title=title % {"count": len(rows)},
        columns=(
            Column(_("Number"), 4),
            Column(_("What is to be done"), 11),
            Column(_("Due"), 5),
            Column(_("State"), 4),
        ),
        rows=tuple(printed),
        as_of=timezone.localdate(),
    )


def _row(row: ActionRow) -> Row:
    action = row.action
    closed = write_day(action.closed_on) if action.closed_on else ""
    note = action.closing_note or (
        _("High priority") if action.is_high_priority and row.was_open else ""
    )
    state = Cell(row.state, note=closed, tone=TONES.get(row.tone))
    if row.is_overdue:
        state = Cell(row.state, note=_("Overdue"), tone=Tone.STOPPED)
    elif row.is_to_verify:
        state = Cell(row.state, note=_("Reported done, to verify"), tone=state.tone)
    return Row((action.reference, Cell(action.text, note=note), row.due, state))
