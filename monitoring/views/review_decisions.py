"""Pages that move a review on: submit, return, share, table, outcome, publish."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.access import scope_of
from alliance87.core.forms import ConfirmForm
from alliance87.core.models import Country
from alliance87.core.planned.pages import (
    EmbargoForm,
    Publication,
    UnagreedForm,
    planned_of,
)
from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules, workflow
from monitoring.enums import ReviewState
from monitoring.forms import OutcomeForm, ReturnForm, TableForm
from monitoring.models import AnnualReview
from monitoring.selectors import report_parts
from monitoring.selectors.missed import missed_of
from monitoring.views.frame import (
    address,
    find_review,
    hide_assessment,
    not_now,
    page_of,
    prose,
)
from monitoring.views.missed_list import SECTION, missed_line, unexplained_of
from monitoring.views.reviews import outcome_of
from pathfinders.views.frame import Line


def _move(request, found, verb_name, form, verb, *, success, consequences, **extra):
    """Show the page of one move of the table and make it."""
    options = workflow.REVIEW.options(found, request.user)
    option = next((each for each in options if each.move.verb == verb_name), None)
    if not workflow.REVIEW.moves[verb_name].may(request.user, found):
        raise PermissionDenied
    if option is None:
        return not_now(request, found)
    heading = str(option.move.label)
    return verb_page(
        request,
        form,
        verb,
        heading=heading,
        button=heading,
        missing=() if option.may_override else option.missing,
        success=success,
        done_url=address(found),
        template="monitoring/review_move.html",
        context=page_of(found, Line(heading)) | {"consequences": consequences} | extra,
    )


@get_or_post
def submit(request, iso3, year):
    """Check the report, then send it to the secretariat."""
    found = find_review(request, iso3, year)
    missed = missed_of(found, request.user)
    return _move(
        request,
        found,
        "submit",
        ConfirmForm(posted(request)),
        lambda: workflow.submit_review(found, by=request.user),
        success=_("The report is submitted. The secretariat reads it now."),
        consequences=[
            _("The secretariat and the Chair can read the report."),
            _("You cannot change it, unless the secretariat returns it."),
            _("The secretariat writes an assessment. You can answer it."),
            _(
                "In the end the report is published. By submitting it your country "
                "agrees to that."
            ),
        ],
        answers=[*_report_lines(found), missed_line(found, missed)],
        hint=_hint(unexplained_of(found, request.user, missed)),
        hint_url=f"{address(found)}{SECTION}",
    )


def _hint(late) -> str:
    """Say which overdue actions have no reasons; nothing when all have."""
    if not late:
        return ""
    sentence = ngettext(
        "An action is past its end, and the report gives no reasons: %(titles)s.",
        "%(count)s actions are past their end, and the report gives no reasons: "
        "%(titles)s.",
        len(late),
    )
    titles = "; ".join(each.action.title for each in late)
    return sentence % {"count": len(late), "titles": titles}


def _report_lines(found: AnnualReview) -> list[Line]:
    """Return the report with links to where each part is changed."""
    edit_url = reverse(
        "monitoring:review-edit",
        kwargs={"iso3": found.pathfinder.country.slug, "year": found.year},
    )
    language = Line(
        _("Language of the report"),
        found.get_language_display(),
        url=f"{edit_url}#div_id_language",
    )
    parts = [
        Line(part.heading, prose(part.text), url=edit_url)
        for part in report_parts(found)
    ]
    return [language, *parts]


@get_or_post
def return_(request, iso3, year):
    found = find_review(request, iso3, year)
    form = ReturnForm(posted(request))
    return _move(
        request,
        found,
        "return",
        form,
        lambda: workflow.return_review(
            found, comment=form.cleaned_data["comment"], by=request.user
        ),
        success=_("The report is back with the country."),
        consequences=[
            _("The people of the country read your comment."),
            _("They can change the report and submit it again."),
            _("The comment is not published."),
        ],
    )


@get_or_post
def share(request, iso3, year):
    found = find_review(request, iso3, year)
    hide_assessment(request.user, found)
    return _move(
        request,
        found,
        "share",
        ConfirmForm(posted(request)),
        lambda: workflow.share_assessment(found, by=request.user),
        success=_("The focal point can read the assessment now."),
        consequences=[
            _("The focal point reads the assessment and may answer it."),
            _("You cannot change the assessment after that."),
        ],
        answers=assessment_lines(found),
    )


def assessment_lines(found: AnnualReview) -> list[Line]:
    return [
        Line(_("Assessment"), found.get_assessment_display()),
        Line(_("Reasons for the assessment"), prose(found.assessment_reasons)),
    ]


@get_or_post
def table(request, iso3, year):
    found = find_review(request, iso3, year)
    form = TableForm(posted(request))
    return _move(
        request,
        found,
        "table",
        form,
        lambda: workflow.table_review(
            found, meeting=form.cleaned_data["meeting"], by=request.user
        ),
        success=_("The review is tabled."),
        consequences=[
            _(
                "Members and observers of the Global Coordinating Group can read the "
                "report, the assessment and the answer."
            ),
            _("The country cannot change its answer after that."),
        ],
        answers=[Line(_("The country’s answer"), prose(found.answer))],
    )


@get_or_post
def publish(request, iso3, year):
    found = find_review(request, iso3, year)
    is_unagreed = not found.answer and rules.may_publish_unanswered(request.user, found)
    form = (UnagreedForm if is_unagreed else EmbargoForm)(
        posted(request), planned=planned_of("review", found, request.user)
    )
    country = found.pathfinder.country
    publication = Publication("review", found, country, form, request.user)
    unanswered = _("The country has not answered the assessment.")
    return _move(
        request,
        found,
        "publish",
        form,
        publication,
        success=publication.success(_("The review is published.")),
        consequences=[
            *([unanswered] if is_unagreed else []),
            _(
                "Everyone can read the report, the assessment, the answer and the "
                "outcome."
            ),
            _("The step “Annual review” of the path goes on record."),
            _("Nothing in the review can be changed after that."),
        ],
        answers=[*assessment_lines(found), *outcome_of(found)],
    )


@get_or_post
def outcome(request, iso3, year):
    """Record whether the review counts towards a hold. Administrators only."""
    _only_administrators(request.user, iso3)
    found = find_review(request, iso3, year)
    if found.state != ReviewState.TABLED or found.outcome_at is not None:
        return not_now(request, found)
    missed = missed_of(found, request.user)
    form = OutcomeForm(found, posted(request), missed=missed)
    heading = _("Record the outcome")
    answers = [
        *assessment_lines(found),
        Line(_("Reasons for little progress"), prose(found.justification)),
        Line(_("The country’s answer"), prose(found.answer)),
    ]
    return verb_page(
        request,
        form,
        lambda: workflow.record_outcome(found, by=request.user, **form.outcome),
        heading=heading,
        button=heading,
        success=_("The outcome is recorded."),
        done_url=address(found),
        template="monitoring/review_outcome.html",
        context=page_of(found, Line(heading))
        | {
            "answers": answers,
            "consequences": [
                _(
                    "A review without substantial progress and without accepted "
                    "reasons counts towards a hold. A person decides on the hold, "
                    "never the system."
                ),
                _("The outcome and your note are published with the review."),
                _("The outcome cannot be changed after that."),
            ],
        },
    )


def _only_administrators(user, iso3: str) -> None:
    """Refuse everybody else before the review is looked up.

    So the answer says nothing about the review. People of another country get the
    404 that they get for everything that is in preparation here.
    """
    if rules.may_record_outcome(user, None):
        return
    own = scope_of(user).own_countries
    if own and not Country.objects.filter(pk__in=own, iso3=iso3.upper()).exists():
        raise Http404
    raise PermissionDenied
