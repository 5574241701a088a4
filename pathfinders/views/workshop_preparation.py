"""Pages of what to have ready before a workshop."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, token_for
from pathfinders import workshops
from pathfinders.forms.workshop_rows import TaskForm
from pathfinders.models import PreparationTask
from pathfinders.selectors.workshop import preparation_of
from pathfinders.views.frame import Line
from pathfinders.views.workshop_frame import (
    decide,
    find_for_team,
    frame,
    page_of,
    press,
)


def _way(workshop) -> Line:
    url = page_of("workshop-preparation", workshop)
    return Line(_("Preparation"), url=url)


def _task(workshop, row) -> PreparationTask:
    task = get_object_or_404(workshop.tasks, pk=row)
    task.workshop = workshop
    return task


@require_safe
def preparation(request, pk):
    workshop = find_for_team(request, pk)
    page = {
        "preparation": preparation_of(workshop),
        "once": token_for(request),
    }
    way = frame(workshop, Line(_("Preparation")))
    return render(request, "pathfinders/workshop_preparation.html", way | page)


@require_POST
def preparation_start(request, pk):
    """Write the list of the guidance."""
    workshop = find_for_team(request, pk)
    return press(
        request,
        lambda: workshops.start_preparation(workshop, by=request.user),
        _way(workshop).url,
        success=_("The list is written. Change what does not fit."),
    )


@get_or_post
def task_add(request, pk):
    workshop = find_for_team(request, pk)
    return _save(request, workshop, PreparationTask(workshop=workshop))


@get_or_post
def task_edit(request, pk, row):
    workshop = find_for_team(request, pk)
    return _save(request, workshop, _task(workshop, row))


def _save(request, workshop, task):
    form = TaskForm(posted(request), instance=task)
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.save_row(task, write=form.save, by=request.user),
        heading=_("Edit the task") if task.pk else _("Add a task"),
        button=_("Save the task"),
        success=_("The task is saved."),
        way=_way(workshop),
    )


@require_POST
def task_mark(request, pk, row):
    """Mark a task as done, or as not done."""
    workshop = find_for_team(request, pk)
    task = _task(workshop, row)
    done = request.POST.get("done") == "1"
    return press(
        request,
        lambda: workshops.mark_task(task, done=done, by=request.user),
        f"{_way(workshop).url}#task-{task.pk}",
        success=_("Marked as done.") if done else _("Marked as not done."),
    )


@get_or_post
def task_delete(request, pk, row):
    workshop = find_for_team(request, pk)
    task = _task(workshop, row)
    form = ConfirmForm(posted(request))
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.delete_row(task, by=request.user),
        heading=_("Delete the task"),
        success=_("The task is deleted."),
        lead=str(task),
        tone="stop",
        way=_way(workshop),
    )
