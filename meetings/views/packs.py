"""Briefing packs to read: the versions, one pack, the same as a page."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.models import Document
from alliance87.core.reports import prose
from alliance87.core.views import deliver
from meetings import rules
from meetings.enums import PackState
from meetings.models import BriefingPack, Meeting, PaperVersion
from meetings.reports.pack import draft_entries
from meetings.selectors import asked
from meetings.selectors import packs as reads
from meetings.selectors.meetings import packs_of
from meetings.snapshots import Entry
from meetings.views.frame import find_meeting, frame
from meetings.views.paper_frame import or_sign_in
from meetings.workflow.pack import PACK
from pathfinders.views.frame import Line


def find_pack(request, pk: int, pack: int) -> tuple[Meeting, BriefingPack]:
    """Return a pack the reader may open, with its meeting; else it does not exist."""
    meeting = find_meeting(request, pk)
    rows = reads.find_packs(request.user).filter(meeting=meeting)
    return meeting, get_object_or_404(rows, pk=pack)


def url_of(name: str, pack: BriefingPack, **keys) -> str:
    keys = {"pk": pack.meeting_id, "pack": pack.pk} | keys
    return reverse(f"meetings:{name}", kwargs=keys)


def list_line(meeting: Meeting) -> Line:
    url = reverse("meetings:packs", kwargs={"pk": meeting.pk})
    return Line(_("Briefing pack"), url=url)


def pack_name(pack: BriefingPack) -> str:
    return _("Version %(number)s") % {"number": pack.number}


@require_safe
@login_not_required
@or_sign_in
def pack_list(request, pk):
    """List the versions of the packs of a meeting that the reader may open."""
    meeting = find_meeting(request, pk)
    rows = list(packs_of(meeting, request.user))
    may_build = rules.may_build_packs_of(request.user, meeting)
    if not (rows or may_build or rules.may_read_papers(request.user)):
        raise Http404
    context = frame(request.user, meeting, "packs", Line(_("Briefing pack"))) | {
        "packs": [
            (each, reads.TONES[each.state], reads.files_of(each, request.user))
            for each in rows
        ],
        "may_build": may_build,
        "has_asked": rules.may_read_papers(request.user),
    }
    return render(request, "meetings/pack_list.html", context)


@require_safe
@login_not_required
@or_sign_in
def pack_detail(request, pk, pack):
    """Show one version: its sections with their pages, its files, what it lacks."""
    meeting, found = find_pack(request, pk, pack)
    may_build = rules.may_build_packs(request.user, found)
    is_draft = found.state == PackState.DRAFT
    context = frame(
        request.user, meeting, "packs", list_line(meeting), Line(pack_name(found))
    ) | {
        "pack": found,
        "pack_tone": reads.TONES[found.state],
        "is_draft": is_draft,
        "may_build": may_build,
        "may_tell": rules.may_tell_readers(request.user),
        "files": reads.files_of(found, request.user),
        "rows": draft_rows(found, request.user) if is_draft else (),
        "entries": () if is_draft else reads.entries_of(found),
        "can_issue": any(o.may for o in PACK.options(found, request.user)) and is_draft,
        "note": found.note,
    }
    return render(request, "meetings/pack_detail.html", context)


def draft_rows(pack: BriefingPack, user) -> list[reads.SectionRow]:
    """Return the sections of a draft as the desk shows them to a person."""
    reader = reads.reader_of(pack)
    points = reads.points_of(pack.meeting)
    sections = list(reads.sections_of(pack))
    codes = reads.codes_of(sections, points)
    seen = {
        "known": reads.versions_known(sections, user),
        "titles": rules.papers_known_to(user),
    }
    return [
        reads.section_row(each, reader, points, codes, pack.language, **seen)
        for each in sections
    ]


# --- The same as a page ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a pack on a page; `url` leads to the original of a paper."""

    entry: Entry
    html: SafeString
    text: SafeString
    url: str


@require_safe
@login_not_required
@or_sign_in
def read(request, pk, pack):
    """Show what the pack says as a page, with links to the original files."""
    meeting, found = find_pack(request, pk, pack)
    is_draft = found.state == PackState.DRAFT
    entries = draft_entries(found) if is_draft else reads.entries_of(found)
    context = frame(
        request.user,
        meeting,
        "packs",
        list_line(meeting),
        Line(pack_name(found), url=found.get_absolute_url()),
        Line(_("To read here")),
    ) | {"pack": found, "shown": _shown(entries, request.user), "is_draft": is_draft}
    context["files"] = reads.files_of(found, request.user)
    return render(request, "meetings/pack_read.html", context)


def _shown(entries: list[Entry], user) -> list[Shown]:
    keys = [entry.version for entry in entries if entry.version]
    versions = PaperVersion.objects.select_related("paper").in_bulk(keys)
    open_to = set(
        PaperVersion.objects.visible_to(user)
        .filter(pk__in=keys)
        .values_list("pk", flat=True)
    )
    return [
        Shown(
            entry,
            # What our own templates made; it was cleaned when it was written.
            html=mark_safe(entry.html),  # noqa: S308 -- our own, escaped when made
            text=_text_of(entry, versions.get(entry.version)),
            url=versions[entry.version].get_absolute_url()
            if entry.version in open_to
            else "",
        )
        for entry in entries
        if entry.kind not in ("cover", "contents")
    ]


def _text_of(entry: Entry, version: PaperVersion | None) -> SafeString:
    """Return what the file of a paper says, for those who cannot use the PDF."""
    if entry.html or version is None or not version.text:
        return mark_safe("")
    return prose(version.text)


@require_safe
@login_not_required
@or_sign_in
def pack_pdf(request, pk, pack):
    """Deliver the PDF of a pack to who may open the pack."""
    found = find_pack(request, pk, pack)[1]
    return _deliver(found.document)


@require_safe
@login_not_required
@or_sign_in
def late_pdf(request, pk, pack):
    """Deliver the PDF of its late papers."""
    found = find_pack(request, pk, pack)[1]
    return _deliver(found.late_document)


def _deliver(document: Document | None):
    return deliver(document.versions.first() if document else None)


# --- What is asked of a person --------------------------------------------------------


@require_safe
def asked_of_me(request, pk):
    """Show a member what the meeting asks of it: decide, comment, act, answer, read."""
    meeting = find_meeting(request, pk)
    if not rules.may_read_papers(request.user):
        raise Http404
    context = frame(
        request.user, meeting, "packs", list_line(meeting), Line(_("Asked of you"))
    ) | {"asked": asked.asked_of(request.user, meeting)}
    return render(request, "meetings/asked_of_me.html", context)
