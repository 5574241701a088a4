"""Decisions on status that need no review: confirm, withdraw, come back.

Hold and reinstatement rest on annual reviews and live in `monitoring`.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alliance87.core.exceptions import InvalidTransition
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from alliance87.core.workflow import Option
from pathfinders import rules, workflow
from pathfinders.forms.status import CountryDecisionForm, UnprovedStatusForm
from pathfinders.guards import confirmation_letter
from pathfinders.models import Pathfinder
from pathfinders.views.frame import find_pathfinder
from pathfinders.views.records import desk_frame


def country_to_decide(request, iso3: str) -> Pathfinder:
    """Return the country to those who decide on status; 404 unseen, 403 otherwise."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_decide_status(request.user):
        raise PermissionDenied
    return pathfinder


def option_of(pathfinder, user, verb: str, *, facts=None) -> Option | None:
    """Return the move as this person sees it; None when the status forbids it."""
    options = workflow.STATUS.options(pathfinder, user, facts=facts)
    return next((each for each in options if each.move.verb == verb), None)


def not_from_here(request, pathfinder, verb: str):
    """Say why the move is not possible from the present status, on the desk."""
    sentence = _("“%(move)s” is not possible: %(country)s is “%(status)s”.") % {
        "move": workflow.STATUS.moves[verb].label,
        "country": pathfinder,
        "status": pathfinder.get_status_display(),
    }
    refuse(request, InvalidTransition(sentence))
    return redirect(pathfinder.get_desk_url())


@get_or_post
def confirm(request, iso3):
    """Record a status although proof is missing; with proof, the letter does it."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_override(request.user):
        raise PermissionDenied
    option = option_of(pathfinder, request.user, "confirm")
    if option is None:
        return not_from_here(request, pathfinder, "confirm")
    if not option.missing:
        messages.info(
            request,
            _("Nothing is missing. Record that the letter was sent: status follows."),
        )
        return redirect(confirmation_letter(pathfinder))
    form = UnprovedStatusForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: workflow.confirm_status(
            pathfinder, by=request.user, **form.cleaned_data
        ),
        heading=_("Confirm status without full proof"),
        over=str(pathfinder),
        lead=_("Status normally follows when the confirmation letter is sent."),
        button=_("Confirm pathfinder status"),
        success=_("%(country)s has pathfinder status.") % {"country": pathfinder},
        done_url=pathfinder.get_desk_url(),
        missing=option.missing,
        template="pathfinders/decision_form.html",
        context=desk_frame(pathfinder, _("Confirm status"))
        | {
            "consequences": [
                _("The country counts as a pathfinder country from now on."),
                _("Your text and what was missing stand on its page and in the trail."),
                _("Only a hold or a withdrawal changes the status afterwards."),
            ]
        },
    )


@get_or_post
def withdraw(request, iso3):
    """Record that the country left the path by its own decision."""
    pathfinder = country_to_decide(request, iso3)
    if option_of(pathfinder, request.user, "withdraw") is None:
        return not_from_here(request, pathfinder, "withdraw")
    form = CountryDecisionForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: workflow.withdraw(pathfinder, by=request.user, **form.cleaned_data),
        heading=_("Record that the country withdrew"),
        over=str(pathfinder),
        button=_("Record the withdrawal"),
        tone="stop",
        success=_("The withdrawal of %(country)s is on record.")
        % {"country": pathfinder},
        done_url=pathfinder.get_desk_url(),
        template="pathfinders/decision_form.html",
        context=desk_frame(pathfinder, _("Withdrawal"))
        | {
            "consequences": [
                _("The country no longer counts among the pathfinder countries."),
                _("All records stay; the day and the decision become public."),
                _("It can come back on the path, and starts without status."),
            ]
        },
    )


@get_or_post
def return_to_path(request, iso3):
    """Record that a country that withdrew is on the path again."""
    pathfinder = country_to_decide(request, iso3)
    if option_of(pathfinder, request.user, "return_to_path") is None:
        return not_from_here(request, pathfinder, "return_to_path")
    form = CountryDecisionForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: workflow.return_to_path(
            pathfinder, by=request.user, **form.cleaned_data
        ),
        heading=_("Record that the country is back on the path"),
        over=str(pathfinder),
        button=_("Record the return"),
        success=_("%(country)s is on the path again.") % {"country": pathfinder},
        done_url=pathfinder.get_desk_url(),
        template="pathfinders/decision_form.html",
        context=desk_frame(pathfinder, _("Return to the path"))
        | {
            "consequences": [
                _("The country is on the path without status; its steps still count."),
                _("Status needs a new confirmation."),
            ]
        },
    )
