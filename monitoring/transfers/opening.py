"""An import from its file to its plan: what the columns are, and what the rows say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Country
from monitoring.enums import TransferOrigin
from monitoring.models import AxisItem, ImportProfile, Source, ValueImport
from monitoring.recording import open_submission
from monitoring.sourcing import named_once
from monitoring.transfers.applying import apply_import
from monitoring.transfers.catalogues import Catalogue, catalogue_for
from monitoring.transfers.files import read_layout
from monitoring.transfers.filing import keep_table, kept_file
from monitoring.transfers.layouts import Layout
from monitoring.transfers.lookups import Countries, Indicators
from monitoring.transfers.mapping import Mapping
from monitoring.transfers.own_tables import is_own_table, told
from monitoring.transfers.personal import flagged_cells
from monitoring.transfers.planning import Plan, plan
from monitoring.transfers.proposals import propose
from monitoring.transfers.questions import missing
from monitoring.transfers.rows import kind_label, rows_of
from monitoring.workflow import TRANSFER
from monitoring.workflow.transfer import may_apply
from pathfinders.models import Pathfinder

# More rows than this are planned and applied outside the request.
ROWS_AT_ONCE = 2_000
# What is said of one file and must not be remembered for the next.
OF_ONE_FILE = ("year", "country")
# Reasons that need no words: nothing stands there, or it is among the faults.
NOT_LEFT_OUT = {"blank", "note", "refused"}


def catalogue_of(pathfinder: Pathfinder | None) -> Catalogue:
    """Return what rows are held against: of one country, or of all pathfinders."""
    rows = Pathfinder.objects.select_related("country")
    if pathfinder is not None:
        rows = rows.filter(pk=pathfinder.pk)
    keys = {each.country.iso3: each.pk for each in rows}
    return catalogue_for(keys, pathfinder=pathfinder)


@transaction.atomic
def start_import(
    upload, *, by, pathfinder: Pathfinder | None = None, source: Source | None = None
) -> ValueImport:
    """Keep a file and say what its columns seem to be; nothing of it counts yet.

    Raises ValidationError for a file that cannot be read, or is about single people:
    then nothing of it is kept.
    """
    catalogue = catalogue_of(pathfinder)
    layout = read_layout(upload, is_known=_is_known(catalogue))
    title = _("Imported file: %(name)s") % {"name": upload.name}
    stored = ValueImport(
        pathfinder=pathfinder,
        submission=open_submission(pathfinder) if pathfinder else None,
        origin=(
            TransferOrigin.LONG_TABLE if is_own_table(layout) else TransferOrigin.FILE
        ),
        file=keep_table(upload, title=title, by=by, pathfinder=pathfinder),
        source=source,
        created_by=by,
    )
    if not may_apply(by, stored):
        raise PermissionDenied
    mapping = propose(layout, remembered=profiles_for(stored), axis_items=_items())
    stored.mapping = _at_home(mapping, pathfinder).to_json()
    stored.choices = {
        "rows": sum(each.body[1] - each.body[0] for each in layout.sheets),
        "flags": flagged_cells(layout),
        "layout": layout.key,
        "is_remembered": mapping.is_remembered,
    }
    stored.save()
    country = pathfinder.country if pathfinder else None
    record("value_import.read", stored, by=by, country=country)
    return stored


def add_source(*, name: str, kind: str, pathfinder, by) -> Source:
    """Put a source on record: of one country, or for all.

    Raises Blocked when there is one of this name.
    """
    facts = {"kind": kind, "pathfinder": pathfinder, "created_by": by}
    made = named_once(lambda: Source.objects.create(name=name, **facts))
    country = pathfinder.country if pathfinder else None
    record("source.saved", made, by=by, country=country)
    return made


def profiles_for(value_import: ValueImport) -> list[ImportProfile]:
    """Return how such files were read before, those of the same source first."""
    rows = ImportProfile.objects.filter(pathfinder=value_import.pathfinder_id)
    source = value_import.source_id
    return sorted(rows, key=lambda each: each.source_id != source)


def _items() -> list[AxisItem]:
    return list(AxisItem.objects.all())


def _is_known(catalogue: Catalogue) -> Callable[[str], object]:
    countries = Countries.of(Country.objects.all())
    indicators = Indicators.of(catalogue.definitions.values())

    def is_known(text: str) -> object:
        return countries.find(text) or countries.is_area(text) or indicators.find(text)

    return is_known


def _at_home(mapping: Mapping, pathfinder: Pathfinder | None) -> Mapping:
    """Say that a file without a column of countries is about the team's own."""
    if pathfinder is None:
        return mapping
    sheets = tuple(
        each
        if each.first("country")
        else replace(each, fixed={"country": pathfinder.country.iso3, **each.fixed})
        for each in mapping.sheets
    )
    return replace(mapping, sheets=sheets)


def is_big(value_import: ValueImport) -> bool:
    """Whether planning it takes longer than a page may."""
    return value_import.choices.get("rows", 0) > ROWS_AT_ONCE


# --- What the columns are -------------------------------------------------------------


class _Answered:
    """The mapping of an import as a profile that is remembered."""

    def __init__(self, layout: Layout, value_import: ValueImport):
        self.layout = layout.key
        self.mapping = value_import.mapping
        self.decimal_mark = value_import.decimal_mark


def open_import(value_import: ValueImport) -> tuple[Layout, Mapping]:
    """Return the file again and how it is read, with the questions that are open."""
    layout = read_layout(kept_file(value_import), is_known=lambda text: True)
    answered = _Answered(layout, value_import)
    mapping = propose(layout, remembered=[answered], axis_items=_items())
    questions = tuple(
        each
        for each in mapping.questions
        if each.kind != "decimal_mark" or not value_import.decimal_mark
    )
    return layout, replace(mapping, questions=questions)


@transaction.atomic
def answer(
    value_import: ValueImport, mapping: Mapping, *, decimal_mark: str, by
) -> ValueImport:
    """Keep what a person said of the columns; what was planned before is void."""
    stored = ValueImport.objects.select_for_update(of=("self",)).get(pk=value_import.pk)
    TRANSFER.check(stored, "apply", by=by)
    _refuse_open(mapping)
    stored.mapping, stored.decimal_mark = mapping.to_json(), decimal_mark
    stored.choices = {**stored.choices, "is_answered": True}
    stored.choices.pop("preview", None)
    stored.save()
    return stored


def _refuse_open(mapping: Mapping) -> None:
    used = [each for each in mapping.sheets if each.is_used]
    if not used:
        raise Blocked([_("No sheet is used. Choose at least one.")])
    kinds = dict.fromkeys(kind for each in used for kind in missing(each))
    if kinds:
        told = {"kinds": ", ".join(map(kind_label, kinds))}
        words = _("It is not said yet what the figures are about: %(kinds)s.")
        raise Blocked([words % told])


# --- The plan -------------------------------------------------------------------------


def planner(
    catalogue: Catalogue, *, each: Callable[[], object] = lambda: None
) -> Callable[[ValueImport], Plan]:
    """Return what plans an import; `each` is called for every row that is read."""

    def planned(value_import: ValueImport) -> Plan:
        layout, mapping = open_import(value_import)
        language = value_import.created_by.language
        is_own = value_import.origin == TransferOrigin.LONG_TABLE
        rows = rows_of(
            layout,
            mapping,
            countries=Country.objects.all(),
            indicators=catalogue.definitions.values(),
            axis_items=_items(),
            asked=None if catalogue.stranger else set(catalogue.countries),
            decimal_mark=value_import.decimal_mark or None,
        )
        made = plan(
            value_import,
            _counted(rows, each),
            catalogue,
            language=language,
            this_year=timezone.localdate().year,
            columns=told(mapping) if is_own else None,
        )
        made.left_out = {
            skip: n
            for skip, n in rows.left_out.items()
            if skip.reason not in NOT_LEFT_OUT
        }
        made.skipped.clear()
        for skip, n in made.left_out.items():
            made.skipped[skip.reason] += n
        return made

    return planned


def _counted(rows: Iterable, each: Callable[[], object]) -> Iterator:
    for row in rows:
        each()
        yield row


@transaction.atomic
def apply_file(value_import: ValueImport, planned, *, by, reason: str, seen: str):
    """Apply a file and remember how it was read, for the next one like it."""
    done = apply_import(value_import, planned, by=by, reason=reason, seen=seen)
    _remember(done)
    return done


def _remember(value_import: ValueImport) -> None:
    mapping = Mapping.from_json(value_import.mapping)
    sheets = tuple(
        replace(
            each,
            fixed={
                name: text
                for name, text in each.fixed.items()
                if name not in OF_ONE_FILE
            },
        )
        for each in mapping.sheets
    )
    known = {
        "name": str(value_import.source or value_import)[:120],
        "mapping": replace(mapping, sheets=sheets).to_json(),
        "decimal_mark": value_import.decimal_mark or mapping.decimal_mark,
    }
    ImportProfile.objects.update_or_create(
        pathfinder=value_import.pathfinder,
        source=value_import.source,
        layout=value_import.choices["layout"],
        defaults=known,
        create_defaults=known | {"created_by": value_import.applied_by},
    )
