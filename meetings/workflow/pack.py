"""The moves of a briefing pack: a draft is issued, and the next one supersedes it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from meetings import rules
from meetings.enums import MeetingState, PackState
from meetings.snapshots import unreleased

NOT_OUT = (MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.POSTPONED)
SECRETARIAT = gettext_lazy("the secretariat; for a group’s meeting also its chair")


def before_issuing(pack, _by, _facts) -> list[str]:
    missing = before_printing_the_agenda(pack.meeting)
    if not pack.sections.filter(is_included=True).exists():
        missing.append(_("The pack has no section: switch at least one on."))
    return missing


def before_printing_the_agenda(meeting) -> list[str]:
    """The pack, its contents and the page of the meeting show one agenda."""
    release = meeting.releases.first()
    if release is None:
        if meeting.state in NOT_OUT:
            return [_("The agenda is not released yet: release it first.")]
        return []
    if unreleased(meeting, release):
        return [_("The agenda has changes that are not released: release it again.")]
    return []


PACK = Machine(
    "pack",
    field="state",
    states=PackState,
    moves=(
        Move(
            verb="issue",
            label=gettext_lazy("Issue it"),
            sources=frozenset({PackState.DRAFT}),
            target=PackState.ISSUED,
            may=rules.may_build_packs,
            guard=before_issuing,
            needs=gettext_lazy("at least one section, the released agenda"),
            who=SECRETARIAT,
        ),
        Move(
            verb="supersede",
            label=gettext_lazy("Put the next version in its place"),
            sources=frozenset({PackState.ISSUED}),
            target=PackState.SUPERSEDED,
            may=rules.may_build_packs,
            needs=gettext_lazy("that the next version is issued"),
            who=SECRETARIAT,
        ),
    ),
)
