"""The secretariat's review desk: what was sent in, and what to decide about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.exceptions import DomainError
from alliance87.core.forms import ConfirmForm
from alliance87.core.planned import standing
from alliance87.core.planned.pages import EmbargoForm, Publication, planned_of
from alliance87.core.verbs import (
    get_or_post,
    once_only,
    posted,
    refuse,
    token_for,
    verb_page,
)
from monitoring import rules, submissions
from monitoring.enums import Dimension, IndicatorTheme, SubmissionState, ValueState
from monitoring.figures import breakdowns
from monitoring.forms.deciding import ReopenForm, ReturnsForm
from monitoring.models import ObservationVersion, Submission
from monitoring.selectors.entry import part_names
from monitoring.selectors.printed import printed
from monitoring.selectors.queue import DECIDED_IN, Row, queue, review_rows
from monitoring.views.confirming import what_it_confirms
from monitoring.views.reporting import TONES
from monitoring.views.rounds import way_to
from monitoring.workflow import SUBMISSION
from monitoring.workflow import submission as sending
from monitoring.workflow import value as moves
from monitoring.workflow.machines import closed
from pathfinders.views.frame import Line, moves_open_to_reader

# Each has a reason and a text of its own, and is named in an address.
RETURNED_AT_ONCE = 100
KIND = "values"
STATE_TONES = {
    ValueState.SUBMITTED: "todo",
    ValueState.RETURNED: "watch",
    ValueState.ACCEPTED: "good",
}


def _only_reviewers(request) -> None:
    if not rules.may_review_values(request.user):
        raise PermissionDenied


def _find(request, iso3: str, year: int) -> Submission:
    _only_reviewers(request)
    rows = Submission.objects.select_related("round", "pathfinder__country")
    return get_object_or_404(
        rows, pathfinder__country__iso3=iso3.upper(), round__year=year
    )


def _url(submission: Submission, verb: str = "") -> str:
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse(f"monitoring:review-desk{'-' if verb else ''}{verb}", kwargs=keys)


def _frame(submission: Submission, *lines: Line) -> dict:
    title = f"{submission.pathfinder}, {submission.round}"
    return {
        "submission": submission,
        "is_example": submission.pathfinder.is_example,
        "over": title,
        "breadcrumbs": [
            *way_to(None),
            Line(_("Review of values"), url=reverse("monitoring:review-queue")),
            Line(title, url=_url(submission) if lines else ""),
            *lines,
        ],
    }


@require_safe
def review_queue(request):
    """Show what waits for a decision, the first due first."""
    _only_reviewers(request)
    rows = [
        {
            "waiting": each,
            "url": _url(each.submission),
            "tone": TONES[SubmissionState(each.submission.state)],
        }
        for each in queue()
    ]
    page = {"rows": rows, "breadcrumbs": way_to(None, Line(_("Review of values")))}
    return render(request, "monitoring/review_queue.html", page)


@require_safe
def desk(request, iso3, year):
    """Show a submission: first what changed or looks odd, then the rest."""
    found = _find(request, iso3, year)
    rows = review_rows(found)
    shows_all = request.GET.get("show") == "all"
    shown = [row for row in rows if shows_all or row.needs_a_look]
    unchanged = [row for row in rows if not row.needs_a_look and row.is_undecided]
    versions = [row.version for row in shown]
    versions += [row.before for row in shown if row.before]
    page = {
        "groups": _groups(shown, printed(versions, request.user)),
        "counts": _counts(rows),
        "shows_all": shows_all,
        "hidden": len(rows) - len(shown),
        "unchanged": len(unchanged),
        "may_decide": found.state in DECIDED_IN,
        "moves": moves_open_to_reader(
            [
                option
                for option in SUBMISSION.options(
                    found, request.user, facts=sending.not_accepted(found)
                )
                if option.move.verb in {"approve", "publish", "reopen"}
            ],
            lambda verb: _url(found, verb),
        ),
        "tone": TONES[SubmissionState(found.state)],
        "desk_url": _url(found),
        "decide_url": _url(found, "decide"),
        "standing": standing(KIND, found, request.user)
        if found.state == SubmissionState.APPROVED
        else None,
        "once": token_for(request),
    }
    return render(request, "monitoring/review_desk.html", _frame(found) | page)


def _groups(rows: list[Row], values: dict) -> list[dict]:
    """Put the rows under the headings of dimension and theme, in their order."""
    names = part_names()
    groups: dict[tuple[str, str], list] = {}
    for row in rows:
        indicator = row.version.indicator
        key = (indicator.dimension, indicator.theme)
        groups.setdefault(key, []).append(_row(row, values, names))
    return [
        {
            "title": _("%(theme)s: %(dimension)s")
            % {
                "theme": IndicatorTheme(theme).label,
                "dimension": Dimension(dimension).label,
            },
            "rows": groups[dimension, theme],
        }
        for dimension in Dimension.values
        for theme in IndicatorTheme.values
        if (dimension, theme) in groups
    ]


def _row(row: Row, values: dict, names: dict) -> dict:
    part = row.version.breakdown
    return {
        "row": row,
        "part": breakdowns.label(part, names) if part else "",
        "now": values[row.version.pk],
        "before": values.get(row.before.pk) if row.before else None,
        "change": _change(row),
        "confirms": what_it_confirms(row.version),
        "tone": STATE_TONES[ValueState(row.version.state)],
    }


def _change(row: Row) -> str:
    if row.is_unchanged:
        return _("Unchanged")
    if row.before is None:
        return _("New")
    if row.change is None:
        return _("Changed")
    percent = round(row.change)
    signed = f"{percent:+}".replace("-", "\N{MINUS SIGN}")
    return _("%(share)s%%") % {"share": signed}


def _counts(rows: list[Row]) -> list[Line]:
    return [
        Line(_("Values sent in"), value=len(rows)),
        Line(_("To decide"), value=sum(row.is_undecided for row in rows)),
        Line(_("Changed or new"), value=sum(not row.is_unchanged for row in rows)),
        Line(_("Odd, explained"), value=sum(bool(row.warnings) for row in rows)),
        Line(_("Without proof"), value=sum(not row.proofs for row in rows)),
    ]


# --- Deciding about values ------------------------------------------------------------


@require_POST
def decide(request, iso3, year):
    """Accept the chosen values or all unchanged ones, or go on to send some back."""
    found = _find(request, iso3, year)
    chosen = _chosen(request, found)
    verb = request.POST.get("verb")
    if verb == "return" and len(chosen) > RETURNED_AT_ONCE:
        sentence = _("Nothing was changed. Send at most %(n)s values back at once.")
        messages.error(request, sentence % {"n": RETURNED_AT_ONCE})
        return redirect(_url(found))
    if verb == "return":
        query = "&".join(f"value={each.pk}" for each in chosen)
        return redirect(f"{_url(found, 'return')}?{query}")
    if verb == "unchanged":
        rows = review_rows(found)
        chosen = [
            row.version for row in rows if row.is_undecided and not row.needs_a_look
        ]
    if not chosen:
        messages.error(request, _("Nothing was changed. Choose the values first."))
        return redirect(_url(found))
    success = ngettext(
        "%(n)s value is accepted.", "%(n)s values are accepted.", len(chosen)
    ) % {"n": len(chosen)}
    try:
        return once_only(
            request,
            lambda: moves.accept_values(chosen, by=request.user),
            _url(found),
            success=success,
        )
    except DomainError as error:
        refuse(request, error)
        return redirect(_url(found))


def _chosen(request, submission: Submission) -> list[ObservationVersion]:
    """Return the values named in the request that belong to the submission."""
    named = request.POST.getlist("value") or request.GET.getlist("value")
    keys = [int(each) for each in named if each.isdecimal() and len(each) < 19]
    rows = sending.values_in(submission, ValueState.SUBMITTED).filter(pk__in=keys)
    return list(
        rows.select_related(
            "observation__pathfinder__country", "definition", "pathfinder__country"
        )
    )


@get_or_post
def send_back(request, iso3, year):
    """Ask for the reason and the words for each value that goes back."""
    found = _find(request, iso3, year)
    versions = _chosen(request, found)
    if not versions:
        messages.error(request, _("Nothing was changed. Choose the values first."))
        return redirect(_url(found))
    form = ReturnsForm(posted(request), versions=versions)
    return verb_page(
        request,
        form,
        lambda: submissions.send_back(
            found, [moves.Return(*each) for each in form.answers], by=request.user
        ),
        heading=_("Send values back"),
        button=_("Send back to the country"),
        success=_("The values went back. The country sees only these."),
        lead=_(
            "The country sees what you write beside each value, changes or answers it, "
            "and sends it in again. The other values stay with you. Your words go by "
            "mail too, except where they name a number that is no year."
        ),
        done_url=_url(found),
        template="monitoring/review_return.html",
        context=_frame(found, Line(_("Send values back")))
        | {"lines": _lines(form, request.user)},
    )


def _lines(form: ReturnsForm, user) -> list[tuple]:
    """Return each line of the form with its part in words and its value."""
    names = part_names()
    values = printed([line.version for line in form.lines], user)
    return [
        (line, breakdowns.label(line.version.breakdown, names), values[line.version.pk])
        for line in form.lines
    ]


# --- Deciding about the submission ----------------------------------------------------


@get_or_post
def approve(request, iso3, year):
    found = _find(request, iso3, year)
    return _move(
        request,
        found,
        "approve",
        lambda: sending.approve(found, by=request.user),
        success=_("The submission is approved. Publish it when the country agrees."),
        lead=_("Every value is accepted. Nothing is public yet."),
    )


@get_or_post
def publish(request, iso3, year):
    found = _find(request, iso3, year)
    form = EmbargoForm(posted(request), planned=planned_of(KIND, found, request.user))
    country = found.pathfinder.country
    publication = Publication(KIND, found, country, form, request.user)
    return _move(
        request,
        found,
        "publish",
        publication,
        form=form,
        success=publication.success(_("The values are public.")),
        lead=_(
            "Everybody can read the values from now on, small counts of people "
            "excepted. A published value is never changed; a correction is a new "
            "version, and the old one stays reachable."
        ),
    )


@get_or_post
def reopen(request, iso3, year):
    found = _find(request, iso3, year)
    form = ReopenForm(posted(request), is_closed=bool(closed(found)))
    return _move(
        request,
        found,
        "reopen",
        lambda: submissions.reopen(found, by=request.user, **form.cleaned_data),
        form=form,
        success=_("The submission is open again."),
        lead=_("The country can enter further values. What is public stays public."),
    )


def _move(request, submission, verb: str, act, *, success, lead, form=None):
    move = SUBMISSION.moves[verb]
    return verb_page(
        request,
        form or ConfirmForm(posted(request)),
        act,
        heading=str(move.label),
        button=str(move.label),
        success=success,
        lead=lead,
        missing=sending.not_accepted(submission) if verb == "approve" else (),
        done_url=_url(submission),
        context=_frame(submission, Line(str(move.label))),
    )
