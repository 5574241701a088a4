"""The indicators in a document: their values with sources, and the list of proofs."""

from datetime import date

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Group, Row
from monitoring.figures.shown import shown_to
from monitoring.models import Evidence
from monitoring.selectors.country_values import ValueRow, coverage_of
from monitoring.selectors.report_values import ReportedValues
from pathfinders.models import Pathfinder
from pathfinders.reports.country_parts import on_every_document

HEADING = gettext_noop("Indicators and their proof")


@on_every_document
def coverage(pathfinder: Pathfinder, user, as_of: date) -> reports.Prose | None:
    """Say in a document of any app how much of the indicators is proved."""
    found = coverage_of(pathfinder, user, as_of=as_of)
    if not found.total:
        return None
    return reports.Prose(heading=_(HEADING), runs_on=True, text=found.words)


def indicator_sections(values: ReportedValues, as_of: date):
    """Yield the table of values and the proofs they refer to.

    Without any value there is no section; values of indicators that are no longer
    asked for are counted, not listed.
    """
    heading = _(HEADING)
    found = values.found
    if not found.groups:
        if found.coverage.total:
            yield reports.Prose(
                heading=heading, runs_on=True, text=found.coverage.words
            )
        return
    rows: list[Row | Group] = []
    for group in found.groups:
        rows.append(Group(f"{group.theme.label}: {group.dimension.label}"))
        rows += [_row(row, values) for row in group.rows]
    yield reports.TableSection(
        heading=heading,
        runs_on=True,
        title=found.coverage.words if found.coverage.total else _("Computed figures"),
        columns=(
            Column(_("Indicator"), 10),
            Column(_("Year"), 2),
            Column(_("Value"), 6),
            Column(_("Source and proof"), 6),
        ),
        rows=tuple(rows),
        as_of=as_of,
        note=_silent(found.silent),
    )
    if values.proofs:
        yield reports.Sources(
            heading=_("Proofs"),
            runs_on=True,
            sources=tuple(
                reports.Source(_proof(each, as_of)) for each in values.proofs
            ),
        )


def _row(row: ValueRow, values: ReportedValues) -> Row:
    definition, version = row.definition, row.version
    name = Cell(definition.label, note=definition.indicator.code)
    if version is None and row.computed is None:
        words = _("Only parts are on record; they stand on the country page.")
        return Row((name, str(row.year), Cell(words, is_absent=True), ""))
    value = _value(row)
    if row.computed is not None:
        return Row((name, "", value, Cell(_("Computed"), note=row.computed.words)))
    observation = version.observation
    source = Cell(
        str(observation.source or _("Not named")),
        sources=values.proved_by.get(observation.pk, ()),
    )
    year = str(version.year)
    return Row((name, year, value, source), anchor=observation.anchor)


def _value(row: ValueRow) -> Cell:
    if row.printed is None:
        return Cell(_("Cannot be computed"), is_absent=True)
    value = shown_to(row.printed, language=get_language() or "en")
    note = "; ".join(filter(None, (value.quality, value.note, row.footnote)))
    return Cell(value.words, note=note, is_absent=value.is_gap)


def _silent(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "No value is on record for %(n)s further indicator.",
        "No value is on record for %(n)s further indicators.",
        count,
    )
    return text % {"n": count}


def _proof(each: Evidence, as_of: date) -> str:
    """Return one proof: document, page, version and checksum, as Markdown."""
    file = each.file
    words = [str(file.document)]
    if each.locator:
        words.append(each.locator)
    words.append(
        _("version %(number)s, checksum %(checksum)s")
        % {"number": file.number, "checksum": file.sha256[:12]}
    )
    if each.has_expired(as_of):
        day = write_day(file.document.expires_on)
        words.append(_("expired on %(day)s") % {"day": day})
    return ", ".join(words)
