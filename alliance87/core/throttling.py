"""Costly addresses answer so many times a minute, and then ask to wait.

Counted for the account of who is signed in, for the address of who is not; reading
pages is never counted. Minutes are those of the clock, in the shared cache. Two
requests at once may count as one: this keeps a machine usable, and guards no secret.
"""

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Which limit of `settings.THROTTLES` counts, by the last word of an address's name.
LIMITS = {
    "search": "search",
    "pdf": "document",
    "png": "document",
    "csv": "table",
    "xlsx": "table",
    "file": "table",
    "codebook": "table",
}
WAIT_SECONDS = 60


def limit_of(name: str) -> str:
    """Return which limit an address has, by the name of its pattern; empty: none."""
    return LIMITS.get(name.rsplit("-", 1)[-1], "")


def is_within(request: HttpRequest, limit: str) -> bool:
    """Count a request, and say whether it may still be answered."""
    most = settings.THROTTLES.get(limit)
    if most is None:
        return True
    minute = int(time.time()) // WAIT_SECONDS
    key = f"throttle:{limit}:{_reader(request)}:{minute}"
    if cache.add(key, 1, timeout=2 * WAIT_SECONDS):
        return most >= 1
    try:
        return cache.incr(key) <= most
    except ValueError:  # The cache let go of it in between.
        return True


def _reader(request: HttpRequest) -> str:
    """Return whom a request is counted for: an account, else a network address.

    Of the newer addresses a household has a whole network, which counts as one.
    """
    if request.user.is_authenticated:
        return f"user{request.user.pk}"
    try:
        given = get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # No address that can be read: all those are one reader.
        return "unknown"
    address = ipaddress.ip_address(given)
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def ask_to_wait(request: HttpRequest) -> HttpResponse:
    """Return the page that says to wait, without a word about the account."""
    page = render(request, "core/too_many.html", status=429)
    page.headers["Retry-After"] = str(WAIT_SECONDS)
    return page


class ThrottleMiddleware:
    """Ask readers to wait who take costly pages and files faster than people do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        limit = limit_of(request.resolver_match.url_name or "")
        if not limit or is_within(request, limit):
            return None
        return ask_to_wait(request)
