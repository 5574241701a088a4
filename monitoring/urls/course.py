"""Addresses of the course of an indicator in a country."""

from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import course as views

COURSE = "pathfinders/<iso3:iso3>/course/<slug:code>/"

urlpatterns = [
    path(COURSE, views.course_page, name="course"),
    path(f"{COURSE}judge/", views.judge, name="course-judge"),
    path(f"{COURSE}judge/end/", views.end_judgement, name="course-judge-end"),
    path(f"{COURSE}chart.<slug:kind>", views.course_chart_file, name="course-file"),
]
