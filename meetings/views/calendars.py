"""Calendar files, and the page that says how to subscribe to them."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alliance87.core.calendars import CONTENT_TYPE, Entry, etag_of, feed
from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners.models import ActionGroup
from meetings import calendar_addresses as addresses
from meetings.models import CalendarFeed
from meetings.selectors import feeds
from meetings.selectors.calendar import groups_of, happening_of
from meetings.views.events import find_event, way_to
from pathfinders.views.frame import Line

REVALIDATE = "no-cache"


# --- Files ----------------------------------------------------------------------------


@login_not_required
@require_safe
def public_file(request):
    """Deliver what everybody may see; `?language=` chooses the words."""
    with override(_language(request)):
        entries = feeds.public_entries(timezone.localdate())
        return _file(request, _("Alliance 8.7"), entries, "alliance87")


@login_not_required
@require_safe
def group_file(request, slug):
    """Deliver what everybody may see of one group."""
    group = get_object_or_404(ActionGroup, slug=slug)
    with override(_language(request)):
        entries = feeds.public_entries(timezone.localdate(), group=group)
        name = _("Alliance 8.7: %(group)s") % {"group": group}
        return _file(request, name, entries, f"alliance87-{group.slug}")


@login_not_required
@require_safe
def own_file(request, token):
    """Deliver a person's own calendar to whoever has its secret address.

    For a secret that is unknown or ended, or whose owner lost the right, it does not
    exist.
    """
    owner = addresses.owner_of(token)
    if owner is None:
        raise Http404
    with override(owner.language):
        entries = feeds.entries_of_person(owner, timezone.localdate())
        response = _file(request, _("Alliance 8.7, mine"), entries, "alliance87-mine")
    response.headers["Cache-Control"] = f"private, {REVALIDATE}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_safe
def event_file(request, pk):
    """Deliver one event, to put it into a calendar by hand."""
    entry = feeds.to_entry(happening_of(find_event(request, pk)))
    if entry is None:
        raise Http404
    return _file(request, entry.title, [entry], f"alliance87-event-{pk}")


def _language(request) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _file(request, name: str, entries: Iterable[Entry], file_name: str) -> HttpResponse:
    """Return a calendar file, or 304 for who has it already.

    Only the content decides: something that is gone changes no date of what stays.
    """
    entries = list(entries)
    content = feed(name, entries)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["ETag"] = etag_of(content)
    if entries:
        changed = max(entry.changed_at for entry in entries)
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers["Cache-Control"] = REVALIDATE
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=f"{file_name}.ics"
    )
    return get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )


# --- Subscribing ----------------------------------------------------------------------


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def as_webcal(url: str) -> str:
    """Return an address that opens the calendar program of the machine."""
    return f"webcal://{url.partition('://')[2]}"


def _subscription(label: str, path: str) -> Line:
    """Return what a page offers: the address, and a link that subscribes to it."""
    language = get_language()
    if language != settings.LANGUAGE_CODE:
        path = f"{path}?language={language}"
    url = absolute(path)
    return Line(label, value=url, url=as_webcal(url))


@login_not_required
@require_safe
def subscribe(request):
    """Say how to subscribe, and to a member how to get the own calendar."""
    user = request.user
    may_have = user.is_authenticated and addresses.has_own_calendar(user)
    context = {
        "public": _subscription(
            _("All public events and meetings"), reverse("meetings:calendar-public")
        ),
        "groups": [
            _subscription(
                str(group),
                reverse("meetings:calendar-group", kwargs={"slug": group.slug}),
            )
            for group in groups_of(user)
        ],
        "may_have": may_have,
        "address": CalendarFeed.objects.filter(
            user=user.pk, revoked_at__isnull=True
        ).first()
        if may_have
        else None,
        "breadcrumbs": way_to(Line(_("Subscribe"))),
    }
    return render(request, "meetings/calendar_subscribe.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request):
    """Make a new secret address and show it, this once.

    The answer to the form is the page itself: nothing else may hold the secret. Sent
    twice, the second address is the one that works, and the one that is shown.
    """
    if not addresses.has_own_calendar(request.user):
        raise PermissionDenied
    heading = _("Your own calendar")
    context = {"breadcrumbs": _way(heading), "heading": heading}
    if request.method == "POST":
        token = addresses.new_address(by=request.user)
        path = reverse("meetings:calendar-own", kwargs={"token": token})
        url = absolute(path)
        context["address"] = Line(heading, value=url, url=as_webcal(url))
    else:
        context["replaces"] = CalendarFeed.objects.filter(
            user=request.user, revoked_at__isnull=True
        ).exists()
    return render(request, "meetings/calendar_address.html", context)


@get_or_post
def end_address(request):
    """End the secret address without making another."""
    heading = _("End your calendar address")
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: addresses.end_address(by=request.user),
        heading=heading,
        button=_("End it"),
        success=_("The address has ended."),
        lead=_("Programs that use it find nothing any more. You can make a new one."),
        tone="stop",
        done_url=reverse("meetings:calendar"),
        context={"breadcrumbs": _way(heading)},
    )


def _way(heading: str) -> list[Line]:
    page = Line(_("Subscribe"), url=reverse("meetings:calendar"))
    return way_to(page, Line(heading))
