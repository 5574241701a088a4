"""The editor of a roadmap's rows: the table, and one page for each whole row."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, token_for, verb_page
from pathfinders import roadmap_rows, rules, services
from pathfinders.forms import cells
from pathfinders.forms.reasoned import ReasonedForm
from pathfinders.forms.rows import ActionForm, PriorityForm
from pathfinders.models import Action, Priority
from pathfinders.selectors.comments import comments_by_key
from pathfinders.selectors.editor import rows_to_edit
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import (
    find_roadmap,
    frame,
    page_url,
    require,
    version_label,
)

DIRECTIONS = {"up": True, "down": False}
MODELS = {"priority": Priority, "action": Action}


def find_open(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_edit_roadmap(request.user, roadmap))
    return roadmap


def find_priority(roadmap, pk):
    priority = get_object_or_404(roadmap.priorities, pk=pk)
    priority.roadmap = roadmap
    return priority


def find_action(roadmap, pk):
    rows = Action.objects.select_related("priority")
    action = get_object_or_404(rows, pk=pk, priority__roadmap=roadmap)
    action.priority.roadmap = roadmap
    return action


def needs_reason(request, roadmap) -> bool:
    return rules.edit_needs_reason(request.user, roadmap)


def row_page(request, roadmap, form, do, *, heading, button, success, **page):
    """Show one decision about the rows; `after` is added to the editor's address."""
    rows_url = page_url(roadmap, "roadmap-rows")
    way = Line(_("Priorities and actions"), url=rows_url)
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        button=button,
        success=success,
        over=f"{roadmap.pathfinder}, {version_label(roadmap)}",
        done_url=f"{rows_url}{page.pop('after', '')}",
        back_url=rows_url,
        context=frame(roadmap, way, Line(heading)) | page.pop("context", {}),
        **page,
    )


def anchor(row) -> str:
    return f"#{cells.row_id(row)}"


@require_safe
def rows_page(request, iso3, number):
    """The official table, with a control for each of its values."""
    roadmap = find_open(request, iso3, number)
    edited = rows_to_edit(roadmap)
    comments = comments_by_key(roadmap)
    offered = cells.options()
    page = {
        "edited": edited,
        "priorities": [
            (
                each,
                cells.cells(each.priority, offered),
                [
                    (
                        row,
                        cells.cells(row.action, offered),
                        comments.get(row.action.key),
                    )
                    for row in each.actions
                ],
                comments.get(each.priority.key),
            )
            for each in edited.priorities
        ],
        "once": token_for(request),
        "needs_reason": needs_reason(request, roadmap),
        "deleted": _deleted(request, roadmap),
        "on_all": comments.get(None),
        "may_comment": rules.may_comment_roadmap(request.user, roadmap),
        "may_submit": rules.may_submit_roadmap(request.user, roadmap),
        "may_delete": rules.may_delete_roadmap(request.user, roadmap)
        and services.is_deletable(roadmap),
    }
    way = frame(roadmap, Line(_("Priorities and actions")))
    return render(request, "pathfinders/roadmap_rows.html", way | page)


def _deleted(request, roadmap) -> dict | None:
    """Return the row that was just deleted here, so that it can be brought back."""
    kind, _dash, pk = request.GET.get("deleted", "").partition("-")
    if kind not in MODELS or not pk.isascii() or not pk.isdigit():
        return None
    title = roadmap_rows.deleted_title(roadmap, MODELS[kind], int(pk[:9]))
    return {"kind": kind, "pk": int(pk[:9]), "title": title} if title else None


# --- One whole row ------------------------------------------------------------------


@get_or_post
def priority_add(request, iso3, number):
    roadmap = find_open(request, iso3, number)
    return _save_priority(request, roadmap, Priority(roadmap=roadmap))


@get_or_post
def priority_edit(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _save_priority(request, roadmap, find_priority(roadmap, pk))


def _save_priority(request, roadmap, priority):
    form = PriorityForm(
        posted(request),
        instance=priority,
        needs_reason=needs_reason(request, roadmap),
    )
    is_new = priority.pk is None
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.save_priority(
            priority, write=form.save, by=request.user, reason=form.stated_reason
        ),
        heading=_("Add a priority") if is_new else _("Edit the priority"),
        button=_("Save the priority"),
        success=_("The priority is saved."),
        after="" if is_new else anchor(priority),
    )


@get_or_post
def action_add(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _save_action(request, roadmap, Action(priority=find_priority(roadmap, pk)))


@get_or_post
def action_edit(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    return _save_action(request, roadmap, find_action(roadmap, pk))


def _save_action(request, roadmap, action):
    form = ActionForm(
        posted(request),
        instance=action,
        needs_reason=needs_reason(request, roadmap),
    )
    is_new = action.pk is None
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.save_action(
            action,
            write=form.save,
            funding=form.funding.values,
            benchmarks=form.benchmarks.values,
            partners=form.found_partners,
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=_("Add an action") if is_new else _("Edit the action"),
        button=_("Save the action"),
        success=_("The action is saved."),
        lead=_("Priority: %(priority)s") % {"priority": action.priority},
        after=anchor(action.priority if is_new else action),
        template="pathfinders/roadmap_action_form.html",
    )


# --- Order --------------------------------------------------------------------------


@get_or_post
def priority_move(request, iso3, number, pk, direction):
    roadmap = find_open(request, iso3, number)
    return _move(request, roadmap, find_priority(roadmap, pk), direction)


@get_or_post
def action_move(request, iso3, number, pk, direction):
    roadmap = find_open(request, iso3, number)
    return _move(request, roadmap, find_action(roadmap, pk), direction)


def _move(request, roadmap, row, direction):
    """Move at once for the country's team; ask others for the reason first."""
    form = ReasonedForm(posted(request), needs_reason=needs_reason(request, roadmap))
    up = DIRECTIONS[direction]
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.move_row(
            row, up=up, by=request.user, reason=form.stated_reason
        ),
        heading=_("Move up") if up else _("Move down"),
        button=_("Move"),
        success=_("The order is changed."),
        lead=str(row),
        after=anchor(row),
    )


# --- Deleting -----------------------------------------------------------------------


@get_or_post
def priority_delete(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    priority = find_priority(roadmap, pk)
    actions = priority.actions.count()
    lost = ngettext(
        "“%(priority)s” goes with its %(count)s action and all amounts under it.",
        "“%(priority)s” goes with its %(count)s actions and all amounts under them.",
        actions,
    )
    lead = lost % {"priority": priority, "count": actions}
    return _delete(request, roadmap, priority, _("Delete the priority"), lead)


@get_or_post
def action_delete(request, iso3, number, pk):
    roadmap = find_open(request, iso3, number)
    action = find_action(roadmap, pk)
    lead = _("“%(action)s” goes with all its amounts and benchmarks.") % {
        "action": action
    }
    return _delete(request, roadmap, action, _("Delete the action"), lead)


def _delete(request, roadmap, row, heading, lead):
    form = ReasonedForm(posted(request), needs_reason=needs_reason(request, roadmap))
    return row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.delete_row(
            row, by=request.user, reason=form.stated_reason
        ),
        heading=heading,
        button=heading,
        success=_("It is deleted."),
        lead=lead,
        tone="stop",
        after=f"?deleted={row._meta.model_name}-{row.pk}",
    )
