"""What an author is told who uploads a PDF for a pack."""

import hashlib
import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import children

logger = logging.getLogger(__name__)

PAGES_MAX = 300
SECONDS = 20
MEMORY_MB = 768
MAGIC, MAGIC_WITHIN = b"%PDF-", 1024
MILLIMETRES = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Inspected:
    """A PDF that can go into a pack. `title` is the file's own, often empty."""

    pages: int
    sha256: str
    title: str


def inspect(content: bytes) -> Inspected:
    """Return what is known of a PDF that may become part of a pack.

    Raises ValidationError with a sentence for its author and the remedy when it is no
    PDF, is protected, damaged, empty, too long or too demanding, has pages of absurd
    size, or holds anything active: scripts, programs, attachments, XFA forms, media,
    buttons that send or fetch. The file is opened in a child process with limits.
    """
    if not content:
        raise ValidationError(_("The file is empty."), code="pdf_empty")
    if MAGIC not in content[:MAGIC_WITHIN]:
        raise ValidationError(
            _("The file is not a PDF. Save it as PDF and choose that file."),
            code="pdf_type",
        )
    job = {"seconds": SECONDS, "memory_mb": MEMORY_MB, "pages_max": PAGES_MAX}
    report, _made = children.run("alliance87.core.packs.judging", job, content)
    if failure := report["failure"]:
        logger.info("PDF refused: %s %s", failure, report.get("detail", ""))
        sentence = _sentence(failure, report.get("named", []))
        raise ValidationError(sentence, code=f"pdf_{failure}")
    return Inspected(
        pages=report["pages"],
        sha256=hashlib.sha256(content).hexdigest(),
        title=report["title"],
    )


def _sentence(failure: str, named: list) -> str:
    match failure:
        case "protected":
            return _(
                "The PDF is protected by a password or against changes, so it cannot "
                "be merged. Save it without protection and choose that file."
            )
        case "empty":
            return _("The PDF has no pages. Save it again and choose that file.")
        case "pages":
            return _pages_sentence(*named)
        case "size":
            return _size_sentence(*named)
        case "active":
            return _active_sentence(named)
        case "time" | "memory":
            return _(
                "The PDF is too large or too complicated to be checked. Open it, print "
                "it to a new PDF, and choose that file; or split it."
            )
    return _(
        "The PDF is damaged: perhaps it was not copied to its end. Open it, print it "
        "to a new PDF, and choose that file."
    )


def _pages_sentence(count: int) -> str:
    return ngettext(
        "The PDF has %(count)d page; %(limit)d are allowed. Split it or leave out what "
        "is not needed.",
        "The PDF has %(count)d pages; %(limit)d are allowed. Split it or leave out "
        "what is not needed.",
        count,
    ) % {"count": count, "limit": PAGES_MAX}


def _size_sentence(number: int, width: float, height: float) -> str:
    return _(
        "Page %(number)d of the PDF is %(width)d mm wide and %(height)d mm high; "
        "25 to 2,540 mm are allowed. Print it to a new PDF on A4 and choose that file."
    ) % {
        "number": number,
        "width": round(width * MILLIMETRES),
        "height": round(height * MILLIMETRES),
    }


def _active_sentence(kinds: list[str]) -> str:
    names = {
        "script": _("scripts (JavaScript)"),
        "program": _("links that start programs"),
        "attachment": _("attached files"),
        "xfa": _("an XFA form"),
        "media": _("video, sound or 3D"),
        "sending": _("buttons that send or fetch data"),
    }
    return _(
        "The PDF contains %(found)s. A paper may hold nothing but pages to read. Open "
        "it, print it to a new PDF, and choose that file."
    ) % {"found": "; ".join(names[kind] for kind in kinds)}
