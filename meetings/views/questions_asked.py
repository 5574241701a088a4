"""Questions asked at meetings: who asked what, the answer, and what came of it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import csv_response
from meetings import rules
from meetings.forms.questions_asked import QuestionsAskedFilters
from meetings.reports import questions_asked as printed
from meetings.selectors import questions_asked as reads
from meetings.views.frame import list_context, way_to
from pathfinders.views.frame import Line


def _filtered(request) -> tuple:
    """Return the filters and the questions that fit them."""
    user = request.user
    filters = QuestionsAskedFilters(
        request.GET,
        partners=reads.partners_that_asked(user),
        meetings=reads.meetings_with_questions(user),
    )
    return filters, reads.narrowed(reads.questions_of(user), filters.chosen(), user)


@login_not_required
@require_safe
def question_trail(request):
    """List the questions of the reports that the reader may read."""
    filters, rows = _filtered(request)
    listed = list_context(request, filters, rows)
    context = listed | {
        "rows": reads.shown(listed["page"], request.user),
        "may_record": rules.may_record_decision(request.user),
        "breadcrumbs": way_to(None, Line(_("Questions asked"))),
    }
    return render(request, "meetings/questions_asked.html", context)


@login_not_required
@require_safe
def question_trail_csv(request):
    _filters, rows = _filtered(request)
    header, lines = printed.table(reads.shown(rows, request.user))
    name = f"questions-{timezone.localdate().isoformat()}"
    return csv_response(name, header, lines)
