"""The catalogue of indicators that everybody may read: list, one indicator, files."""

from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_number
from alliance87.core.spreadsheets import csv_response
from monitoring import rules
from monitoring.catalogue import changes_between, write_set
from monitoring.enums import Axis, Direction, SetState, ValueType
from monitoring.figures.codes import TEMPLATE
from monitoring.figures.shown import withheld_words
from monitoring.forms.catalogue import CatalogueFilters
from monitoring.models import Definition, Indicator, IndicatorSet
from monitoring.selectors.catalogue import (
    Group,
    definitions_in,
    grouped,
    more_precise,
    narrowed,
    set_in_use,
    versions_of,
)
from monitoring.selectors.printed import hidden_baselines
from pathfinders.views.frame import Line

SET_TONES = {SetState.DRAFT: "half", SetState.VALIDATED: "good"}


@login_not_required
@require_safe
def indicator_list(request):
    """Show the indicators of the set in use, or of another one (`?set=`)."""
    shown = _set_of(request)
    filters = CatalogueFilters(request.GET)
    found = narrowed(definitions_in(shown) if shown else [], filters.chosen())
    may_load = rules.may_edit_standard_indicators(request.user)
    query = request.GET.copy()
    chosen_set = query.pop("set", [""])[0]
    context = {
        "indicator_set": shown,
        "set_tone": SET_TONES[shown.state] if shown else "",
        "other_sets": IndicatorSet.objects.exclude(pk=shown.pk if shown else None),
        "filters": filters,
        "is_filtered": any(query.values()),
        "query": request.GET.urlencode(),
        "tables": [_table(group) for group in grouped(found)],
        "found_total": sum(each.indicator.code != TEMPLATE for each in found),
        "list_url": _list_url(shown if chosen_set else None),
        "load_url": reverse("monitoring:indicator-upload") if may_load else "",
        "may_validate": may_load and shown and shown.state == SetState.DRAFT,
        "breadcrumbs": [Line(_("Home"), url="/"), Line(_("Indicators"))],
    }
    return render(request, "monitoring/indicator_list.html", context)


def _list_url(shown: IndicatorSet | None) -> str:
    url = reverse("monitoring:indicator-list")
    return f"{url}?set={shown.code}" if shown else url


def _set_of(request) -> IndicatorSet | None:
    code = request.GET.get("set", "")
    if not code:
        return set_in_use()
    if "\x00" in code:
        raise Http404
    return get_object_or_404(IndicatorSet, code=code[:24])


def _table(group: Group) -> dict:
    """Return a table of the list; a column that would be empty is left out."""
    rows = [_cells(each) for each in group.definitions]
    has_axes = any(axes for _each, axes, _target in rows)
    has_targets = any(target for _each, _axes, target in rows)
    return {
        "group": group,
        "rows": rows,
        "has_axes": has_axes,
        "has_targets": has_targets,
        "columns": 2 + has_axes + has_targets,
    }


def _cells(definition: Definition) -> tuple[Definition, str, str]:
    axes = ", ".join(str(Axis(axis).label) for axis in definition.axes)
    return definition, axes, target_of(definition)


@login_not_required
@require_safe
def indicator(request, code):
    """Show one standard indicator with every version of its definition."""
    found = get_object_or_404(Indicator.objects.standard(), code=code)
    context = detail_of(found, request.user) | {
        "breadcrumbs": [
            Line(_("Home"), url="/"),
            Line(_("Indicators"), url=reverse("monitoring:indicator-list")),
            Line(code),
        ],
    }
    return render(request, "monitoring/indicator_detail.html", context)


def detail_of(found: Indicator, user) -> dict:
    """Return what the page of an indicator shows, whoever defined it."""
    versions = versions_of(found)
    if not versions:
        raise Http404
    hidden = hidden_baselines(versions, user)
    older = {
        new.pk: changes_between(old, new, hidden=hidden)
        for new, old in pairwise(versions)
    }
    definition = versions[0]
    return {
        "indicator": found,
        "definition": definition,
        "facts": [
            *_parent(found),
            *_facts(definition, baseline_of(definition, hidden)),
        ],
        "more_precise": more_precise(found, user) if not found.pathfinder_id else (),
        "parts": _parts(definition),
        "versions": [(each, older.get(each.pk, ())) for each in versions],
        "sets": [
            (each, version.number)
            for version in versions
            for each in version.sets.all()
        ],
        "is_template": found.code == TEMPLATE and found.pathfinder_id is None,
    }


def _parent(found: Indicator) -> list[Line]:
    """Return the standard indicator that an own one of a country makes more precise."""
    if found.parent is None:
        return []
    words = f"{found.parent.code}: {versions_of(found.parent)[0].label}"
    return [
        Line(_("Makes more precise"), words, url=found.parent.get_absolute_url()),
    ]


def _facts(definition: Definition, baseline: str) -> list[Line]:
    found = definition.indicator
    lines = [
        Line(_("Dimension"), found.get_dimension_display()),
        Line(_("Theme"), found.get_theme_display()),
        Line(_("Area"), found.get_sub_area_display() if found.sub_area else None),
        Line(_("Kind"), found.get_kind_display()),
        Line(_("Objective"), definition.objective),
        Line(_("Value"), definition.get_value_type_display()),
        Line(_("Unit"), definition.unit),
        Line(_("Which way is better"), _direction(definition)),
        Line(_("Baseline"), baseline),
        Line(_("Target"), target_of(definition)),
        Line(_("SDG series"), definition.series_code),
        Line(_("Computed from"), _computed(definition)),
        Line(_("Shown to the public"), _limit(definition)),
        Line(_("Valid from"), write_day(definition.valid_from)),
        Line(
            _("No longer asked since"), found.retired_on and write_day(found.retired_on)
        ),
    ]
    return [line for line in lines if line.value not in (None, "")]


def _direction(definition: Definition) -> str:
    if definition.direction == Direction.NONE:
        return ""
    return definition.get_direction_display()


def _computed(definition: Definition) -> str:
    if not definition.is_computed:
        return ""
    sentence = _("%(source)s; nobody types it.")
    return sentence % {"source": definition.get_computed_from_display()}


def _limit(definition: Definition) -> str:
    if definition.threshold is None:
        return ""
    sentence = _("Zero, and counts from %(count)s on. %(reason)s")
    return sentence % {
        "count": definition.threshold,
        "reason": definition.threshold_reason,
    }


def baseline_of(definition: Definition, hidden: Collection[int]) -> str:
    """Return the baseline with its year; `hidden`: see `hidden_baselines`."""
    if definition.baseline is None:
        return ""
    if definition.pk in hidden:
        return withheld_words()
    number = _number(definition, definition.baseline)
    if definition.baseline_year is None:
        return number
    facts = {"value": number, "year": definition.baseline_year}
    return _("%(value)s in %(year)s") % facts


def target_of(definition: Definition) -> str:
    """Return the target with its day; the day alone where none is put in figures."""
    if definition.target_on is None:
        return ""
    day = write_day(definition.target_on)
    if definition.target is None:
        return _("by %(day)s") % {"day": day}
    facts = {"value": _number(definition, definition.target), "day": day}
    return _("%(value)s by %(day)s") % facts


def _number(definition: Definition, number: Decimal) -> str:
    """Return a number with its unit as a person reads it."""
    words = write_number(number.normalize(), language=get_language() or "en")
    if definition.value_type in {ValueType.PERCENT, ValueType.SHARE}:
        return _("%(number)s percent") % {"number": words}
    return f"{words} {definition.unit}".strip()


def _parts(definition: Definition) -> list[tuple[str, str]]:
    """Return each axis with the parts that are asked for."""
    items = list(definition.axis_items.all())
    return [
        (
            str(Axis(axis).label),
            ", ".join(item.name for item in items if item.axis == axis),
        )
        for axis in definition.axes
    ]


# --- Files --------------------------------------------------------------------------


@login_not_required
@require_safe
def set_yaml(request, code):
    """Deliver a set as the file it can be loaded from again."""
    found = get_object_or_404(IndicatorSet, code=code)
    response = HttpResponse(
        write_set(found), content_type="application/yaml; charset=utf-8"
    )
    name = f"indicators-{found.code}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@require_safe
def table_csv(request):
    """Deliver the rows of the list as a table."""
    shown = _set_of(request)
    filters = CatalogueFilters(request.GET)
    found = narrowed(definitions_in(shown) if shown else [], filters.chosen())
    header = [
        *(_("Code"), _("Indicator"), _("As printed"), _("Dimension"), _("Theme")),
        *(_("Area"), _("Kind"), _("Value"), _("Unit"), _("Broken down by")),
        *(_("Target"), _("Target date"), _("SDG series"), _("Computed from")),
        *(_("Smallest count that is public"), _("Read with care"), _("Note")),
        *(_("Valid from"), _("Page")),
    ]
    rows = (_row(each, request) for each in found)
    return csv_response(f"indicators-{shown.code if shown else 'none'}", header, rows)


def _row(definition: Definition, request) -> list:
    found = definition.indicator
    axes = "; ".join(f"{axis}: {parts}" for axis, parts in _parts(definition))
    target = definition.target
    return [
        *(found.code, definition.label, definition.printed_label),
        *(found.get_dimension_display(), found.get_theme_display()),
        found.get_sub_area_display() if found.sub_area else None,
        *(found.get_kind_display(), definition.get_value_type_display()),
        *(definition.unit, axes),
        None if target is None else float(target),
        definition.target_on and definition.target_on.isoformat(),
        definition.series_code,
        definition.get_computed_from_display() if definition.is_computed else None,
        *(definition.threshold, definition.caveat, definition.note),
        definition.valid_from.isoformat(),
        request.build_absolute_uri(found.get_absolute_url()),
    ]
