"""Pages on which the secretariat keeps networks and who is in them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners import directory as verbs
from alliance87.partners import rules
from alliance87.partners.forms.networks import NetworkForm, NetworkMemberForm
from alliance87.partners.models import Network, NetworkMembership
from alliance87.partners.views.frame import Line, way_to


def _to_keep(request, pk) -> Network:
    """Return the network to those who keep it; others may read it only."""
    network = get_object_or_404(Network, pk=pk)
    if not rules.may_edit_partners(request.user):
        raise PermissionDenied
    return network


def _way(network: Network | None, heading: str) -> list[Line]:
    all_of_them = Line(_("Networks and initiatives"), url=reverse("partners:networks"))
    if network is None:
        return way_to(None, all_of_them, Line(heading))
    here = Line(str(network), url=network.get_absolute_url())
    return way_to(None, all_of_them, here, Line(heading))


@get_or_post
def add(request):
    if not rules.may_edit_partners(request.user):
        raise PermissionDenied
    return _network_page(request, Network(), _("Add a network"))


@get_or_post
def edit(request, pk):
    return _network_page(request, _to_keep(request, pk), _("Edit the network"))


def _network_page(request, network: Network, heading: str):
    stored = network if network.pk else None
    name = str(network) if stored else ""
    context = {"breadcrumbs": _way(stored, heading)}
    form = NetworkForm(posted(request), instance=network)
    back = network.get_absolute_url() if stored else reverse("partners:networks")
    return verb_page(
        request,
        form,
        lambda: verbs.save_network(network, by=request.user, write=form.save),
        heading=heading,
        over=name,
        button=_("Save the network"),
        success=_("The network is on record."),
        # Asked for its address after it is saved.
        done_url=network,
        back_url=back,
        context=context,
    )


@get_or_post
def member_add(request, pk):
    network = _to_keep(request, pk)
    membership = NetworkMembership(network=network)
    return _member_page(request, membership, _("Add a member"))


@get_or_post
def member_edit(request, pk, member):
    """Record since when a partner is in a network, or that it left."""
    network = _to_keep(request, pk)
    rows = network.memberships.select_related("partner")
    return _member_page(request, get_object_or_404(rows, pk=member), _("Edit a member"))


def _member_page(request, membership: NetworkMembership, heading: str):
    network = membership.network
    is_known = membership.pk is not None
    form = NetworkMemberForm(posted(request), instance=membership)
    return verb_page(
        request,
        form,
        lambda: verbs.save_network_member(form.instance, by=request.user),
        heading=heading,
        over=f"{network} · {membership.partner}" if is_known else str(network),
        button=_("Save the member"),
        success=_("The member is on record."),
        done_url=network.get_absolute_url(),
        context={"breadcrumbs": _way(network, heading)},
    )
