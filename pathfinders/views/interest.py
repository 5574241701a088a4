"""Pages of the expression of interest: writing it, checking it, deciding on it."""

from copy import copy

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import PartialDate
from alliance87.core.verbs import get_or_post, posted, posted_with_files, verb_page
from pathfinders import guards, rules, workflow
from pathfinders.enums import EoiState
from pathfinders.forms.interest import AcceptForm, EoiForm, ReturnForm
from pathfinders.models import ExpressionOfInterest
from pathfinders.services import save_eoi
from pathfinders.tones import RECORD_TONES
from pathfinders.views.frame import (
    Line,
    breadcrumbs,
    find_pathfinder,
    home_url,
    moves_open_to_reader,
)


def _find(request, iso3, pk) -> ExpressionOfInterest:
    rows = ExpressionOfInterest.objects.visible_to(request.user)
    rows = rows.select_related("pathfinder__country", "scan")
    return get_object_or_404(rows, pk=pk, pathfinder__country__iso3=iso3.upper())


def _url(eoi, verb: str = "") -> str:
    name = f"pathfinders:eoi-{verb}" if verb else "pathfinders:eoi"
    iso3 = eoi.pathfinder.country.slug
    return reverse(name, kwargs={"iso3": iso3, "pk": eoi.pk})


def _frame(eoi, *lines: Line) -> dict:
    here = Line(_("Expression of interest"), url=_url(eoi) if lines and eoi.pk else "")
    return {
        "eoi": eoi,
        "breadcrumbs": breadcrumbs(eoi.pathfinder, here, *lines),
        "is_example": eoi.pathfinder.is_example,
    }


# --- Reading ------------------------------------------------------------------


@require_safe
def detail(request, iso3, pk):
    """Show what is on record, its state, and what this reader can do next."""
    eoi = _find(request, iso3, pk)
    may_edit = rules.may_edit_eoi(request.user, eoi)
    options = workflow.EOI.options(eoi, request.user)
    page = {
        "tone": RECORD_TONES[eoi.state],
        "answers": answers(eoi, request.user, may_edit=may_edit),
        "scan": eoi.scan if rules.may_read_letter(request.user, eoi) else None,
        "may_edit": may_edit,
        "edit_url": _url(eoi, "edit"),
        "moves": moves_open_to_reader(options, lambda verb: _url(eoi, verb)),
        "is_returned": eoi.state == EoiState.RETURNED,
        "home_url": home_url(request.user, eoi.pathfinder)
        if rules.may_draft_eoi(request.user, eoi.pathfinder)
        else "",
    }
    return render(request, "pathfinders/eoi_detail.html", page | _frame(eoi))


def answers(eoi, user, *, may_edit: bool) -> list[Line]:
    """Return the answers in the order of the form, with links to change them."""
    edit = _url(eoi, "edit") if may_edit else ""
    reads_letter = rules.may_read_letter(user, eoi)

    def line(label, value, field):
        return Line(label, value, url=f"{edit}#div_id_{field}" if edit else "")

    rows = [
        line(_("Date of the letter"), eoi.when if eoi.on else None, "when"),
        line(_("Signed by"), eoi.minister, "minister"),
        line(_("Ministry"), eoi.ministry, "ministry"),
        line(
            _("A minister signed"),
            _("Yes") if eoi.signed_by_minister else _("No"),
            "signed_by_minister",
        ),
        line(_("Addressed to"), eoi.get_addressee_display(), "addressee"),
    ]
    if reads_letter:
        rows.append(line(_("What the letter says"), eoi.text, "text"))
        rows.append(line(_("Scan of the letter"), eoi.scan, "upload"))
    rows += [
        line(_("Senior official"), eoi.senior_official, "senior_official"),
        line(
            _("Post of the official"), eoi.senior_official_post, "senior_official_post"
        ),
    ]
    if rules.may_run_path(user):
        rows += _secretariat_answers(eoi, line)
    elif eoi.received_on:
        rows.append(Line(_("Received on"), _day(eoi.received_on)))
    return rows


def _secretariat_answers(eoi, line) -> list[Line]:
    rows = [
        line(_("Received on"), _day(eoi.received_on), "received_on"),
        line(_("Acknowledged on"), _day(eoi.acknowledged_on), "acknowledged_on"),
        line(_("Source"), eoi.source, "source"),
    ]
    if eoi.conflict:
        rows.append(line(_("What another source says"), eoi.conflict, "conflict"))
    return rows


def _day(on) -> PartialDate | None:
    """Return the day as dates are printed here, None when it is not on record."""
    return PartialDate.day(on) if on else None


# --- Writing ------------------------------------------------------------------


@get_or_post
def add(request, iso3):
    """Start the expression of interest, or go on with the one in preparation."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_draft_eoi(request.user, pathfinder):
        raise PermissionDenied
    rows = pathfinder.expressions_of_interest.exclude(state=EoiState.ACCEPTED)
    if existing := rows.first():
        messages.info(request, _("This expression of interest is in preparation."))
        return redirect(existing)
    eoi = ExpressionOfInterest(pathfinder=pathfinder, created_by=request.user)
    return _form_page(request, eoi, back_url=home_url(request.user, pathfinder))


@get_or_post
def edit(request, iso3, pk):
    eoi = _find(request, iso3, pk)
    if not rules.may_edit_eoi(request.user, eoi):
        raise PermissionDenied
    return _form_page(request, eoi, back_url=_url(eoi))


def _form_page(request, eoi, *, back_url):
    is_secretariat = rules.may_run_path(request.user)
    form = EoiForm(
        *posted_with_files(request), instance=eoi, for_secretariat=is_secretariat
    )
    to_check = request.POST.get("then") == "check"
    return verb_page(
        request,
        form,
        lambda: save_eoi(form, by=request.user),
        heading=_("Expression of interest"),
        over=str(eoi.pathfinder),
        lead=_(
            "Copy what the letter says. You can save and come back; nothing is sent "
            "until you submit it."
        ),
        button=_("Save and continue"),
        success=_("Saved."),
        done_url=lazy(lambda: _next_url(eoi, to_check=to_check), str)(),
        back_url=back_url,
        template="pathfinders/eoi_form.html",
        context=_frame(eoi, Line(_("Edit") if eoi.pk else _("New"))),
    )


def _next_url(eoi, *, to_check: bool) -> str:
    is_open = eoi.state in (EoiState.DRAFT, EoiState.RETURNED)
    return _url(eoi, "submit" if to_check and is_open else "")


# --- Deciding -----------------------------------------------------------------


def _option(eoi, verb, user):
    """Return the move as this person sees it; None when the state forbids it."""
    options = workflow.EOI.options(eoi, user)
    return next((each for each in options if each.move.verb == verb), None)


def _not_now(request, eoi):
    messages.error(
        request,
        _("Nothing was changed: the expression of interest is “%(state)s”.")
        % {"state": eoi.get_state_display()},
    )
    return redirect(eoi)


@get_or_post
def submit(request, iso3, pk):
    """Check the answers, then send them to the secretariat."""
    eoi = _find(request, iso3, pk)
    if not rules.may_submit_eoi(request.user, eoi):
        raise PermissionDenied
    option = _option(eoi, "submit", request.user)
    if option is None:
        return _not_now(request, eoi)
    return verb_page(
        request,
        forms.Form(posted(request)),
        lambda: workflow.submit_eoi(eoi, by=request.user),
        heading=_("Check your answers"),
        over=str(eoi.pathfinder),
        lead=_(
            "After you submit, the secretariat checks the letter. It accepts it or "
            "returns it with a comment. You cannot change it meanwhile."
        ),
        button=_("Submit the expression of interest"),
        success=_("Submitted. The secretariat checks the letter now."),
        done_url=_url(eoi),
        back_url=_url(eoi),
        missing=option.missing,
        template="pathfinders/eoi_check.html",
        context=_frame(eoi, Line(_("Check your answers")))
        | {"answers": answers(eoi, request.user, may_edit=True)},
    )


@get_or_post
def return_(request, iso3, pk):
    eoi = _find(request, iso3, pk)
    if not rules.may_decide_eoi(request.user, eoi):
        raise PermissionDenied
    if _option(eoi, "return", request.user) is None:
        return _not_now(request, eoi)
    form = ReturnForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: workflow.return_eoi(eoi, by=request.user, **form.cleaned_data),
        heading=_("Return the expression of interest"),
        over=str(eoi.pathfinder),
        lead=_("The focal point can change it and submit it again."),
        button=_("Return it"),
        success=_("Returned. The focal point sees your comment."),
        done_url=_url(eoi),
        context=_frame(eoi, Line(_("Return it"))),
    )


@get_or_post
def accept(request, iso3, pk):
    """Register the receipt and accept the letter: the steps it proves go on record."""
    eoi = _find(request, iso3, pk)
    if not rules.may_decide_eoi(request.user, eoi):
        raise PermissionDenied
    option = _option(_as_received(eoi), "accept", request.user)
    if option is None:
        return _not_now(request, eoi)
    lacks_proof = bool(option.missing) or not eoi.received_on
    form = AcceptForm(
        posted(request), eoi=eoi, may_override=option.may_override and lacks_proof
    )
    return verb_page(
        request,
        form,
        lambda: workflow.accept_eoi(eoi, by=request.user, **form.cleaned_data),
        heading=_("Accept the expression of interest"),
        over=str(eoi.pathfinder),
        lead=_consequences(eoi),
        button=_("Accept it"),
        success=_("Accepted. The steps it proves are on record."),
        done_url=_url(eoi),
        missing=option.missing,
        template="pathfinders/eoi_accept.html",
        context=_frame(eoi, Line(_("Accept it")))
        | {
            "is_incomplete": bool(guards.before_eoi_submission(eoi, request.user, None))
        },
    )


def _as_received(eoi) -> ExpressionOfInterest:
    """Return it with a day of receipt, which the page of acceptance asks for."""
    received = copy(eoi)
    received.received_on = eoi.received_on or timezone.localdate()
    return received


def _consequences(eoi) -> str:
    said = _(
        "The step “Expression of interest” goes on record with the date of the letter "
        "(%(date)s). The date becomes public, the letter does not."
    ) % {"date": eoi.when}
    if eoi.senior_official:
        said += " " + _("%(name)s is recorded as senior official.") % {
            "name": eoi.senior_official
        }
    return said
