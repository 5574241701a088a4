"""Pages that write the parts of a workshop report."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted
from pathfinders import workshop_reports
from pathfinders.enums import ReportPartKind
from pathfinders.forms.workshop_report import PartForm
from pathfinders.models import ReportPart
from pathfinders.selectors.workshop_report import MADE
from pathfinders.views.workshop_frame import asks_up, decide, press
from pathfinders.views.workshop_report import (
    find_report_to_edit,
    unless_published,
    way_to,
)


def _part(report, row) -> ReportPart:
    part = get_object_or_404(report.parts.exclude(kind__in=MADE), pk=row)
    part.report = report
    return part


def _extra(report, row) -> ReportPart:
    part = _part(report, row)
    if part.kind != ReportPartKind.EXTRA:
        raise Http404
    return part


@get_or_post
def part_add(request, pk):
    report = find_report_to_edit(request, pk)
    if answer := unless_published(request, report):
        return answer
    part = ReportPart(report=report, kind=ReportPartKind.EXTRA)
    return _save(request, report, part)


@get_or_post
def part_edit(request, pk, row):
    report = find_report_to_edit(request, pk)
    if answer := unless_published(request, report):
        return answer
    return _save(request, report, _part(report, row))


def _save(request, report, part):
    form = PartForm(posted(request), instance=part)
    heading = str(part) if part.pk else _("Add a part")
    return decide(
        request,
        report.workshop,
        form,
        lambda: workshop_reports.save_part(
            part,
            write=form.save,
            after=form.cleaned_data.get("after"),
            by=request.user,
        ),
        heading=heading,
        button=_("Save the part"),
        success=_("The part is saved."),
        way=way_to(report),
    )


@require_POST
def part_move(request, pk, row):
    report = find_report_to_edit(request, pk)
    part, up = _extra(report, row), asks_up(request)
    return press(
        request,
        lambda: workshop_reports.move_part(part, up=up, by=request.user),
        f"{report.get_absolute_url()}#part-{part.pk}",
        success=_("The order is changed."),
    )


@get_or_post
def part_delete(request, pk, row):
    report = find_report_to_edit(request, pk)
    if answer := unless_published(request, report):
        return answer
    part = _extra(report, row)
    form = ConfirmForm(posted(request))
    return decide(
        request,
        report.workshop,
        form,
        lambda: workshop_reports.delete_part(part, by=request.user),
        heading=_("Delete the part"),
        success=_("The part is deleted."),
        lead=_("“%(part)s” goes with its text.") % {"part": part},
        tone="stop",
        way=way_to(report),
    )
