"""The table of permissions, cell by cell, at the level of rules and lists.

Letters: Y may; R may, with a written reason; P the page without this field; D refused;
H does not exist for them; L asks to sign in. Pages are tested beside their app.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from alliance87.core.enums import Audience
from alliance87.core.jobs.files import keep_file
from alliance87.core.models import Document, Job
from alliance87.core.rules import may_view_document
from monitoring import rules as review_rules
from monitoring.models import AnnualReview, Observation, ValueImport
from monitoring.workflow import VALUE
from pathfinders import rules
from pathfinders.models import ExpressionOfInterest, Pathfinder, Roadmap
from tests import factories
from tests.factories.values import make_observation, make_value
from tests.permission_checks import (
    ANSWERS,
    MAY,
    PEOPLE,
    ROWS,
    Check,
    answer_to,
    document,
)
from tests.permissions_by_request import REQUESTS
from tests.permissions_of_meetings import MEETINGS


def pathfinder(path):
    return path


def eoi(state: str) -> Callable:
    return lambda path: factories.make_eoi(path, state=state)


def roadmap(state: str) -> Callable:
    return lambda path: factories.make_roadmap(path, state=state)


def review(state: str) -> Callable:
    return lambda path: factories.make_review(path, state=state)


def value(state: str) -> Callable:
    """Make a version in a state; rules ask its country, lists show its observation."""
    return lambda path: make_value(make_observation(path), state=state)


def of_value(rule) -> Callable:
    """Ask a rule about the country of a version."""
    return lambda user, version: rule(user, version.pathfinder)


def public_observation(path):
    path.is_public = True
    path.save()
    return make_value(make_observation(path), state="published").observation


def sees_work(user, version) -> bool:
    return review_rules.may_see_work(user, version.pathfinder)


def edits_value(user, version) -> bool:
    """Whether the value is in a state in which somebody may write, and who may."""
    open_states = ("draft", "returned")
    return version.state in open_states and review_rules.may_enter(
        user, version.pathfinder
    )


def moves_value(verb: str) -> Callable:
    return lambda user, version: VALUE.moves[verb].may(user, version)


def standard(user, _path) -> bool:
    return review_rules.may_edit_standard_indicators(user)


def other_peoples_import(user, path) -> bool:
    brought = ValueImport.objects.create(
        pathfinder=path,
        origin="file",
        file=factories.make_document().versions.get(),
        created_by=factories.make_contributor(path.country),
    )
    return brought in ValueImport.objects.visible_to(user)


def generated_file(_path) -> Job:
    """Return the work of somebody else with the file that it made."""
    job = Job.objects.create(kind="sample.file", created_by=factories.keeper())
    job.file = keep_file(b"a;b", "values.csv", job=job)
    job.save()
    return job


def opens_file(user, job) -> bool:
    return may_view_document(user, job.file.document)


def takes_everything_away(user, path) -> bool:
    return whole_export(user, path) == 200


def whole_export(user, path) -> int:
    """Return the answer of the address at which all versions of a country are."""
    url = reverse("monitoring:versions-csv", kwargs={"iso3": path.country.slug})
    return answer_to(user, url)


def needs_reason_for(user, version) -> bool:
    return review_rules.needs_reason_to_enter(user, version.pathfinder)


def private_budget(user, path) -> bool:
    return rules.may_see_private_budget(user, path.country_id)


def status_needs_reason(user, _path) -> bool:
    return rules.decides_only_with_reason(user)


def always(_user, _record) -> bool:
    """Nobody does it without a written reason."""
    return True


RUN_PATH = Check(pathfinder, (rules.may_run_path,))
DECIDE = Check(pathfinder, (rules.may_decide_status,), reason=status_needs_reason)
PUBLIC_PAGE = Check(pathfinder, (rules.may_view_pathfinder,), Pathfinder)
DECIDE_ROADMAP = Check(roadmap("submitted"), (rules.may_decide_roadmap,))

CHECKS = MEETINGS | {
    (
        "country, public profile",
        "view page / list / search / JSON / map",
    ): PUBLIC_PAGE,
    ("country, internal notes (field)", "view"): Check(
        pathfinder, (rules.may_see_desk,)
    ),
    ("country, profile", "edit"): Check(pathfinder, (rules.may_edit_profile,)),
    ("country", "create"): RUN_PATH,
    ("country, status", "propose change"): RUN_PATH,
    (
        "country, status → pathfinder",
        "confirm (letter attached, not the proposer)",
    ): DECIDE,
    (
        "country, status → on hold / restore",
        "decide (GCG decision linked)",
    ): DECIDE,
    ("country, focal point appointment", "set / end"): RUN_PATH,
    ("country, handover pack (personal data)", "make / PDF"): Check(
        pathfinder, (rules.may_take_handover,)
    ),
    ("EOI, existence + date (after acceptance)", "view"): PUBLIC_PAGE,
    ("EOI, metadata (minister, senior official)", "view"): Check(
        eoi("accepted"), (rules.may_view_eoi,), ExpressionOfInterest
    ),
    ("EOI, letter file", "download"): Check(
        document(Audience.OFFICIALS), (may_view_document,), Document
    ),
    ("EOI, draft", "create / submit"): Check(
        eoi("draft"),
        (
            rules.may_edit_eoi,
            rules.may_submit_eoi,
            lambda user, record: rules.may_draft_eoi(user, record.pathfinder),
        ),
    ),
    ("EOI, submitted", "edit"): Check(eoi("submitted"), (rules.may_edit_eoi,)),
    ("EOI, submitted", "accept / return"): Check(
        eoi("submitted"), (rules.may_decide_eoi,)
    ),
    ("workshop, announced", "view"): PUBLIC_PAGE,
    ("workshop", "edit"): Check(
        factories.make_workshop,
        (
            rules.may_edit_workshop,
            lambda user, record: rules.may_add_workshop(user, record.pathfinder),
        ),
    ),
    ("workshop, report published", "view / PDF"): Check(
        document(Audience.PUBLIC), (may_view_document,), Document
    ),
    ("roadmap, draft", "view / PDF / export / diff"): Check(
        roadmap("draft"), (rules.may_view_roadmap,), Roadmap
    ),
    ("roadmap, draft", "edit (with version check)"): Check(
        roadmap("draft"), (rules.may_edit_roadmap,), reason=rules.edit_needs_reason
    ),
    ("roadmap, draft", "comment"): Check(
        roadmap("draft"), (rules.may_comment_roadmap, rules.may_read_comments)
    ),
    ("roadmap, draft", "submit"): Check(roadmap("draft"), (rules.may_submit_roadmap,)),
    ("roadmap, submitted", "view / PDF"): Check(
        roadmap("submitted"), (rules.may_view_roadmap,), Roadmap
    ),
    ("roadmap, submitted", "edit"): Check(
        roadmap("submitted"), (rules.may_edit_roadmap,)
    ),
    ("roadmap, submitted", "return with comment"): DECIDE_ROADMAP,
    ("roadmap, submitted", "accept + publish"): DECIDE_ROADMAP,
    ("roadmap, presented to GCG", "view / PDF"): Check(
        roadmap("presented"), (rules.may_view_roadmap,), Roadmap
    ),
    ("roadmap, published", "view / PDF / JSON"): Check(
        roadmap("published"), (rules.may_view_roadmap,), Roadmap
    ),
    ("roadmap, any", "delete"): Check(
        roadmap("draft"), (rules.may_delete_roadmap,), reason=always
    ),
    ("roadmap, published", "edit in place"): Check(
        roadmap("published"), (rules.may_edit_roadmap,)
    ),
    ("roadmap, published", "open next version (draft)"): Check(
        pathfinder, (rules.may_draft_roadmap,)
    ),
    (
        "roadmap, budget line marked not public (field)",
        "view in page, PDF, export, JSON",
    ): Check(pathfinder, (private_budget,)),
    ("indicator value, draft", "view / export"): Check(value("draft"), (sees_work,)),
    ("indicator value, draft", "create / edit / import as draft"): Check(
        value("draft"), (edits_value,), reason=needs_reason_for
    ),
    ("indicator value, draft", "delete"): Check(
        value("draft"), (moves_value("discard"),)
    ),
    ("indicator value, draft", "submit"): Check(
        value("draft"), (moves_value("submit"),)
    ),
    ("indicator value, submitted", "view"): Check(value("submitted"), (sees_work,)),
    ("indicator value, submitted", "edit / re-import over it"): Check(
        value("submitted"), (edits_value,)
    ),
    ("indicator value, submitted", "withdraw"): Check(
        value("submitted"), (moves_value("withdraw"),)
    ),
    ("indicator value, submitted", "return with reason"): Check(
        value("submitted"), (moves_value("return"),)
    ),
    ("indicator value, submitted", "accept + publish"): Check(
        value("submitted"), (moves_value("accept"), moves_value("publish"))
    ),
    (
        "indicator value, published, small count of victims",
        "view the exact number",
    ): Check(value("published"), (of_value(review_rules.may_see_exact),)),
    ("indicator value, published", "correct (new version, old kept)"): Check(
        value("published"), (of_value(review_rules.may_correct),)
    ),
    ("indicator value, published", "edit in place / delete"): Check(
        value("published"), (edits_value,)
    ),
    (
        "indicator value",
        "change history with old and new value, who, when",
    ): Check(value("published"), (of_value(review_rules.may_see_history),)),
    (
        "indicator import job",
        "see result / error file of somebody else's job",
    ): Check(pathfinder, (other_peoples_import,)),
    ("indicator, customised definition", "create / edit"): Check(
        pathfinder, (review_rules.may_define_indicators,)
    ),
    ("indicator, standard definition", "edit"): Check(pathfinder, (standard,)),
    ("whole-country export (all states)", "download"): Check(
        pathfinder, (review_rules.may_export_everything, takes_everything_away)
    ),
    (
        "generated export or PDF file (by its URL)",
        "download by someone other than its requester",
    ): Check(generated_file, (opens_file,), Job),
    ("indicator value, published", "view / JSON / XLSX / chart"): Check(
        public_observation, (), Observation
    ),
    ("annual review, self-report draft", "view / edit"): Check(
        review("draft"),
        (review_rules.may_view_review, review_rules.may_edit_report),
        AnnualReview,
    ),
    ("annual review, assessment draft", "view"): Check(
        review("submitted"), (review_rules.may_see_assessment,)
    ),
    ("annual review, assessment draft", "edit"): Check(
        review("submitted"),
        (review_rules.may_assess, review_rules.may_draft_assessment),
    ),
    ("annual review, assessment shared with country", "view"): Check(
        review("shared"), (review_rules.may_see_assessment,), AnnualReview
    ),
    (
        "annual review, assessment shared with country",
        "comment / upload justification",
    ): Check(review("shared"), (review_rules.may_answer_assessment,)),
    ("annual review, tabled", "view / PDF"): Check(
        review("tabled"),
        (review_rules.may_view_review, review_rules.may_see_assessment),
        AnnualReview,
    ),
    ("annual review, outcome (counts towards on hold)", "record"): Check(
        review("tabled"), (review_rules.may_record_outcome,)
    ),
    ("annual review, published", "view / PDF"): Check(
        review("published"),
        (review_rules.may_view_review, review_rules.may_see_assessment),
        AnnualReview,
    ),
}

NOT_BUILT = {
    ("country", "delete"): "records of fact are never deleted; a country withdraws",
    ("workshop, draft report", "view / PDF"): "a report is a document once it is final",
    ("workshop, participant list (personal data)", "view / export"): (
        "only numbers by group are kept, no names"
    ),
    (
        "minutes, who-said-what under Chatham House rule (field)",
        "view in page, PDF, search, history",
    ): "nobody reads it: who spoke is not recorded, the database refuses a name",
    ("users", "list"): "accounts are in the admin, which only the secretariat enters",
    ("other account", "view or change through /me, /profile/<id>"): (
        "an account has no page but the own; others are in the admin"
    ),
    (
        "audit log",
        "read",
    ): "it is in the admin, which only the secretariat enters",
    ("error / metrics / debug pages", "view"): "there are none in production",
}


def test_every_row_is_checked_or_says_why_not():
    asked = set(CHECKS) | set(REQUESTS)
    assert asked | set(NOT_BUILT) == set(ROWS)
    assert asked & set(NOT_BUILT) == set()
    assert {tuple(row) for row in ROWS.values()} == {tuple(PEOPLE)}


@pytest.mark.parametrize("key", CHECKS, ids=": ".join)
def test_a_row_of_the_table_is_what_the_rules_say(db, key):
    check, expected = CHECKS[key], ROWS[key]
    path = factories.make_pathfinder(status="pathfinder")
    record = check.make(path)
    people = {column: make(path.country) for column, make in PEOPLE.items()}

    wanted = {column: letter in MAY for column, letter in expected.items()}

    for rule in check.may:
        assert {c: rule(user, record) for c, user in people.items()} == wanted
    if check.listed:
        lists = {c: check.listed.objects.visible_to(u) for c, u in people.items()}
        assert {c: record in listed for c, listed in lists.items()} == wanted
    if check.reason:
        reasons = {
            column: check.reason(people[column], record)
            for column, letter in expected.items()
            if letter in MAY
        }
        assert reasons == {c: expected[c] == "R" for c in reasons}


def test_whole_country_export_answers_as_its_row_says(db):
    path = factories.make_pathfinder(is_public=True)
    row = ROWS["whole-country export (all states)", "download"]

    found = {
        who: whole_export(make(path.country), path) for who, make in PEOPLE.items()
    }

    assert found == {who: ANSWERS[letter] for who, letter in row.items()}
