"""Who may do what in meetings: rows of `permissions.csv` as predicates."""

from alliance87.core.access import scope_of
from meetings.enums import (
    DecisionKind,
    PaperVisibility,
    RoundAudience,
    VersionState,
)

# --- Meetings -------------------------------------------------------------------------


def may_plan_meetings(user) -> bool:
    return scope_of(user).is_secretariat


def may_run_meeting(user, meeting) -> bool:
    """The secretariat; for a meeting of an action group also the group’s chair."""
    scope = scope_of(user)
    return scope.is_secretariat or meeting.group_id in scope.chairs_groups


def may_read_draft_agenda(user, meeting) -> bool:
    """The agenda as it is written; others read what was released of it."""
    return scope_of(user).is_chair or may_run_meeting(user, meeting)


def may_read_papers(user) -> bool:
    """Papers, the pack and the video link of a meeting."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair or scope.is_gcg


def may_see_participants(user) -> bool:
    """The names of participants; their addresses are for the secretariat only."""
    return may_read_papers(user)


def may_see_addresses(user) -> bool:
    return scope_of(user).is_secretariat


def may_answer_for_others(user, _meeting=None) -> bool:
    return scope_of(user).is_secretariat


# --- Reports of meetings --------------------------------------------------------------


def may_write_report(user, _report) -> bool:
    return scope_of(user).is_secretariat


def may_read_draft_report(user) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair


def may_override_comments(user, _report) -> bool:
    """Adopt a report while comments are still open, with a written reason."""
    return scope_of(user).is_administrator


def may_record_decision(user, _decision=None) -> bool:
    return scope_of(user).is_secretariat


# --- Briefing packs -------------------------------------------------------------------


def may_build_packs_of(user, meeting) -> bool:
    """The secretariat; for a meeting of an action group also the group’s chair."""
    return may_run_meeting(user, meeting)


def may_build_packs(user, pack) -> bool:
    return may_build_packs_of(user, pack.meeting)


def may_tell_readers(user) -> bool:
    """Mail the readers of a pack that it is issued."""
    return scope_of(user).is_secretariat


# --- Papers of the Alliance and comments on them --------------------------------------

# Drafts that the Global Coordinating Group has been given.
CIRCULATED_STATES = (
    VersionState.FOR_COMMENT,
    VersionState.FOR_DECISION,
    VersionState.SUPERSEDED,
)


# What may lie before a meeting of an action group, for all of its members.
PAPERS_OF_GROUPS = (PaperVisibility.PUBLIC, PaperVisibility.GCG)


def may_edit_papers(user, _record=None) -> bool:
    return scope_of(user).is_secretariat


def papers_known_to(user) -> set[str]:
    """Return the visibilities of papers whose existence a person may know."""
    scope = scope_of(user)
    known = {PaperVisibility.PUBLIC}
    if may_read_papers(user):
        known.add(PaperVisibility.GCG)
    if scope.is_gcg_member or scope.is_secretariat or scope.is_chair:
        known.add(PaperVisibility.MEMBERS)
    if scope.is_secretariat:
        known.add(PaperVisibility.SECRETARIAT)
    return known


def may_read_paper_drafts(user) -> bool:
    """Drafts, withdrawn versions, and versions under an embargo."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair


def rounds_for(user) -> set[str]:
    """Return the audiences of comment rounds a person belongs to."""
    scope = scope_of(user)
    asked = set()
    if scope.is_gcg_member:
        asked.add(RoundAudience.MEMBERS)
    if scope.is_gcg:
        asked.add(RoundAudience.GCG)
    if scope.is_gcg or scope.focal_point_of:
        asked.add(RoundAudience.COUNTRIES)
    return asked


def may_comment(user, comment_round) -> bool:
    """Somebody who is asked; the secretariat also enters what reached it by mail."""
    return may_edit_papers(user) or comment_round.audience in rounds_for(user)


def may_read_all_comments(user, comment_round) -> bool:
    """Before the answers are shared each partner reads its own comments only."""
    if may_read_paper_drafts(user):
        return True
    return comment_round.answered_at is not None and may_comment(user, comment_round)


# --- Decisions ------------------------------------------------------------------------

# Row “country, status → on hold / restore”: the Chair, or an administrator.
DECIDED_BY_THE_CHAIR = (DecisionKind.HOLD_STATUS, DecisionKind.REINSTATE_STATUS)


def may_adopt_decision(user, decision) -> bool:
    """Record that the Group decided; what it does is done with it."""
    scope = scope_of(user)
    if decision.kind in DECIDED_BY_THE_CHAIR:
        return scope.is_chair or scope.is_administrator
    return scope.is_secretariat


def may_override_decision(user, _decision) -> bool:
    """Adopt although something is missing, with a written reason."""
    return scope_of(user).is_administrator


def adopts_only_with_reason(user, decision) -> bool:
    """Whether a decision on status needs a written reason from this person."""
    return decision.kind in DECIDED_BY_THE_CHAIR and not scope_of(user).is_chair


def may_see_open_letters(user) -> bool:
    """How far a letter of confirmation is, before it is sent."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair


# --- Action points --------------------------------------------------------------------


def may_keep_actions(user, _action=None) -> bool:
    """Create, give to another owner, verify, close, drop and reopen."""
    return scope_of(user).is_secretariat


def may_see_all_actions(user) -> bool:
    return may_read_papers(user)


def may_see_actions(user) -> bool:
    """Open the list; which points it holds is the QuerySet’s question."""
    return scope_of(user).is_signed_in


def may_report_on_action(user, action) -> bool:
    """Say how it stands and that it is done: the owner, or the secretariat."""
    return scope_of(user).is_secretariat or action.is_asked_of(user)


# --- Events and calendars -------------------------------------------------------------


def may_keep_events(user, _event=None) -> bool:
    """Add and change events, their speakers and series, and record how they went."""
    return scope_of(user).is_secretariat


def may_have_address(user) -> bool:
    """Whether any role opens more of the calendar than the public one shows."""
    scope = scope_of(user)
    return bool(may_read_papers(user) or scope.own_countries or scope.chairs_groups)


# --- Seats and offices ----------------------------------------------------------------


def may_keep_seats(user) -> bool:
    """Keep constituencies, seats and offices, and record handovers.

    Who holds a seat is public; the names of persons are as those of participants.
    """
    return scope_of(user).is_secretariat


# --- Updates of action groups ---------------------------------------------------------


def may_tell_for_group(user, group_id: int) -> bool:
    """The secretariat, and the chair of that very group."""
    scope = scope_of(user)
    return scope.is_secretariat or group_id in scope.chairs_groups


# --- Reminders ------------------------------------------------------------------------


def may_keep_reminders(user) -> bool:
    """See and set on which days the clock reminds people."""
    return scope_of(user).is_administrator
