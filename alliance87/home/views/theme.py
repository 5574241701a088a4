"""The pages of the themes of the Alliance."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.home.context import NavigationItem
from alliance87.home.theme_page import SLUGS, theme_page
from monitoring.enums import Dimension
from monitoring.forms.values import AsOfForm


@login_not_required
@require_safe
def theme(request, theme):
    """Show what is measured and planned on a theme, as far as the reader may know."""
    if theme not in SLUGS:
        raise Http404
    filters = AsOfForm(request.GET)
    page = theme_page(SLUGS[theme], request.user, as_of=(day := filters.day()))
    context = {
        "page": page,
        "filters": filters,
        "as_of": day,
        "now_url": reverse("theme", kwargs={"theme": theme}),
        "query": f"?as_of={day.isoformat()}" if day else "",
        "dimensions": [
            (each.label, f"?theme={page.theme}&dimension={each}") for each in Dimension
        ],
        "others": [
            (each.label, reverse("theme", kwargs={"theme": slug}))
            for slug, each in SLUGS.items()
            if slug != theme
        ],
        "breadcrumbs": [
            NavigationItem(_("Home"), "/"),
            NavigationItem(_("Indicators"), reverse("monitoring:indicator-list")),
            NavigationItem(str(page.theme.label), ""),
        ],
    }
    return render(request, "home/theme.html", context)
