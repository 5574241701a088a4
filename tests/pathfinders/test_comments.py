"""Comments on the rows of a roadmap: who writes, what is settled, what is counted."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from alliance87.core.exceptions import Blocked, DomainError
from alliance87.core.models import AuditEvent
from pathfinders.comments import add_comment, reopen_comment, settle_comment
from pathfinders.guards import second_person_accepts_roadmap
from pathfinders.models import Roadmap, RowComment
from pathfinders.selectors.check import check_of
from pathfinders.selectors.comments import (
    comments_by_key,
    count_open_comments,
    open_comments,
)
from tests import factories

ROWS = {"End child labour": ["Train inspectors"]}


@pytest.fixture
def submitted(db) -> Roadmap:
    return factories.make_roadmap(state="submitted", rows=ROWS)


def action_of(roadmap):
    return roadmap.priorities.get().actions.get()


# --- Writing ------------------------------------------------------------------------


def test_comment_stands_at_its_row_and_outlives_it(submitted):
    officer, action = factories.make_officer(), action_of(submitted)

    add_comment(submitted, key=action.key, text=" Say how many. ", by=officer)

    comment = RowComment.objects.get()
    assert (comment.key, comment.row_label, comment.text, comment.created_by) == (
        action.key,
        "Train inspectors",
        "Say how many.",
        officer,
    )
    event = AuditEvent.objects.get()
    assert (event.verb, event.by_name, event.country) == (
        "roadmap.commented",
        str(officer),
        submitted.pathfinder.country,
    )


def test_comment_on_the_whole_roadmap_has_no_row(submitted):
    comment = add_comment(submitted, text="Well done.", by=factories.make_officer())

    assert (comment.key, comment.row_label) == (None, "")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_comment_is_refused(text, submitted):
    with pytest.raises(Blocked, match=r"^Write the comment\.$"):
        add_comment(submitted, text=text, by=factories.make_officer())

    assert RowComment.objects.count() == 0


def test_comment_on_a_row_of_another_roadmap_is_refused(submitted):
    foreign = factories.make_action()

    with pytest.raises(DomainError, match="Somebody deleted this row"):
        add_comment(
            submitted, key=foreign.key, text="Why?", by=factories.make_officer()
        )

    assert RowComment.objects.count() == 0


@pytest.mark.parametrize("state", ["presented", "published", "superseded"])
def test_roadmap_that_others_read_takes_no_comment(state, db):
    roadmap = factories.make_roadmap(state=state)

    with pytest.raises(PermissionDenied):
        add_comment(roadmap, text="Too late.", by=factories.make_officer())


@pytest.mark.parametrize(
    "make",
    [
        factories.make_gcg_member,
        factories.make_chair,
        factories.make_focal_point,
    ],
)
def test_outsiders_do_not_comment(make, submitted):
    with pytest.raises(PermissionDenied):
        add_comment(submitted, text="From outside.", by=make())


def test_comment_does_not_close_acceptance_to_its_author(submitted):
    """Four eyes ask who wrote the roadmap, and a comment is no part of it."""
    officer = factories.make_officer()
    add_comment(submitted, key=action_of(submitted).key, text="Good.", by=officer)

    assert second_person_accepts_roadmap(submitted, officer, None) == []


# --- Settling -----------------------------------------------------------------------


def test_comment_is_settled_and_opened_again(submitted):
    comment = factories.make_comment(submitted)
    contributor = factories.make_contributor(submitted.pathfinder.country)

    settled = settle_comment(comment, by=contributor)
    was = (settled.settled_by, settled.settled_at is not None)
    reopened = reopen_comment(settled, by=factories.make_officer())

    assert was == (contributor, True)
    assert (reopened.settled_by, reopened.settled_at) == (None, None)
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "roadmap.comment_settled",
        "roadmap.comment_reopened",
    ]


def test_settling_twice_leaves_the_first_name(submitted):
    comment = factories.make_comment(submitted)
    first = factories.make_officer()
    settle_comment(comment, by=first)

    settle_comment(comment, by=factories.make_officer())

    assert RowComment.objects.get().settled_by == first
    assert AuditEvent.objects.count() == 1


def test_outsider_does_not_settle(submitted):
    comment = factories.make_comment(submitted)

    with pytest.raises(PermissionDenied):
        settle_comment(comment, by=factories.make_focal_point())

    assert RowComment.objects.get().settled_at is None


# --- Reading ------------------------------------------------------------------------


def test_comments_are_found_by_row(submitted, django_assert_num_queries):
    action = action_of(submitted)
    first = factories.make_comment(submitted, row=action)
    second = factories.make_comment(submitted, row=action)
    on_all = factories.make_comment(submitted)
    factories.make_comment()

    with django_assert_num_queries(1):
        found = comments_by_key(submitted)
        names = [str(each.created_by) for each in found[action.key]]

    assert found == {action.key: [first, second], None: [on_all]}
    assert len(names) == 2


def test_open_comments_are_counted_in_one_query(submitted, django_assert_num_queries):
    other = factories.make_roadmap()
    left = factories.make_comment(submitted)
    settle_comment(factories.make_comment(submitted), by=factories.make_officer())
    with django_assert_num_queries(1):
        counts = count_open_comments([submitted, other])

    assert counts == {submitted.pk: 1}
    assert open_comments(submitted) == [left]


@pytest.mark.parametrize("actions", [1, 30])
def test_check_takes_eight_queries(actions, db, django_assert_num_queries):
    rows = {"Priority": [str(number) for number in range(actions)]}
    roadmap = factories.make_roadmap(rows=rows)
    for action in roadmap.priorities.get().actions.all():
        action.action_group = factories.make_group()
        action.supervisory_case = factories.make_supervisory_case(roadmap.pathfinder)
        action.save()
        factories.make_comment(roadmap, row=action)
        factories.make_benchmark(action)
    officer = factories.make_officer()
    roadmap = Roadmap.objects.select_related("pathfinder__country").get()
    officer_reads = check_of(roadmap, officer)

    with django_assert_num_queries(8):
        check_of(roadmap, officer)

    assert [row.number for row in officer_reads.rows[:2]] == ["1", "1.1"]
    assert len(officer_reads.rows) == actions + 1
    assert officer_reads.open_total == actions
    assert officer_reads.rows[1].parts == ("2023: The law is drafted",)


def test_comment_on_a_row_that_is_gone_is_still_read(db):
    roadmap = factories.make_roadmap(rows=ROWS)
    comment = factories.make_comment(
        roadmap, key=uuid.uuid4(), row_label="A row of before"
    )

    check = check_of(roadmap, factories.make_officer())

    assert (check.on_gone, check.on_all, check.open_total) == ((comment,), (), 1)
