"""Verbs that write a workshop report while it is a draft."""

from collections.abc import Callable
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import DomainError, InvalidTransition
from pathfinders import rules
from pathfinders.enums import ReportPartKind, ReportState
from pathfinders.models import ReportPart, Workshop, WorkshopReport
from pathfinders.workflow import end_agreement

# The parts of the template in their order; what is written in between are others.
TEMPLATE = tuple(kind for kind in ReportPartKind if kind != ReportPartKind.EXTRA)
# Nothing is put before or between these.
FRONT = (ReportPartKind.COVER, ReportPartKind.CONTENTS)


@transaction.atomic
def start_report(report: WorkshopReport, *, write: Callable[[], WorkshopReport], by):
    """Open the report of a workshop with the eight parts of the template."""
    if not rules.may_edit_workshop(by, report.workshop):
        raise PermissionDenied
    # Two people who start it at once: the second finds the first one's.
    Workshop.objects.select_for_update().get(pk=report.workshop_id)
    if WorkshopReport.objects.filter(workshop=report.workshop).exists():
        raise DomainError(_("The workshop has a report already."))
    report = write()
    for position, kind in enumerate(TEMPLATE, start=1):
        ReportPart.objects.create(report=report, kind=kind, position=position)
    record("workshop_report.started", report, by=by, country=_country(report))
    return report


def change_report(report: WorkshopReport, *, write: Callable[[], WorkshopReport], by):
    """Save title, language and roadmap; `write` saves and checks the version."""
    with _changing(report, "changed", by=by):
        return write()


def save_part(
    part: ReportPart,
    *,
    write: Callable[[], ReportPart],
    by,
    after: ReportPart | None = None,
) -> ReportPart:
    """Save the text of a part; a new one stands `after` another, else last."""
    with _changing(part.report, "part_written", by=by):
        order = _in_order(part.report)
        if part.pk is not None:
            part.position = _stored(part, order).position
            return write()
        at = _stored(after, order) if after else None
        saved = write()
        place = order.index(at) + 1 if at else len(order)
        _number([*order[:place], saved, *order[place:]])
        return saved


def move_part(part: ReportPart, *, up: bool, by) -> None:
    """Let a further part and its neighbour change places; the eight keep theirs."""
    with _changing(part.report, "part_moved", by=by):
        _need_extra(part)
        order = _in_order(part.report)
        at = order.index(_stored(part, order))
        to = at - 1 if up else at + 1
        if 0 <= to < len(order) and order[to].kind not in FRONT:
            order[at], order[to] = order[to], order[at]
        _number(order)


def delete_part(part: ReportPart, *, by) -> None:
    """Delete a further part with its text; the eight stay."""
    with _changing(part.report, "part_deleted", by=by):
        _need_extra(part)
        ReportPart.objects.filter(pk=part.pk).delete()


@contextmanager
def _changing(report: WorkshopReport, done: str, *, by):
    """Lock the report, judge permission and state on what is stored, leave the trail.

    Every entry is about the report: who wrote in it does not publish it. The country
    agreed to another text, if it did.
    """
    with transaction.atomic():
        rows = WorkshopReport.objects.select_for_update(of=("self",))
        stored = rows.select_related("workshop__pathfinder__country").get(pk=report.pk)
        if not rules.may_edit_workshop(by, stored.workshop):
            raise PermissionDenied
        if stored.state != ReportState.DRAFT:
            raise InvalidTransition(
                _("The report is published; it is not changed any more.")
            )
        yield
        end_agreement(stored, by=by)
        record(f"workshop_report.{done}", stored, by=by, country=_country(stored))


def _country(report: WorkshopReport):
    host = report.workshop.pathfinder
    return host.country if host else None


def _in_order(report: WorkshopReport) -> list[ReportPart]:
    return list(report.parts.select_for_update())


def _stored(part: ReportPart, order: list[ReportPart]) -> ReportPart:
    for each in order:
        if each.pk == part.pk:
            return each
    raise DomainError(_("Somebody deleted this part while you were working."))


def _need_extra(part: ReportPart) -> None:
    if part.kind != ReportPartKind.EXTRA:
        raise DomainError(_("The eight parts of the template stay in their order."))


def _number(order: list[ReportPart]) -> None:
    for position, each in enumerate(order, start=1):
        if each.position != position:
            ReportPart.objects.filter(pk=each.pk).update(position=position)
