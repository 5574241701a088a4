"""Addresses of the pages that show indicators across countries."""

from django.urls import path

from monitoring.views import across, gaps

ACROSS = "indicators/<slug:code>/countries/"

urlpatterns = [
    path(ACROSS, across.across_page, name="across"),
    path(f"{ACROSS}<slug:chart>.<slug:kind>", across.across_file, name="across-file"),
    path("data-gaps/", gaps.gaps_page, name="gaps"),
    path("data-gaps/table.csv", gaps.gaps_csv, name="gaps-csv"),
]
