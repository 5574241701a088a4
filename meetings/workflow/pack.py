"""The moves of a briefing pack: a draft is issued, and the next one supersedes it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from meetings import rules
from meetings.enums import PackState

SECRETARIAT = gettext_lazy("the secretariat")


def before_issuing(pack, _by, _facts) -> list[str]:
    if pack.sections.filter(is_included=True).exists():
        return []
    return [_("The pack has no section: switch at least one on.")]


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
            needs=gettext_lazy("at least one section"),
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
