"""Short pages of text, and the style guide for those who build pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.home import api_page, styleguide
from alliance87.home.context import NavigationItem
from pathfinders import rules
from pathfinders.selectors import counters


@login_not_required
@require_safe
def how_we_count(request):
    context = {"counters": counters(), "breadcrumbs": _here(_("How we count"))}
    return render(request, "home/how_we_count.html", context)


@login_not_required
@require_safe
def about(request):
    context = {"breadcrumbs": _here(_("About the Alliance"))}
    return render(request, "home/about.html", context)


@login_not_required
@require_safe
def accessibility(request):
    context = {"breadcrumbs": _here(_("Accessibility"))}
    return render(request, "home/accessibility.html", context)


@login_not_required
@require_safe
def privacy(request):
    context = {"breadcrumbs": _here(_("Privacy"))}
    return render(request, "home/privacy.html", context)


@login_not_required
@require_safe
def api_docs(request):
    """Explain the interface for programs, address by address."""
    context = api_page.page() | {"breadcrumbs": _here(_("Programming interface (API)"))}
    return render(request, "home/api.html", context)


@require_safe
def style_guide(request):
    """Show the components to the people of the desk; for others it does not exist."""
    if not rules.may_see_desk(request.user):
        raise Http404
    return styleguide.styleguide(request)


def _here(label: str) -> list[NavigationItem]:
    return [NavigationItem(_("Home"), "/"), NavigationItem(label, "")]
