"""The path board: every country, every step, each with its proof."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import csv_response
from alliance87.core.templatetags.a87 import icon
from pathfinders import rules
from pathfinders.enums import MilestoneKind, StepMark
from pathfinders.forms.board import BoardFilters
from pathfinders.selectors import BoardRow, board, with_path
from pathfinders.selectors.asks import (
    Ask,
    ask_next,
    board_columns,
    board_totals,
)
from pathfinders.tones import MARK_TONES

ROWS_PER_PAGE = 50


@require_safe
def path_board(request):
    """Show the board to those who work from it: the secretariat and the Chair."""
    filters, rows = _filtered_rows(request)
    totals = board_totals(rows)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    columns = board_columns()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "is_filtered": bool(query),
        "query": query.urlencode(),
        "page": page,
        "columns": [kind.label for kind in columns],
        "groups": _groups(page, columns, with_days="stuck" in filters.chosen()),
        "legend": _legend(),
        "totals": totals,
        "asks": [_task(ask) for ask in ask_next(rows)],
        "as_of": timezone.localdate(),
        "may_run": rules.may_run_path(request.user),
    }
    return render(request, "pathfinders/path_board.html", context)


@require_safe
def path_board_csv(request):
    """Deliver the same rows as a spreadsheet."""
    _filters, rows = _filtered_rows(request)
    columns = board_columns()
    fixed = (_("Code"), _("Country"), _("Example"), _("Procedure"), _("Stage"))
    return csv_response(
        f"path-board-{timezone.localdate().isoformat()}",
        (*fixed, *(kind.label for kind in columns)),
        [_csv_row(row, columns) for row in rows],
    )


def _csv_row(row: BoardRow, columns) -> tuple[str, ...]:
    pathfinder = row.pathfinder
    return (
        pathfinder.country.iso3,
        str(pathfinder),
        _("yes") if pathfinder.is_example else _("no"),
        pathfinder.get_procedure_display(),
        row.stage.label,
        *(_plain(row, kind) for kind in columns),
    )


def _filtered_rows(request) -> tuple[BoardFilters, list[BoardRow]]:
    """Return the filters and the rows they leave, examples after all others."""
    if not rules.may_see_desk(request.user):
        raise PermissionDenied
    filters = BoardFilters(request.GET)
    chosen = filters.chosen()
    pathfinders = with_path(request.user)
    if "q" in chosen:
        pathfinders = pathfinders.filter(_named(chosen["q"]))
    if "region" in chosen:
        pathfinders = pathfinders.filter(country__region=chosen["region"])
    if "procedure" in chosen:
        pathfinders = pathfinders.filter(procedure=chosen["procedure"])
    rows = board(pathfinders, request.user)
    if "stage" in chosen:
        rows = [row for row in rows if row.stage == chosen["stage"]]
    if "stuck" in chosen:
        rows = [row for row in rows if _is_stuck(row, chosen["stuck"])]
    return filters, sorted(rows, key=lambda row: row.pathfinder.is_example)


def _named(text: str) -> Q:
    """Match a name in any of the languages, or the code."""
    names = Q()
    for field in ("name_en", "name_fr", "name_es"):
        names |= Q(**{f"country__{field}__icontains": text})
    return names | Q(country__iso3__iexact=text)


def _is_stuck(row: BoardRow, days: int) -> bool:
    """Whether the latest dated step is that old, or no step has a date at all."""
    return row.days_since_step is None or row.days_since_step >= days


def _groups(page, columns, *, with_days: bool) -> list[tuple[str, list]]:
    """Return the rows of a page under their headings, each drawn as one string."""
    words = {mark: _word(mark) for mark in StepMark}
    groups: dict[bool, list] = {}
    for row in page:
        drawn = (row, _since(row) if with_days else "", _cells(row, columns, words))
        groups.setdefault(row.pathfinder.is_example, []).append(drawn)
    headings = {False: _("Countries, as far as sources say"), True: _("Example rows")}
    return [(headings[example], rows) for example, rows in groups.items()]


def _since(row: BoardRow) -> str:
    if row.days_since_step is None:
        return _("No dated step")
    return ngettext(
        "No dated step for %(days)d day",
        "No dated step for %(days)d days",
        row.days_since_step,
    ) % {"days": row.days_since_step}


def _word(mark: StepMark) -> SafeString:
    return format_html("{}<span>{}</span>", icon(MARK_TONES[mark]), mark.label)


def _cells(row: BoardRow, columns, words) -> SafeString:
    """Draw the cells of one country; a template per cell would cost ten times more."""
    desk = row.pathfinder.get_desk_url()
    steps = {step.kind: step for step in row.steps}
    return format_html_join(
        "",
        '<td data-label="{}"><div><a class="state state--{}" href="{}#step-{}">{}</a>'
        "{}</div></td>",
        (_cell(kind, steps.get(kind), desk, words) for kind in columns),
    )


def _cell(kind: MilestoneKind, step, desk: str, words) -> tuple:
    mark = step.mark if step else StepMark.NOT_APPLICABLE
    date_text = step.date_text if step else ""
    under = format_html('<span class="state__why">{}</span>', date_text)
    return (
        kind.label,
        MARK_TONES[mark],
        desk,
        kind.value if step else "all",
        words[mark],
        under if date_text else "",
    )


def _plain(row: BoardRow, kind: MilestoneKind) -> str:
    step = row.step(kind)
    if step is None:
        return str(StepMark.NOT_APPLICABLE.label)
    return ", ".join(filter(None, (str(step.mark.label), step.date_text)))


def _legend() -> list[tuple[str, str]]:
    return [
        (MARK_TONES[StepMark.PROOF], _("Proof: the document is filed")),
        (MARK_TONES[StepMark.STATED], _("Stated: a source says so, no document")),
        (MARK_TONES[StepMark.MISSING], _("Missing: needed for status")),
        (MARK_TONES[StepMark.UNDER_WAY], _("Under way")),
        (MARK_TONES[StepMark.NO_RECORD], _("No record")),
        (MARK_TONES[StepMark.NOT_APPLICABLE], _("Not applicable")),
    ]


def _task(ask: Ask) -> dict[str, str]:
    """Return one line of "Ask next" for the component `task-list`."""
    tone, state, hint = _asked(ask)
    if ask.row.pathfinder.is_example:
        hint = _("Example. %(hint)s") % {"hint": hint}
    return {
        "label": f"{ask.row.pathfinder}: {ask.step.label}",
        "url": f"{ask.row.pathfinder.get_desk_url()}#step-{ask.step.kind.value}",
        "tone": tone,
        "state": state,
        "hint": hint,
    }


def _asked(ask: Ask) -> tuple[str, str, str]:
    """Return tone, state and reason of what is asked for."""
    if ask.step.mark == StepMark.MISSING:
        hint = ngettext(
            "%(count)d step is missing for status.",
            "%(count)d steps are missing for status.",
            ask.missing,
        )
        return "stop", _("Missing"), hint % {"count": ask.missing}
    if ask.step.kind == MilestoneKind.CONFIRMATION_LETTER:
        hint = _("Every step has its proof: the letter of the Chair comes next.")
        return "half", _("Letter next"), hint
    hint = _("Every step is on record; this one has no document.")
    return "watch", _("Proof missing"), hint
