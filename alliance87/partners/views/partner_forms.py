"""Pages on which the secretariat keeps a partner, its people and its journey."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.forms import ReasonForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners import directory as verbs
from alliance87.partners import engagement, rules
from alliance87.partners.forms.directory import (
    DoneForm,
    LeaveForm,
    PartnerForm,
    PersonForm,
    StepForm,
)
from alliance87.partners.models import EngagementStep, Partner, Person
from alliance87.partners.partner_parts import held_on_leaving
from alliance87.partners.places import places_of
from alliance87.partners.roles import roles_held
from alliance87.partners.selectors.directory import groups_of
from alliance87.partners.views.directory import find_partner
from alliance87.partners.views.frame import Line, way_to


def to_keep(request, pk) -> Partner:
    """Return the partner to those who keep it; others may read it only."""
    partner = find_partner(request, pk)
    if not rules.may_edit_partners(request.user):
        raise PermissionDenied
    return partner


def hidden_from_others(request) -> None:
    """Answer 404 to those for whom contacts and journeys do not exist."""
    if not rules.may_see_contacts(request.user):
        raise Http404


# --- The partner ----------------------------------------------------------------------


@get_or_post
def add(request):
    if not rules.may_edit_partners(request.user):
        raise PermissionDenied
    form = PartnerForm(posted(request), instance=Partner())
    return _partner_page(
        request,
        form,
        heading=_("Add a partner"),
        success=_("The partner is on record."),
        context={"breadcrumbs": way_to(None, Line(_("Add a partner")))},
    )


@get_or_post
def edit(request, pk):
    partner = to_keep(request, pk)
    form = PartnerForm(posted(request), instance=partner)
    return _partner_page(
        request,
        form,
        heading=_("Edit the partner"),
        success=_("The partner was changed."),
        over=str(partner),
        context={"breadcrumbs": way_to(partner, Line(_("Edit the partner")))},
    )


def _partner_page(request, form, **words):
    partner = form.instance
    is_new = partner.pk is None
    return verb_page(
        request,
        form,
        lambda: verbs.save_partner(partner, by=request.user, write=form.save),
        button=_("Save the partner"),
        # Asked for its address after it is saved.
        done_url=partner,
        back_url=reverse("partners:directory")
        if is_new
        else partner.get_absolute_url(),
        template="partners/partner_form.html",
        **words,
    )


@get_or_post
def leave(request, pk):
    """Record that a partner left, with the reason."""
    partner = to_keep(request, pk)
    form = LeaveForm(posted(request), partner=partner)
    return verb_page(
        request,
        form,
        lambda: verbs.record_left(partner, by=request.user, **form.cleaned_data),
        heading=_("Record that the partner left"),
        lead=_(
            "It stays in the directory as a former partner. Its memberships of "
            "networks and groups and its roles in groups end on that day, and with "
            "them the rights that these gave; those that have not begun are taken "
            "back. Roles that an administrator gave to "
            "accounts stay until they are ended. The reason is shown to the "
            "secretariat only."
        ),
        missing=held_on_leaving(partner, on=timezone.localdate()),
        button=_("Record that it left"),
        success=_("It is on record that the partner left."),
        tone="stop",
        over=str(partner),
        done_url=partner.get_absolute_url(),
        template="partners/partner_leave.html",
        context={
            "groups": [row for row in groups_of(partner) if row[3] is None],
            "breadcrumbs": way_to(partner, Line(_("Record that it left"))),
        },
    )


@get_or_post
def take_back(request, pk):
    partner = to_keep(request, pk)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: verbs.take_back(partner, by=request.user, **form.cleaned_data),
        heading=_("Put the partner back"),
        lead=_(
            "It is a partner again, as if it had not left. Networks, groups and roles "
            "in groups stay ended."
        ),
        button=_("Put it back"),
        success=_("The partner is back."),
        over=str(partner),
        done_url=partner.get_absolute_url(),
        context={"breadcrumbs": way_to(partner, Line(_("Put the partner back")))},
    )


# --- Its people -----------------------------------------------------------------------


@get_or_post
def contact_add(request, pk):
    hidden_from_others(request)
    partner = to_keep(request, pk)
    person = Person(organization=partner)
    return _contact_page(request, person, partner, _("Add a contact"))


@get_or_post
def contact_edit(request, pk):
    hidden_from_others(request)
    rows = Person.objects.visible_to(request.user)
    rows = rows.select_related("organization", "user")
    person = get_object_or_404(rows, pk=pk)
    return _contact_page(request, person, person.organization, _("Edit the contact"))


def _contact_page(request, person, partner, heading):
    lead = [_("Contacts are shown to the secretariat only."), _rights_of(person)]
    form = PersonForm(posted(request), instance=person, by=request.user)
    back = partner.get_absolute_url() if partner else reverse("partners:directory")
    return verb_page(
        request,
        form,
        lambda: verbs.save_contact(
            person,
            by=request.user,
            write=form.save,
            with_places=form.cleaned_data.get("with_places", False),
        ),
        heading=heading,
        lead=" ".join(lead),
        button=_("Save the contact"),
        success=_("The contact is on record."),
        over=str(partner or ""),
        done_url=back,
        context={"breadcrumbs": way_to(partner, Line(heading))},
    )


def _rights_of(person: Person) -> str:
    """Say whether a contact has an account, and what it may do with it today."""
    if person.user_id is None:
        words = _(
            "This person has no account: a seat, an office or the chair of a group "
            "gives no rights until an administrator links one."
        )
        named = "; ".join(place.words for place in places_of(person))
        if not named:
            return words
        return " ".join((words, _("Named as: %(places)s.") % {"places": named}))
    held = roles_held(person.user)
    if not held:
        words = _("This person has an account (%(email)s) and no role today.")
        return words % {"email": person.user.email}
    words = _("This person has an account (%(email)s) with the rights of: %(roles)s.")
    roles = ", ".join(str(role.label) for role in held)
    return words % {"email": person.user.email, "roles": roles}


# --- The journey with it --------------------------------------------------------------


@get_or_post
def step_add(request, pk):
    """Record that a partner reached a stage."""
    hidden_from_others(request)
    partner = to_keep(request, pk)
    step = EngagementStep(partner=partner)
    return _step_page(request, step, _("Record a stage"))


@get_or_post
def step_edit(request, pk):
    return _step_page(request, _find_step(request, pk), _("Edit the stage"))


def _step_page(request, step: EngagementStep, heading: str):
    partner = step.partner
    form = StepForm(
        posted(request), instance=step, waiting=engagement.open_next(partner)
    )

    def save():
        engagement.save_step(
            form.instance,
            by=request.user,
            write=form.save,
            finishes_open=form.cleaned_data.get("finishes_open", False),
        )

    return verb_page(
        request,
        form,
        save,
        heading=heading,
        button=_("Save the stage"),
        success=_("The journey was updated."),
        over=str(partner),
        done_url=f"{partner.get_absolute_url()}#journey",
        context={"breadcrumbs": way_to(partner, Line(heading))},
    )


@get_or_post
def step_done(request, pk):
    step = _find_step(request, pk)
    form = DoneForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: engagement.finish_next(step, by=request.user, **form.cleaned_data),
        heading=_("The next step is done"),
        lead=step.next_step,
        button=_("Mark as done"),
        success=_("The next step is done."),
        over=str(step.partner),
        done_url=f"{step.partner.get_absolute_url()}#journey",
        context={"breadcrumbs": way_to(step.partner, Line(_("Mark as done")))},
    )


def _find_step(request, pk) -> EngagementStep:
    rows = EngagementStep.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("partner", "stage"), pk=pk)
