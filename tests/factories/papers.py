"""Papers of the Alliance with their versions, comment rounds and questions."""

import hashlib
import io
from datetime import timedelta

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.enums import PaperKind, PaperVisibility, RoundAudience, VersionState
from meetings.models import (
    Comment,
    CommentRound,
    FrequentQuestion,
    Paper,
    PaperVersion,
)
from tests.factories.people import keeper, numbers

TEXT = "Countries approach the Chair.\n\nThey submit an expression of interest."


def make_paper(**fields) -> Paper:
    """Make a paper that everybody may know; guidance that the Group decides on."""
    number = next(numbers)
    values = {
        "slug": f"paper-{number}",
        "title": f"Paper {number}",
        "kind": PaperKind.GUIDANCE,
        "visibility": PaperVisibility.PUBLIC,
        "created_by": keeper(),
    } | fields
    return Paper.objects.create(**values)


def make_version(paper=None, **fields) -> PaperVersion:
    """Make a version that is a text of its own, in force unless `state` differs."""
    values = {
        "paper": paper or make_paper(),
        "number": 1,
        "language": "en",
        "state": VersionState.ENDORSED,
        "text": TEXT,
        "uploaded_by": keeper(),
    } | fields
    in_force = values["state"] == VersionState.ENDORSED
    values.setdefault("was_endorsed", in_force)
    values.setdefault("sha256", hashlib.sha256(values["text"].encode()).hexdigest())
    return PaperVersion.objects.create(**values)


def make_draft(paper=None, **fields) -> PaperVersion:
    return make_version(paper, **{"state": VersionState.DRAFT} | fields)


def make_comment_round(version=None, **fields) -> CommentRound:
    """Open a round of members and observers; since yesterday, for a week."""
    now = timezone.now()
    if "report" not in fields:
        fields["version"] = version or make_version(state=VersionState.FOR_COMMENT)
    values = {
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=7),
        "time_zone": "Europe/Zurich",
        "audience": RoundAudience.GCG,
        "created_by": keeper(),
    } | fields
    return CommentRound.objects.create(**values)


def make_paper_comment(comment_round=None, **fields) -> Comment:
    comment_round = comment_round or make_comment_round()
    values = {
        "position": comment_round.comments.count() + 1,
        "text": "Say who decides.",
        "created_by": keeper(),
    } | fields
    return Comment.objects.create(round=comment_round, **values)


def make_question(**fields) -> FrequentQuestion:
    number = next(numbers)
    values = {
        "question": f"What does question {number} ask?",
        "answer": "An answer in **words**.",
        "is_public": True,
        "created_by": keeper(),
    } | fields
    return FrequentQuestion.objects.create(**values)


def text_pdf(*lines: str, **parts) -> bytes:
    """Return a PDF of one page that says these lines; `parts` go into its root."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    said = " ".join(f"({line}) Tj T*" for line in lines)
    page.Contents = pdf.make_stream(f"BT /F1 11 Tf 60 780 Td 14 TL {said} ET".encode())
    for name, value in parts.items():
        pdf.Root[f"/{name}"] = value
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def protected_pdf() -> bytes:
    """Return a PDF that opens with a password only."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf("Secret"))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b", R=6))
    return buffer.getvalue()


def paper_upload(*lines: str, name: str = "note.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text_pdf(*(lines or ("Guidance note",))))
