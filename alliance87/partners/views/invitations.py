"""Pages about accounts: invite somebody, invite again, accept an invitation."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alliance87.core.exceptions import Blocked
from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.core.views import keep_address_secret
from alliance87.partners import rules, services
from alliance87.partners.forms.accounts import InvitationForm, WelcomeForm

PAGE_ROWS = 50


def _link_to(request):
    """Return the function that makes the address of an invitation from its token."""

    def link_to(token: str) -> str:
        path = reverse("partners:invitation", kwargs={"token": token})
        return request.build_absolute_uri(path)

    return link_to


@get_or_post
def invite(request):
    """Invite a person with a role, and see who has not come yet. Administrators."""
    if not rules.may_invite(request.user):
        raise PermissionDenied
    form = InvitationForm(posted(request))
    waiting = Paginator(services.waiting_for_welcome(), PAGE_ROWS)
    return verb_page(
        request,
        form,
        lambda: services.invite(
            by=request.user, link_to=_link_to(request), **form.cleaned_data
        ),
        heading=_("Invite a person"),
        lead=_(
            "The person gets a link by e-mail, which works once and for seven days. "
            "Somebody in the directory with the same address gets this account, and "
            "with it the rights of the seats, offices and groups held there."
        ),
        button=_("Send the invitation"),
        success=_("The invitation is on its way."),
        done_url=reverse("partners:invite"),
        back_url=reverse("admin:index"),
        template="partners/invite.html",
        context={"waiting": waiting.get_page(request.GET.get("page"))},
    )


@get_or_post
def invite_again(request, pk):
    """Send a new link to somebody who has not chosen a password yet."""
    if not rules.may_invite(request.user):
        raise PermissionDenied
    user = get_object_or_404(services.waiting_for_welcome(), pk=pk)
    form = ConfirmForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: services.invite_again(user, by=request.user, link_to=_link_to(request)),
        over=user.email,
        heading=_("Invite %(name)s again") % {"name": user},
        lead=_("A new link goes to this address. The links sent before stop working."),
        button=_("Send a new invitation"),
        success=_("The invitation is on its way."),
        done_url=reverse("partners:invite"),
    )


@login_not_required
@never_cache
@get_or_post
def invitation(request, token):
    """Let an invited person choose a password, whoever is signed in here.

    Nobody is signed in by a link: the person signs in with the new password, and
    who used this browser before is signed out.
    """
    user = services.invited_user(token)
    if user is None:
        over = render(request, "partners/invitation_over.html", status=404)
        return keep_address_secret(over)
    form = WelcomeForm(user, posted(request))
    if form.is_bound and form.is_valid():
        try:
            services.welcome(token, password=form.cleaned_data["password"])
        except Blocked:
            over = render(request, "partners/invitation_over.html", status=404)
            return keep_address_secret(over)
        logout(request)
        messages.success(request, _("Your password is set. Sign in now."))
        return redirect("account_login")
    context = {
        "form": form,
        "invited": user,
        "roles": user.role_assignments.current().select_related("country", "group"),
    }
    return keep_address_secret(render(request, "partners/welcome.html", context))
