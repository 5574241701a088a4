"""The register of decisions to read: the list, its files, one decision."""

from copy import copy
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.exceptions import ReportError
from alliance87.core.spreadsheets import csv_response, xlsx_response
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from meetings import rules
from meetings.forms.decisions import RegisterFilters, day_offered
from meetings.models import Decision
from meetings.models.numbering import label_of
from meetings.reports import decisions as printed
from meetings.selectors import action_points as actions
from meetings.selectors import decisions as reads
from meetings.selectors.questions_asked import question_behind
from meetings.views.frame import list_context
from meetings.workflow.decision import DECISION
from pathfinders import rules as path_rules
from pathfinders.views.frame import Line, moves_open_to_reader

# Decided on their own page, as these need more than a button.
PAGES = {
    "adopt": "decision-adopt",
    "record_past": "decision-record-past",
    "defer": "decision-defer",
    "withdraw": "decision-withdraw",
    "supersede": "decision-supersede",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that a decision did, with where to read it."""

    label: str
    tone: str
    state: str
    url: str = ""


# --- The register -----------------------------------------------------------------


def register_url() -> str:
    return reverse("meetings:decisions")


def way_to(*lines: Line) -> list[Line]:
    """Return the way from the register to a page."""
    return [Line(_("Decisions"), url=register_url() if lines else ""), *lines]


def _filtered(request) -> tuple:
    """Return the filters and the decisions that fit them."""
    user = request.user
    filters = RegisterFilters(
        request.GET,
        meetings=reads.meetings_that_decide(user),
        years=reads.years_of(user),
        user=user,
    )
    return filters, reads.narrowed(reads.decisions_of(user), filters.chosen())


@login_not_required
@require_safe
def register(request):
    """List what was decided, with how far its follow-up is."""
    filters, rows = _filtered(request)
    listed = list_context(request, filters, rows)
    context = listed | {
        "rows": reads.register_rows(listed["page"]),
        "may_record": rules.may_record_decision(request.user),
        "may_see_actions": rules.may_see_actions(request.user),
    }
    return render(request, "meetings/decision_list.html", context)


@login_not_required
@require_safe
def register_csv(request):
    _filters, rows = _filtered(request)
    header, lines = printed.table(reads.register_rows(rows))
    return csv_response(_file_name(), header, lines)


@login_not_required
@require_safe
def register_xlsx(request):
    _filters, rows = _filtered(request)
    return xlsx_response(_file_name(), [printed.sheet(reads.register_rows(rows))])


@login_not_required
@require_safe
def register_pdf(request):
    _filters, rows = _filtered(request)
    try:
        content = printed.register_pdf(reads.register_rows(rows))
    except ReportError as error:
        refuse(request, error)
        return redirect("meetings:decisions")
    return show_pdf(content, _file_name())


def _file_name() -> str:
    return f"decisions-{timezone.localdate().isoformat()}"


# --- One decision -------------------------------------------------------------------


def find_decision(request, pk: int) -> Decision:
    """Return the decision, or answer 404 when the reader may not know of it."""
    found = reads.decisions_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def frame(decision: Decision, *lines: Line) -> dict:
    """Return what every page of one decision shows around its content."""
    url = decision.get_absolute_url() if lines else ""
    return {
        "decision": decision,
        "breadcrumbs": way_to(Line(decision.reference, url=url), *lines),
        "is_example": decision.is_example,
    }


@login_not_required
@require_safe
def detail(request, pk):
    """Show a decision: its text, what it did, what is still to be done about it."""
    decision, user = find_decision(request, pk), request.user
    words, tone = reads.follow_up_of(decision)
    own = actions.actions_of(user).filter(decision=decision)
    may_record = rules.may_record_decision(user)
    planned = copy(decision)
    planned.decided_on = day_offered(decision)
    context = {
        "tone": reads.TONES[decision.state],
        "facts": _facts(decision, user),
        "effects": _effects(decision, user),
        "follow_up": words,
        "follow_up_tone": tone,
        "actions": actions.rows_of(own.order_by("number")),
        "superseded_by": _seen(user, supersedes=decision),
        "supersedes": reads.decisions_of(user).filter(superseded_by=decision),
        "continues": _seen(user, continued_by=decision),
        "continued_by": _seen(user, continues=decision),
        "moves": moves_open_to_reader(
            DECISION.options(planned, user), lambda verb: move_url(decision, verb)
        ),
        "may_record": may_record,
        "may_edit": may_record and decision.is_proposed,
        "may_follow_up": may_record and decision.is_decided,
    }
    page = context | frame(decision)
    return render(request, "meetings/decision_detail.html", page)


def move_url(decision: Decision, verb: str) -> str:
    return reverse(f"meetings:{PAGES[verb]}", kwargs={"pk": decision.pk})


def _seen(user, **beside) -> Decision | None:
    """Return the decision beside this one, for those who may read it too."""
    rows = Decision.objects.visible_to(user).filter(**beside)
    return rows.select_related("meeting").first()


def _facts(decision: Decision, user) -> list[Line]:
    meeting, item = decision.meeting, decision.item
    origin = reads.origin_of(decision, user)
    where = str(meeting) if meeting else _("In writing, between meetings")
    facts = [
        Line(_("Kind"), decision.get_kind_display()),
        Line(_("Meeting"), where, url=meeting.get_absolute_url() if meeting else ""),
        Line(_("Agenda item"), f"{label_of(item)} {item}" if item else ""),
        Line(
            _("Takes over the output of"),
            f"{origin.meeting}, {label_of(origin)} {origin}" if origin else "",
            url=origin.meeting.get_absolute_url() if origin else "",
        ),
        Line(_("Question it answers"), question_behind(decision.raised_by, user)),
        Line(_("Decided on"), _written(decision.decided_on)),
        Line(_("How"), decision.get_mode_display() if decision.is_decided else ""),
        Line(_("About"), reads.about(decision)),
        Line(_("From"), _written(decision.effective_on)),
        Line(_("To be reviewed on"), _written(decision.review_on)),
        Line(_("Source"), decision.source, url=decision.source_url),
    ]
    return [fact for fact in facts if fact.value]


def _written(day) -> str:
    return write_day(day) if day else ""


def _effects(decision: Decision, user) -> list[Effect]:
    """Return what the decision did, each with its present state."""
    if not decision.is_decided:
        return []
    found = _targets_now(decision, user)
    letter = decision.letter
    may_read = bool(letter) and path_rules.may_view_letter(user, letter)
    if letter and (may_read or letter.is_sent or decision.sees_letters):
        found.append(
            Effect(
                label=str(letter) if may_read else letter.get_kind_display(),
                tone=reads.letter_tone(letter),
                state=letter.get_state_display(),
                url=letter.get_absolute_url() if may_read else "",
            )
        )
    return found


def _targets_now(decision: Decision, user) -> list[Effect]:
    report, version = decision.report, decision.paper_version
    country, group = decision.pathfinder, decision.group
    found = []
    if report:
        readable = type(report).objects.visible_to(user).filter(pk=report.pk).exists()
        found.append(_now(report, report.get_absolute_url() if readable else ""))
    if version and decision.knows_paper:
        found.append(_now(version, version.paper.get_absolute_url()))
    if country:
        found.append(
            Effect(
                str(country),
                "info",
                country.get_status_display(),
                country.get_absolute_url(),
            )
        )
    if group:
        found.append(_now(group, group.get_absolute_url()))
    if decision.next_meeting and decision.knows_next:
        meeting = decision.next_meeting
        found.append(_now(meeting, meeting.get_absolute_url()))
    if decision.seat:
        holder = str(decision.new_holder)
        found.append(
            Effect(str(decision.seat), "info", holder, decision.seat.get_absolute_url())
        )
    if decision.office:
        office = str(decision.get_office_display())
        found.append(Effect(office, "info", str(decision.new_holder)))
    return found


def _now(target, url: str) -> Effect:
    return Effect(str(target), "info", target.get_state_display(), url)
