"""Decisions about a reporting round: open, change, add countries, give more time."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring.enums import OPEN_SUBMISSION_STATES
from monitoring.forms.rounds import (
    AddCountriesForm,
    ChangeRoundForm,
    ExtendForm,
    OpenRoundForm,
)
from monitoring.models import ReportingRound, Submission
from monitoring.rounds import (
    add_submission,
    change_round,
    extend_submission,
    lacking,
    open_round,
    why_closed,
)
from monitoring.views.rounds import find_round, only_those_who_run, way_to
from pathfinders.views.frame import Line


@get_or_post
def open_(request):
    """Open the round of a year for all countries that report."""
    only_those_who_run(request)
    latest = ReportingRound.objects.first()
    initial = {"indicator_set": latest.indicator_set_id} if latest else {}
    form = OpenRoundForm(posted(request), initial=initial)
    return verb_page(
        request,
        form,
        lambda: open_round(by=request.user, **form.facts),
        heading=_("Open a round"),
        over=_("Reporting rounds"),
        lead=_(
            "Every pathfinder country gets a page of its own to report on, also a "
            "country whose status is on hold. Nobody is written to before the round "
            "opens."
        ),
        button=_("Open the round"),
        success=_("The round is open. Each country that reports has its page."),
        done_url=reverse("monitoring:rounds"),
        context={"breadcrumbs": way_to(None, Line(_("Open a round")))},
    )


@get_or_post
def change(request, year):
    """Move the days of a round."""
    found = find_round(request, year)
    form = ChangeRoundForm(posted(request), instance=find_round(request, year))

    def save():
        return form.attempt(
            lambda: change_round(
                found, by=request.user, expected=form.expected, **form.facts
            )
        )

    return verb_page(
        request,
        form,
        save,
        heading=_("Change the round"),
        over=str(found),
        lead=_("The reminders follow the new due day, from its first step on."),
        button=_("Save the round"),
        success=_("The round is changed."),
        done_url=found.get_absolute_url(),
        missing=why_closed(found, timezone.localdate()),
        context={"breadcrumbs": way_to(found, Line(_("Change the round")))},
    )


@get_or_post
def add_countries(request, year):
    """Let countries report that became pathfinders after the opening."""
    found = find_round(request, year)
    waiting = lacking(found)
    form = AddCountriesForm(posted(request), lacking=waiting)

    @transaction.atomic
    def add():
        for pathfinder in form.cleaned_data["countries"]:
            add_submission(found, pathfinder, by=request.user)

    missing = why_closed(found, timezone.localdate())
    if not waiting:
        missing.append(_("Every country that reports has its page already."))
    return verb_page(
        request,
        form,
        add,
        heading=_("Add countries"),
        over=str(found),
        lead=_("They report with the same days as all others, from now on."),
        button=_("Add to the round"),
        success=_("The countries report in this round now."),
        done_url=found.get_absolute_url(),
        missing=missing,
        context={"breadcrumbs": way_to(found, Line(_("Add countries")))},
    )


@get_or_post
def extend(request, year, iso3):
    """Give one country more time."""
    found = find_round(request, year)
    submission = get_object_or_404(
        Submission.objects.visible_to(request.user).select_related(
            "pathfinder__country", "round"
        ),
        round=found,
        pathfinder__country__iso3=iso3.upper(),
    )
    initial = {
        "until": submission.extended_to,
        "reason": submission.extension_reason,
    }
    form = ExtendForm(posted(request), initial=initial)
    country = submission.pathfinder
    return verb_page(
        request,
        form,
        lambda: extend_submission(submission, by=request.user, **form.cleaned_data),
        heading=_("Give more time"),
        over=f"{found}: {country}",
        lead=_(
            "Values can be entered until this day, and the report is due on it. The "
            "reminders follow."
        ),
        button=_("Give more time"),
        success=_("%(country)s has more time now.") % {"country": country},
        done_url=found.get_absolute_url(),
        missing=_no_need(submission),
        context={
            "breadcrumbs": way_to(found, Line(f"{country}: {_('Give more time')}")),
            "is_example": country.is_example,
        },
    )


def _no_need(submission: Submission) -> list[str]:
    if submission.state in OPEN_SUBMISSION_STATES:
        return []
    sentence = _("The report is “%(state)s” and needs no more time.")
    return [sentence % {"state": submission.get_state_display()}]
