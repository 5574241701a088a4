"""Verbs that keep papers of the Alliance and file their versions.

A file comes in once and is never exchanged: another file is another version. Its text
is read out of it at that time, so that versions can be compared later without opening
the files again. States move in `meetings.workflow.papers`.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core import packs
from alliance87.core.audit import record
from alliance87.core.deadlines import write_moment
from alliance87.core.documents import file_document
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document
from alliance87.core.pdf_text import text_of_pdf
from meetings import rules
from meetings.enums import VersionState
from meetings.models import FrequentQuestion, Paper, PaperVersion


@transaction.atomic
def save_paper(paper: Paper, *, write: Callable[[], Paper], by) -> Paper:
    """Save a paper; `write` saves it and checks the version."""
    _only_those_who_may(by)
    if not paper.pk:
        saved = write()
        record("paper.added", saved, by=by, now=_reach_of(saved))
        return saved
    was = _reach_of(Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk))
    saved = write()
    record("paper.changed", saved, by=by, was=was, now=_reach_of(saved))
    return saved


def _reach_of(paper: Paper) -> str:
    return str(paper.get_visibility_display())


@transaction.atomic
def add_version(
    paper: Paper,
    *,
    by,
    language: str = "en",
    number: int | None = None,
    title: str = "",
    upload=None,
    url: str = "",
    text: str = "",
    change_note: str = "",
    source_note: str = "",
    embargoed_until: datetime | None = None,
) -> PaperVersion:
    """File a version of a paper as a draft and return it.

    Without `number` it is the next one; the number of another language makes it a
    translation. Of an upload the text is read unless `text` gives it. Raises
    ValidationError, with the remedy, for a file that no pack could take in.
    """
    _only_those_who_may(by)
    locked = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    version = PaperVersion(
        paper=locked,
        number=number or _next_number(locked),
        language=language,
        title=title.strip(),
        url=url,
        text=text.strip(),
        change_note=change_note.strip(),
        source_note=source_note.strip(),
        embargoed_until=embargoed_until,
        uploaded_by=by,
    )
    if upload:
        _take_in(version, upload, by=by)
    elif version.text:
        version.sha256 = _checksum(version.text)
    version.full_clean(exclude=["uploaded_by"])
    version.save()
    record("paper_version.added", version, by=by, now=version.sha256)
    return version


def _next_number(paper: Paper) -> int:
    return (paper.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _take_in(version: PaperVersion, upload, *, by) -> None:
    """File the upload of a version, with its pages, checksum and text."""
    content = upload.read()
    upload.seek(0)
    inspected = packs.inspect(content)
    document = file_document(
        upload,
        title=str(version)[:300],
        by=by,
        language=version.language,
        embargoed_until=version.embargoed_until,
    )
    version.file = document.versions.get()
    version.pages, version.sha256 = inspected.pages, version.file.sha256
    version.text = version.text or text_of_pdf(content)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def change_version(
    version: PaperVersion, *, write: Callable[[], PaperVersion], by
) -> PaperVersion:
    """Save what is said about a version; of a draft without a file also its text.

    `write` saves it and checks the version. A change of the embargo is a decision and
    stands in the trail.
    """
    _only_those_who_may(by)
    stored = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.is_text_only:
        version.sha256 = _checksum(version.text)
    saved = write()
    record("paper_version.changed", saved, by=by)
    if stored.embargoed_until != saved.embargoed_until:
        _move_embargo(stored, saved, by=by)
    return saved


def _move_embargo(stored: PaperVersion, saved: PaperVersion, *, by) -> None:
    if saved.file_id:
        documents = Document.objects.filter(versions=saved.file_id)
        documents.update(embargoed_until=saved.embargoed_until)
    was, now = (
        write_moment(each.embargoed_until, "") if each.embargoed_until else ""
        for each in (stored, saved)
    )
    record("paper_version.embargo_changed", saved, by=by, was=was, now=now)


@transaction.atomic
def delete_draft(version: PaperVersion, *, by) -> None:
    """Remove a draft that nobody was given. Its file stays in the store.

    Raises Blocked when it went further, or when an agenda or a round names it.
    """
    _only_those_who_may(by)
    stored = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if stored.state != VersionState.DRAFT:
        raise Blocked([_("Only a draft can be removed. Withdraw this version.")])
    named = (stored.agenda_papers, stored.comment_rounds, stored.decisions)
    if any(rows.exists() for rows in named):
        raise Blocked(
            [_("An agenda, a decision or a comment round names it. Withdraw it.")]
        )
    record("paper_version.removed", stored, by=by, was=stored.sha256)
    stored.delete()


@transaction.atomic
def save_question(
    question: FrequentQuestion, *, write: Callable[[], FrequentQuestion], by
) -> FrequentQuestion:
    """Save a frequent question; `write` saves it and checks the version."""
    _only_those_who_may(by)
    saved = write()
    record("question.saved", saved, by=by)
    return saved


@transaction.atomic
def delete_question(question: FrequentQuestion, *, by) -> None:
    _only_those_who_may(by)
    if question.translations.exists():
        raise Blocked([_("The question has translations: remove these first.")])
    record("question.removed", question, by=by, was=str(question))
    question.delete()


def _only_those_who_may(by) -> None:
    if not rules.may_edit_papers(by):
        raise PermissionDenied
