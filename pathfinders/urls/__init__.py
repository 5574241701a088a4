"""Addresses of the path, one module per topic."""

from pathfinders.urls import (
    desk,
    editor,
    exchange,
    interest,
    lessons,
    letters,
    progress,
    public,
    registers,
    roadmap,
    support,
    versions,
    workshop,
    workshop_report,
)

app_name = "pathfinders"

urlpatterns = [
    *public.urlpatterns,
    *desk.urlpatterns,
    *interest.urlpatterns,
    *workshop.urlpatterns,
    *workshop_report.urlpatterns,
    *lessons.urlpatterns,
    *roadmap.urlpatterns,
    *editor.urlpatterns,
    *exchange.urlpatterns,
    *versions.urlpatterns,
    *progress.urlpatterns,
    *registers.urlpatterns,
    *support.urlpatterns,
    *letters.urlpatterns,
]
