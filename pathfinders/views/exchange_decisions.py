"""Apply an import to the roadmap, all or nothing, and undo it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import rules
from pathfinders.enums import ImportState
from pathfinders.exchange import apply as verbs
from pathfinders.exchange.merge import YOURS, Fate
from pathfinders.exchange.plan import plan_of
from pathfinders.forms.exchange import ApplyForm
from pathfinders.forms.roadmap import ReasonedForm
from pathfinders.snapshots import from_json, take_snapshot
from pathfinders.views.exchange import (
    confirmable,
    find_import,
    import_url,
    imports_line,
    way_to,
)
from pathfinders.views.frame import Line


@get_or_post
def import_apply(request, iso3, number, pk):
    """Ask once more, with what happens; `seen` names the preview that was read."""
    record = find_import(request, iso3, number, pk)
    if record.state != ImportState.READ:
        return redirect(import_url(record))
    plan = plan_of(record)
    if request.method != "POST" and request.GET.get("seen", "") != plan.digest:
        text = _("The roadmap has changed. Look at the rows once more, then apply.")
        messages.info(request, text)
        return redirect(import_url(record))
    form = ApplyForm(
        posted(request),
        initial={"seen": plan.digest},
        needs_reason=rules.edit_needs_reason(request.user, record.roadmap),
    )
    way = _way(record, heading := _("Apply the table to the roadmap"))
    return verb_page(
        request,
        form,
        lambda: verbs.apply_import(
            record,
            seen=form.cleaned_data["seen"],
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=heading,
        button=_("Apply all rows"),
        success=_("The table is applied. You can undo it on this page."),
        over=way["over"],
        lead=record.name,
        missing=verbs.reasons_against(plan, record.choices),
        done_url=import_url(record),
        template="pathfinders/exchange_apply.html",
        context=way
        | {"consequences": _consequences(plan, record), "warnings": plan.warnings},
    )


def _way(record, heading: str) -> dict:
    roadmap = record.roadmap
    page = Line(record.name, url=import_url(record))
    return way_to(roadmap, imports_line(roadmap), page, Line(heading))


def _consequences(plan, record) -> list[Line]:
    """Return how many rows become what; nothing is said about none."""
    names = confirmable(plan)
    deleted = sum(record.choices.get(name) == YOURS for name in names)
    lines = [
        Line(_("New rows"), plan.merge.count(Fate.NEW)),
        Line(_("Changed rows"), plan.merge.count(Fate.CHANGED)),
        Line(_("Rows where you decided a conflict"), _decided(plan)),
        Line(_("Rows deleted, with what stands under them"), deleted),
        Line(_("Rows not in the file that stay"), len(names) - deleted),
    ]
    return [line for line in lines if line.value]


def _decided(plan) -> int:
    return sum(bool(row.needed) for row in plan.merge.rows)


@get_or_post
def import_undo(request, iso3, number, pk):
    record = find_import(request, iso3, number, pk)
    if record.state != ImportState.APPLIED:
        return redirect(import_url(record))
    current = take_snapshot(record.roadmap, private_money=True)
    form = ReasonedForm(
        posted(request),
        needs_reason=rules.edit_needs_reason(request.user, record.roadmap),
    )
    way = _way(record, heading := _("Undo the import"))
    return verb_page(
        request,
        form,
        lambda: verbs.undo_import(record, by=request.user, reason=form.stated_reason),
        heading=heading,
        button=heading,
        success=_("The import is undone: the rows are as they were before."),
        over=way["over"],
        lead=_("All rows become as they were before “%(name)s” was applied.")
        % {"name": record.name},
        missing=verbs.changes_since(from_json(record.after), current),
        done_url=import_url(record),
        tone="stop",
        context=way,
    )
