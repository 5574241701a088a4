"""Issuing a pack: frozen for good, superseded by the next, which says what changed."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, InvalidTransition, ReportError
from alliance87.core.models import AuditEvent, Document
from meetings import packs
from meetings.agenda import pin_newest, put_below
from meetings.enums import PackState, SectionKind
from meetings.models import BriefingPack
from meetings.reports.pack import build
from meetings.selectors.packs import entries_of
from tests.core.pack_samples import shape
from tests.factories.packs import (
    make_file_version,
    make_item,
    make_pack,
    place_paper,
)
from tests.factories.papers import make_paper
from tests.factories.people import make_chair, make_gcg_member, make_officer
from tests.meetings.pack_samples import (
    foot_of,
    make_meeting,
    pages_of,
    paper_of,
    text_of,
)

pytestmark = pytest.mark.django_db


def content_of(document) -> bytes:
    with document.versions.get().file.open() as file:
        return file.read()


def issued(meeting, by):
    pack = meeting.packs.filter(state=PackState.DRAFT).first()
    pack = pack or make_pack(meeting, by=by)
    return packs.issue(pack, build=build, by=by)


def test_issued_pack_keeps_its_file_checksum_and_manifest():
    meeting, item = make_meeting()
    placed = paper_of(item, "Guidance note")
    officer = make_officer()

    pack = issued(meeting, officer)

    pack.refresh_from_db()
    content = content_of(pack.document)
    assert pack.state == PackState.ISSUED
    assert pack.sha256 == hashlib.sha256(content).hexdigest()
    assert pack.document.audience == Audience.GCG
    assert pack.late_document is None
    paper = next(each for each in entries_of(pack) if each.is_paper)
    assert (paper.title, paper.point, paper.sha256, paper.pages) == (
        "Guidance note",
        "1",
        placed.version.sha256,
        1,
    )
    assert pack.sections.get(paper=placed).first_page == paper.first_page
    event = AuditEvent.objects.get(verb="pack.issue")
    assert (event.by, event.was, event.now) == (officer, "draft", "issued")
    for change in ({"sha256": "0" * 64}, {"pages": 1}, {"manifest": []}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BriefingPack.objects.filter(pk=pack.pk).update(**change)
    section = pack.sections.first()
    with pytest.raises(InvalidTransition):
        packs.move_section(section, 1, by=officer)


def test_pack_keeps_its_version_by_hash_after_a_newer_one_arrives():
    meeting, item = make_meeting()
    placed = paper_of(item, "Guidance note")
    pack = issued(meeting, make_officer())
    before, manifest = content_of(pack.document), pack.manifest

    make_file_version(placed.paper, number=2, content=shape("letter"))

    pack.refresh_from_db()
    assert content_of(pack.document) == before
    assert pack.manifest == manifest
    (entry,) = [each for each in entries_of(pack) if each.is_paper]
    assert (entry.number, entry.sha256) == (1, placed.version.sha256)


def two_versions():
    """Issue a pack and the next one: a paper came, one was replaced, one went."""
    meeting, item = make_meeting()
    other = make_item(meeting, "Action groups")
    paper_of(item, "Kept paper")
    replaced = paper_of(item, "Replaced paper")
    late = place_paper(item, paper=make_paper(title="Late paper"))
    gone = paper_of(other, "Withdrawn paper")
    officer = make_officer()
    first = issued(meeting, officer)
    second = make_pack(meeting, by=officer)
    newer = make_file_version(replaced.paper, number=2, content=shape("letter", 2))
    pin_newest(replaced, newer, by=officer)
    came = make_file_version(late.paper, content=shape("slides", 3))
    pin_newest(late, came, by=officer)
    gone.in_pack = False
    gone.save()
    packs.refresh(second, by=officer)
    return first, issued(meeting, officer)


def test_second_version_says_what_changed_and_has_the_late_papers_alone():
    first, second = two_versions()

    first.refresh_from_db()
    assert (first.state, second.state) == (PackState.SUPERSEDED, PackState.ISSUED)
    (page,) = [
        page
        for page in pages_of(content_of(second.document))
        if "What changed since version 1" in page
    ]
    told = ("New", "Late paper", "Replaced", "Replaced paper", "Taken out", "Withdrawn")
    at = [next(i for i, line in enumerate(page) if words in line) for words in told]
    assert at == sorted(at)
    assert not any("Kept paper" in line for line in page)
    assert any("version 1 is now version 2" in line for line in page)
    sheets = pages_of(content_of(second.late_document))
    assert [foot_of(sheet)[1:] for sheet in sheets] == [(n, 6) for n in range(1, 7)]
    said = text_of(content_of(second.late_document))
    assert "Late paper" in said
    assert "Replaced paper" in said
    assert "Kept paper" not in said


def test_moved_paper_is_told():
    meeting, item = make_meeting()
    sub = make_item(meeting, "Toolkit", parent=item)
    paper_of(sub, "Vision")
    officer = make_officer()
    issued(meeting, officer)

    put_below(sub, None, by=officer)
    second = issued(meeting, officer)

    changes = next(e for e in entries_of(second) if e.kind == SectionKind.CHANGES)
    assert "it stood under 1.1" in changes.html
    assert second.late_document is None


def test_nothing_is_left_of_an_issue_that_fails():
    meeting, item = make_meeting()
    paper_of(item, "Guidance note")
    officer = make_officer()
    first = issued(meeting, officer)
    second = make_pack(meeting, by=officer)
    documents = Document.objects.count()

    def broken(_pack):
        raise ReportError("The document could not be made.")

    with pytest.raises(ReportError):
        packs.issue(second, build=broken, by=officer)

    for pack in (first, second):
        pack.refresh_from_db()
    assert (first.state, second.state) == (PackState.ISSUED, PackState.DRAFT)
    assert Document.objects.count() == documents


def test_only_the_secretariat_begins_arranges_and_issues():
    meeting, item = make_meeting()
    paper_of(item, "Guidance note")
    pack = make_pack(meeting)
    section = pack.sections.first()

    for person in (make_gcg_member(), make_chair()):
        for verb in (
            lambda by: packs.start_pack(meeting, by=by, audience="public"),
            lambda by: packs.refresh(pack, by=by),
            lambda by: packs.move_section(section, 1, by=by),
            lambda by: packs.add_text(pack, title="A", text="B", by=by),
            lambda by: packs.issue(pack, build=build, by=by),
        ):
            with pytest.raises(PermissionDenied):
                verb(person)


def test_empty_pack_is_not_issued():
    meeting, _item = make_meeting()
    officer = make_officer()
    pack = make_pack(meeting, by=officer)
    pack.sections.update(is_included=False)

    with pytest.raises(Blocked):
        packs.issue(pack, build=lambda locked: build(locked), by=officer)
