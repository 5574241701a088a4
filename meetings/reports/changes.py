"""What changed in a period, on paper and in files."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.changes import Asked, Change, Period
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Fact, Group, Row
from alliance87.core.spreadsheets import Column as SheetColumn
from alliance87.core.spreadsheets import SheetOut
from meetings.models import Meeting
from meetings.selectors.changes import KINDS, Span, all_changes
from monitoring.figures.shown import Printed, shown_to

# A document of more lines is read by nobody.
MOST = 1000
NOTE_LENGTH = 400


def too_many() -> str:
    words = _(
        "A PDF holds up to %(most)s changes. Choose a country, a kind or a shorter "
        "period, or take the list as Excel or CSV."
    )
    return words % {"most": MOST}


# --- On paper -------------------------------------------------------------------------


def changes_pdf(span: Span, asked: Asked) -> bytes:
    """Return the changes that were asked for as a document, by kind."""
    rows = list(all_changes(asked))
    facts = [
        Fact(_("After"), _end(asked.period.after, span.since)),
        Fact(_("Up to"), _end(asked.period.until, span.until)),
        Fact(_("Changes"), str(len(rows))),
    ]
    if asked.kind:
        facts.append(Fact(_("Only"), str(KINDS[asked.kind])))
    country = asked.country
    return reports.render(
        reports.Report(
            kind=_("What changed"),
            title=str(country) if country else _("Alliance 8.7"),
            subtitle=in_words(asked.period, span.since),
            issuer=_("Secretariat of Alliance 8.7"),
            language=get_language() or "en",
            as_of=asked.period.until,
            version_text=_("changes on record"),
            facts=tuple(facts),
            sections=tuple(sections(rows, asked.period, heading=_("What changed"))),
            is_example=bool(country and country.is_example),
        )
    )


def in_words(period: Period, since: Meeting | None = None) -> str:
    """Return the period as a sentence, with the meeting after which it begins."""
    days = {"after": write_day(period.after), "until": write_day(period.until)}
    if since is None:
        return _("After %(after)s, up to %(until)s.") % days
    words = days | {"meeting": since}
    return _("After %(meeting)s (%(after)s), up to %(until)s.") % words


def _end(day, meeting) -> str:
    return f"{write_day(day)} ({meeting})" if meeting else write_day(day)


def sections(
    rows: Sequence[Change], period: Period, *, heading: str, most_of_a_kind: int = MOST
) -> Iterator[reports.Section]:
    """Yield one table, the changes of one kind together, the newest of each first."""
    if not rows:
        yield reports.Note(
            heading=heading, text=_("Nothing changed in this period."), runs_on=True
        )
        return
    printed: list[Row | Group] = []
    for kind, label in KINDS.items():
        of_kind = [each for each in rows if each.kind == kind]
        if of_kind:
            printed.append(Group(f"{label} ({len(of_kind)})"))
            printed += [_row(each, period) for each in of_kind[:most_of_a_kind]]
        if len(of_kind) > most_of_a_kind:
            printed.append(_rest(len(of_kind) - most_of_a_kind))
    yield reports.TableSection(
        heading=heading,
        runs_on=True,
        title=ngettext("%(count)d change", "%(count)d changes", len(rows))
        % {"count": len(rows)},
        columns=(
            Column(_("When"), 4),
            Column(_("Country"), 4),
            Column(_("What"), 9),
            Column(pgettext("noun", "Change"), 7),
        ),
        rows=tuple(printed),
        as_of=period.until,
    )


def _rest(number: int) -> Row:
    words = ngettext(
        "and %(count)d more, on the page “What changed”",
        "and %(count)d more, on the page “What changed”",
        number,
    )
    none = Cell("", is_absent=True)
    return Row((none, none, words % {"count": number}, none))


def _row(change: Change, period: Period) -> Row:
    apart = change.put_on_record_apart(period)
    late = _("on record since %(day)s") % {"day": write_day(apart)} if apart else ""
    note = change.note
    if len(note) > NOTE_LENGTH:
        note = f"{note[:NOTE_LENGTH].rstrip()}…"
    was, now = words_of(change)
    return Row(
        (
            Cell(str(change.when), note=late),
            str(change.country or "") or Cell("–", is_absent=True),
            Cell(change.what, note=note),
            Cell(
                _("%(was)s → %(now)s") % {"was": was, "now": now} if was else now,
                note=change.source,
            ),
        )
    )


def words_of(change: Change) -> tuple[str, str]:
    """Return what was and what is, in words; values as this reader may see them."""
    if change.marks is None:
        return change.was, change.now
    was, now = change.marks
    return _value(was) if was else "", _value(now)


def _value(mark: Printed) -> str:
    return shown_to(mark, language=get_language() or "en").words


# --- In files -------------------------------------------------------------------------


def table(asked: Asked) -> tuple[list[str], Iterable[tuple]]:
    """Return what was asked for as a header and lines of plain values."""
    header = [
        *(_("Date"), _("Date in words"), _("On record since"), _("Country")),
        *(
            _("Kind"),
            _("What"),
            _("Before"),
            pgettext("change", "Now"),
            _("Note"),
            _("Source"),
        ),
        _("Example"),
    ]
    return header, (_line(each) for each in all_changes(asked))


def _line(change: Change) -> tuple:
    was, now = words_of(change)
    is_example = change.is_example or bool(change.country and change.country.is_example)
    return (
        *(change.when.on, str(change.when), change.recorded),
        str(change.country or ""),
        *(str(KINDS[change.kind]), change.what, was, now),
        *(change.note, change.source),
        _("yes") if is_example else "",
    )


def sheet(asked: Asked) -> SheetOut:
    header, lines = table(asked)
    widths = (12, 18, 14, 24, 24, 50, 24, 24, 60, 40, 10)
    columns = [SheetColumn(*each) for each in zip(header, widths, strict=True)]
    return SheetOut(_("What changed"), columns, list(lines), frozen=1)
