"""Pages on which a country says which milestones it missed, and why."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm
from alliance87.core.models import Document
from alliance87.core.verbs import get_or_post, posted, posted_with_files, verb_page
from monitoring import rules
from monitoring.forms.missed import MissedForm, prefilled
from monitoring.missed import remove_missed, save_missed
from monitoring.models import AnnualReview, MissedMilestone
from monitoring.selectors.missed import planned_actions
from monitoring.services import PartClosed
from monitoring.views.frame import address, given_back, not_now, page_of
from monitoring.views.missed_list import SECTION
from monitoring.views.review_writing import writable
from pathfinders.views.frame import Line


@get_or_post
def add(request, iso3, year):
    """Put a milestone on the list; `?action=` names the overdue action it is about."""
    found = _writers_only(request, iso3, year)
    return _form_page(request, found, None)


@get_or_post
def edit(request, iso3, year, pk):
    found = _writers_only(request, iso3, year)
    row = _row(found, pk)
    if row is None and request.method != "POST":
        raise Http404
    return _form_page(request, found, row, is_removed=row is None)


@get_or_post
def remove(request, iso3, year, pk):
    """Ask once more, then take a milestone off the list."""
    found = _writers_only(request, iso3, year)
    row = _row(found, pk)
    if row is None:
        raise Http404
    if not rules.may_edit_report(request.user, found):
        return not_now(request, found)
    heading = _("Remove the missed milestone")
    try:
        return verb_page(
            request,
            ConfirmForm(posted(request)),
            lambda: remove_missed(row, by=request.user),
            heading=heading,
            lead=row.title,
            button=heading,
            success=_("The milestone is off the list."),
            done_url=f"{address(found)}{SECTION}",
            tone="stop",
            template="pathfinders/decision_form.html",
            context=page_of(found, Line(heading))
            | {
                "consequences": [
                    _("The milestone and its reasons disappear from the report."),
                    _("Its document stays on file."),
                    _("That it was on the list stays in the trail."),
                ]
            },
        )
    except PartClosed:
        return not_now(request, found)


def _writers_only(request, iso3: str, year: int) -> AnnualReview:
    """Return the review to those who write its report; 404 unseen, 403 otherwise."""
    found = writable(request, iso3, year)
    if not rules.may_start_review(request.user, found.pathfinder):
        raise PermissionDenied
    return found


def _row(found: AnnualReview, pk: int) -> MissedMilestone | None:
    return found.missed_milestones.filter(pk=pk).first()


def _form_page(request, found, row: MissedMilestone | None, *, is_removed=False):
    form = _form(request, found, row)
    heading = _("Missed milestone")
    if is_removed:
        words = _("Somebody removed this milestone while you were writing.")
        return _given_back(request, found, form, words)
    if not rules.may_edit_report(request.user, found):
        if form.is_bound:
            return _given_back(request, found, form)
        return not_now(request, found)
    try:
        return verb_page(
            request,
            form,
            lambda: save_missed(form, by=request.user),
            heading=heading,
            lead=_(
                "One milestone, its reasons and what is done about it. The Global "
                "Coordinating Group says of each whether it accepts the reasons."
            ),
            button=_("Save"),
            success=_("The milestone and its reasons are saved."),
            done_url=f"{address(found)}{SECTION}",
            template="monitoring/missed_form.html",
            context=page_of(found, Line(heading)),
        )
    except PartClosed:
        return _given_back(request, found, form)


def _form(request, found: AnnualReview, row: MissedMilestone | None) -> MissedForm:
    user, country = request.user, found.pathfinder.country
    actions = planned_actions(found, user)
    initial = {}
    if row is None:
        row = MissedMilestone(review=found, created_by=user)
        asked = _key(request.GET.get("action", ""))
        initial = next(
            (prefilled(each) for each in actions if each.action.key == asked), {}
        )
    row.review = found
    return MissedForm(
        *posted_with_files(request),
        instance=row,
        initial=initial,
        actions=actions,
        documents=Document.objects.visible_to(user).filter(country=country),
    )


def _given_back(request, found: AnnualReview, form: MissedForm, lead: str = ""):
    return given_back(
        request,
        form,
        form.typed,
        heading=_("Missed milestone"),
        pathfinder=found.pathfinder,
        lead=lead,
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
