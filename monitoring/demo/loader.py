"""Brings the cited facts in `facts/` in, by the way every file of values takes.

The tables are long tables of the project: a figure per row, with its source. The
importer keeps each beside what it brought.
"""

import tomllib
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.catalogue import load_axes, load_set, read_axes, read_set
from monitoring.catalogue.shipped import AXES, FIRST_SET
from monitoring.models import IndicatorSet, Source, ValueImport
from monitoring.transfers.applying import digest_of
from monitoring.transfers.opening import (
    apply_file,
    catalogue_of,
    planner,
    start_import,
)
from pathfinders.models import Pathfinder

FACTS = Path(__file__).parent / "facts"
SOURCES = FACTS / "sources.toml"
# What the marked example reported: what was typed, and the table that was imported.
EXAMPLE = FACTS.parent / "exampleland.toml"
EXAMPLE_TABLE = FACTS.parent / "exampleland_2025.csv"


def load_catalogue(*, by) -> IndicatorSet:
    """Load the parts of axes and the indicators of the annex; return their set."""
    load_axes(read_axes(AXES.read_text(encoding="utf-8")), by=by)
    found = read_set(FIRST_SET.read_text(encoding="utf-8"))
    load_set(found, by=by)
    return IndicatorSet.objects.get(code=found.code)


def tables() -> list[Path]:
    return sorted(FACTS.glob("*.csv"))


def load_facts(*, by) -> list[ValueImport]:
    """Import every table of facts about real countries; they are public at once."""
    for fact in tomllib.loads(SOURCES.read_text(encoding="utf-8"))["source"]:
        values = {name: value for name, value in fact.items() if name != "file"}
        source = Source(created_by=by, **values)
        source.full_clean()
        source.save()
    return [import_table(path, by=by) for path in tables()]


def import_table(
    path: Path, *, by, pathfinder: Pathfinder | None = None
) -> ValueImport:
    """Import one long table; with a country its values begin as drafts of it.

    Raises ValidationError for a table that cannot be read, Blocked for rows at fault.
    """
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    brought = start_import(upload, pathfinder=pathfinder, by=by)
    planned = planner(catalogue_of(pathfinder))
    seen = digest_of(planned(brought))
    return apply_file(brought, planned, by=by, reason="", seen=seen)
