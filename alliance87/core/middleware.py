"""What every request gets: a language, a number, a trail, and safe headers."""

import uuid

import pghistory
from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation

from alliance87.core.exceptions import ReportError
from alliance87.core.request_ids import is_page, request_id
from alliance87.core.secret_addresses import without_key

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
        tokens = request_id.set(request.request_id), is_page.set(True)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(tokens[0])
            is_page.reset(tokens[1])
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
        path = without_key(request.path)[:200]
        with pghistory.context(
            user=request.user.pk, request=request.request_id, path=path
        ):
            return self.get_response(request)


class DocumentFailureMiddleware:
    """Say in words why a document could not be made, where no view does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ReportError):
            return None
        context = {"reason": str(exception)}
        page = render(request, "core/document_failed.html", context, status=503)
        page.headers["Retry-After"] = "60"
        return page
