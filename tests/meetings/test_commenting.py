"""Comment rounds: who is asked, what is said, and what was done with it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.deadlines import Deadline, deadline
from alliance87.core.exceptions import Blocked, DomainError, StaleVersion
from meetings import commenting
from meetings.enums import (
    Disposition,
    PaperVisibility,
    RoundAudience,
    Standing,
    VersionState,
)
from meetings.models import CommentRound
from meetings.selectors.comments import silence_in
from tests.factories import (
    make_gcg_member,
    make_gcg_observer,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.papers import (
    make_comment_round,
    make_paper,
    make_paper_comment,
    make_version,
)
from tests.factories.seats import make_representative, make_seat, make_seat_term

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def officer():
    return make_officer()


def in_a_week() -> Deadline:
    day = timezone.localdate() + WEEK
    return deadline(day, time(18), "Europe/Zurich")


def member_of(name: str):
    """Return a member of the Group who works for a partner of this name."""
    user = make_gcg_member()
    make_person(user=user, organization=make_partner(name=name))
    return user


def closed(comment_round: CommentRound) -> CommentRound:
    comment_round.closed_at = timezone.now()
    comment_round.save()
    return comment_round


# --- Opening and closing --------------------------------------------------------------


def test_a_round_is_opened_with_its_deadline(officer):
    version = make_version(state=VersionState.FOR_COMMENT)

    opened = commenting.open_round(
        version, by=officer, closes=in_a_week(), audience=RoundAudience.GCG
    )

    assert (opened.is_open, opened.time_zone) == (True, "Europe/Zurich")
    assert opened.silence_is_consent is False


@pytest.mark.parametrize(
    ("state", "visibility", "audience", "reason"),
    [
        (
            *(VersionState.DRAFT, PaperVisibility.PUBLIC, RoundAudience.GCG),
            "Circulate the version for comments first.",
        ),
        (
            *(VersionState.FOR_COMMENT, PaperVisibility.MEMBERS, RoundAudience.GCG),
            "Some of those who would be asked may not read it. Ask fewer people.",
        ),
        (
            *(VersionState.FOR_COMMENT, PaperVisibility.GCG, RoundAudience.COUNTRIES),
            "Some of those who would be asked may not read it. Ask fewer people.",
        ),
    ],
)
def test_nobody_is_asked_about_what_they_cannot_read(
    officer, state, visibility, audience, reason
):
    version = make_version(make_paper(visibility=visibility), state=state)

    with pytest.raises(Blocked) as refused:
        commenting.open_round(
            version, by=officer, closes=in_a_week(), audience=audience
        )

    assert refused.value.reasons == (reason,)


def test_a_round_in_the_past_is_refused(officer):
    version = make_version(state=VersionState.FOR_COMMENT)
    past = Deadline(datetime(2018, 8, 15, 16, 0, tzinfo=UTC), "Europe/Zurich")

    with pytest.raises(Blocked) as refused:
        commenting.open_round(
            version, by=officer, closes=past, audience=RoundAudience.GCG
        )

    assert refused.value.reasons == (
        "The round would close before anybody could comment.",
    )


def test_a_second_round_waits_for_the_first(officer):
    first = make_comment_round()
    facts = {"by": officer, "closes": in_a_week(), "audience": RoundAudience.GCG}

    with pytest.raises(Blocked):
        commenting.open_round(first.version, **facts)
    CommentRound.objects.update(
        opens_at=timezone.now() - 2 * WEEK, closes_at=timezone.now() - WEEK
    )
    commenting.open_round(first.version, **facts)

    first.refresh_from_db()
    assert first.closed_at == first.closes_at


def test_a_round_is_closed_once(officer):
    comment_round = make_comment_round()

    closed_now = commenting.close_round(comment_round, by=officer)
    assert closed_now.ends_at == closed_now.closed_at
    with pytest.raises(DomainError):
        commenting.close_round(comment_round, by=officer)


# --- Comments -------------------------------------------------------------------------


def test_a_member_comments_for_the_own_partner():
    member, comment_round = member_of("ITUC"), make_comment_round()
    other = make_partner(name="IOE")

    comment = commenting.add_comment(
        comment_round, by=member, text="Name the indicators.", partner=other
    )

    assert (comment.partner.name, comment.position) == ("ITUC", 1)


def test_the_holder_of_the_seat_comes_before_the_employer():
    member = make_gcg_member()
    person = make_person(user=member, organization=make_partner(name="A ministry"))
    term = make_seat_term(holder=make_partner(name="France"))
    make_representative(term, person)

    assert commenting.own_partner(member).name == "France"


def test_the_secretariat_enters_what_came_by_mail(officer):
    partner = make_partner(name="Walk Free")
    late = closed(make_comment_round())

    comment = commenting.add_comment(late, by=officer, text="Agreed.", partner=partner)

    assert comment.partner == partner


@pytest.mark.parametrize("make_person_asked", [make_gcg_observer, make_gcg_member])
def test_who_is_not_asked_does_not_comment(make_person_asked):
    by = make_person_asked()
    comment_round = make_comment_round(audience=RoundAudience.MEMBERS)
    is_member = make_person_asked is make_gcg_member

    if is_member:
        commenting.add_comment(comment_round, by=by, text="Yes.")
    else:
        with pytest.raises(PermissionDenied):
            commenting.add_comment(comment_round, by=by, text="No.")

    assert comment_round.comments.count() == int(is_member)


def test_after_the_deadline_no_comment_is_taken():
    now = timezone.now()
    over = make_comment_round(opens_at=now - 2 * WEEK, closes_at=now - WEEK)

    with pytest.raises(Blocked) as refused:
        commenting.add_comment(over, by=make_gcg_member(), text="Late.")

    assert refused.value.reasons == ("No comments are taken in this round any more.",)


def test_an_own_comment_is_changed_and_taken_back():
    member, comment_round = make_gcg_member(), make_comment_round()
    comment = commenting.add_comment(comment_round, by=member, text="First.")

    changed = commenting.change_comment(
        comment, section="2.1", text="Second.", expected=0, by=member
    )
    with pytest.raises(StaleVersion):
        commenting.change_comment(
            comment, section="", text="Third.", expected=0, by=member
        )
    with pytest.raises(PermissionDenied):
        commenting.remove_comment(comment, by=make_gcg_member())
    commenting.remove_comment(changed, by=member)

    assert not comment_round.comments.exists()


# --- Answers --------------------------------------------------------------------------


@pytest.mark.parametrize("disposition", ["partly_accepted", "not_accepted"])
def test_a_refusal_says_why(officer, disposition):
    comment = make_paper_comment()

    with pytest.raises(Blocked):
        commenting.answer_comment(
            comment, disposition=disposition, response=" ", expected=0, by=officer
        )
    answered = commenting.answer_comment(
        comment, disposition=disposition, response="Why.", expected=0, by=officer
    )

    assert answered.response == "Why."


def test_two_who_answer_do_not_overwrite_each_other(officer):
    comment = make_paper_comment()
    facts = {"disposition": Disposition.ACCEPTED, "response": "", "by": officer}

    commenting.answer_comment(comment, expected=0, **facts)
    with pytest.raises(StaleVersion):
        commenting.answer_comment(comment, expected=0, **facts)


def test_answers_are_shared_when_all_are_given(officer):
    comment = make_paper_comment()
    comment_round = comment.round

    with pytest.raises(Blocked) as refused:
        commenting.share_answers(comment_round, by=officer)
    assert refused.value.reasons == (
        "Comments are still taken: close the round first.",
        "1 comment has no answer yet.",
    )
    commenting.close_round(comment_round, by=officer)
    commenting.answer_comment(
        comment, disposition="noted", response="", expected=0, by=officer
    )
    shared = commenting.share_answers(comment_round, by=officer)

    assert shared.answered_at is not None
    with pytest.raises(Blocked):
        commenting.answer_comment(
            comment, disposition="accepted", response="", expected=1, by=officer
        )


def test_silence_names_the_seats_that_said_nothing():
    spoke, silent, observer = (make_partner(name=n) for n in ("ILO", "IOM", "OIF"))
    for partner in (spoke, silent):
        make_seat_term(make_seat(standing=Standing.MEMBER), partner)
    make_seat_term(make_seat(standing=Standing.OBSERVER), observer)
    comment_round = make_comment_round(
        audience=RoundAudience.MEMBERS, silence_is_consent=True
    )
    make_paper_comment(comment_round, partner=spoke)

    found = silence_in(comment_round)

    assert (found.spoke, found.silent) == ((spoke,), (silent,))
