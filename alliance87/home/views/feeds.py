"""Feeds of what changed, for feed readers: the same file for everybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from alliance87.core.calendars import etag_of
from alliance87.home.feeds import CONTENT_TYPE, feed_of_changes
from pathfinders.models import Pathfinder

# What was taken back must be gone at once, so caches ask each time.
REVALIDATE = "public, no-cache"


@login_not_required
@require_safe
def changes_feed(request):
    return _deliver(request, None)


@login_not_required
@require_safe
def country_feed(request, iso3):
    """Tell of a country that everybody may read of; of others not even to its team."""
    public = Pathfinder.objects.visible_to(AnonymousUser()).select_related("country")
    return _deliver(request, get_object_or_404(public, country__iso3=iso3.upper()))


def _deliver(request, pathfinder: Pathfinder | None) -> HttpResponse:
    """Return the feed, or 304 for who has it already.

    Only the content decides: what is put on record or taken back today changes no day.
    """
    language = _language(request)
    content = feed_of_changes(pathfinder, language)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Language"] = language
    response.headers["ETag"] = etag_of(content)
    response.headers["Cache-Control"] = REVALIDATE
    return get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )


def _language(request) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
