from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import entry, entry_facts, entry_sources

ROUND = "pathfinders/<iso3:iso3>/reporting/<int:year>/"
SOURCES = "pathfinders/<iso3:iso3>/sources/"

urlpatterns = [
    path(f"{ROUND}<slug:dimension>/<slug:theme>/", entry.entry, name="entry"),
    path(
        "pathfinders/<iso3:iso3>/values/<int:pk>/facts/",
        entry_facts.facts,
        name="value-facts",
    ),
    path(f"{SOURCES}add/", entry_sources.add, name="source-add"),
    path(f"{SOURCES}<int:pk>/edit/", entry_sources.edit, name="source-edit"),
]
