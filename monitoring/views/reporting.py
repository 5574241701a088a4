"""“My reporting”: the country’s own page of a round, and sending its values in."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules, submissions
from monitoring.enums import SubmissionState
from monitoring.forms.reporting import SendForm, WithdrawForm
from monitoring.models import Submission
from monitoring.reminders.mails import also_after_closing
from monitoring.selectors.reporting import Part, Reporting, days_until, reporting
from monitoring.selectors.sending import what_is_missing
from monitoring.workflow import SUBMISSION
from monitoring.workflow import submission as sending
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder

TONES = {
    SubmissionState.OPEN: "half",
    SubmissionState.RETURNED: "watch",
    SubmissionState.SUBMITTED: "info",
    SubmissionState.APPROVED: "good",
    SubmissionState.PUBLISHED: "good",
}


def find_submission(request, iso3: str, year: int) -> Submission:
    """Return the submission, or answer 404 when the reader may not know of it."""
    rows = Submission.objects.visible_to(request.user).select_related(
        "round__indicator_set", "pathfinder__country", "submitted_by"
    )
    return get_object_or_404(
        rows, pathfinder__country__iso3=iso3.upper(), round__year=year
    )


def entry_url(submission: Submission, part: Part) -> str:
    keys = {
        "iso3": submission.pathfinder.country.slug,
        "year": submission.round.year,
        "dimension": part.dimension,
        "theme": part.theme,
    }
    return reverse("monitoring:entry", kwargs=keys)


def verb_url(submission: Submission, verb: str) -> str:
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse(f"monitoring:submission-{verb}", kwargs=keys)


def frame(submission: Submission, *lines: Line) -> dict:
    """Return what every page of a submission shows around its content."""
    pathfinder = submission.pathfinder
    here = Line(
        str(submission.round), url=submission.get_absolute_url() if lines else ""
    )
    return {
        "submission": submission,
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "over": str(pathfinder),
        "breadcrumbs": breadcrumbs(pathfinder, here, *lines),
    }


@require_safe
def my_reporting(request, iso3):
    """Go to the newest submission of the country, or say that there is none."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_see_work(request.user, pathfinder):
        raise Http404
    newest = Submission.objects.filter(pathfinder=pathfinder).first()
    if newest is not None:
        return redirect(newest)
    page = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("My reporting"))),
    }
    return render(request, "monitoring/reporting_none.html", page)


@require_safe
def submission_page(request, iso3, year):
    found = find_submission(request, iso3, year)
    facts = reporting(found)
    missing = what_is_missing(found) if facts.is_open else []
    is_sender = rules.may_submit_values(request.user, found)
    has_opened = found.round.opens_on <= timezone.localdate()
    page = {
        "facts": facts,
        "tone": TONES[SubmissionState(found.state)],
        "lead": lead_words(facts),
        "parts": [_part_line(found, part) for part in facts.parts],
        "sent_back": [_back_line(each) for each in facts.sent_back],
        "continue_url": _continue_url(found, facts),
        "missing": missing,
        "may_send": is_sender and facts.is_open and has_opened,
        "may_withdraw": is_sender and found.state == SubmissionState.SUBMITTED,
        "send_url": verb_url(found, "send"),
        "withdraw_url": verb_url(found, "withdraw"),
        "others": _other_rounds(found),
    }
    return render(request, "monitoring/reporting.html", frame(found) | page)


def lead_words(facts: Reporting) -> str:
    """Return what the country has to do now, or what happens with its values."""
    submission = facts.submission
    if submission.state == SubmissionState.SUBMITTED:
        return _(
            "The secretariat reads the values now. You have nothing to do until it "
            "answers."
        )
    if submission.state == SubmissionState.APPROVED:
        return _("The secretariat has accepted every value and publishes them next.")
    if submission.state == SubmissionState.PUBLISHED:
        return _(
            "The values are public. To change one, open it and ask for a correction."
        )
    if timezone.localdate() < submission.round.opens_on:
        words = _("The round opens on %(day)s. Nothing has to be done before.")
        return words % {"day": write_day(submission.round.opens_on)}
    if not facts.takes_values and submission.state == SubmissionState.RETURNED:
        return also_after_closing()
    if not facts.takes_values:
        words = _(
            "The round closed on %(day)s. To change a value, ask the secretariat for "
            "more time or for a correction."
        )
        return words % {"day": write_day(submission.closes_on)}
    return f"{_due_words(submission)} {_rest_words(facts)}".strip()


def _rest_words(facts: Reporting) -> str:
    if not facts.minutes_left:
        return ""
    words = _("What is left takes about %(n)s minutes.")
    return words % {"n": facts.minutes_left}


def _due_words(submission: Submission) -> str:
    """Return until when the values are due, and how long that is."""
    due = _("Send it by %(day)s.") % {"day": write_day(submission.due_on)}
    return f"{due} {_time_left(submission)}"


def _time_left(submission: Submission) -> str:
    left = days_until(submission.due_on)
    if left > 0:
        return ngettext("That is in %(n)s day.", "That is in %(n)s days.", left) % {
            "n": left
        }
    if left == 0:
        return _("That is today.")
    return ngettext(
        "That was %(n)s day ago. You can still send it.",
        "That was %(n)s days ago. You can still send it.",
        -left,
    ) % {"n": -left}


def _part_line(submission: Submission, part: Part) -> Line:
    label = _("%(label)s: %(text)s") % {
        "label": part.theme.label,
        "text": part.dimension.label,
    }
    if not part.asked:
        hint = ngettext(
            "%(n)s indicator, computed from your records",
            "%(n)s indicators, computed from your records",
            part.computed,
        ) % {"n": part.computed}
        url = entry_url(submission, part)
        return Line(label, url=url, tone="info", state=_("Computed"), hint=hint)
    hint = ngettext("%(n)s indicator", "%(n)s indicators", part.asked) % {
        "n": part.asked
    }
    if part.left:
        left = ngettext("%(n)s left", "%(n)s left", part.left) % {"n": part.left}
        hint = f"{hint}, {left}"
    tone, state = ("half", _("In progress")) if part.filled else ("todo", _("Empty"))
    if part.is_complete:
        tone, state = "good", _("Complete")
    return Line(
        label,
        url=entry_url(submission, part),
        tone=tone,
        state=state,
        hint=hint,
    )


def _back_line(each) -> Line:
    words = {"reason": each.comment.get_reason_display(), "text": each.comment.text}
    return Line(
        each.version.definition.label,
        url=each.version.get_absolute_url(),
        tone="good" if each.is_answered else "stop",
        state=_("Answered") if each.is_answered else _("Answer needed"),
        hint=_("%(reason)s: “%(text)s”") % words,
    )


def _continue_url(submission: Submission, facts) -> str:
    """Return where the work goes on: what came back first, then what is empty."""
    if not facts.is_open:
        return ""
    for each in facts.sent_back:
        if not each.is_answered:
            return each.version.get_absolute_url()
    if not facts.takes_values or facts.next_part is None:
        return ""
    return entry_url(submission, facts.next_part)


def _other_rounds(submission: Submission) -> list[Line]:
    rows = submission.pathfinder.submissions.exclude(pk=submission.pk)
    found = []
    for each in rows.select_related("round"):
        each.pathfinder = submission.pathfinder
        found.append(
            Line(
                str(each.round),
                url=each.get_absolute_url(),
                tone=TONES[SubmissionState(each.state)],
                state=each.get_state_display(),
            )
        )
    return found


# --- Sending in, taking back ----------------------------------------------------------


@get_or_post
def send(request, iso3, year):
    """Check what is there, then send it to the secretariat."""
    found = find_submission(request, iso3, year)
    if not rules.may_submit_values(request.user, found):
        raise PermissionDenied
    missing = what_is_missing(found)
    form = SendForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: submissions.submit(
            found,
            by=request.user,
            what_is_missing=what_is_missing,
            **form.cleaned_data,
        ),
        heading=_("Send the values in"),
        button=_("Send to the secretariat"),
        success=_("The values are sent. The secretariat reads them now."),
        lead=_(
            "The secretariat reads every value. You cannot change a value until it is "
            "sent back to you, or you take the values back. By sending them in your "
            "country agrees that they become public once they are accepted."
        ),
        missing=missing,
        done_url=found.get_absolute_url(),
        context=frame(found, Line(_("Send"))),
    )


@get_or_post
def withdraw(request, iso3, year):
    found = find_submission(request, iso3, year)
    move = SUBMISSION.moves["withdraw"]
    if not move.may(request.user, found):
        raise PermissionDenied
    form = WithdrawForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: sending.withdraw(found, by=request.user, **form.cleaned_data),
        heading=str(move.label),
        button=str(move.label),
        success=_("The values are yours again. Send them in when they are ready."),
        lead=_("Values that the secretariat has accepted already stay accepted."),
        done_url=found.get_absolute_url(),
        context=frame(found, Line(_("Take back"))),
    )
