"""What search engines may read: the list of pages, and where they stay out."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap as write_sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance87.home.sitemaps import SITEMAPS

# Nobody signs in, works or searches from a search engine.
CLOSED = ("/admin/", "/account/", "/secretariat/", "/search/", "/my-country/")


@login_not_required
@require_safe
def sitemap(request):
    return write_sitemap(request, SITEMAPS)


@login_not_required
@require_safe
def robots(_request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
