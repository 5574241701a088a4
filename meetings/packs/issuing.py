"""The verb that issues a pack: built, filed and frozen in one transaction."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.documents import store_version
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document
from meetings.enums import PackAudience, PackState
from meetings.models import BriefingPack, PackSection
from meetings.snapshots import BuiltPack, to_manifest
from meetings.workflow.pack import PACK

# The kinds of work outside the request, done in `meetings.jobs`.
ISSUE, PREVIEW = "briefing-pack", "briefing-pack-preview"
AUDIENCES = {
    PackAudience.MEMBERS: Audience.GCG,
    PackAudience.PUBLIC: Audience.PUBLIC,
}


@transaction.atomic
def issue(
    pack: BriefingPack, *, build: Callable[[BriefingPack], BuiltPack], by
) -> BriefingPack:
    """Build a draft and freeze it: file, checksum, manifest; supersede the former.

    `build` gets the locked pack. All or nothing: when anything fails the draft is as
    it was. Raises Blocked, InvalidTransition, or ReportError when the PDF fails.
    """
    rows = BriefingPack.objects.select_for_update(of=("self",))
    locked = rows.select_related("meeting").get(pk=pack.pk)
    PACK.check(locked, "issue", by=by)
    if missing := PACK.moves["issue"].guard(locked, by, None):
        raise Blocked(missing)
    built = build(locked)
    keep_places(locked, built)
    former = BriefingPack.objects.select_for_update(of=("self",)).filter(
        meeting=locked.meeting_id,
        audience=locked.audience,
        language=locked.language,
        state=PackState.ISSUED,
    )
    country = locked.meeting.country
    for each in former:
        PACK.perform(each, "supersede", by=by, country=country, reason=str(locked))
    locked.document = _file(locked, built.content, by=by)
    if built.late is not None:
        locked.late_document = _file(locked, built.late, by=by, is_late=True)
    locked.sha256, locked.pages = built.sha256, built.pages
    locked.manifest = to_manifest(built.entries)
    locked.issued_at = timezone.now()
    locked.version += 1
    PACK.perform(locked, "issue", by=by, country=country)
    return locked


def keep_places(pack: BriefingPack, built: BuiltPack) -> None:
    """Write to the sections of a draft where they stand and what they lack."""
    sections = list(pack.sections.all())
    for section in sections:
        place = built.places.get(section.pk, (None, None))
        section.first_page, section.page_count = place
        section.problem = built.problems.get(section.pk, "")[:500]
    PackSection.objects.bulk_update(sections, ["first_page", "page_count", "problem"])


def _file(pack: BriefingPack, content: bytes, *, by, is_late: bool = False) -> Document:
    """File the PDF for those the pack is for; it is ours and may be of any size."""
    words = {"meeting": pack.meeting, "number": pack.number}
    if is_late:
        title = _("Late papers, %(meeting)s, version %(number)s") % words
    else:
        title = _("Briefing pack, %(meeting)s, version %(number)s") % words
    document = Document.objects.create(
        title=title[:300],
        audience=AUDIENCES[PackAudience(pack.audience)],
        language=pack.language,
        created_by=by,
    )
    store_version(
        document,
        content,
        file_name(pack, is_late=is_late),
        content_type="application/pdf",
        by=by,
    )
    return document


def file_name(pack: BriefingPack, *, is_late: bool = False) -> str:
    """Return the name to save a pack under: “gcg-6-pack-v2.pdf”."""
    name = "-".join(pack.meeting.short_name.lower().split())[:80]
    kind = "late-papers" if is_late else "pack"
    public = "-public" if pack.audience == PackAudience.PUBLIC else ""
    return f"{name}-{kind}{public}-v{pack.number}-{pack.language}.pdf"
