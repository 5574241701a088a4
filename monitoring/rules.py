"""Who may do what with reviews and values: rows of `permissions.csv` as predicates."""

from alliance87.core.access import scope_of
from monitoring.enums import REPORT_OPEN_STATES, ReviewState


def may_view_review(user, review) -> bool:
    scope = scope_of(user)
    if review.state == ReviewState.PUBLISHED or scope.is_secretariat:
        return True
    country_id = review.pathfinder.country_id
    if scope.is_focal_point_of(country_id):
        return True
    if scope.works_for(country_id):
        return review.state in REPORT_OPEN_STATES
    if scope.is_chair:
        return review.state not in REPORT_OPEN_STATES
    return scope.is_gcg and review.state == ReviewState.TABLED


def may_see_assessment(user, review) -> bool:
    """The secretariat's judgement: a draft is for the secretariat and the Chair."""
    scope = scope_of(user)
    if scope.is_secretariat or scope.is_chair:
        return True
    if review.state == ReviewState.PUBLISHED:
        return True
    if review.state == ReviewState.TABLED:
        return scope.is_gcg or scope.is_focal_point_of(review.pathfinder.country_id)
    own = scope.is_focal_point_of(review.pathfinder.country_id)
    return own and review.state == ReviewState.SHARED


def may_start_review(user, pathfinder) -> bool:
    scope = scope_of(user)
    return scope.is_secretariat or scope.works_for(pathfinder.country_id)


def may_edit_report(user, review) -> bool:
    scope = scope_of(user)
    if review.state not in REPORT_OPEN_STATES:
        return False
    return scope.is_secretariat or scope.works_for(review.pathfinder.country_id)


def may_submit_report(user, review) -> bool:
    return scope_of(user).is_focal_point_of(review.pathfinder.country_id)


def may_assess(user, _review) -> bool:
    return scope_of(user).is_secretariat


def may_draft_assessment(user, review) -> bool:
    """Write the assessment: after the report came in, before it is shared."""
    return may_assess(user, review) and review.state == ReviewState.SUBMITTED


def may_answer_assessment(user, review) -> bool:
    """Comment on the shared assessment and justify."""
    own = scope_of(user).is_focal_point_of(review.pathfinder.country_id)
    return own and review.state == ReviewState.SHARED


def may_record_outcome(user, _review) -> bool:
    """Say whether the review counts towards a hold."""
    return scope_of(user).is_administrator


def may_publish_unanswered(user, _review) -> bool:
    """Publish a review that the country did not answer, with a written reason."""
    return scope_of(user).is_administrator


# --- Indicators ---------------------------------------------------------------------


def may_edit_standard_indicators(user, _indicator=None) -> bool:
    return scope_of(user).is_administrator


def may_define_indicators(user, pathfinder) -> bool:
    """Define what a country measures beside the standard indicators."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


# --- Values -------------------------------------------------------------------------


def may_see_work(user, pathfinder) -> bool:
    """See values that are not public: drafts, what was sent in, what came back."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.works_for(pathfinder.country_id)


def may_see_exact(user, pathfinder) -> bool:
    """Read small counts of people as they are."""
    return may_see_work(user, pathfinder)


def may_enter(user, pathfinder) -> bool:
    """Write drafts of values; the secretariat only with a reason."""
    return may_see_work(user, pathfinder)


def needs_reason_to_enter(user, pathfinder) -> bool:
    """Whether the person writes for a country that is not theirs."""
    return not scope_of(user).works_for(pathfinder.country_id)


def may_discard(user, pathfinder) -> bool:
    """Throw a draft away: the country's own team only."""
    return scope_of(user).works_for(pathfinder.country_id)


def may_submit_values(user, submission) -> bool:
    return scope_of(user).is_focal_point_of(submission.pathfinder.country_id)


def may_review_values(user, _submission=None) -> bool:
    """Return, accept and publish what countries sent in."""
    return scope_of(user).is_secretariat


def may_correct(user, pathfinder) -> bool:
    """Ask for, and write, another version of a published value."""
    return scope_of(user).is_focal_point_of(pathfinder.country_id)


def may_see_history(user, pathfinder) -> bool:
    """See every version with who wrote it and why."""
    scope = scope_of(user)
    return scope.is_secretariat or scope.is_focal_point_of(pathfinder.country_id)


def may_prefer(user, pathfinder) -> bool:
    """Choose which of several sources is shown first."""
    return may_see_history(user, pathfinder)


def may_override_progress(user, _pathfinder=None) -> bool:
    """Judge progress otherwise than the figures do, with name and reason."""
    return scope_of(user).is_secretariat


def may_export_everything(user, pathfinder) -> bool:
    """Take away the values of a country in every state."""
    return may_see_history(user, pathfinder)


def may_import_for_all(user) -> bool:
    """Bring a file about many countries."""
    return scope_of(user).is_secretariat


# --- Rounds -------------------------------------------------------------------------


def may_run_rounds(user, _round=None) -> bool:
    return scope_of(user).is_secretariat


# --- Dashboards ---------------------------------------------------------------------


def may_see_portfolio(user) -> bool:
    """The Group reads its portfolio, and those who work for it."""
    scope = scope_of(user)
    return scope.is_gcg or scope.is_secretariat or scope.is_chair
