"""What a country measures itself: one indicator for a priority of its roadmap."""

from dataclasses import fields
from decimal import Decimal
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import InvalidTransition, StaleVersion
from alliance87.core.forms import ReasonForm
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from monitoring import rules
from monitoring.catalogue import (
    changes_of,
    define_indicator,
    retire_indicator,
    revise_indicator,
)
from monitoring.catalogue.customized import Wording, wording_of
from monitoring.enums import IndicatorTheme, ValueType
from monitoring.forms.catalogue import DefineForm, ReviseForm
from monitoring.models import Definition, Indicator
from monitoring.selectors.catalogue import (
    by_priority,
    own_definitions,
    priorities_of,
    standard_definitions,
    versions_of,
)
from monitoring.selectors.printed import hidden_baselines
from monitoring.views.catalogue import baseline_of, detail_of, target_of
from pathfinders.models import Pathfinder, Priority
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder

LABEL_MAX = 300


@login_not_required
@require_safe
def own_list(request, iso3):
    """Show the priorities of the roadmap with what the country measures for each."""
    pathfinder = find_pathfinder(request, iso3)
    own = own_definitions(pathfinder)
    hidden = hidden_baselines(own, request.user)
    asked = [each for each in own if each.indicator.retired_on is None]
    may_define = rules.may_define_indicators(request.user, pathfinder)
    context = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "rows": [
            (row, [_cells(each, hidden) for each in row.definitions])
            for row in by_priority(pathfinder, asked, request.user)
        ],
        "asked_total": len(asked),
        "retired": [each for each in own if each.indicator.retired_on],
        "define_url": _url(pathfinder, "define") if may_define else "",
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Own indicators"))),
    }
    return render(request, "monitoring/indicator_own_list.html", context)


def _cells(definition: Definition, hidden: set[int]) -> tuple[Definition, str, str]:
    return definition, baseline_of(definition, hidden), target_of(definition)


@login_not_required
@require_safe
def own_indicator(request, iso3, code):
    """Show one indicator of a country with every version of its definition."""
    pathfinder = find_pathfinder(request, iso3)
    found = _find(pathfinder, code)
    may_define = rules.may_define_indicators(request.user, pathfinder)
    is_open = may_define and found.retired_on is None
    priority = priorities_of(pathfinder, request.user).get(found.priority_key)
    context = detail_of(found, request.user) | {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "priority": priority,
        "revise_url": _url(pathfinder, "revise", code) if is_open else "",
        "retire_url": _url(pathfinder, "retire", code) if is_open else "",
        "breadcrumbs": _way(pathfinder, Line(code)),
    }
    return render(request, "monitoring/indicator_detail.html", context)


def _find(pathfinder: Pathfinder, code: str) -> Indicator:
    rows = Indicator.objects.filter(pathfinder=pathfinder)
    rows = rows.select_related("pathfinder__country", "parent")
    return get_object_or_404(rows, code=code)


def _url(pathfinder: Pathfinder, verb: str = "", code: str = "") -> str:
    keys = {"iso3": pathfinder.country.slug} | ({"code": code} if code else {})
    name = f"own-indicator-{verb}" if verb else "own-indicators"
    return reverse(f"monitoring:{name}", kwargs=keys)


def _way(pathfinder: Pathfinder, *lines: Line) -> list[Line]:
    own = Line(_("Own indicators"), url=_url(pathfinder))
    return breadcrumbs(pathfinder, own, *lines)


# --- Writing ------------------------------------------------------------------------


def _to_define(request, iso3) -> Pathfinder:
    """Return the country to those who define its indicators; 403 to other readers."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_define_indicators(request.user, pathfinder):
        raise PermissionDenied
    return pathfinder


@get_or_post
def define(request, iso3):
    """Define an indicator; `?priority=` names the one whose words come first."""
    pathfinder = _to_define(request, iso3)
    priorities = priorities_of(pathfinder, request.user)
    chosen = priorities.get(_key(request.GET.get("priority", "")))
    prefilled = _prefilled(chosen)
    form = DefineForm(
        posted(request),
        priorities=priorities,
        standard=standard_definitions(),
        theme=prefilled.get("theme", ""),
        initial=prefilled,
    )
    return verb_page(
        request,
        form,
        lambda: define_indicator(
            pathfinder,
            priority_key=UUID(form.cleaned_data["priority"]),
            theme=form.cleaned_data["theme"],
            wording=form.wording(),
            parent=form.cleaned_data["parent"],
            by=request.user,
        ),
        heading=_("Define an indicator"),
        over=str(pathfinder),
        lead=_(
            "What the country measures beside the standard indicators. It is asked "
            "for in each reporting round from now on, and everybody can read it."
        ),
        button=_("Define the indicator"),
        success=_("The indicator is defined."),
        missing=[] if priorities else [_("There is no roadmap with a priority yet.")],
        done_url=_url(pathfinder),
        context={
            "is_example": pathfinder.is_example,
            "breadcrumbs": _way(pathfinder, Line(_("Define an indicator"))),
        },
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _prefilled(priority: Priority | None) -> dict:
    """Return what the priority says already, as the form takes it."""
    if priority is None:
        return {}
    language = (priority.roadmap.language or get_language() or "en")[:2]
    label = f"label_{language if language in {'fr', 'es'} else 'en'}"
    is_share = priority.unit.strip() in {"%", "percent"}
    return {
        "priority": str(priority.key),
        "theme": (
            priority.themes[0] if len(priority.themes) == 1 else IndicatorTheme.ALL
        ),
        label: priority.indicator[:LABEL_MAX],
        "objective": priority.objective,
        "value_type": ValueType.PERCENT if is_share else ValueType.NUMBER,
        "unit_en": "" if is_share else priority.unit,
        "baseline": _plain(priority.baseline),
        "baseline_year": priority.baseline_year,
        "target": _plain(priority.target),
        "target_on": priority.target_on,
    }


@get_or_post
def revise(request, iso3, code):
    """Write the next version of a definition; values keep the one they were made by."""
    pathfinder = _to_define(request, iso3)
    found = _find(pathfinder, code)
    if found.retired_on is not None:
        return _too_late(request, found)
    latest = versions_of(found)[0]
    form = ReviseForm(
        posted(request),
        standard=standard_definitions(also=found.parent_id),
        theme=found.theme,
        initial=_written(latest, found),
    )
    return verb_page(
        request,
        form,
        lambda: _revise(found, form, by=request.user),
        heading=_("Change the definition"),
        over=f"{pathfinder}, {code}",
        lead=_(
            "The present definition stays on record, with the values that were "
            "reported by it. Yours follows it."
        ),
        button=_("Save as the next version"),
        success=_("The next version is saved."),
        done_url=found.get_absolute_url(),
        context={"breadcrumbs": _way(pathfinder, Line(code), Line(_("Change")))},
    )


def _too_late(request, found: Indicator):
    """Say that it is retired already, and show it."""
    sentence = _("%(code)s is no longer asked for.") % {"code": found.code}
    refuse(request, InvalidTransition(sentence))
    return redirect(found)


def _written(definition: Definition, indicator: Indicator) -> dict:
    values = {
        each.name: _plain(getattr(definition, each.name)) for each in fields(Wording)
    }
    is_same = definition.label_en in {definition.label_fr, definition.label_es}
    return values | {
        "label_en": "" if is_same else definition.label_en,
        "axes": list(definition.axes),
        "counts_people": definition.threshold is not None,
        "number": definition.number,
        "parent": str(indicator.parent_id or ""),
        "seen_parent": str(indicator.parent_id or ""),
    }


def _plain(value: object) -> object:
    """Return a number without the zeros that the database adds."""
    return value.normalize() if isinstance(value, Decimal) else value


def _revise(indicator: Indicator, form: ReviseForm, *, by) -> Definition:
    """Save, or put beside the form what somebody else wrote meanwhile."""
    wording = form.wording()
    try:
        return revise_indicator(
            indicator,
            wording=wording,
            expected=form.cleaned_data["number"],
            reason=form.cleaned_data["reason"],
            parents=form.parents(),
            by=by,
        )
    except StaleVersion:
        stored = versions_of(indicator)[0]
        indicator.refresh_from_db(fields=["parent"])
        conflicts = _conflicts(stored, wording) + _other_parent(indicator, form)
        form.show_conflicts(stored.number, indicator.parent_id, conflicts)
        raise


def _other_parent(indicator: Indicator, form: ReviseForm) -> list[tuple]:
    """Return the standard indicator that somebody else named, beside the one chosen."""
    stored, chosen = indicator.parent, form.cleaned_data["parent"]
    if stored == form.parents().seen:
        return []
    label = str(form.fields["parent"].label)
    return [(label, str(stored or _("None")), str(chosen or _("None")))]


def _conflicts(stored: Definition, wording: Wording) -> list[tuple[str, str, str]]:
    """Return each field that differs: its name, their text, your text."""
    names = [each.name for each in fields(Wording)]
    return [
        (capfirst(change.field), change.old, change.new)
        for change in changes_of(wording, wording_of(stored), names)
    ]


@get_or_post
def retire(request, iso3, code):
    """Ask no longer for an indicator."""
    pathfinder = _to_define(request, iso3)
    found = _find(pathfinder, code)
    if found.retired_on is not None:
        return _too_late(request, found)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: retire_indicator(found, by=request.user, **form.cleaned_data),
        heading=_("Retire the indicator"),
        over=f"{pathfinder}, {code}",
        lead=_(
            "It is asked for in no further round. Its definition and the values "
            "reported on it stay."
        ),
        button=_("Retire the indicator"),
        success=_("The indicator is retired."),
        done_url=_url(pathfinder),
        tone="stop",
        context={"breadcrumbs": _way(pathfinder, Line(code), Line(_("Retire")))},
    )
