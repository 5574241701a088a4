"""The file of an import, kept as it came: it is the proof of what it brought."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.documents import clean_file_name, store_version
from alliance87.core.enums import Audience
from alliance87.core.models import Document, DocumentVersion
from alliance87.core.uploads import TYPES
from monitoring.models import ValueImport

TEXT = "text/csv"
# The audience of what no list and no address of documents delivers.
NOBODY = ""
TITLE_MAX = 300


@transaction.atomic
def keep_table(upload, *, title: str, by, pathfinder=None) -> DocumentVersion:
    """File a table that was read; a country's for its team, others for the secretariat.

    What it is was found by reading it. It is kept as it came, with the empty signs at
    its end that `core.uploads` would not take.
    """
    audience = Audience.COUNTRY if pathfinder else Audience.SECRETARIAT
    country = pathfinder.country if pathfinder else None
    facts = {"title": title[:TITLE_MAX], "audience": audience, "country": country}
    upload.seek(0)
    return _version(Document.objects.create(created_by=by, **facts), upload, by=by)


def keep_aside(content: bytes, name: str, *, by) -> DocumentVersion:
    """Keep what was made of a file, for the pages of its import alone."""
    document = Document.objects.create(title=name, audience=NOBODY, created_by=by)
    return _version(document, ContentFile(content, name=name), by=by)


def _version(document: Document, upload, *, by) -> DocumentVersion:
    name = clean_file_name(upload.name)
    if not name:
        raise ValidationError(_("The file has no name."), code="file_name")
    kind = TYPES.get(PurePath(name).suffix.lower(), TEXT)
    return store_version(document, upload.read(), name, content_type=kind, by=by)


def kept_file(value_import: ValueImport) -> ContentFile:
    """Return the file of an import as it was uploaded."""
    return _opened(value_import.file)


def _opened(version: DocumentVersion) -> ContentFile:
    with version.file.open("rb") as stored:
        return ContentFile(stored.read(), name=version.file_name)


def kept_aside(pk: int) -> bytes:
    return _opened(DocumentVersion.objects.get(pk=pk)).read()
