"""Verbs of lessons learned."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from alliance87.core.exceptions import DomainError
from pathfinders.models import Lesson
from pathfinders.workshops.trail import changing


def save_lesson(lesson: Lesson, *, write: Callable[[], Lesson], by) -> Lesson:
    """Save a lesson; `write` saves it and checks the version."""
    with changing(lesson.workshop, "workshop.lesson_saved", by=by):
        if lesson.pk and not Lesson.objects.filter(pk=lesson.pk).exists():
            raise DomainError(_("Somebody deleted this lesson while you were working."))
        return write()


def delete_lesson(lesson: Lesson, *, by) -> None:
    with changing(lesson.workshop, "workshop.lesson_deleted", by=by):
        Lesson.objects.filter(pk=lesson.pk).delete()
