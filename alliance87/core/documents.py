"""Verbs that file documents."""

import hashlib
import unicodedata
from datetime import date, datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from alliance87.core.enums import Audience
from alliance87.core.models import Document, DocumentVersion
from alliance87.core.uploads import content_type_of


@transaction.atomic
def file_document(
    upload,
    *,
    title: str,
    by,
    audience: str = Audience.SECRETARIAT,
    country=None,
    language: str = "en",
    expires_on: date | None = None,
    embargoed_until: datetime | None = None,
) -> Document:
    """File an upload as version 1 of a new document and return the document.

    `expires_on` is the last day on which it proves anything; None: no end. Before
    `embargoed_until` only the secretariat and the Chair reach it.
    Raises ValidationError when the file is not acceptable (see `core.uploads`).
    """
    content_type_of(upload)
    document = Document.objects.create(
        title=title,
        audience=audience,
        country=country,
        language=language,
        expires_on=expires_on,
        embargoed_until=embargoed_until,
        created_by=by,
    )
    add_version(document, upload, by=by)
    return document


@transaction.atomic
def add_version(document: Document, upload, *, by) -> DocumentVersion:
    """File `upload` as the next version; earlier versions stay as they are."""
    content_type = content_type_of(upload)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    return store_version(
        locked,
        upload.read(),
        clean_file_name(upload.name),
        content_type=content_type,
        number=locked.versions.count() + 1,
        by=by,
    )


def store_version(
    document: Document,
    content: bytes,
    name: str,
    *,
    content_type: str,
    by,
    number: int = 1,
) -> DocumentVersion:
    """Store bytes of which the caller knows what they are, under a clean name."""
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        file=ContentFile(content, name="file"),
        file_name=name,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )


def file_pdf(content: bytes, file_name: str, **fields) -> Document:
    """File a PDF that the application made itself."""
    return file_document(SimpleUploadedFile(file_name, content), **fields)


def clean_file_name(name: str) -> str:
    """Return the name for display and download: no path, no control characters."""
    normal = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).name)
    printable = "".join(
        character for character in normal if unicodedata.category(character)[0] != "C"
    )
    stem, dot, suffix = printable.rpartition(".")
    return f"{stem[: 190 - len(suffix)]}{dot}{suffix}" if dot else printable[:190]
