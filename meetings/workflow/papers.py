"""The moves of a version of a paper, from the draft to what is in force."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.audit import record
from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine
from meetings import rules
from meetings.enums import PaperKind, PaperVisibility, VersionState
from meetings.models import CommentRound, Paper, PaperVersion
from meetings.workflow.moving import moves_by

SECRETARIAT = gettext_lazy("the secretariat")
# The Group itself decides on these; of other kinds the secretariat puts out versions.
DECIDED_BY_THE_GROUP = frozenset(
    {PaperKind.TOOLKIT_NOTE, PaperKind.GUIDANCE, PaperKind.TERMS}
)
OUT_FOR_READERS = frozenset({VersionState.FOR_COMMENT, VersionState.FOR_DECISION})


def before_circulation(version, _by, _facts) -> list[str]:
    if version.paper.visibility == PaperVisibility.SECRETARIAT:
        return [_("Nobody outside the secretariat may read the paper: change that.")]
    return []


def before_tabling(version, by, facts) -> list[str]:
    missing = before_circulation(version, by, facts)
    if _open_rounds(version).exists():
        missing.append(_("Comments are still taken on it: close the round first."))
    return missing


def before_endorsement(version, _by, facts) -> list[str]:
    """`facts` is the decision that endorses it."""
    missing = _in_the_way(version)
    if facts is None:
        missing.append(_("A paper is endorsed by a decision of the Group."))
    return missing


def before_release(version, _by, _facts) -> list[str]:
    """A translation follows the version that the Group endorsed."""
    missing = _in_the_way(version)
    if version.paper.kind in DECIDED_BY_THE_GROUP and not (
        _same_number(version).filter(was_endorsed=True).exists()
    ):
        missing.append(
            _("The Group endorses a paper of this kind by a decision: table it.")
        )
    if _open_rounds(version).exists():
        missing.append(_("Comments are still taken on it: close the round first."))
    return missing


def _in_the_way(version: PaperVersion) -> list[str]:
    newer = _siblings(version).endorsed().filter(number__gt=version.number).first()
    if newer is None:
        return []
    sentence = _("Version %(number)s is in force already, and it is newer.")
    return [sentence % {"number": newer.number}]


def _same_number(version: PaperVersion):
    """Return the version in the other languages."""
    rows = PaperVersion.objects.filter(paper=version.paper_id, number=version.number)
    return rows.exclude(pk=version.pk)


def _siblings(version: PaperVersion):
    """Return the other versions of the paper in its language."""
    rows = PaperVersion.objects.filter(
        paper=version.paper_id, language=version.language
    )
    return rows.exclude(pk=version.pk)


def _open_rounds(version: PaperVersion):
    return version.comment_rounds.open_on(timezone.now())


_move = moves_by(rules.may_edit_papers, SECRETARIAT)
PAPER_VERSION = Machine(
    "paper_version",
    field="state",
    states=VersionState,
    moves=(
        _move(
            "circulate",
            gettext_lazy("Circulate it for comments"),
            {VersionState.DRAFT},
            VersionState.FOR_COMMENT,
            guard=before_circulation,
            needs=gettext_lazy("readers outside the secretariat"),
        ),
        _move(
            "table",
            gettext_lazy("Put it forward for decision"),
            {VersionState.DRAFT, VersionState.FOR_COMMENT},
            VersionState.FOR_DECISION,
            guard=before_tabling,
            needs=gettext_lazy("no comment round still open"),
        ),
        _move(
            "endorse",
            gettext_lazy("Endorse it"),
            {VersionState.FOR_DECISION},
            VersionState.ENDORSED,
            guard=before_endorsement,
            needs=gettext_lazy("a decision of the Group; no newer version in force"),
        ),
        _move(
            "release",
            gettext_lazy("Put it out"),
            {VersionState.DRAFT, *OUT_FOR_READERS},
            VersionState.ENDORSED,
            guard=before_release,
            needs=gettext_lazy(
                "a kind of paper that the Group does not decide on, or the translation "
                "of a version that it endorsed; no comment round still open"
            ),
        ),
        _move(
            "supersede",
            gettext_lazy("Mark it as superseded"),
            {VersionState.ENDORSED, *OUT_FOR_READERS},
            VersionState.SUPERSEDED,
        ),
        _move(
            "withdraw",
            gettext_lazy("Withdraw it"),
            {VersionState.DRAFT, VersionState.SUPERSEDED, *OUT_FOR_READERS},
            VersionState.WITHDRAWN,
            needs=gettext_lazy("the reason"),
        ),
    ),
)


def locked_version(version: PaperVersion) -> PaperVersion:
    """Lock the paper, so that its versions move one after the other."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=version.paper_id)
    locked = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    locked.paper = paper
    return locked


@transaction.atomic
def circulate_version(version: PaperVersion, *, by) -> PaperVersion:
    """Give a draft to the Group; earlier drafts in its language are superseded."""
    return _circulate(version, "circulate", by=by)


@transaction.atomic
def table_version(version: PaperVersion, *, by) -> PaperVersion:
    """Put a draft forward for decision; earlier drafts are superseded."""
    return _circulate(version, "table", by=by)


def _circulate(version: PaperVersion, verb: str, *, by) -> PaperVersion:
    locked = locked_version(version)
    PAPER_VERSION.check(locked, verb, by=by)
    _supersede_earlier(locked, OUT_FOR_READERS, by=by)
    return _perform(locked, verb, by=by)


@transaction.atomic
def endorse(version: PaperVersion, *, by, decision) -> PaperVersion:
    """Bring a version into force; the one that was in force is superseded with it.

    Called only where a decision of the Group endorses it, which names the day.
    """
    locked = locked_version(version)
    day = getattr(decision, "decided_on", None) or timezone.localdate()
    reason = str(decision) if decision else ""
    return _bring_into_force(
        locked,
        "endorse",
        by=by,
        when=PartialDate.day(day),
        reason=reason,
        facts=decision,
    )


@transaction.atomic
def release(version: PaperVersion, *, by) -> PaperVersion:
    """Put out a version on which the Group does not decide: today.

    A translation is in force since the day of the version that it translates.
    """
    locked = locked_version(version)
    original = _same_number(locked).filter(was_endorsed=True).first()
    when = original.endorsed if original else PartialDate.day(timezone.localdate())
    return _bring_into_force(locked, "release", by=by, when=when)


def _bring_into_force(
    version: PaperVersion, verb: str, *, by, when: PartialDate, reason="", facts=None
) -> PaperVersion:
    PAPER_VERSION.check(version, verb, by=by)
    missing = PAPER_VERSION.moves[verb].guard(version, by, facts)
    if missing:
        raise Blocked(missing)
    _supersede_earlier(version, {VersionState.ENDORSED, *OUT_FOR_READERS}, by=by)
    version.was_endorsed = True
    version.endorsed = when
    return _perform(version, verb, by=by, reason=reason, facts=facts)


@transaction.atomic
def supersede_version(version: PaperVersion, *, by, reason: str = "") -> PaperVersion:
    """Say that a version holds no longer, where no newer one says it."""
    return _retire(locked_version(version), "supersede", by=by, reason=reason)


@transaction.atomic
def withdraw_version(version: PaperVersion, *, by, reason: str) -> PaperVersion:
    """Take a version back from its readers; comments are no longer taken on it."""
    locked = locked_version(version)
    PAPER_VERSION.check(locked, "withdraw", by=by)
    if not reason.strip():
        raise Blocked([_("Write the reason: whoever read it will ask for it.")])
    return _retire(locked, "withdraw", by=by, reason=reason.strip())


def _supersede_earlier(version: PaperVersion, states, *, by) -> None:
    """Supersede what stood in these states in this language before the version."""
    earlier = _siblings(version).filter(state__in=states, number__lt=version.number)
    reason = _("Followed by version %(number)s") % {"number": version.number}
    for each in earlier.select_for_update(of=("self",)).select_related("paper"):
        _retire(each, "supersede", by=by, reason=reason)


def _retire(version: PaperVersion, verb: str, *, by, reason: str) -> PaperVersion:
    """Make a move after which no more comments are taken on a version."""
    retired = _perform(version, verb, by=by, reason=reason)
    rounds = CommentRound.objects.filter(version=retired, closed_at__isnull=True)
    for each in rounds.select_for_update(of=("self",)):
        each.closed_at, each.closed_by = min(timezone.now(), each.closes_at), by
        each.save()
        record("comment_round.closed", each, by=by, reason=reason)
    return retired


def _perform(version, verb, *, by, reason="", facts=None) -> PaperVersion:
    version.version += 1
    PAPER_VERSION.perform(
        version, verb, by=by, country=None, reason=reason, facts=facts
    )
    return version
