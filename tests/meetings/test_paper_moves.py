"""Versions of papers from the draft to what is in force, and files coming in."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent, Document
from meetings.enums import PaperKind, PaperVisibility, VersionState
from meetings.models import PaperVersion
from meetings.papers import add_version, change_version, delete_draft
from meetings.workflow.papers import (
    PAPER_VERSION,
    circulate_version,
    endorse,
    release,
    supersede_version,
    table_version,
    withdraw_version,
)
from tests.factories import make_chair, make_gcg_member, make_officer
from tests.factories.papers import (
    make_comment_round,
    make_draft,
    make_paper,
    make_version,
    paper_upload,
    protected_pdf,
    text_pdf,
)
from tests.stored import stored

pytestmark = pytest.mark.django_db


class Decided(SimpleNamespace):
    """Stands for a decision: the moves only read its day and its words."""

    def __str__(self):
        return self.text


DECISION = Decided(decided_on=date(2019, 11, 12), text="GCG6/D3: endorsed")


@pytest.fixture
def officer():
    return make_officer()


def states(paper) -> dict[int, str]:
    return dict(paper.versions.order_by("number").values_list("number", "state"))


# --- States ---------------------------------------------------------------------------


def test_endorsing_the_second_version_supersedes_the_first(officer):
    """Acceptance 6: guidance note v2 endorsed, so v1 is superseded."""
    first = make_version()
    second = make_version(first.paper, number=2, state=VersionState.FOR_DECISION)

    endorsed = endorse(second, by=officer, decision=DECISION)

    assert states(first.paper) == {1: "superseded", 2: "endorsed"}
    assert endorsed.endorsed_on == date(2019, 11, 12)
    first.refresh_from_db()
    assert first.was_endorsed is True
    trail = AuditEvent.objects.filter(verb="paper_version.endorse").get()
    assert (trail.was, trail.now, trail.reason) == (
        *("for_decision", "endorsed"),
        "GCG6/D3: endorsed",
    )


def test_a_checksum_stays_when_the_next_version_comes(officer):
    """Acceptance 6: what a pack pinned keeps its hash after v3 arrives."""
    paper = make_paper()
    pinned = add_version(paper, upload=paper_upload("Version two"), by=officer)
    sha256 = pinned.sha256
    circulate_version(pinned, by=officer)
    table_version(pinned, by=officer)
    endorse(pinned, by=officer, decision=DECISION)

    third = add_version(paper, upload=paper_upload("Version three"), by=officer)

    pinned.refresh_from_db()
    assert pinned.sha256 == sha256 == pinned.file.sha256
    assert third.number == 2
    assert third.sha256 != sha256


def test_another_language_stays_in_force(officer):
    french = make_version(language="fr")
    second = make_version(french.paper, number=2, state=VersionState.FOR_DECISION)

    endorse(second, by=officer, decision=DECISION)

    french.refresh_from_db()
    assert french.state == VersionState.ENDORSED


def test_endorsing_needs_a_decision(officer):
    version = make_version(state=VersionState.FOR_DECISION)

    with pytest.raises(Blocked) as refused:
        endorse(version, by=officer, decision=None)

    assert refused.value.reasons == ("A paper is endorsed by a decision of the Group.",)
    assert states(version.paper) == {1: "for_decision"}


def test_a_draft_is_not_endorsed(officer):
    with pytest.raises(InvalidTransition):
        endorse(make_draft(), by=officer, decision=DECISION)


def test_two_who_endorse_the_same_version_do_it_once(officer):
    version = make_version(state=VersionState.FOR_DECISION)
    twin = PaperVersion.objects.get(pk=version.pk)

    endorse(version, by=officer, decision=DECISION)
    with pytest.raises(InvalidTransition):
        endorse(twin, by=make_officer(), decision=DECISION)

    verb = "paper_version.endorse"
    assert AuditEvent.objects.filter(verb=verb).count() == 1


def test_an_older_version_is_not_endorsed_after_a_newer_one(officer):
    older = make_version(state=VersionState.FOR_DECISION)
    make_version(older.paper, number=2)

    with pytest.raises(Blocked) as refused:
        endorse(older, by=officer, decision=DECISION)

    assert refused.value.reasons == ("Version 2 is in force already, and it is newer.",)


def test_circulating_supersedes_earlier_drafts(officer):
    first = make_version(state=VersionState.FOR_COMMENT)
    make_comment_round(first)
    second = make_draft(first.paper, number=2)

    circulate_version(second, by=officer)

    assert states(first.paper) == {1: "superseded", 2: "for_comment"}
    first.refresh_from_db()
    assert first.was_endorsed is False
    assert first.comment_rounds.get().closed_by == officer


def test_a_paper_of_the_secretariat_is_not_circulated(officer):
    paper = make_paper(visibility=PaperVisibility.SECRETARIAT)

    with pytest.raises(Blocked):
        circulate_version(make_draft(paper), by=officer)


def test_nothing_is_tabled_while_comments_are_taken(officer):
    comment_round = make_comment_round()

    with pytest.raises(Blocked) as refused:
        table_version(comment_round.version, by=officer)

    assert refused.value.reasons == (
        "Comments are still taken on it: close the round first.",
    )


def test_guidance_is_not_put_out_without_the_group(officer):
    with pytest.raises(Blocked) as refused:
        release(make_draft(), by=officer)

    assert refused.value.reasons == (
        "The Group endorses a paper of this kind by a decision: table it.",
    )


def test_a_translation_follows_what_the_group_endorsed(officer):
    english = make_version(endorsed_on=date(2018, 11, 1), endorsed_precision="month")
    french = make_draft(english.paper, language="fr")

    release(french, by=officer)

    french.refresh_from_db()
    assert (french.state, french.was_endorsed) == (VersionState.ENDORSED, True)
    assert str(french.endorsed) == "November 2018"


def test_a_publication_is_put_out(officer):
    version = make_draft(make_paper(kind=PaperKind.PUBLICATION))

    released = release(version, by=officer)

    assert released.endorsed_on == timezone.localdate()


def test_withdrawing_needs_a_reason_and_ends_the_comments(officer):
    comment_round = make_comment_round()

    with pytest.raises(Blocked):
        withdraw_version(comment_round.version, by=officer, reason=" ")
    withdraw_version(comment_round.version, by=officer, reason="Wrong file")

    comment_round.refresh_from_db()
    assert comment_round.closed_by == officer
    assert states(comment_round.version.paper) == {1: "withdrawn"}


def test_what_is_endorsed_is_not_withdrawn(officer):
    with pytest.raises(InvalidTransition):
        withdraw_version(make_version(), by=officer, reason="Because")


VERBS = {
    "circulate": lambda version, by: circulate_version(version, by=by),
    "table": lambda version, by: table_version(version, by=by),
    "endorse": lambda version, by: endorse(version, by=by, decision=DECISION),
    "release": lambda version, by: release(version, by=by),
    "supersede": lambda version, by: supersede_version(version, by=by),
    "withdraw": lambda version, by: withdraw_version(version, by=by, reason="Why"),
}


def test_every_move_has_its_verb():
    assert set(VERBS) == set(PAPER_VERSION.moves)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (verb, state)
        for verb, move in PAPER_VERSION.moves.items()
        for state in VersionState
        if state not in move.sources
    ],
)
def test_illegal_moves_are_refused_and_write_nothing(verb, state, officer):
    version = make_version(state=state)
    before = stored()

    with pytest.raises(InvalidTransition):
        VERBS[verb](version, officer)

    assert stored() == before


@pytest.mark.parametrize("make_person", [make_chair, make_gcg_member])
def test_only_the_secretariat_moves_a_version(make_person):
    by = make_person()

    with pytest.raises(PermissionDenied):
        circulate_version(make_draft(), by=by)
    with pytest.raises(PermissionDenied):
        supersede_version(make_version(), by=by)
    with pytest.raises(PermissionDenied):
        add_version(make_paper(), text="Text", by=by)


# --- Files ----------------------------------------------------------------------------


def test_a_file_comes_in_with_its_pages_and_its_text(officer):
    upload = paper_upload("Countries approach the Chair.", name="Guidance note.pdf")

    version = add_version(make_paper(), upload=upload, by=officer)

    assert (version.pages, version.number, version.state) == (1, 1, "draft")
    assert version.text == "Countries approach the Chair."
    assert version.file.file_name == "Guidance note.pdf"
    assert version.file.document.audience == "secretariat"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "note.pdf", "pdf_empty"),
        (text_pdf("Cut")[:200], "note.pdf", "pdf_damaged"),
        (protected_pdf(), "note.pdf", "pdf_protected"),
        (
            text_pdf(
                "Active",
                OpenAction=pikepdf.Dictionary(
                    S=pikepdf.Name.JavaScript, JS="app.alert(1)"
                ),
            ),
            "note.pdf",
            "pdf_active",
        ),
        (b"PK\x03\x04 no pdf", "note.docx", "pdf_type"),
    ],
    ids=["empty", "damaged", "protected", "active", "word"],
)
def test_a_file_that_no_pack_takes_in_is_refused(officer, content, name, code):
    paper = make_paper()

    with pytest.raises(ValidationError) as refused:
        add_version(paper, upload=SimpleUploadedFile(name, content), by=officer)

    assert refused.value.code == code
    assert not paper.versions.exists()
    assert not Document.objects.exists()


def test_a_number_is_given_once(officer):
    version = make_version()

    french = add_version(version.paper, number=1, language="fr", text="Fr", by=officer)
    following = add_version(version.paper, text="Next", by=officer)
    with pytest.raises(ValidationError) as refused:
        add_version(version.paper, number=1, text="Again", by=officer)

    assert (french.number, following.number) == (1, 2)
    assert refused.value.messages == [
        "There is a version with this number in this language already."
    ]


def test_the_embargo_of_a_version_holds_back_its_file(officer):
    until = timezone.now() + timedelta(days=1)
    version = add_version(
        make_paper(), upload=paper_upload(), embargoed_until=until, by=officer
    )
    assert version.file.document.embargoed_until == until

    version.embargoed_until = None
    change_version(version, write=lambda: _saved(version), by=officer)

    assert Document.objects.get().embargoed_until is None
    verb = "paper_version.embargo_changed"
    assert AuditEvent.objects.filter(verb=verb).count() == 1


def _saved(version):
    version.save()
    return version


def test_only_a_draft_that_nothing_names_is_removed(officer):
    draft, circulated = make_draft(), make_version(state=VersionState.FOR_COMMENT)

    delete_draft(draft, by=officer)
    with pytest.raises(Blocked):
        delete_draft(circulated, by=officer)

    assert [*PaperVersion.objects.all()] == [circulated]


def test_a_long_date_in_the_past_is_no_embargo(officer):
    version = make_version(embargoed_until=datetime(2019, 1, 1, tzinfo=UTC))

    assert version in PaperVersion.objects.free()
