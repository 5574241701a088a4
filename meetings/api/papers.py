"""Papers of the Alliance and files of countries, as far as everybody may read them."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import COUNTRIES, Asked, AskedList, OneOf, is_plain
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import rows_after
from alliance87.core.api.serving import READER
from alliance87.core.models import Document
from meetings.enums import PaperKind
from meetings.models import PaperVersion
from meetings.selectors.papers import PaperRow as Known
from meetings.selectors.papers import label_of, papers_of, with_versions
from meetings.selectors.searched import documents_of

router = Router(tags=["Papers and documents"])


class AskedPapers(AskedList):
    kind: Annotated[str | None, OneOf(PaperKind.values)] = Field(
        None, description="Only papers of this kind."
    )


class AskedDocuments(AskedList):
    country: Annotated[str | None, COUNTRIES] = Field(
        None, description="Only these countries: ISO codes with commas between them."
    )


class VersionOf(Schema):
    """One version of a paper in one language."""

    number: int
    language: str
    title: str = Field(description="Empty where it is that of the paper.")
    state: shapes.Coded
    endorsed: shapes.When
    change_note: str = Field(description="What changed.")
    pages: int | None
    page: str = Field(description="The page that people read.")
    file: str | None = Field(description="Its file, or where it stands on the web.")


class PaperOf(Schema):
    """A document of the Alliance under one name, whatever its versions."""

    slug: str
    title: str
    kind: shapes.Coded
    purpose: str
    group: str = Field(description="The action group; empty: none.")
    planned: shapes.When
    published: shapes.When
    versions: list[VersionOf] = Field(description="The newest first.")
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="Its address here.")


class Papers(shapes.Listing):
    items: list[PaperOf]


class DocumentRow(shapes.File):
    """A public file of a country: a letter, a report, a proof."""

    uuid: UUID
    language: str
    country: shapes.CountryOf


class Documents(shapes.Listing):
    items: list[DocumentRow]


@router.get(
    "/papers/", response=shapes.answers(Papers), url_name="papers", summary="Papers"
)
def papers(request: HttpRequest, asked: Query[AskedPapers]):
    """Every paper that is public, with its versions, by its name in addresses."""
    rows = _public()
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    page, more = rows_after(rows, asked, ("slug",), (str,), fetch=_known)
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Papers"),
        more_behind=(page[-1].paper.slug,) if more else None,
        count=rows.count(),
    )


@router.get(
    "/papers/{slug}/",
    response=shapes.answers(PaperOf),
    url_name="paper",
    summary="One paper",
)
def paper(request: HttpRequest, slug: str, asked: Query[Asked]):
    """One public paper with its versions."""
    found = _known(_public().filter(slug=slug)) if is_plain(slug) else []
    known = shapes.or_missing(
        next(iter(found), None),
        _("There is no such public paper. The list of papers has their names."),
    )
    return _row(known, request)


@router.get(
    "/documents/",
    response=shapes.answers(Documents),
    url_name="documents",
    summary="Public documents of countries",
)
def documents(request: HttpRequest, asked: Query[AskedDocuments]):
    """Every public file of a country, in the order in which they were filed."""
    rows = documents_of(READER).filter(country__is_example=False)
    rows = rows.select_related("country")
    if asked.country:
        rows = rows.filter(country__iso3__in=asked.country)
    page, more = rows_after(rows, asked, ("pk",), (int,))
    return listing(
        request,
        asked,
        [_document(each, request) for each in page],
        title=_("Documents"),
        more_behind=(page[-1].pk,) if more else None,
        count=rows.count(),
    )


def _public():
    return papers_of(READER).filter(is_example=False)


def _known(papers) -> list[Known]:
    return with_versions(papers, READER)


def _row(known: Known, request: HttpRequest) -> dict:
    found = known.paper
    return {
        "slug": found.slug,
        "title": found.title,
        "kind": shapes.coded(found, "kind"),
        "purpose": found.purpose,
        "group": str(found.group or ""),
        "planned": shapes.when(found.planned),
        "published": shapes.when(found.published),
        "versions": [_version(each, request) for each in known.versions],
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(reverse("api:paper", args=[found.slug])),
    }


def _version(version: PaperVersion, request: HttpRequest) -> dict:
    keys = [version.paper.slug, version.number, version.language]
    file = version.url or None
    if version.file_id:
        path = reverse("meetings:paper-file", args=keys)
        file = request.build_absolute_uri(path)
    plain = ("number", "language", "title", "change_note", "pages")
    return {name: getattr(version, name) for name in plain} | {
        "state": {"code": version.state, "label": label_of(version)},
        "endorsed": shapes.when(version.endorsed),
        "page": shapes.page_of(version, request),
        "file": file,
    }


def _document(document: Document, request: HttpRequest) -> dict:
    return {
        "uuid": document.uuid,
        "title": document.title,
        "language": document.language,
        "country": shapes.country_of(document.country),
        "url": shapes.page_of(document, request),
    }
