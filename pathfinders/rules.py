"""Who may do what on the path: the rows of `permissions.csv` as predicates.

Each takes the person and the record. Whether a move is possible *now* is the
workflow's question; which rows a list holds is the QuerySet's (`visible_to`).
"""

from alliance87.core.access import scope_of
from alliance87.core.enums import Audience
from alliance87.core.rules import audiences
from pathfinders.enums import (
    OPEN_ROADMAP_STATES,
    PUBLIC_ROADMAP_STATES,
    EoiState,
    LetterKind,
    RoadmapState,
)


def may_run_path(user, _record=None) -> bool:
    """Keep countries, milestones, workshops, appointments and letters."""
    return scope_of(user).is_secretariat


def may_see_desk(user, _record=None) -> bool:
    """Read the secretariat's working pages; the Chair decides from them."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair


def may_decide_status(user, _record=None) -> bool:
    """Confirm, hold and reinstate: the Chair, or an administrator with a reason."""
    scope = scope_of(user)
    return scope.is_chair or scope.is_administrator


def decides_only_with_reason(user) -> bool:
    """Whether a decision on status needs a written reason from this person."""
    return not scope_of(user).is_chair


def may_override(user, _record=None) -> bool:
    """Let a move pass without a proof, with a written reason that stays visible."""
    return scope_of(user).is_administrator


def may_view_pathfinder(user, pathfinder) -> bool:
    scope = scope_of(user)
    return (
        pathfinder.is_public
        or scope.is_secretariat
        or scope.is_chair
        or scope.works_for(pathfinder.country_id)
    )


def may_edit_profile(user, pathfinder) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


def speaks_for(user, pathfinder) -> bool:
    """Whether what the person lets become public is agreed by the country."""
    return scope_of(user).is_focal_point_of(pathfinder.country_id)


def may_work_for(user, pathfinder) -> bool:
    """Open the pages of "My country"."""
    return scope_of(user).works_for(pathfinder.country_id)


def may_take_handover(user, pathfinder) -> bool:
    """Read what a new focal point needs: tasks, people with addresses, open threads."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


# --- Expression of interest ---------------------------------------------------


def may_view_eoi(user, eoi) -> bool:
    """Minister and official: the country, the secretariat, the Chair, the Group."""
    scope = scope_of(user)
    if scope.is_secretariat or scope.is_focal_point_of(eoi.pathfinder.country_id):
        return True
    readers = scope.is_chair or scope.is_gcg
    return readers and eoi.state == EoiState.ACCEPTED


def may_read_letter(user, eoi) -> bool:
    """Read the letter itself, and not only who signed it."""
    return Audience.OFFICIALS in audiences(user, country_id=eoi.pathfinder.country_id)


def may_draft_eoi(user, pathfinder) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


def may_edit_eoi(user, eoi) -> bool:
    if eoi.state == EoiState.ACCEPTED:
        return False
    if eoi.state == EoiState.SUBMITTED:
        return scope_of(user).is_secretariat
    return may_draft_eoi(user, eoi.pathfinder)


def may_submit_eoi(user, eoi) -> bool:
    return may_draft_eoi(user, eoi.pathfinder)


def may_decide_eoi(user, _eoi) -> bool:
    return scope_of(user).is_secretariat


# --- Workshop -----------------------------------------------------------------


def may_edit_workshop(user, workshop) -> bool:
    scope = scope_of(user)
    if workshop.pathfinder is None:
        return scope.is_secretariat
    own = scope.is_focal_point_of(workshop.pathfinder.country_id)
    return scope.is_secretariat or own


def may_add_workshop(user, pathfinder) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


def may_see_participants(user, workshop) -> bool:
    """Read the names of those who took part: personal data."""
    return may_edit_workshop(user, workshop)


def may_publish_workshop_report(user, _report) -> bool:
    return scope_of(user).is_secretariat


def may_agree_to_report(user, report) -> bool:
    """Agree for the country that the report of its workshop becomes public."""
    host = report.workshop.pathfinder
    return host is not None and scope_of(user).is_focal_point_of(host.country_id)


# --- Registers: commitments, support, ratifications, coordination, reviews --------


def may_edit_registers(user, pathfinder) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


# --- Needs and offers -------------------------------------------------------------


def may_see_needs(user, pathfinder) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.works_for(pathfinder.country_id)


def may_ask_for_support(user, pathfinder) -> bool:
    """Write a need, agree to an offer, say that it was delivered."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


def may_keep_offers(user, _record=None) -> bool:
    """Record offers and hold them against needs."""
    return scope_of(user).is_secretariat


# --- Roadmap ------------------------------------------------------------------


def may_view_roadmap(user, roadmap) -> bool:
    """The Group and the Chair read a roadmap from its presentation on."""
    scope = scope_of(user)
    reviews = scope.is_gcg or scope.is_chair
    return (
        roadmap.state in PUBLIC_ROADMAP_STATES
        or (reviews and roadmap.state == RoadmapState.PRESENTED)
        or scope.is_secretariat
        or scope.works_for(roadmap.pathfinder.country_id)
    )


def may_draft_roadmap(user, pathfinder) -> bool:
    """Open a first or next version."""
    return scope_of(user).is_focal_point_of(pathfinder.country_id)


def may_edit_roadmap(user, roadmap) -> bool:
    """Change rows of a draft; the secretariat only with a reason."""
    if roadmap.state not in OPEN_ROADMAP_STATES:
        return False
    scope = scope_of(user)
    return scope.works_for(roadmap.pathfinder.country_id) or scope.is_secretariat


def edit_needs_reason(user, roadmap) -> bool:
    return not scope_of(user).works_for(roadmap.pathfinder.country_id)


def may_comment_roadmap(user, roadmap) -> bool:
    """Say something about a row while a version is in preparation."""
    if roadmap.state in {*PUBLIC_ROADMAP_STATES, RoadmapState.PRESENTED}:
        return False
    scope = scope_of(user)
    return scope.works_for(roadmap.pathfinder.country_id) or scope.is_secretariat


def may_read_comments(user, roadmap) -> bool:
    """Read what was said about the rows, also once the version is public."""
    scope = scope_of(user)
    return scope.works_for(roadmap.pathfinder.country_id) or scope.is_secretariat


def may_report_progress(user, roadmap) -> bool:
    """Report on the version in force; others only with a reason."""
    if roadmap.state != RoadmapState.PUBLISHED:
        return False
    scope = scope_of(user)
    return scope.works_for(roadmap.pathfinder.country_id) or scope.is_secretariat


def may_read_progress_notes(user, roadmap) -> bool:
    """Read the words and the proof behind the figures (decision 0015)."""
    scope = scope_of(user)
    readers = scope.is_secretariat or scope.is_chair or scope.is_gcg
    return readers or scope.works_for(roadmap.pathfinder.country_id)


def may_submit_roadmap(user, roadmap) -> bool:
    return scope_of(user).is_focal_point_of(roadmap.pathfinder.country_id)


def may_decide_roadmap(user, _roadmap) -> bool:
    return scope_of(user).is_secretariat


def may_delete_roadmap(user, _roadmap) -> bool:
    """Delete a draft that was never submitted, with a written reason."""
    return scope_of(user).is_administrator


def may_see_private_budget(user, country_id: int) -> bool:
    """See funding lines that a country marked as not public."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_chair or scope.works_for(country_id)


# --- Letters ------------------------------------------------------------------


def may_view_letter(user, letter) -> bool:
    scope = scope_of(user)
    if scope.is_secretariat or scope.is_chair:
        return True
    own = scope.is_focal_point_of(letter.pathfinder.country_id)
    return own and letter.is_sent


def may_send_letter(user, letter) -> bool:
    """A confirmation letter gives status, so whoever decides status sends it."""
    if letter.kind == LetterKind.CONFIRMATION:
        return may_decide_status(user)
    return may_see_desk(user)
