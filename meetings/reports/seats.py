"""The seat map of a day as PDF and as a workbook."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import PartialDate
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Tone
from alliance87.core.spreadsheets import Column as SheetColumn
from alliance87.core.spreadsheets import SheetOut
from meetings.enums import Office, SeatState, Standing
from meetings.selectors.seats import Balance, SeatMap, SeatRow, state_of

TONES = {
    SeatState.FILLED: Tone.ON_TRACK,
    SeatState.ENDING: Tone.LATE,
    SeatState.CARRY_OVER: Tone.LATE,
    SeatState.VACANT: Tone.NONE,
}


def seat_map_pdf(whole: SeatMap, *, with_people: bool) -> bytes:
    """Return the seat map as PDF; names of persons only `with_people`."""
    total = whole.total
    return reports.render(
        reports.Report(
            kind=_("Seat map"),
            title=_("Global Coordinating Group"),
            subtitle=_("Who sits in the Group"),
            issuer=_("Secretariat of Alliance 8.7"),
            language=get_language() or "en",
            as_of=whole.on,
            version_text=_("seats and offices"),
            facts=(
                Fact(_("Seats"), str(total.total)),
                Fact(_("Filled"), str(total.filled)),
                Fact(_("Vacant"), str(total.vacant)),
            ),
            sections=(
                _offices(whole, with_people),
                _seats(whole, with_people),
                _regions(whole),
            ),
        )
    )


def _offices(whole: SeatMap, with_people: bool) -> reports.TableSection:
    return reports.TableSection(
        heading=_("Chair and Deputy Chair"),
        runs_on=True,
        title=_("Who leads the Group"),
        columns=(
            Column(_("Office"), 5),
            Column(_("Country"), 9),
            Column(_("State"), 5),
            Column(_("Mandate ends"), 5),
        ),
        rows=tuple(_office(whole, office, with_people) for office in Office),
        as_of=whole.on,
    )


def _office(whole: SeatMap, office: Office, with_people: bool) -> Row:
    term = whole.offices.get(office)
    state = _state_cell(state_of(term, whole.on))
    if term is None:
        return Row((str(office.label), reports.NOT_ON_RECORD, state, ""))
    name = term.person.full_name if with_people and term.person else ""
    holder = Cell(str(term.holder), note=name)
    return Row((str(office.label), holder, state, _words(term.mandate_end)))


def _seats(whole: SeatMap, with_people: bool) -> reports.TableSection:
    rows: list[Row | Group] = []
    for each in whole.constituencies:
        rows.append(Group(f"{each.constituency}: {_filled(each.balance)}"))
        rows += [_seat(row, with_people) for row in each.rows]
    return reports.TableSection(
        heading=_("Seats"),
        runs_on=True,
        title=_filled(whole.total),
        columns=(
            Column(_("Seat"), 7),
            Column(_("Holder"), 8),
            Column(_("State"), 5),
            Column(_("Until"), 4),
        ),
        rows=tuple(rows),
        as_of=whole.on,
        note=_("A carry-over: the mandate is past, the seat not handed over yet."),
    )


def _seat(row: SeatRow, with_people: bool) -> Row:
    note = "; ".join(people_words(row)) if with_people else ""
    holder = Cell(str(row.holder), note=note) if row.holder else _vacant()
    is_observer = row.seat.standing == Standing.OBSERVER
    standing = str(row.seat.get_standing_display()) if is_observer else ""
    seat = Cell(row.seat.label, note=standing)
    return Row((seat, holder, _state_cell(row.state), _words(row.until)))


def _vacant() -> Cell:
    return Cell(_("Vacant"), is_absent=True)


def _state_cell(state: SeatState) -> Cell:
    return Cell(state.label, tone=TONES[state])


def _words(when: PartialDate) -> str:
    return str(when) if when.is_known else ""


def _filled(balance: Balance) -> str:
    return _("%(filled)s of %(total)s seats filled") % {
        "filled": balance.filled,
        "total": balance.total,
    }


def _regions(whole: SeatMap) -> reports.TableSection:
    return reports.TableSection(
        heading=_("Regions"),
        runs_on=True,
        title=_("Seats of a region, and holders that come from it"),
        columns=(
            Column(_("Region"), 12),
            Column(_("Seats of the region"), 4, is_number=True),
            Column(_("Filled"), 4, is_number=True),
            Column(_("Holders"), 4, is_number=True),
        ),
        rows=tuple(
            Row((each.label, str(each.total), str(each.filled), str(each.holders)))
            for each in whole.regions
        ),
        as_of=whole.on,
    )


def people_words(row: SeatRow) -> list[str]:
    """Return the persons of a seat as a list prints them, with their function."""
    named = [each.person.full_name for each in row.representatives]
    others = (*row.alternates, *row.copies)
    return named + [
        f"{each.person.full_name} ({each.get_role_display()})" for each in others
    ]


# --- Workbook -------------------------------------------------------------------------


def seat_map_sheets(whole: SeatMap, *, with_people: bool) -> list[SheetOut]:
    """Return seats, offices and regions as sheets."""
    return [
        _seat_sheet(whole, with_people),
        _office_sheet(whole, with_people),
        SheetOut(
            _("Regions"),
            [
                SheetColumn(_("Region")),
                SheetColumn(_("Seats of the region"), 18),
                SheetColumn(_("Filled"), 10),
                SheetColumn(_("Holders"), 10),
            ],
            [
                (each.label, each.total, each.filled, each.holders)
                for each in whole.regions
            ],
        ),
    ]


def _seat_sheet(whole: SeatMap, with_people: bool) -> SheetOut:
    columns = [
        SheetColumn(_("Constituency"), 30),
        SheetColumn(_("Seat"), 30),
        SheetColumn(_("Standing"), 12),
        SheetColumn(_("Theme"), 20),
        SheetColumn(_("Region"), 12),
        SheetColumn(_("Holder"), 40),
        SheetColumn(_("State"), 18),
        SheetColumn(_("Since"), 18),
        SheetColumn(_("Until"), 18),
        *([SheetColumn(_("Persons"), 50)] if with_people else []),
    ]
    rows = [_seat_line(row, with_people) for row in whole.rows]
    return SheetOut(_("Seats"), columns, rows, frozen=2)


def _seat_line(row: SeatRow, with_people: bool) -> tuple:
    seat = row.seat
    return (
        str(seat.constituency),
        seat.label,
        str(seat.get_standing_display()),
        str(seat.get_theme_display()),
        str(seat.get_region_display()),
        str(row.holder or ""),
        str(row.state.label),
        _words(row.since),
        _words(row.until),
        *(["; ".join(people_words(row))] if with_people else []),
    )


def _office_sheet(whole: SeatMap, with_people: bool) -> SheetOut:
    rows = []
    for office, term in whole.offices.items():
        name = term.person.full_name if with_people and term.person else ""
        rows.append(
            (
                str(Office(office).label),
                str(term.holder),
                name,
                str(state_of(term, whole.on).label),
                _words(term.start),
                _words(term.mandate_end),
            )
        )
    columns = [
        SheetColumn(_("Office")),
        SheetColumn(_("Country"), 30),
        SheetColumn(_("Person"), 30),
        SheetColumn(_("State"), 18),
        SheetColumn(_("Since"), 18),
        SheetColumn(_("Mandate ends"), 18),
    ]
    return SheetOut(_("Offices"), columns, rows)
