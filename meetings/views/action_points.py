"""Action points to read: the list with its filters and files, one action point."""

from copy import copy

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.exceptions import ReportError
from alliance87.core.rules import may_view_document
from alliance87.core.spreadsheets import csv_response, xlsx_response
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from meetings import rules
from meetings.enums import OwnerOffice
from meetings.forms.action_points import SHOW, ActionFilters
from meetings.models import ActionPoint, Decision
from meetings.reports import decisions as printed
from meetings.reports.actions import actions_pdf
from meetings.selectors import action_points as reads
from meetings.selectors.questions_asked import question_behind
from meetings.views.frame import list_context
from meetings.workflow.action_point import ACTION
from pathfinders.views.frame import Line, moves_open_to_reader

NOTE_TO_COME = "-"


def list_url() -> str:
    return reverse("meetings:action-points")


def way_to(*lines: Line) -> list[Line]:
    """Return the way from the list of action points to a page."""
    return [Line(_("Action points"), url=list_url() if lines else ""), *lines]


def _filtered(request) -> tuple:
    user = request.user
    rows = reads.actions_of(user)
    filters = ActionFilters(request.GET, rows=rows)
    return filters, reads.narrowed(rows, filters.chosen(), user)


@require_safe
def action_list(request):
    """List what the reader may see: all of it, or what is asked of them."""
    filters, rows = _filtered(request)
    listed = list_context(request, filters, rows)
    context = listed | {
        "rows": reads.rows_of(listed["page"]),
        "may_keep": rules.may_keep_actions(request.user),
    }
    return render(request, "meetings/action_list.html", context)


@require_safe
def action_csv(request):
    _filters, rows = _filtered(request)
    header, lines = printed.action_table(reads.rows_of(rows))
    return csv_response(_file_name(), header, lines)


@require_safe
def action_xlsx(request):
    _filters, rows = _filtered(request)
    sheets = [printed.action_sheet(reads.rows_of(rows))]
    return xlsx_response(_file_name(), sheets)


@require_safe
def action_pdf(request):
    """Deliver the list under the owners, as it is filtered."""
    filters, rows = _filtered(request)
    try:
        content = actions_pdf(reads.rows_of(rows), chosen=_in_words(filters))
    except ReportError as error:
        refuse(request, error)
        return redirect("meetings:action-points")
    return show_pdf(content, _file_name())


def _in_words(filters: ActionFilters) -> list[str]:
    """Return the filters that are set as a person reads them."""
    chosen = filters.chosen()
    named = {"show": dict(SHOW), "office": dict(OwnerOffice.choices)}
    return [
        str(named.get(name, {}).get(value, value)) for name, value in chosen.items()
    ]


def _file_name() -> str:
    return f"action-points-{timezone.localdate().isoformat()}"


# --- One action point ---------------------------------------------------------------


def find_action(request, pk: int) -> ActionPoint:
    """Return the action point, or answer 404 when the reader may not know of it."""
    rows = reads.actions_of(request.user)
    found = rows.select_related(
        *("meeting", "decision__meeting", "item", "partner", "group", "person"),
        *("country", "raised_by__partner", "raised_by__item", "evidence"),
        *("proposed_done_by", "verified_by", "link_made_by"),
    )
    action = found.filter(pk=pk).first()
    if action is None:
        raise Http404
    return action


def frame(action: ActionPoint, *lines: Line) -> dict:
    """Return what every page of one action point shows around its content."""
    url = action.get_absolute_url() if lines else ""
    return {
        "action": action,
        "breadcrumbs": way_to(Line(action.reference, url=url), *lines),
        "is_example": action.is_example,
    }


@require_safe
def detail(request, pk):
    """Show an action point: who owes what, what was said, what can follow."""
    action, user = find_action(request, pk), request.user
    (row,) = reads.rows_of([action])
    proof = action.evidence
    context = {
        "row": row,
        "facts": _facts(action, row, user),
        "updates": action.updates.select_related("meeting", "by").order_by("-pk"),
        "proof": proof if proof and may_view_document(user, proof) else None,
        "steps": _steps(action, user),
        "moves": moves_open_to_reader(
            options_of(action, user), lambda verb: action_url(action, verb)
        ),
        "may_keep": rules.may_keep_actions(user),
    }
    page = context | frame(action)
    return render(request, "meetings/action_detail.html", page)


def options_of(action: ActionPoint, user) -> list:
    """Leave out that the note of a closing is missing: its page asks for it."""
    planned = copy(action)
    planned.closing_note = action.closing_note or NOTE_TO_COME
    return ACTION.options(planned, user)


def action_url(action: ActionPoint, verb: str) -> str:
    name = verb.replace("_", "-")
    return reverse(f"meetings:action-point-{name}", kwargs={"pk": action.pk})


def _facts(action: ActionPoint, row, user) -> list[Line]:
    meeting, decision = action.meeting, action.decision
    knows = decision and Decision.objects.visible_to(user).filter(pk=decision.pk)
    is_known = bool(knows and knows.exists())
    facts = [
        Line(_("Who"), row.owners),
        Line(_("Due"), row.due),
        Line(
            _("Asked by"),
            str(meeting or ""),
            url=meeting.get_absolute_url() if meeting else "",
        ),
        Line(_("Meetings held since"), str(row.age) if meeting else ""),
        Line(_("Agenda item"), str(action.item or "")),
        Line(
            _("Decision"),
            str(decision) if is_known else "",
            url=decision.get_absolute_url() if is_known else "",
        ),
        Line(_("Question it answers"), question_behind(action.raised_by, user)),
        Line(_("Closed on"), write_day(action.closed_on) if action.closed_on else ""),
        Line(_("How it was closed"), action.closing_note),
        Line(_("Verified by"), str(action.verified_by or "")),
        Line(_("Source"), action.source, url=action.source_url),
    ]
    return [fact for fact in facts if fact.value]


def _steps(action: ActionPoint, user) -> list[Line]:
    """Return what the reader can say or change while it is open."""
    if not action.is_open:
        return []
    steps, may_keep = [], rules.may_keep_actions(user)
    if rules.may_report_on_action(user, action):
        steps.append(Line(_("Say how it stands"), url=action_url(action, "tell")))
        if action.proposed_done_at is None:
            words = _("Report that it is done")
            steps.append(Line(words, url=action_url(action, "report-done")))
    if may_keep and action.proposed_done_at is not None:
        steps.append(Line(_("Send it back"), url=action_url(action, "send-back")))
    if may_keep:
        steps += [
            Line(_("Edit"), url=action_url(action, "edit")),
            Line(_("Write to the owners"), url=action_url(action, "write")),
            Line(_("Send a personal link"), url=action_url(action, "send-link")),
        ]
    if may_keep and action.token_hash:
        steps.append(Line(_("End the link"), url=action_url(action, "end-link")))
    return steps
