"""Pages that belong to no domain: files, the language switch, health, error pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import (
    content_disposition_header,
    url_has_allowed_host_and_scheme,
)
from django.utils.text import get_valid_filename
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.models import Document, DocumentVersion


@login_not_required
@require_safe
def download(request, uuid, number=None):
    """Deliver a file to those who may read it; for all others it does not exist."""
    document = Document.objects.visible_to(request.user).filter(uuid=uuid).first()
    if document is None:
        raise Http404
    versions = document.versions.all()
    version = versions.filter(number=number).first() if number else versions.first()
    return deliver(version)


def deliver(version: DocumentVersion | None) -> FileResponse:
    """Return a stored file as an attachment that runs nothing. May raise Http404.

    Who may read it is for the caller to judge.
    """
    if version is None or not version.file.storage.exists(version.file.name):
        raise Http404
    response = FileResponse(
        version.file.open("rb"),
        as_attachment=True,
        filename=version.file_name,
        content_type=version.content_type,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def keep_address_secret(response: HttpResponse) -> HttpResponse:
    """Keep an address that is a key from every page and file that is opened next.

    Not “no-referrer”: with it browsers send a form with the origin “null”, which is
    refused as if it came from another site.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def show_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF made just now, shown in the browser and saved as `name`.pdf."""
    file_name = get_valid_filename(f"{name}.pdf")
    shown = content_disposition_header(as_attachment=False, filename=file_name)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": shown},
    )


@csrf_exempt
@login_not_required
@require_POST
def set_language(request):
    """Keep the chosen language: on the account, and in a cookie for visitors.

    Visitors need no form token, so that reading the public pages sets no cookie.
    """
    return (_keep_language if request.user.is_authenticated else _set_language)(request)


@csrf_protect
def _keep_language(request):
    return _set_language(request)


def _set_language(request):
    language = request.POST.get("language", "")
    response = redirect(_own_path(request.POST.get("next", "")))
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        samesite="Lax",
        secure=settings.PRODUCTION,
        httponly=True,
    )
    return response


def _own_path(address: str) -> str:
    """Return the path of `address` when it leads back here, else the home page."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return "/"
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/") else "/"
    return f"{path}?{parts.query}" if parts.query else path


def closed(request):
    """Stand in for a page of a package that is not offered here."""
    raise Http404


@login_not_required
@require_safe
def health(request):
    """Answer 200 when the database answers; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
