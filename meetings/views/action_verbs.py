"""Pages that change an action point: written down, worked on, reported, closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from alliance87.core.forms import ReasonForm
from alliance87.core.verbs import (
    get_or_post,
    posted,
    posted_with_files,
    verb_page,
)
from meetings import action_points, rules
from meetings.enums import DueKind
from meetings.forms.action_points import (
    ActionForm,
    CloseForm,
    MoveForm,
    NoteForm,
    ReportDoneForm,
    TellForm,
)
from meetings.models import ActionPoint, Decision, Meeting
from meetings.views.action_points import (
    find_action,
    frame,
    list_url,
    options_of,
    way_to,
)
from pathfinders.views.frame import Line


def find_kept(request, pk: int) -> ActionPoint:
    """Return an action point to those who keep them; 403 to those who only read it."""
    action = find_action(request, pk)
    if not rules.may_keep_actions(request.user):
        raise PermissionDenied
    return action


def find_own(request, pk: int) -> ActionPoint:
    """Return an action point to those who report on it; 403 to other readers."""
    action = find_action(request, pk)
    if not rules.may_report_on_action(request.user, action):
        raise PermissionDenied
    return action


def not_now(request, action: ActionPoint):
    words = _("Nothing was changed: the action point is “%(state)s”.")
    messages.error(request, words % {"state": action.get_state_display()})
    return redirect(action)


def option_of(action: ActionPoint, verb: str, user):
    """Return the move as this person sees it; None when the state forbids it."""
    options = options_of(action, user)
    return next((each for each in options if each.move.verb == verb), None)


def page(request, action: ActionPoint, form, verb, **words):
    """Show one decision about an action point; `words` are those of `verb_page`."""
    return verb_page(
        request,
        form,
        verb,
        over=str(action),
        done_url=action.get_absolute_url(),
        context=frame(action, Line(words["heading"])),
        **words,
    )


# --- Writing it down ----------------------------------------------------------------


@get_or_post
def add(request):
    """Write an action point down; the meeting or decision stands in the address."""
    if not rules.may_keep_actions(request.user):
        raise PermissionDenied
    action = ActionPoint(**_origin(request), due_kind=DueKind.NEXT_MEETING)
    initial = {
        name: request.GET[name]
        for name in ("item", "decision", "raised_by")
        if name in request.GET
    }
    form = ActionForm(posted(request), instance=action, initial=initial)
    return verb_page(
        request,
        form,
        lambda: action_points.add(action, by=request.user),
        heading=_("Add an action point"),
        over=str(action.meeting or action.decision),
        lead=_("Nobody is written to by this: that is a button on its page."),
        button=_("Add it"),
        success=_("The action point is on record."),
        done_url=lazystr(_Address(action)),
        back_url=list_url(),
        template="meetings/action_form.html",
        context={
            "breadcrumbs": way_to(Line(_("Add an action point"))),
            "is_example": action.is_example,
        },
    )


class _Address:
    """The address of an action point that is not saved yet, asked once it is."""

    def __init__(self, action: ActionPoint):
        self.action = action

    def __str__(self):
        return self.action.get_absolute_url()


def _origin(request) -> dict:
    """Return the meeting or the decision that asked for it; 404 without either."""
    decision = _named(request, "decision", Decision)
    meeting = _named(request, "meeting", Meeting)
    if decision is not None:
        meeting = decision.meeting
    if meeting is None and decision is None:
        raise Http404
    return {"meeting": meeting, "decision": decision}


def _named(request, name: str, model):
    key = request.GET.get(name, "")
    if not key:
        return None
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return get_object_or_404(model.objects.visible_to(request.user), pk=int(key))


@get_or_post
def edit(request, pk):
    action = find_kept(request, pk)
    if not action.is_open:
        return not_now(request, action)
    form = ActionForm(posted(request), instance=action)

    def save():
        form.attempt(
            lambda: action_points.change(
                action, expected=form.expected, by=request.user
            )
        )

    return page(
        request,
        action,
        form,
        save,
        heading=_("Edit the action point"),
        lead=_("A personal link ends when you give it to somebody else."),
        button=_("Save"),
        success=_("The action point is changed."),
        template="meetings/action_form.html",
    )


# --- How it stands --------------------------------------------------------------------


@get_or_post
def tell(request, pk):
    action = find_own(request, pk)
    if not action.is_open:
        return not_now(request, action)
    form = TellForm(posted(request))
    return page(
        request,
        action,
        form,
        lambda: action_points.tell(action, by=request.user, **form.cleaned_data),
        heading=_("Say how it stands"),
        button=_("Save"),
        success=_("The next meeting will read it."),
    )


@get_or_post
def start(request, pk):
    return _on_the_way(
        request,
        pk,
        "start",
        action_points.start,
        heading=_("Work has begun"),
        button=_("Record it"),
        success=_("The action point is in progress."),
    )


@get_or_post
def put_back(request, pk):
    return _on_the_way(
        request,
        pk,
        "put_back",
        action_points.put_back,
        heading=_("Work has not begun after all"),
        button=_("Record it"),
        success=_("The action point is open again."),
    )


def _on_the_way(request, pk, verb, carry_out, **words):
    action = find_own(request, pk)
    if option_of(action, verb, request.user) is None:
        return not_now(request, action)
    form = MoveForm(posted(request))
    return page(
        request,
        action,
        form,
        lambda: carry_out(action, by=request.user, **form.cleaned_data),
        **words,
    )


@get_or_post
def report_done(request, pk):
    action = find_own(request, pk)
    if not action.is_open or action.proposed_done_at is not None:
        return not_now(request, action)
    form = ReportDoneForm(*posted_with_files(request), action=action)
    lead = _("The secretariat looks at it and closes it.")
    if action.is_high_priority:
        lead = _(
            "It has high priority: add the proof. Another person than you verifies it "
            "and closes it."
        )
    return page(
        request,
        action,
        form,
        lambda: action_points.report_done(action, by=request.user, **form.cleaned_data),
        heading=_("Report that it is done"),
        lead=lead,
        button=_("Report it done"),
        success=_("It is reported done. The secretariat verifies it."),
    )


@get_or_post
def send_back(request, pk):
    action = find_kept(request, pk)
    if not action.is_open or action.proposed_done_at is None:
        return not_now(request, action)
    form = ReasonForm(posted(request))
    return page(
        request,
        action,
        form,
        lambda: action_points.send_back(action, by=request.user, **form.cleaned_data),
        heading=_("Send it back"),
        lead=_("It stays open; the owner reads why and reports again."),
        button=_("Send it back"),
        success=_("The action point is with its owner again."),
    )


# --- Closing ------------------------------------------------------------------------


@get_or_post
def close(request, pk):
    action, user = find_kept(request, pk), request.user
    option = option_of(action, "close", user)
    if option is None:
        return not_now(request, action)
    form = CloseForm(*posted_with_files(request), action=action)
    return page(
        request,
        action,
        form,
        lambda: action_points.close(action, by=user, **form.cleaned_data),
        heading=_("Verify and close it"),
        lead=_("You say that it is done. A personal link ends with it."),
        button=_("Close it"),
        success=_("The action point is closed."),
        missing=option.missing,
        tone="stop",
    )


@get_or_post
def drop(request, pk):
    action, user = find_kept(request, pk), request.user
    if option_of(action, "drop", user) is None:
        return not_now(request, action)
    form = NoteForm(posted(request))
    return page(
        request,
        action,
        form,
        lambda: action_points.drop(action, by=user, **form.cleaned_data),
        heading=_("Drop it"),
        lead=_("It is given up and stays on record as dropped, with your note."),
        button=_("Drop it"),
        success=_("The action point is dropped."),
        tone="stop",
    )


@get_or_post
def reopen(request, pk):
    action, user = find_kept(request, pk), request.user
    if option_of(action, "reopen", user) is None:
        return not_now(request, action)
    form = ReasonForm(posted(request))
    return page(
        request,
        action,
        form,
        lambda: action_points.reopen(action, by=user, **form.cleaned_data),
        heading=_("Reopen it"),
        lead=_(
            "It is open again and comes before the next meeting. How it was closed "
            "stays in its history; a proof has to be given anew."
        ),
        button=_("Reopen it"),
        success=_("The action point is open again."),
    )
