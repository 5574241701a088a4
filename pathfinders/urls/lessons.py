"""Addresses of lessons learned."""

from django.urls import path

from pathfinders.views import lessons

urlpatterns = [
    path("lessons/", lessons.lessons, name="lessons"),
    path("workshops/<int:pk>/lessons/add/", lessons.lesson_add, name="lesson-add"),
    path("lessons/<int:pk>/edit/", lessons.lesson_edit, name="lesson-edit"),
    path("lessons/<int:pk>/delete/", lessons.lesson_delete, name="lesson-delete"),
]
