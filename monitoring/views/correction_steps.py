"""The way of one corrected value: sent in, taken back, returned, published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm
from alliance87.core.planned.pages import EmbargoForm, Publication, planned_of
from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import corrections, rules
from monitoring.enums import OPEN_VALUE_STATES, ValueState
from monitoring.forms.deciding import ReturnForm
from monitoring.models import Observation, ObservationVersion
from monitoring.selectors.sending import unexplained
from monitoring.views.values import find_observation, frame
from pathfinders.views.frame import Line


def _find(request, iso3: str, pk: int, may) -> Observation:
    """Return the value to those who may do this; those who may see it are told."""
    found = find_observation(request, iso3, pk)
    if may(request.user, found.pathfinder):
        return found
    if rules.may_see_work(request.user, found.pathfinder):
        raise PermissionDenied
    raise Http404


def _may_decide(user, _pathfinder) -> bool:
    return rules.may_review_values(user)


def _step(request, found: Observation, form, act, *, title: str, **told):
    return verb_page(
        request,
        form,
        act,
        heading=title,
        button=title,
        done_url=found.get_absolute_url(),
        context=frame(found, Line(title)),
        **told,
    )


@get_or_post
def send(request, iso3, pk):
    """Send the new version in, whatever round is open."""
    found = _find(request, iso3, pk, rules.may_correct)
    missing = _missing(found)
    return _step(
        request,
        found,
        ConfirmForm(posted(request)),
        lambda: corrections.send_correction(
            found, by=request.user, missing=_missing(found)
        ),
        title=_("Send the correction in"),
        success=_("The correction is sent. The secretariat reads it now."),
        lead=_(
            "The secretariat compares both versions. Until it publishes the new one, "
            "the old one stays public. By sending it in your country agrees that the "
            "new one becomes public once it is accepted."
        ),
        missing=missing,
    )


def _missing(found: Observation) -> list[str]:
    drafts = found.versions.filter(state__in=OPEN_VALUE_STATES).select_related(
        "observation__source", "indicator", "definition"
    )
    return unexplained(found.pathfinder, list(drafts))


@get_or_post
def withdraw(request, iso3, pk):
    found = _find(request, iso3, pk, rules.may_correct)
    return _step(
        request,
        found,
        ConfirmForm(posted(request)),
        lambda: corrections.withdraw_correction(found, by=request.user),
        title=_("Take the correction back"),
        success=_("The new version is yours again. Send it in when it is ready."),
    )


@get_or_post
def send_back(request, iso3, pk):
    """Ask for the reason and the words; the old version stays public."""
    found = _find(request, iso3, pk, _may_decide)
    version = _waiting(found)
    if version is None:
        return _nothing_waits(request, found)
    form = ReturnForm(posted(request), version=version)
    return _step(
        request,
        found,
        form,
        lambda: corrections.return_correction(
            found, by=request.user, **form.cleaned_data
        ),
        title=_("Send the correction back"),
        success=_("The correction went back. The country answers or changes it."),
        lead=_("Your words go by mail too, unless they name a number that is no year."),
    )


@get_or_post
def publish(request, iso3, pk):
    """Accept and publish in one step; nobody does who entered or sent it."""
    found = _find(request, iso3, pk, _may_decide)
    waiting = _waiting(found)
    if waiting is None:
        return _nothing_waits(request, found)
    form = EmbargoForm(
        posted(request), planned=planned_of("correction", found, request.user)
    )
    publication = Publication(
        "correction",
        found,
        found.pathfinder.country,
        form,
        request.user,
        facts={"version": waiting.pk},
    )
    return _step(
        request,
        found,
        form,
        publication,
        title=_("Publish the correction"),
        success=publication.success(
            _("The new version is public. The old one stays reachable.")
        ),
        lead=_(
            "Everybody reads the new version from now on. The old one stays on the "
            "page of the value, with the days on which it was public."
        ),
    )


def _waiting(found: Observation) -> ObservationVersion | None:
    """Return the version that waits for a decision."""
    return found.versions.filter(
        state=ValueState.SUBMITTED, submission__isnull=True
    ).first()


def _nothing_waits(request, found: Observation):
    """Lead to the value: somebody else decided, or the country took it back."""
    messages.info(request, _("No correction of this value waits for a decision."))
    return redirect(found)
