"""What the database and the models refuse about papers, versions and comments."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from alliance87.core.enums import Precision
from meetings.enums import Disposition, Toolkit, VersionState
from meetings.models import PaperVersion
from tests.factories import make_document
from tests.factories.papers import (
    make_comment_round,
    make_draft,
    make_paper,
    make_paper_comment,
    make_question,
    make_version,
)

pytestmark = pytest.mark.django_db


def refused(name: str, make, **fields) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make(**fields)
    assert name in str(error.value)


def told(record) -> list[str]:
    """Return what a form would say about the record."""
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    return error.value.messages


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("paper_place_in_its_toolkit", {"toolkit": Toolkit.PATHFINDER}),
        ("paper_place_in_its_toolkit", {"toolkit_position": 1}),
        ("paper_choices_valid", {"kind": "novel"}),
        (
            "paper_planned_known_unless_unknown",
            {"planned_on": date(2020, 1, 1)},
        ),
        (
            "paper_published_known_unless_unknown",
            {"published_precision": Precision.MONTH},
        ),
    ],
)
def test_a_paper_that_says_half_is_refused(name, fields):
    refused(name, make_paper, **fields)


def test_a_paper_does_not_replace_itself():
    paper = make_paper()
    paper.replaced_by = paper

    assert told(paper) == ["A paper is replaced by another one."]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("paper_version_one_content", {"text": ""}),
        ("paper_version_numbers_from_one", {"number": 0}),
        ("paper_version_state_valid", {"state": "lost"}),
        ("paper_version_endorsed_is_marked", {"was_endorsed": False}),
        (
            "paper_version_endorsed_is_marked",
            {"state": VersionState.DRAFT, "was_endorsed": True},
        ),
        (
            "paper_version_endorsed_known_unless_unknown",
            {"endorsed_on": date(2018, 11, 1)},
        ),
    ],
)
def test_a_version_that_says_half_is_refused(name, fields):
    refused(name, make_version, **fields)


def test_a_version_is_a_file_or_an_address_and_not_both():
    file = make_document().versions.get()

    refused(
        "paper_version_one_content",
        make_version,
        file=file,
        url="https://www.alliance87.org/note.pdf",
        sha256=file.sha256,
    )


def test_two_endorsed_versions_in_one_language_are_refused():
    """Acceptance 6: two endorsed versions are refused, also by the database."""
    first = make_version()

    refused("paper_version_one_endorsed", make_version, paper=first.paper, number=2)
    make_version(first.paper, number=1, language="fr")


def test_a_number_is_taken_once_in_a_language():
    version = make_version()

    refused("paper_version_number_unique", make_draft, paper=version.paper, number=1)


@pytest.mark.parametrize(
    "change",
    [{"number": 4}, {"language": "es"}, {"url": "https://example.org/"}],
)
def test_what_a_version_is_never_changes(change):
    version = make_draft()

    with pytest.raises(DatabaseError), transaction.atomic():
        PaperVersion.objects.filter(pk=version.pk).update(**change)


@pytest.mark.parametrize("change", [{"text": "Else"}, {"sha256": "0" * 64}])
def test_a_text_is_fixed_once_it_is_no_draft(change):
    draft, circulated = make_draft(), make_version(state=VersionState.FOR_COMMENT)

    PaperVersion.objects.filter(pk=draft.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperVersion.objects.filter(pk=circulated.pk).update(**change)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (VersionState.ENDORSED, VersionState.DRAFT),
        (VersionState.ENDORSED, VersionState.WITHDRAWN),
        (VersionState.SUPERSEDED, VersionState.ENDORSED),
        (VersionState.WITHDRAWN, VersionState.DRAFT),
    ],
)
def test_what_is_over_does_not_come_back(state, to):
    version = make_version(state=state, was_endorsed=state == VersionState.ENDORSED)

    with pytest.raises(DatabaseError), transaction.atomic():
        PaperVersion.objects.filter(pk=version.pk).update(state=to)


def test_only_a_draft_is_deleted():
    make_draft().delete()

    with pytest.raises(DatabaseError), transaction.atomic():
        make_version().delete()


def test_a_round_is_about_one_thing():
    refused("comment_round_on_one_thing", make_comment_round, report=None)


def test_a_round_closes_after_it_opens():
    now = timezone.now()

    refused(
        "comment_round_closes_after_opening",
        make_comment_round,
        opens_at=now,
        closes_at=now,
    )


def test_a_round_has_a_time_zone():
    refused("comment_round_has_a_time_zone", make_comment_round, time_zone="")


def test_one_round_is_open_on_a_version():
    first = make_comment_round()

    refused("comment_round_one_per_version", make_comment_round, version=first.version)
    first.closed_at = timezone.now()
    first.save()
    make_comment_round(first.version)


def test_answers_are_shared_once_a_round_is_closed():
    refused(
        "comment_round_answers_shared_when_closed",
        make_comment_round,
        answered_at=timezone.now() + timedelta(days=1),
    )


@pytest.mark.parametrize("disposition", [Disposition.PARTLY, Disposition.NOT_ACCEPTED])
def test_a_refusal_needs_an_answer(disposition):
    refused(
        "comment_refusal_has_an_answer", make_paper_comment, disposition=disposition
    )
    comment = make_paper_comment()
    comment.disposition = disposition
    assert told(comment) == ["Say why a comment is not accepted, or not all of it."]


def test_a_comment_says_something():
    refused("comment_says_something", make_paper_comment, text="")


def test_a_question_is_translated_once_into_a_language():
    original = make_question()
    make_question(original=original, language="fr")

    refused(
        "question_one_translation_per_language",
        make_question,
        original=original,
        language="fr",
    )
