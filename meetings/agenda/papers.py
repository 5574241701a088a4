"""Verbs that put papers under items, each pinned to one version."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.partners.models import Partner, Person
from meetings.agenda.items import locked_meeting
from meetings.enums import PackState
from meetings.models import AgendaItem, AgendaPaper, Paper, PaperVersion


@transaction.atomic
def put_paper(
    item: AgendaItem,
    paper: Paper,
    *,
    by,
    version: PaperVersion | None = None,
    purpose: str = "",
    responsible: str = "",
    partner: Partner | None = None,
    person: Person | None = None,
    due_at: datetime | None = None,
    in_pack: bool = True,
) -> AgendaPaper:
    """Put a paper under an item. Without a version it is “to follow”.

    `partner` and `person` are responsible for it, `responsible` is how that is printed.
    A paper that comes after the first pack was issued is marked as late.
    """
    meeting = locked_meeting(item.meeting, by=by)
    _check_version(paper, version)
    last = item.papers.aggregate(last=Max("position"))["last"] or 0
    placed = AgendaPaper(
        item=item,
        paper=paper,
        version=version,
        purpose=purpose,
        responsible=responsible,
        responsible_partner=partner,
        responsible_person=person,
        due_at=due_at,
        in_pack=in_pack,
        position=last + 1,
        is_late=_is_late(meeting, version),
    )
    placed.full_clean()
    placed.save()
    record("agenda.paper_added", item, by=by, now=f"{paper} {version or ''}".strip())
    return placed


@transaction.atomic
def pin_newest(placed: AgendaPaper, version: PaperVersion, *, by) -> AgendaPaper:
    """Pin another version of the paper; nothing changes it but this."""
    meeting = locked_meeting(placed.item.meeting, by=by)
    _check_version(placed.paper, version)
    was, placed.version = placed.version, version
    placed.is_late = placed.is_late or _is_late(meeting, version)
    placed.save(update_fields=["version", "is_late"])
    record(
        "agenda.paper_pinned", placed.item, by=by, was=str(was or ""), now=str(version)
    )
    return placed


@transaction.atomic
def remove_paper(placed: AgendaPaper, *, by) -> None:
    """Take a paper from under an item; issued packs keep their copy."""
    locked_meeting(placed.item.meeting, by=by)
    sections = placed.item.meeting.packs.filter(sections__paper=placed)
    if sections.exclude(state=PackState.DRAFT).exists():
        raise Blocked(
            [
                _(
                    "An issued pack holds this paper. "
                    "Leave it out of the next pack instead of removing it."
                )
            ]
        )
    record("agenda.paper_removed", placed.item, by=by, was=str(placed.paper))
    for pack in sections:
        pack.sections.filter(paper=placed).delete()
    placed.delete()


def _check_version(paper: Paper, version: PaperVersion | None) -> None:
    if version is not None and version.paper_id != paper.pk:
        raise Blocked([_("This version belongs to another paper.")])


def _is_late(meeting, version: PaperVersion | None) -> bool:
    if version is None:
        return False
    is_out = meeting.packs.exclude(state=PackState.DRAFT).exists()
    return is_out or bool(meeting.papers_by and timezone.now() > meeting.papers_by)
