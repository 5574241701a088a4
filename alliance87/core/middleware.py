"""What every request gets: a language, a number, a trail, and safe headers."""

import uuid

import pghistory
from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from alliance87.core.audit import request_id

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ResponseHeadersMiddleware:
    """Number each request and set the headers Django has no setting for.

    Pages of a signed-in person are never kept by a cache.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex[:16]
        token = request_id.set(request.request_id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = request.request_id
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Use the language the person chose; for others the cookie, then the browser."""

    def process_request(self, request):
        super().process_request(request)
        user = request.user
        if user.is_authenticated and user.language in dict(settings.LANGUAGES):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language


class HistoryMiddleware:
    """Tell the database triggers who writes, and in which request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with pghistory.context(
            user=request.user.pk, request=request.request_id, path=request.path[:200]
        ):
            return self.get_response(request)
