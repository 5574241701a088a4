"""Hold and reinstatement: the Group decides, on the ground of annual reviews."""

from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring.selectors import grounds as grounds_of
from pathfinders import rules, workflow
from pathfinders.forms.status import DecisionForm
from pathfinders.views.records import desk_frame
from pathfinders.views.status import country_to_decide, not_from_here, option_of


@get_or_post
def put_on_hold(request, iso3):
    """Suspend the status of a country."""
    return _decision_page(
        request,
        iso3,
        "put_on_hold",
        workflow.put_on_hold,
        heading=_("Put the status on hold"),
        success=_("The status of %(country)s is on hold."),
        tone="stop",
        consequences=[
            _("The public page says that the status is on hold, since when and why."),
            _("The country still counts as a country that was awarded status."),
            _("It comes back when a review documents progress and the Group decides."),
        ],
    )


@get_or_post
def reinstate(request, iso3):
    """Give a held status back."""
    return _decision_page(
        request,
        iso3,
        "reinstate",
        workflow.reinstate,
        heading=_("Reinstate the status"),
        success=_("The status of %(country)s is reinstated."),
        tone="",
        consequences=[
            _("The country has full pathfinder status again, in public."),
            _("Reviews before this day no longer count towards a hold."),
        ],
    )


def _decision_page(
    request, iso3, verb, decide, *, heading, success, tone, consequences
):
    pathfinder = country_to_decide(request, iso3)
    grounds = grounds_of(pathfinder)
    option = option_of(pathfinder, request.user, verb, facts=grounds)
    if option is None:
        return not_from_here(request, pathfinder, verb)
    form = DecisionForm(
        posted(request),
        needs_reason=rules.decides_only_with_reason(request.user),
        may_override=bool(option.missing) and option.may_override,
    )
    return verb_page(
        request,
        form,
        lambda: decide(
            pathfinder, by=request.user, grounds=grounds, **form.cleaned_data
        ),
        heading=heading,
        over=str(pathfinder),
        button=heading,
        tone=tone,
        success=success % {"country": pathfinder},
        done_url=pathfinder.get_desk_url(),
        missing=option.missing,
        template="pathfinders/decision_form.html",
        context=desk_frame(pathfinder, heading)
        | {
            "consequences": consequences,
            "grounds": grounds.hold + grounds.reinstatement,
        },
    )
