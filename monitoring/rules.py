"""Who may do what with an annual review: rows of `permissions.csv` as predicates."""

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
