"""Opening a version of a roadmap, writing its text, and deciding about it."""

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.exceptions import InvalidTransition
from alliance87.core.forms import ConfirmForm, ReasonForm
from alliance87.core.planned.pages import EmbargoForm, Publication, planned_of
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from pathfinders import roadmap_rows, rules, services, workflow
from pathfinders.enums import PUBLIC_ROADMAP_STATES, RoadmapState
from pathfinders.forms.roadmap import FirstVersionForm, RecordPastForm, RoadmapForm
from pathfinders.forms.versions import (
    PresentForm,
    PublishUnpresentedForm,
    ReturnWithCommentsForm,
)
from pathfinders.guards import roadmap_without_rows
from pathfinders.selectors import roadmap_table
from pathfinders.selectors.comments import open_comments
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.roadmap import (
    find_roadmap,
    frame,
    list_url,
    may_start,
    page_url,
    require,
    version_label,
)

# --- Preparing ----------------------------------------------------------------------


@get_or_post
def roadmap_start(request, iso3):
    pathfinder = find_pathfinder(request, iso3)
    require(may_start(request.user, pathfinder))
    numbers = list(pathfinder.roadmaps.values_list("number", "state"))
    number = max((each for each, _state in numbers), default=0) + 1
    published = pathfinder.roadmaps.published().first()
    form_class = ConfirmForm if published else FirstVersionForm
    form = form_class(posted(request))
    iso3 = pathfinder.country.slug
    rows_url = reverse(
        "pathfinders:roadmap-rows", kwargs={"iso3": iso3, "number": number}
    )
    heading = _("Start the next version") if published else _("Start a roadmap")
    return verb_page(
        request,
        form,
        lambda: services.start_roadmap(
            pathfinder, by=request.user, **form.cleaned_data
        ),
        heading=heading,
        button=heading,
        success=_("Version %(number)s is open as a draft.") % {"number": number},
        over=str(pathfinder),
        lead=_start_lead(published),
        missing=_in_preparation(pathfinder),
        done_url=rows_url,
        back_url=list_url(pathfinder),
        context={
            "is_example": pathfinder.is_example,
            "breadcrumbs": breadcrumbs(
                pathfinder,
                Line(_("Roadmaps"), url=list_url(pathfinder)),
                Line(heading),
            ),
        },
    )


def _start_lead(published) -> str:
    if published is None:
        return _(
            "A draft that only your country’s team and the secretariat can see. It "
            "becomes public when the secretariat has accepted it, the Group has seen "
            "it, and it is published."
        )
    priorities = published.priorities.count()
    return ngettext(
        "The new draft starts as a copy of version %(number)s: its text, its period, "
        "and %(count)s priority with all actions and amounts. Version %(number)s stays "
        "public until the new one is published.",
        "The new draft starts as a copy of version %(number)s: its text, its period, "
        "and %(count)s priorities with all actions and amounts. Version %(number)s "
        "stays public until the new one is published.",
        priorities,
    ) % {"number": published.number, "count": priorities}


def _in_preparation(pathfinder) -> list[str]:
    rows = pathfinder.roadmaps.exclude(state__in=PUBLIC_ROADMAP_STATES)
    return [
        _("Version %(number)s is in preparation. Finish that one first.")
        % {"number": version.number}
        for version in rows
    ]


@get_or_post
def roadmap_edit(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_edit_roadmap(request.user, roadmap))
    form = RoadmapForm(
        posted(request),
        instance=roadmap,
        needs_reason=rules.edit_needs_reason(request.user, roadmap),
    )
    heading = _("Edit text and period")
    return verb_page(
        request,
        form,
        lambda: roadmap_rows.change_text(
            roadmap, write=form.save, by=request.user, reason=form.stated_reason
        ),
        heading=heading,
        button=_("Save"),
        success=_("The text is saved."),
        over=f"{roadmap.pathfinder}, {version_label(roadmap)}",
        done_url=page_url(roadmap, "roadmap-rows"),
        context=frame(roadmap, Line(heading)),
    )


@get_or_post
def roadmap_delete(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_delete_roadmap(request.user, roadmap))
    if not services.is_deletable(roadmap):
        refuse(request, InvalidTransition(services.only_unsubmitted_drafts_go()))
        return redirect(roadmap)
    form = ReasonForm(posted(request))
    heading = _("Delete the draft")
    return verb_page(
        request,
        form,
        lambda: services.delete_roadmap(roadmap, by=request.user, **form.cleaned_data),
        heading=heading,
        button=heading,
        success=_("The draft is deleted."),
        over=f"{roadmap.pathfinder}, {version_label(roadmap)}",
        lead=_delete_lead(roadmap),
        done_url=list_url(roadmap.pathfinder),
        back_url=page_url(roadmap, "roadmap-rows"),
        tone="stop",
        context=frame(roadmap, Line(heading)),
    )


def _delete_lead(roadmap) -> str:
    priorities = roadmap.priorities.count()
    return ngettext(
        "“%(roadmap)s” goes with its %(count)s priority, and with all actions and "
        "amounts. It cannot be brought back. The trail of decisions keeps who deleted "
        "it, and your reason.",
        "“%(roadmap)s” goes with its %(count)s priorities, and with all actions and "
        "amounts. It cannot be brought back. The trail of decisions keeps who deleted "
        "it, and your reason.",
        priorities,
    ) % {"roadmap": roadmap, "count": priorities}


# --- Deciding -----------------------------------------------------------------------


@get_or_post
def roadmap_submit(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_submit_roadmap(request.user, roadmap))
    return _decide(
        request,
        roadmap,
        "submit",
        ConfirmForm(posted(request)),
        lambda: workflow.submit_roadmap(roadmap, by=request.user),
        success=_("The roadmap is with the secretariat. You hear from them next."),
        lead=_(
            "Check the whole roadmap. When you submit it, nobody can change it until "
            "the secretariat returns or publishes it. By submitting it your country "
            "agrees that it becomes public once it is accepted."
        ),
        back_url=page_url(roadmap, "roadmap-rows"),
        template="pathfinders/roadmap_submit.html",
        context={
            "table": roadmap_table(roadmap, request.user),
            "comments": open_comments(roadmap),
        },
    )


@get_or_post
def roadmap_return(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_decide_roadmap(request.user, roadmap))
    comments = open_comments(roadmap)
    form = ReturnWithCommentsForm(posted(request), has_comments=bool(comments))
    return _decide(
        request,
        roadmap,
        "return",
        form,
        lambda: workflow.return_roadmap(roadmap, by=request.user, **form.cleaned_data),
        success=_("The roadmap is with the country again."),
        lead=_("The country can change the roadmap again and sees your comments."),
        back_url=page_url(roadmap, "roadmap-check"),
        template="pathfinders/versions_return.html",
        context={"comments": comments},
    )


@get_or_post
def roadmap_accept(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_decide_roadmap(request.user, roadmap))
    return _decide(
        request,
        roadmap,
        "accept",
        ConfirmForm(posted(request)),
        lambda: workflow.accept_roadmap(roadmap, by=request.user),
        success=_("The roadmap is accepted. Present it to the Group next."),
        lead=_(
            "The step “Roadmap” goes on record for the country. The Global "
            "Coordinating Group and the Chair can read the roadmap once it is recorded "
            "as presented. It is not public yet: publishing it is a step of its own."
        ),
        back_url=page_url(roadmap, "roadmap-check"),
    )


@get_or_post
def roadmap_present(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_decide_roadmap(request.user, roadmap))
    form = PresentForm(
        posted(request),
        lacks_report_back=workflow.lacks_report_back(roadmap.pathfinder),
    )
    return _decide(
        request,
        roadmap,
        "present",
        form,
        lambda: workflow.present_roadmap(roadmap, by=request.user, **form.cleaned_data),
        button=_("Record the presentation"),
        success=_("The presentation is on record. Publish it when it may be public."),
        lead=_(
            "Members and observers of the Global Coordinating Group and the Chair can "
            "read the roadmap from now on, without the amounts that are not public. "
            "It is not public yet."
        ),
    )


@get_or_post
def roadmap_publish(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_decide_roadmap(request.user, roadmap))
    skips = roadmap.state == RoadmapState.ACCEPTED
    form = (PublishUnpresentedForm if skips else EmbargoForm)(
        posted(request), planned=planned_of("roadmap", roadmap, request.user)
    )
    country = roadmap.pathfinder.country
    publication = Publication("roadmap", roadmap, country, form, request.user)
    return _decide(
        request,
        roadmap,
        "publish",
        form,
        publication,
        success=publication.success(_("The roadmap is public.")),
        lead=_publish_lead(roadmap, skips=skips),
    )


def _publish_lead(roadmap, *, skips: bool) -> str:
    sentences = [
        _(
            "Everybody can read the roadmap from now on. A published version is never "
            "changed; changes go into a next version."
        )
    ]
    if skips:
        sentences.append(
            _(
                "It is not on record as presented to the Global Coordinating Group. If "
                "it was, record the presentation first."
            )
        )
    if published := roadmap.pathfinder.roadmaps.published().first():
        sentences.append(
            _("Version %(number)s is marked as superseded.")
            % {"number": published.number}
        )
    return " ".join(sentences)


@get_or_post
def roadmap_record_past(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    require(rules.may_override(request.user))
    form = RecordPastForm(posted(request), instance=roadmap)

    def record_past():
        with transaction.atomic():
            form.save()
            workflow.record_past_roadmap(
                roadmap, reason=form.cleaned_data["reason"], by=request.user
            )

    return _decide(
        request,
        roadmap,
        "record_past",
        form,
        record_past,
        success=_("The roadmap is on record as published."),
        lead=_(
            "For a roadmap that was public before this system existed. It skips the "
            "usual steps, so its source and your reason stay on record."
        ),
        missing=roadmap_without_rows(roadmap),
    )


def _decide(request, roadmap, verb, form, do, **page):
    """Show the page of one decision; from another state, say so and go back."""
    open_verbs = {
        option.move.verb: option
        for option in workflow.ROADMAP.options(roadmap, request.user)
    }
    if verb not in open_verbs:
        refuse(request, InvalidTransition(_not_now(roadmap)))
        return redirect(roadmap)
    page.setdefault("missing", open_verbs[verb].missing)
    heading = str(workflow.ROADMAP.moves[verb].label)
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        button=page.pop("button", heading),
        over=str(roadmap),
        done_url=roadmap.get_absolute_url(),
        context=frame(roadmap, Line(heading)) | page.pop("context", {}),
        **page,
    )


def _not_now(roadmap) -> str:
    return _("The roadmap is “%(state)s”; this is not possible now.") % {
        "state": roadmap.get_state_display()
    }
