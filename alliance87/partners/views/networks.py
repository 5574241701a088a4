"""Networks of partners and related initiatives, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alliance87.partners import rules
from alliance87.partners.enums import NetworkKind
from alliance87.partners.models import Network, NetworkMembership, Partner
from alliance87.partners.selectors.directory import shown_to
from alliance87.partners.views.frame import Line, page_of, way_to

HEADINGS = {
    NetworkKind.BUSINESS: _("Business networks"),
    NetworkKind.SURVIVORS: _("Survivors’ networks"),
    NetworkKind.INITIATIVE: _("Related initiatives"),
}


@login_not_required
@require_safe
def networks(request):
    """Show business networks, survivors’ networks and related initiatives."""
    today = timezone.localdate()
    current = Q(memberships__joined_on=None) | Q(memberships__joined_on__lte=today)
    current &= Q(memberships__left_on=None) | Q(memberships__left_on__gt=today)
    seen = Q(memberships__partner__in=Partner.objects.visible_to(request.user))
    rows = Network.objects.select_related("convener").annotate(
        members=Count("memberships", filter=current & seen)
    )
    groups = [
        (
            heading,
            [
                (each, shown_to(request.user, each.convener))
                for each in rows
                if each.kind == kind
            ],
        )
        for kind, heading in HEADINGS.items()
    ]
    context = {
        "groups": [group for group in groups if group[1]],
        "breadcrumbs": way_to(None, Line(_("Networks and initiatives"))),
        "may_edit": rules.may_edit_partners(request.user),
    }
    return render(request, "partners/networks.html", context)


@login_not_required
@require_safe
def network(request, pk):
    """Show one network with its members of today and of before."""
    found = get_object_or_404(Network.objects.select_related("convener"), pk=pk)
    seen = Partner.objects.visible_to(request.user)
    members = NetworkMembership.objects.filter(network=found, partner__in=seen)
    members = members.select_related("partner__country").order_by("partner__name", "pk")
    today = timezone.localdate()
    context = {
        "network": found,
        "convener": shown_to(request.user, found.convener),
        "page": page_of(request, members.on(today)),
        "former": members.filter(left_on__lte=today),
        "breadcrumbs": way_to(
            None,
            Line(_("Networks and initiatives"), url=reverse("partners:networks")),
            Line(str(found)),
        ),
        "may_edit": rules.may_edit_partners(request.user),
    }
    return render(request, "partners/network.html", context)
