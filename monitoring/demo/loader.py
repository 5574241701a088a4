"""Brings the cited facts in `facts/` in, by the way every file of values takes.

The tables are long tables of the project: a figure per row, with its source. Each is
kept as a document, so that whoever doubts a figure can open the row it came from.
"""

import hashlib
import tomllib
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliance87.core.enums import Audience
from alliance87.core.models import Country, Document, DocumentVersion
from monitoring.catalogue import load_axes, load_set, read_axes, read_set
from monitoring.enums import TransferOrigin
from monitoring.models import (
    AxisItem,
    Definition,
    IndicatorSet,
    Source,
    Submission,
    ValueImport,
)
from monitoring.transfers import Layout, Mapping, propose, read_layout, rows_of
from monitoring.transfers.applying import apply_import
from monitoring.transfers.planning import Plan, catalogue_for, plan
from pathfinders.models import Pathfinder

FACTS = Path(__file__).parent / "facts"
SOURCES = FACTS / "sources.toml"
# What the marked example reported: what was typed, and the table that was imported.
EXAMPLE = FACTS.parent / "exampleland.toml"
EXAMPLE_TABLE = FACTS.parent / "exampleland_2025.csv"
REFERENCE = Path(__file__).parents[1] / "reference"
AXES = REFERENCE / "axes.yaml"
FIRST_SET = REFERENCE / "indicators-2020.yaml"
# The tables are written in English, whoever loads them.
LANGUAGE = "en"


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
    path: Path,
    *,
    by,
    pathfinder: Pathfinder | None = None,
    submission: Submission | None = None,
) -> ValueImport:
    """Import one long table; with a country its values begin as drafts of it.

    Raises ValidationError for a table that cannot be read, Blocked for rows at fault.
    """
    content = path.read_bytes()
    layout = read_layout(SimpleUploadedFile(path.name, content))
    mapping = propose(layout, axis_items=AxisItem.objects.all())
    brought = ValueImport.objects.create(
        pathfinder=pathfinder,
        submission=submission,
        origin=TransferOrigin.LONG_TABLE,
        file=_kept(path.name, content, pathfinder, by=by),
        mapping=mapping.to_json(),
        decimal_mark=mapping.decimal_mark,
        created_by=by,
    )
    return apply_import(
        brought, lambda stored: plan_table(layout, mapping, stored), by=by
    )


def plan_table(layout: Layout, mapping: Mapping, value_import: ValueImport) -> Plan:
    """Hold a table against what is on record; real countries only, or the one named."""
    asked = _countries(value_import.pathfinder)
    rows = rows_of(
        layout,
        mapping,
        countries=Country.objects.all(),
        indicators=Definition.objects.filter(indicator__pathfinder=None).select_related(
            "indicator"
        ),
        axis_items=AxisItem.objects.all(),
        asked=asked,
    )
    return plan(
        value_import,
        rows,
        catalogue_for(asked),
        language=LANGUAGE,
        this_year=timezone.localdate().year,
    )


def _countries(pathfinder: Pathfinder | None) -> dict[str, int]:
    """Return the keys of the countries that a table may be about, by ISO3."""
    rows = Pathfinder.objects.filter(country__is_example=False)
    if pathfinder is not None:
        rows = Pathfinder.objects.filter(pk=pathfinder.pk)
    return dict(rows.values_list("country__iso3", "pk"))


def _kept(name: str, content: bytes, pathfinder, *, by) -> DocumentVersion:
    """Keep the table as it is; ours is plain text, which nobody may upload as proof."""
    country = pathfinder.country if pathfinder else None
    document = Document.objects.create(
        title=f"Table of values: {name}",
        audience=Audience.PUBLIC,
        country=country,
        language=LANGUAGE,
        created_by=by,
    )
    return DocumentVersion.objects.create(
        document=document,
        number=1,
        file=ContentFile(content, name="file"),
        file_name=name,
        content_type="text/csv",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
