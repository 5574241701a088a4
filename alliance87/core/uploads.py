"""What an uploaded file really is, judged by its content and not by its name."""

import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
OFFICE_PARTS = {
    "word/document.xml": TYPES[".docx"],
    "xl/workbook.xml": TYPES[".xlsx"],
}
ZIP_ENTRIES_MAX = 1000
ACCEPT = ",".join(TYPES)


def content_type_of(upload) -> str:
    """Return the media type of an uploaded file.

    Raises ValidationError, with the remedy, for a file that is too large, empty, of a
    type not accepted, or whose content is not what its name says.
    """
    if upload.size > settings.DOCUMENT_MAX_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Make it smaller or split it.")
            % {"limit": filesizeformat(settings.DOCUMENT_MAX_BYTES)},
            code="file_size",
        )
    if not upload.size:
        raise ValidationError(_("The file is empty."), code="file_empty")
    expected = TYPES.get(PurePath(upload.name).suffix.lower())
    if expected is None:
        raise ValidationError(
            _("Files of this type are not accepted. Use PDF, PNG, JPEG, DOCX or XLSX."),
            code="file_type",
        )
    if _detect(upload) != expected:
        raise ValidationError(
            _(
                "The content of the file is not what its name says. Save it again as "
                "PDF, PNG, JPEG, DOCX or XLSX and choose that file."
            ),
            code="file_content",
        )
    return expected


def _detect(upload) -> str | None:
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    for magic, content_type in MAGIC.items():
        if head.startswith(magic):
            return content_type
    if head.startswith(b"PK\x03\x04"):
        return _detect_office(upload)
    return None


def _detect_office(upload) -> str | None:
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    finally:
        upload.seek(0)
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    if has_macros or len(names) > ZIP_ENTRIES_MAX:
        return None
    for part, content_type in OFFICE_PARTS.items():
        if part in names:
            return content_type
    return None
