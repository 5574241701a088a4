"""Verbs that begin a version of a pack and keep its draft in step with the agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition
from meetings import rules
from meetings.enums import PackAudience, PackState, SectionKind
from meetings.models import BriefingPack, Meeting, PackSection
from meetings.packs.order import (
    OF_THE_ALLIANCE,
    Wanted,
    key_of,
    wanted_sections,
)

# What belongs to the agenda or to another body; the rest a person may only switch off.
COMES_AND_GOES = OF_THE_ALLIANCE | {
    *(SectionKind.DIVIDER, SectionKind.PAPER, SectionKind.PREVIOUS_REPORT),
}


def locked_draft(pack: BriefingPack, *, by) -> BriefingPack:
    """Return the pack for writing. Raises PermissionDenied or InvalidTransition."""
    if not rules.may_build_packs(by, pack):
        raise PermissionDenied
    rows = BriefingPack.objects.select_for_update(of=("self",))
    locked = rows.select_related("meeting").get(pk=pack.pk)
    if locked.state != PackState.DRAFT:
        raise InvalidTransition(
            _("This pack is issued and is kept as it is: begin the next version.")
        )
    return locked


@transaction.atomic
def start_pack(
    meeting: Meeting,
    *,
    by,
    audience: str = PackAudience.MEMBERS,
    language: str = "en",
    note: str = "",
) -> BriefingPack:
    """Begin the next version of a pack as a draft and return it.

    The first one has the usual sections; a later one is arranged like the one before,
    with what came onto the agenda since. Raises Blocked while there is a draft.
    """
    if not rules.may_build_packs_of(by, meeting):
        raise PermissionDenied
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    rows = BriefingPack.objects.filter(
        meeting=meeting, audience=audience, language=language
    )
    if rows.filter(state=PackState.DRAFT).exists():
        raise Blocked([_("There is a draft of this pack already.")])
    last = rows.aggregate(last=Max("number"))["last"] or 0
    pack = BriefingPack.objects.create(
        meeting=meeting,
        number=last + 1,
        audience=audience,
        language=language,
        note=note,
        created_by=by,
    )
    former = rows.filter(number=last).first()
    if former is not None:
        _arrange_like(pack, former)
    _bring_up_to_date(pack)
    record("pack.started", pack, by=by, country=meeting.country, now=str(pack))
    return pack


def _arrange_like(pack: BriefingPack, former: BriefingPack) -> None:
    copies = [
        PackSection(
            pack=pack,
            position=section.position,
            level=section.level,
            kind=section.kind,
            title=section.title,
            item=section.item,
            paper=section.paper,
            text=section.text,
            is_included=section.is_included,
        )
        for section in former.sections.all()
    ]
    PackSection.objects.bulk_create(copies)


@dataclass(slots=True)
class Refreshed:
    """What a refresh did to a draft."""

    added: list[PackSection] = field(default_factory=list)
    removed: list[PackSection] = field(default_factory=list)


@transaction.atomic
def refresh(pack: BriefingPack, *, by) -> Refreshed:
    """Bring a draft in step with the agenda; what a person arranged stays.

    New papers come to stand where the usual order has them; what left the agenda goes.
    """
    locked = locked_draft(pack, by=by)
    done = _bring_up_to_date(locked)
    locked.version += 1
    locked.save(update_fields=["version"])
    words = f"+{len(done.added)} −{len(done.removed)}"
    record("pack.refreshed", locked, by=by, country=locked.meeting.country, now=words)
    return done


def _bring_up_to_date(pack: BriefingPack) -> Refreshed:
    wanted = wanted_sections(pack)
    keys = {each.key for each in wanted}
    sections, done = [], Refreshed()
    for section in pack.sections.select_related("item", "paper"):
        gone = section.kind in COMES_AND_GOES and key_of(section) not in keys
        (done.removed if gone else sections).append(section)
    PackSection.objects.filter(pk__in=[each.pk for each in done.removed]).delete()
    for section in _missing(wanted, sections, pack):
        done.added.append(section)
    for position, section in enumerate(sections, start=1):
        section.position = position
    PackSection.objects.bulk_update([s for s in sections if s.pk], ["position"])
    PackSection.objects.bulk_create([s for s in sections if not s.pk])
    return done


def _missing(
    wanted: Iterable[Wanted], sections: list[PackSection], pack: BriefingPack
) -> Iterable[PackSection]:
    """Put what is missing behind what the usual order has before it."""
    at = 0
    places = {key_of(section): section for section in sections}
    for each in wanted:
        present = places.get(each.key)
        if present is None:
            present = each.for_pack(pack)
            sections.insert(at, present)
            yield present
        at = sections.index(present) + 1
