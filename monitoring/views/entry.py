"""The entry grid of a country: the page on which values are typed, and its lines.

Without JavaScript the page is one form. With it each line is sent when it is left, to
the same address, and the answer holds the states that changed (`static/js/entry.js`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alliance87.core.dates import write_day
from monitoring import rules
from monitoring.enums import SubmissionState
from monitoring.forms.entry import without_null
from monitoring.models import Submission
from monitoring.models.observation import FIRST_YEAR, LAST_YEAR
from monitoring.selectors.computed import Computed, computed
from monitoring.selectors.entry_facts import (
    Section,
    said_of_others,
    sections,
    sources_of,
    years_of_data,
)
from monitoring.views.entry_page import Grid, language, read_grid
from monitoring.views.entry_rows import BlockRow, block_rows
from monitoring.views.entry_save import save
from monitoring.views.entry_sent import Sent, add_block
from pathfinders.views.frame import Line, breadcrumbs

CONFLICT, REFUSED = 409, 422
# Kept in the session, so that the secretariat says it once.
REASON = "entry-reason"
REASON_MAX = 300
# A line that is saved changes nothing that is computed.
NOTHING: Mapping[int, Computed] = MappingProxyType({})


def find_submission(request, iso3: str, year: int) -> Submission:
    """Return the submission, or answer 404 when the reader may not know of it."""
    rows = Submission.objects.visible_to(request.user).select_related(
        "round", "pathfinder__country"
    )
    submission = get_object_or_404(
        rows, pathfinder__country__iso3=iso3.upper(), round__year=year
    )
    if not rules.may_enter(request.user, submission.pathfinder):
        raise PermissionDenied
    return submission


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request, iso3, year, dimension, theme):
    """Show one theme of one dimension, and save what was typed into it."""
    submission = find_submission(request, iso3, year)
    data_year = _year_of_data(request, submission)
    pages = sections(submission, year=data_year)
    section = next(
        (each for each in pages if (each.dimension, each.theme) == (dimension, theme)),
        None,
    )
    if section is None:
        raise Http404
    if request.method != "POST":
        grid = read_grid(submission, section, year=data_year)
        grid.add_warnings()
        add_block(grid, request.GET.get("another", ""))
        return _page(request, grid, pages)
    if reason := without_null(request.POST.get("reason", "")).strip()[:REASON_MAX]:
        request.session[REASON] = reason
    sent = Sent(
        data=request.POST.dict(),
        user=request.user,
        sources={each.pk: each for each in sources_of(submission)},
        reason=reason,
    )
    grid = save(read_grid(submission, section, year=data_year), sent)
    if request.htmx:
        return _answer(request, grid, sent)
    if not sent.faults:
        _tell(request, sent)
        return redirect(_after(request, grid, sent))
    return _page(request, grid, pages, sent)


def _year_of_data(request, submission: Submission) -> int:
    """Return the year the values are about: that of the round unless told."""
    text = request.POST.get("data") or request.GET.get("data", "")
    if not text:
        return submission.round.year
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise Http404
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Http404
    return int(text)


def _tell(request, sent: Sent) -> None:
    if not sent.saved:
        messages.info(request, _("Nothing was changed."))
        return
    words = ngettext(
        "%(count)s line is saved.", "%(count)s lines are saved.", sent.saved
    )
    messages.success(request, words % {"count": sent.saved})


def _after(request, grid: Grid, sent: Sent) -> str:
    """Return the address of the page again, at the line that was saved."""
    _verb, name = sent.asked
    return f"{request.path}?data={grid.year}{f'#{name}' if name else ''}"


# --- The page -------------------------------------------------------------------------


def _page(request, grid: Grid, pages: list[Section], sent: Sent | None = None):
    submission, section = grid.submission, grid.section
    sums = computed(submission.pathfinder, section.definitions, request.user)
    rows = _rows(grid, sums)
    faults = _faults(rows, sent)
    page = _frame(submission, section) | {
        "grid": grid,
        "section": section,
        "rows": rows,
        "faults": faults,
        "years": _years(request, grid),
        "progress": _progress(section, grid),
        "next": _next(submission, pages, section, grid.year),
        "sources": list(sources_of(submission)),
        "closed": _closed(grid),
        "may_write": any(each.may_write for row in rows for each in row.rows),
        "needs_reason": rules.needs_reason_to_enter(
            request.user, submission.pathfinder
        ),
        "reason": sent.reason if sent else request.session.get(REASON, ""),
        "source_add": source_url(submission, section, grid.year),
        "decimal": "," if language() in {"fr", "es"} else ".",
    }
    return render(request, "monitoring/entry_page.html", page)


def _rows(grid: Grid, sums: Mapping[int, Computed] = NOTHING) -> list[BlockRow]:
    lines = [each.line for each in grid.entries]
    return block_rows(grid, said_of_others(lines), sums)


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the error summary: where it leads, and what is wrong there."""

    target: str
    text: str


def _faults(rows: list[BlockRow], sent: Sent | None) -> list[Fault]:
    """Return every fault with the field it leads to, for the summary on top."""
    found: dict[tuple[str, str], Fault] = {}
    if sent is None:
        return []
    for row in rows:
        code = row.definition.indicator.code
        for sentence in row.block.faults:
            target = f"{row.block.name}-source"
            found.setdefault((target, sentence), _fault(target, code, sentence))
        for each in row.rows:
            is_total = each.entry.line.is_total
            label = code if is_total else f"{code}, {each.entry.line.part}"
            for target, sentence in each.entry.faults:
                line = _fault(target, label, sentence)
                found.setdefault((target, sentence), line)
            if each.entry.is_conflict:
                sentence = _("somebody else changed this meanwhile. Choose one.")
                line = _fault(each.entry.name, label, sentence)
                found.setdefault((each.entry.name, ""), line)
    return list(found.values())


def _fault(target: str, label: str, sentence: str) -> Fault:
    return Fault(target, _("%(label)s: %(text)s") % {"label": label, "text": sentence})


def _frame(submission: Submission, section: Section) -> dict:
    country = submission.pathfinder
    title = _("Reporting %(year)s") % {"year": submission.round.year}
    return {
        "submission": submission,
        "title": section.label,
        "over": f"{country}, {title}",
        "breadcrumbs": breadcrumbs(
            country,
            Line(title, url=submission.get_absolute_url()),
            Line(section.label),
        ),
        "is_example": country.is_example,
    }


def _progress(section: Section, grid: Grid) -> dict:
    filled = {
        row.definition.pk
        for row in grid.blocks
        if row.total.line.now is not None and not row.definition.is_computed
    }
    count, asked = len(filled), section.asked
    if not asked:
        words = _("Nothing is typed here: every value is computed.")
        return {"label": words, "value": 0, "total": 0}
    words = _("%(filled)s of %(asked)s filled for %(year)s") % {
        "filled": count,
        "asked": asked,
        "year": grid.year,
    }
    return {"label": words, "value": count, "total": asked}


def _years(request, grid: Grid) -> list[Line]:
    found = years_of_data(grid.submission, *grid.section.definitions)
    found.setdefault(grid.year, 0)
    return [
        Line(
            str(year),
            value=found[year],
            url=f"{request.path}?data={year}",
            is_current=year == grid.year,
        )
        for year in sorted(found, reverse=True)
    ]


def _next(submission, pages: list[Section], section: Section, year: int):
    """Return the page after this one; after the last one the way to send it in."""
    later = pages[pages.index(section) + 1 :]
    if not later:
        return Line(_("Check and send"), url=submission.get_absolute_url())
    following = later[0]
    return Line(
        _("Next: %(page)s") % {"page": following.label},
        url=f"{entry_url(submission, following)}?data={year}",
        hint=_("%(filled)s of %(asked)s filled")
        % {"filled": following.filled, "asked": following.asked}
        if following.asked
        else "",
    )


def entry_url(submission: Submission, section: Section) -> str:
    return reverse(
        "monitoring:entry",
        kwargs={
            "iso3": submission.pathfinder.country.slug,
            "year": submission.round.year,
            "dimension": section.dimension.value,
            "theme": section.theme.value,
        },
    )


def source_url(submission: Submission, section: Section, year: int) -> str:
    iso3 = submission.pathfinder.country.slug
    back = f"{entry_url(submission, section)}?data={year}"
    return f"{reverse('monitoring:source-add', kwargs={'iso3': iso3})}?back={back}"


def _closed(grid: Grid) -> tuple[str, str]:
    """Return why no value may be typed, and what can be done instead."""
    submission = grid.submission
    if grid.is_open:
        return ("", "")
    if submission.state == SubmissionState.SUBMITTED:
        return (
            _("The values were sent in, so they can only be read now."),
            _("The focal point can take them back until the secretariat decides."),
        )
    if submission.state in {SubmissionState.APPROVED, SubmissionState.PUBLISHED}:
        return (
            _("The values are approved, so they can only be read now."),
            _("To change one, open it and ask for a correction."),
        )
    opens, closes = submission.round.opens_on, submission.closes_on
    if timezone.localdate() < opens:
        words = _("The round opens on %(day)s. Until then the values can only be read.")
        return (words % {"day": write_day(opens)}, "")
    words = _("The round closed on %(day)s, so the values can only be read now.")
    return (
        words % {"day": write_day(closes)},
        _("To change one, open it and ask for a correction, or ask for more time."),
    )


# --- The answer to one line -----------------------------------------------------------


def _answer(request, grid: Grid, sent: Sent):
    """Answer with the state of the line that was sent, and of all that hangs on it."""
    only = request.POST.get("only", "")
    rows = _rows(grid)
    block, row = _line(rows, only)
    was_at = request.POST.get(f"{block.block.name}-at", "")
    moved = [
        each
        for each in (block.rows if was_at != str(block.block.at) else ())
        if each is not row
    ]
    warned = set(request.POST.get("warned", "").split(","))
    others = [
        each
        for found in rows
        for each in found.rows
        if each is not row
        and each not in moved
        and (each.entry.name in warned or each.entry.warnings)
    ]
    status = 200
    if row.entry.is_conflict:
        status = CONFLICT
    elif row.entry.is_unsaved or block.block.faults:
        status = REFUSED
    page = {
        "block": block,
        "row": row,
        "moved": moved,
        "others": others,
        "progress": _progress(grid.section, grid),
    }
    return render(request, "monitoring/entry_answer.html", page, status=status)


def _line(rows: list[BlockRow], name: str):
    for block in rows:
        for row in block.rows:
            if row.entry.name == name:
                return block, row
    raise Http404
