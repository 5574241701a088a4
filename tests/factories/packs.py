"""Briefing packs, papers on an agenda, and files as they were uploaded."""

import io

import pikepdf

from alliance87.core.documents import store_version
from alliance87.core.enums import Audience
from alliance87.core.models import Document
from meetings.enums import MeetingState, VersionState
from meetings.models import (
    AgendaItem,
    AgendaPaper,
    BriefingPack,
    PaperVersion,
)
from meetings.packs import issue, start_pack
from meetings.snapshots import BuiltPack, Entry
from tests.factories.decisions import make_agenda_item, make_gcg
from tests.factories.papers import make_paper, make_version
from tests.factories.people import keeper, make_officer


def make_file_version(paper=None, *, content: bytes, **fields) -> PaperVersion:
    """Make a version of a paper that is a PDF, circulated unless `state` differs."""
    paper = paper or make_paper()
    document = Document.objects.create(
        title=paper.title, audience=Audience.GCG, created_by=keeper()
    )
    file = store_version(
        document,
        content,
        "paper.pdf",
        content_type="application/pdf",
        by=keeper(),
        number=1,
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    values = {
        "state": VersionState.FOR_DECISION,
        "file": file,
        "sha256": file.sha256,
        "pages": pages,
        "text": "",
    } | fields
    return make_version(paper, **values)


def place_paper(item=None, version=None, **fields) -> AgendaPaper:
    """Put a paper under an agenda item; without a version it is to follow."""
    item = item or make_agenda_item()
    paper = fields.pop("paper", None) or (version.paper if version else make_paper())
    values = {"position": item.papers.count() + 1} | fields
    return AgendaPaper.objects.create(item=item, paper=paper, version=version, **values)


def make_convened(**fields):
    """Make a meeting of the Group whose agenda is out."""
    return make_gcg(**{"state": MeetingState.CONVENED} | fields)


def make_item(meeting, title, **fields) -> AgendaItem:
    below = meeting.items.filter(parent=fields.get("parent")).count()
    return make_agenda_item(meeting, **{"title": title, "position": below + 1} | fields)


def make_pack(meeting=None, *, by=None, **fields) -> BriefingPack:
    """Begin the next version of a pack of a meeting."""
    return start_pack(meeting or make_convened(), by=by or make_officer(), **fields)


def issue_unbuilt(pack: BriefingPack, *entries: Entry, by=None) -> BriefingPack:
    """Issue a pack whose PDF nobody opens, with these entries in its manifest."""
    built = BuiltPack(
        content=b"%PDF-1.7",
        sha256="0" * 64,
        pages=len(entries) or 1,
        entries=entries,
        problems={},
        places={},
    )
    return issue(pack, build=lambda _locked: built, by=by or make_officer())
