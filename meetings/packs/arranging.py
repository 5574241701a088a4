"""Verbs that arrange the sections of a draft: order, on or off, titles, own texts."""

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked
from meetings.enums import SectionKind
from meetings.models import BriefingPack, PackSection
from meetings.packs.starting import locked_draft


@transaction.atomic
def move_section(section: PackSection, step: int, *, by) -> None:
    """Move a section up (-1) or down (+1); at the end it stays where it is."""
    pack = _locked(section, by=by)
    rows = list(pack.sections.order_by("position", "pk"))
    here = next(i for i, each in enumerate(rows) if each.pk == section.pk)
    there = here + step
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    _renumber(rows)
    _touch(pack)


@transaction.atomic
def switch_section(section: PackSection, *, is_included: bool, by) -> None:
    """Leave a section out of the pack, or take it in again."""
    pack = _locked(section, by=by)
    pack.sections.filter(pk=section.pk).update(is_included=is_included)
    _touch(pack)


@transaction.atomic
def change_section(section: PackSection, *, title: str, text: str, by) -> None:
    """Give a section a title of its own, and a text where it prints one."""
    pack = _locked(section, by=by)
    if section.kind == SectionKind.TEXT and not (title.strip() and text.strip()):
        raise Blocked([_("A text needs a title and words.")])
    section.title, section.text = title.strip(), text.strip()
    section.full_clean(validate_unique=False)
    section.save(update_fields=["title", "text"])
    _touch(pack)


@transaction.atomic
def add_text(
    pack: BriefingPack, *, title: str, text: str, by, after: PackSection | None = None
) -> PackSection:
    """Add a section with a text of one’s own, at the end or behind another one."""
    locked = locked_draft(pack, by=by)
    rows = list(locked.sections.order_by("position", "pk"))
    section = PackSection(
        pack=locked,
        kind=SectionKind.TEXT,
        position=len(rows) + 1,
        title=title.strip(),
        text=text.strip(),
    )
    section.full_clean()
    section.save()
    at = next((i + 1 for i, each in enumerate(rows) if each == after), len(rows))
    rows.insert(at, section)
    _renumber(rows)
    _touch(locked)
    return section


@transaction.atomic
def remove_text(section: PackSection, *, by) -> None:
    """Remove a text of one’s own; other sections are only switched off."""
    pack = _locked(section, by=by)
    if section.kind != SectionKind.TEXT:
        raise Blocked([_("Only a text can be removed. Switch the section off.")])
    section.delete()
    _touch(pack)


def _locked(section: PackSection, *, by) -> BriefingPack:
    return locked_draft(section.pack, by=by)


def _renumber(rows: list[PackSection]) -> None:
    for position, each in enumerate(rows, start=1):
        each.position = position
    PackSection.objects.bulk_update(rows, ["position"])


def _touch(pack: BriefingPack) -> None:
    pack.version += 1
    pack.save(update_fields=["version"])
