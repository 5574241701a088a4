"""The editor of a roadmap's rows: plain forms, one page for each change."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, token_for, verb_page
from pathfinders import roadmap_rows, rules, services
from pathfinders.forms.roadmap import ActionForm, PriorityForm, ReasonedForm
from pathfinders.models import Action, Priority
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import (
    find_roadmap,
    frame,
    page_url,
    require,
    version_label,
)

DIRECTIONS = {"up": True, "down": False}


def _find_open(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_edit_roadmap(request.user, roadmap))
    return roadmap


def _priority(roadmap, pk):
    priority = get_object_or_404(roadmap.priorities, pk=pk)
    priority.roadmap = roadmap
    return priority


def _action(roadmap, pk):
    rows = Action.objects.select_related("priority")
    action = get_object_or_404(rows, pk=pk, priority__roadmap=roadmap)
    action.priority.roadmap = roadmap
    return action


def _row_page(request, roadmap, form, do, *, heading, button, success, **page):
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
        done_url=f"{rows_url}{page.pop('anchor', '')}",
        back_url=rows_url,
        context=frame(roadmap, way, Line(heading)) | page.pop("context", {}),
        **page,
    )


@require_safe
def rows_page(request, iso3, number):
    """All priorities and actions with what can be done to each (4 queries for rows)."""
    roadmap = _find_open(request, iso3, number)
    actions = Action.objects.select_related("action_group").prefetch_related("funding")
    priorities = list(roadmap.priorities.prefetch_related(Prefetch("actions", actions)))
    page = {
        "priorities": priorities,
        "once": token_for(request),
        "needs_reason": rules.edit_needs_reason(request.user, roadmap),
        "may_submit": rules.may_submit_roadmap(request.user, roadmap),
        "may_delete": rules.may_delete_roadmap(request.user, roadmap)
        and services.is_deletable(roadmap),
    }
    way = frame(roadmap, Line(_("Priorities and actions")))
    return render(request, "pathfinders/roadmap_rows.html", way | page)


@get_or_post
def priority_add(request, iso3, number):
    roadmap = _find_open(request, iso3, number)
    return _save_priority(request, roadmap, Priority(roadmap=roadmap))


@get_or_post
def priority_edit(request, iso3, number, pk):
    roadmap = _find_open(request, iso3, number)
    return _save_priority(request, roadmap, _priority(roadmap, pk))


def _save_priority(request, roadmap, priority):
    form = PriorityForm(
        posted(request),
        instance=priority,
        needs_reason=rules.edit_needs_reason(request.user, roadmap),
    )
    is_new = priority.pk is None
    return _row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.save_priority(
            priority, write=form.save, by=request.user, reason=form.stated_reason
        ),
        heading=_("Add a priority") if is_new else _("Edit the priority"),
        button=_("Save the priority"),
        success=_("The priority is saved."),
    )


@get_or_post
def action_add(request, iso3, number, pk):
    roadmap = _find_open(request, iso3, number)
    return _save_action(request, roadmap, Action(priority=_priority(roadmap, pk)))


@get_or_post
def action_edit(request, iso3, number, pk):
    roadmap = _find_open(request, iso3, number)
    return _save_action(request, roadmap, _action(roadmap, pk))


def _save_action(request, roadmap, action):
    form = ActionForm(
        posted(request),
        instance=action,
        needs_reason=rules.edit_needs_reason(request.user, roadmap),
    )
    is_new = action.pk is None
    return _row_page(
        request,
        roadmap,
        form,
        lambda: roadmap_rows.save_action(
            action,
            write=form.save,
            funding=form.funding_values,
            by=request.user,
            reason=form.stated_reason,
        ),
        heading=_("Add an action") if is_new else _("Edit the action"),
        button=_("Save the action"),
        success=_("The action is saved."),
        lead=_("Priority: %(priority)s") % {"priority": action.priority},
        anchor=f"#priority-{action.priority_id}",
        template="pathfinders/roadmap_action_form.html",
    )


@get_or_post
def priority_move(request, iso3, number, pk, direction):
    roadmap = _find_open(request, iso3, number)
    return _move(request, roadmap, _priority(roadmap, pk), direction)


@get_or_post
def action_move(request, iso3, number, pk, direction):
    roadmap = _find_open(request, iso3, number)
    return _move(request, roadmap, _action(roadmap, pk), direction)


def _move(request, roadmap, row, direction):
    """Move at once for the country's team; ask others for the reason first."""
    form = ReasonedForm(
        posted(request),
        needs_reason=rules.edit_needs_reason(request.user, roadmap),
    )
    up = DIRECTIONS[direction]
    return _row_page(
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
        anchor=f"#{row._meta.model_name}-{row.pk}",
    )


@get_or_post
def priority_delete(request, iso3, number, pk):
    roadmap = _find_open(request, iso3, number)
    priority = _priority(roadmap, pk)
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
    roadmap = _find_open(request, iso3, number)
    action = _action(roadmap, pk)
    lead = _("“%(action)s” goes with all its amounts.") % {"action": action}
    return _delete(request, roadmap, action, _("Delete the action"), lead)


def _delete(request, roadmap, row, heading, lead):
    form = ReasonedForm(
        posted(request),
        needs_reason=rules.edit_needs_reason(request.user, roadmap),
    )
    return _row_page(
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
    )
