"""The secretariat writes decisions down and records what became of them."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.forms import ReasonForm
from alliance87.core.pdf import is_available
from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import decisions, rules
from meetings.enums import DecisionKind, DecisionMode
from meetings.forms.decisions import (
    AdoptForm,
    DecisionForm,
    FollowUpForm,
    PastForm,
    SupersedeForm,
)
from meetings.models import Decision, Meeting
from meetings.reports.minutes import adopted_pdf
from meetings.views.decisions import find_decision, frame, register_url, way_to
from meetings.workflow.decision import DECISION
from meetings.workflow.decision_guards import not_held_yet
from pathfinders.views.frame import Line

# What happens when a decision of this kind is adopted.
CONSEQUENCES = {
    DecisionKind.ADOPT_REPORT: gettext_lazy(
        "The report is adopted and frozen: nobody changes it any more. Its meeting is "
        "closed when nothing else is open there."
    ),
    DecisionKind.ENDORSE_DOCUMENT: gettext_lazy(
        "This version is in force from now on; the one before it is superseded."
    ),
    DecisionKind.AWARD_STATUS: gettext_lazy(
        "The confirmation letter of the Chair is drafted. The country gets the status "
        "when the signed letter was sent, not before."
    ),
    DecisionKind.HOLD_STATUS: gettext_lazy(
        "The status is on hold at once, for everyone to see, and the letter to the "
        "country is drafted."
    ),
    DecisionKind.REINSTATE_STATUS: gettext_lazy(
        "The country has its status again at once, and the letter to it is drafted."
    ),
    DecisionKind.OPEN_GROUP: gettext_lazy("The group is active from that day."),
    DecisionKind.CLOSE_GROUP: gettext_lazy("The group is closed from that day."),
    DecisionKind.SEAT_CHANGE: gettext_lazy(
        "The present holder’s term ends on the day named, and the new holder’s begins. "
        "The rights of their people follow."
    ),
    DecisionKind.OFFICE_CHANGE: gettext_lazy(
        "The present term of office ends on the day named, and the new one begins. "
        "The rights follow."
    ),
    DecisionKind.SET_MEETING_DATE: gettext_lazy("The meeting is announced."),
    DecisionKind.REQUEST_ACTION: gettext_lazy(
        "It needs an action point first that says who does what by when."
    ),
}
NO_EFFECT = gettext_lazy("Nothing else is changed by it.")


def only_who_record(request) -> None:
    if not rules.may_record_decision(request.user):
        raise PermissionDenied


def find_recorded(request, pk: int) -> Decision:
    """Return a decision to those who record them; 403 to those who only read it."""
    decision = find_decision(request, pk)
    only_who_record(request)
    return decision


def not_now(request, decision: Decision):
    """Say that the state does not allow it, and go back to the decision."""
    words = _("Nothing was changed: the decision is “%(state)s”.")
    messages.error(request, words % {"state": decision.get_state_display()})
    return redirect(decision)


def option_of(decision: Decision, verb: str, user):
    """Return the move as this person sees it; None when the state forbids it."""
    options = DECISION.options(decision, user)
    return next((each for each in options if each.move.verb == verb), None)


# --- Writing it down ----------------------------------------------------------------


@get_or_post
def add(request):
    """Ask for the kind, then for the text; meeting and kind stand in the address."""
    only_who_record(request)
    meeting = _meeting_of(request)
    kind = request.GET.get("kind", "")
    if not kind:
        return _kinds_page(request, meeting)
    if kind not in DecisionKind.values:
        raise Http404
    mode = DecisionMode.CONSENSUS if meeting else DecisionMode.WRITTEN_PROCEDURE
    decision = Decision(meeting=meeting, kind=kind, mode=mode)
    form = DecisionForm(posted(request), instance=decision, initial=_from(request))
    return verb_page(
        request,
        form,
        lambda: decisions.propose(decision, by=request.user),
        heading=DecisionKind(kind).label,
        over=str(meeting) if meeting else _("In writing, between meetings"),
        lead=_("A proposal: it can be changed until it is adopted."),
        button=_("Propose it"),
        success=_("The decision is proposed."),
        done_url=lazystr(_Address(decision)),
        back_url=register_url(),
        context={
            "breadcrumbs": way_to(Line(_("Propose a decision"))),
            "is_example": decision.is_example,
        },
    )


class _Address:
    """The address of a decision that is not saved yet, asked once it is."""

    def __init__(self, decision: Decision):
        self.decision = decision

    def __str__(self):
        return self.decision.get_absolute_url()


def _from(request) -> dict:
    """Return what the address fills in: item, report, question."""
    names = ("item", "report", "raised_by")
    return {name: request.GET[name] for name in names if name in request.GET}


def _meeting_of(request) -> Meeting | None:
    key = request.GET.get("meeting", "")
    if not key:
        return None
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return get_object_or_404(Meeting.objects.visible_to(request.user), pk=int(key))


def _kinds_page(request, meeting: Meeting | None):
    query = request.GET.copy()
    kinds = []
    for kind in DecisionKind:
        query["kind"] = kind
        hint = CONSEQUENCES.get(kind, NO_EFFECT)
        kinds.append(Line(kind.label, url=f"?{query.urlencode()}", hint=str(hint)))
    context = {
        "meeting": meeting,
        "kinds": kinds,
        "meetings": Meeting.objects.visible_to(request.user).exclude(
            state__in=("closed", "cancelled")
        ),
        "breadcrumbs": way_to(Line(_("Propose a decision"))),
        "is_example": bool(meeting and meeting.is_example),
    }
    return render(request, "meetings/decision_kinds.html", context)


@get_or_post
def edit(request, pk):
    decision = find_recorded(request, pk)
    if not decision.is_proposed:
        return not_now(request, decision)
    form = DecisionForm(posted(request), instance=decision)

    def save():
        form.attempt(
            lambda: decisions.change(decision, expected=form.expected, by=request.user)
        )

    return verb_page(
        request,
        form,
        save,
        heading=_("Edit the proposal"),
        over=str(decision),
        button=_("Save"),
        success=_("The proposal is changed."),
        done_url=decision.get_absolute_url(),
        context=frame(decision, Line(_("Edit"))),
    )


# --- What became of it ----------------------------------------------------------------


@get_or_post
def adopt(request, pk):
    """Record that it was adopted; the page says what happens and what is missing."""
    decision, user = find_decision(request, pk), request.user
    if not rules.may_adopt_decision(user, decision):
        raise PermissionDenied
    if not decision.is_proposed:
        return not_now(request, decision)
    form = AdoptForm(
        posted(request),
        decision=decision,
        needs_reason=rules.adopts_only_with_reason(user, decision),
        may_override=rules.may_override_decision(user, decision),
    )
    return verb_page(
        request,
        form,
        lambda: decisions.adopt(
            decision,
            by=user,
            render_report=adopted_pdf if is_available() else None,
            **form.cleaned_data,
        ),
        heading=_("Record that it was adopted"),
        over=str(decision),
        lead=str(CONSEQUENCES.get(DecisionKind(decision.kind), NO_EFFECT)),
        button=_("Record the decision"),
        success=_("The decision is adopted."),
        done_url=decision.get_absolute_url(),
        missing=_missing(decision, form, user),
        tone="stop",
        template="meetings/decision_verb.html",
        context=frame(decision, Line(_("Adopt"))),
    )


def _missing(decision: Decision, form: AdoptForm, user) -> list[str]:
    """Return what stands in the way if it is recorded for the day that is offered."""
    planned = copy(decision)
    planned.decided_on = form.fields["decided_on"].initial
    option = option_of(planned, "adopt", user)
    return list(option.missing) if option else []


@get_or_post
def record_past(request, pk):
    decision = find_recorded(request, pk)
    if not decision.is_proposed:
        return not_now(request, decision)
    initial = {"decided_on": decision.decided_on, "source": decision.source}
    form = PastForm(posted(request), initial=initial)
    return verb_page(
        request,
        form,
        lambda: decisions.record_past(decision, by=request.user, **form.cleaned_data),
        heading=_("Record a past decision"),
        over=str(decision),
        lead=_(
            "For what a meeting decided long ago and was carried out then. It stands "
            "in the register; nothing else is changed by it."
        ),
        missing=not_held_yet(decision),
        button=_("Record it"),
        success=_("The decision is on record."),
        done_url=decision.get_absolute_url(),
        template="meetings/decision_verb.html",
        context=frame(decision, Line(_("Past decision"))),
    )


@get_or_post
def defer(request, pk):
    return _with_reason(
        request,
        pk,
        "defer",
        decisions.defer,
        heading=_("Defer it to the next meeting"),
        lead=_(
            "It is proposed again at the next meeting of the Group and stands on its "
            "agenda: at once if that meeting is planned, or as soon as it is."
        ),
        button=_("Defer it"),
        success=_("The decision is deferred."),
    )


@get_or_post
def withdraw(request, pk):
    return _with_reason(
        request,
        pk,
        "withdraw",
        decisions.withdraw,
        heading=_("Withdraw the decision"),
        lead=_(
            "It stays in the register as withdrawn. A confirmation letter that it "
            "drafted and nobody signed is deleted."
        ),
        button=_("Withdraw it"),
        success=_("The decision is withdrawn."),
    )


def _with_reason(request, pk, verb, carry_out, **words):
    decision = find_recorded(request, pk)
    option = option_of(decision, verb, request.user)
    if option is None:
        return not_now(request, decision)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: carry_out(decision, by=request.user, **form.cleaned_data),
        over=str(decision),
        done_url=decision.get_absolute_url(),
        missing=option.missing,
        tone="stop",
        template="meetings/decision_verb.html",
        context=frame(decision, Line(words["button"])),
        **words,
    )


@get_or_post
def supersede(request, pk):
    decision = find_recorded(request, pk)
    if option_of(decision, "supersede", request.user) is None:
        return not_now(request, decision)
    form = SupersedeForm(posted(request), decision=decision)
    return verb_page(
        request,
        form,
        lambda: decisions.supersede(decision, by=request.user, **form.cleaned_data),
        heading=_("Record that another decision supersedes it"),
        over=str(decision),
        lead=_(
            "Both stay in the register, each naming the other. What this decision did "
            "is not undone by it: that is what the new decision is for."
        ),
        button=_("Record it"),
        success=_("The decision is superseded."),
        done_url=decision.get_absolute_url(),
        tone="stop",
        template="meetings/decision_verb.html",
        context=frame(decision, Line(_("Supersede"))),
    )


@get_or_post
def follow_up(request, pk):
    """Record what was done about a decision that no effect and no action shows."""
    decision = find_recorded(request, pk)
    if not decision.is_decided:
        return not_now(request, decision)
    form = FollowUpForm(posted(request), instance=decision)

    def save():
        form.attempt(
            lambda: decisions.record_done(
                decision, expected=form.expected, by=request.user, **form.facts
            )
        )

    return verb_page(
        request,
        form,
        save,
        heading=_("Record what was done about it"),
        over=str(decision),
        button=_("Save"),
        success=_("The follow-up is on record."),
        done_url=decision.get_absolute_url(),
        context=frame(decision, Line(_("Follow-up"))),
    )
