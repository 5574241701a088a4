"""Lessons learned: the page that finds them, and the forms that keep them."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted
from pathfinders import workshops
from pathfinders.forms.lessons import LessonFilters, LessonForm
from pathfinders.models import Lesson
from pathfinders.selectors.lessons import lessons_for, topics_of
from pathfinders.views.frame import Line
from pathfinders.views.workshop_frame import decide, find_to_edit

ROWS_PER_PAGE = 50


@login_not_required
@require_safe
def lessons(request):
    """Show the lessons the reader may read: public ones, and those of their own."""
    filters = LessonFilters(request.GET, user=request.user)
    rows = lessons_for(request.user, **filters.chosen())
    query = request.GET.copy()
    query.pop("page", None)
    shown = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "filters": filters,
        "is_filtered": bool(query),
        "query": query.urlencode(),
        "list_url": reverse("pathfinders:lessons"),
        "breadcrumbs": [Line(_("Home"), url="/"), Line(_("Lessons learned"))],
        "page": shown,
        "rows": [(lesson, topics_of(lesson)) for lesson in shown],
    }
    return render(request, "pathfinders/lesson_list.html", page)


# --- Writing ------------------------------------------------------------------------


def _lesson(request, pk) -> Lesson:
    """Return the lesson to those who keep its workshop."""
    rows = Lesson.objects.visible_to(request.user)
    lesson = get_object_or_404(rows, pk=pk)
    lesson.workshop = find_to_edit(request, lesson.workshop_id)
    return lesson


@get_or_post
def lesson_add(request, pk):
    workshop = find_to_edit(request, pk)
    return _save(request, Lesson(workshop=workshop, created_by=request.user))


@get_or_post
def lesson_edit(request, pk):
    return _save(request, _lesson(request, pk))


def _save(request, lesson):
    form = LessonForm(posted(request), instance=lesson)
    heading = _("Edit the lesson") if lesson.pk else _("Add a lesson")
    return decide(
        request,
        lesson.workshop,
        form,
        lambda: workshops.save_lesson(lesson, write=form.save, by=request.user),
        heading=heading,
        button=_("Save the lesson"),
        success=_("The lesson is saved."),
        lead=_("What the workshop taught, for those who hold the next one."),
        done_url=f"{lesson.workshop.get_absolute_url()}#lessons",
    )


@get_or_post
def lesson_delete(request, pk):
    lesson = _lesson(request, pk)
    form = ConfirmForm(posted(request))
    return decide(
        request,
        lesson.workshop,
        form,
        lambda: workshops.delete_lesson(lesson, by=request.user),
        heading=_("Delete the lesson"),
        success=_("The lesson is deleted."),
        lead=lesson.text,
        tone="stop",
        done_url=f"{lesson.workshop.get_absolute_url()}#lessons",
    )
