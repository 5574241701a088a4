"""Addresses of the path, one module per topic."""

from pathfinders.urls import desk, interest, letters, public, roadmap, workshop

app_name = "pathfinders"

urlpatterns = [
    *public.urlpatterns,
    *desk.urlpatterns,
    *interest.urlpatterns,
    *workshop.urlpatterns,
    *roadmap.urlpatterns,
    *letters.urlpatterns,
]
