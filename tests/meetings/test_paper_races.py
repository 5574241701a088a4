"""Two people at papers in the same moment: one order, and nothing lost."""

from collections.abc import Callable
from datetime import date, time, timedelta
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.db import connections
from django.utils import timezone

from alliance87.core.deadlines import deadline
from alliance87.core.exceptions import DomainError
from alliance87.core.models import AuditEvent
from meetings import commenting
from meetings.enums import RoundAudience, VersionState
from meetings.models import PaperVersion
from meetings.papers import add_version
from meetings.workflow.papers import endorse
from tests.factories import make_gcg_member, make_officer
from tests.factories.papers import make_comment_round, make_paper, make_version

pytestmark = pytest.mark.django_db(transaction=True)
DECISION = SimpleNamespace(decided_on=date(2019, 11, 12))


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all in the same moment; return what came of each: done, or the refusal."""
    start, found = Barrier(len(deeds)), []

    def do(deed) -> None:
        start.wait()
        try:
            deed()
            found.append("done")
        except DomainError as error:
            found.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_one_version_is_endorsed_once():
    version = make_version(state=VersionState.FOR_DECISION)
    copies = [PaperVersion.objects.get(pk=version.pk) for _each in range(2)]
    officers = [make_officer() for _each in range(2)]

    found = at_once(
        *(
            lambda copy=copy, by=by: endorse(copy, by=by, decision=DECISION)
            for copy, by in zip(copies, officers, strict=True)
        )
    )

    assert found == ["InvalidTransition", "done"]
    verb = "paper_version.endorse"
    assert AuditEvent.objects.filter(verb=verb).count() == 1


def test_two_versions_endorsed_at_once_leave_the_newer_one():
    paper, officer = make_paper(), make_officer()
    old, new = (
        make_version(paper, number=number, state=VersionState.FOR_DECISION)
        for number in (1, 2)
    )

    at_once(
        lambda: endorse(old, by=officer, decision=DECISION),
        lambda: endorse(new, by=officer, decision=DECISION),
    )

    in_force = paper.versions.filter(state=VersionState.ENDORSED)
    assert [each.number for each in in_force] == [2]
    assert paper.versions.get(number=1).state == VersionState.SUPERSEDED


def test_two_new_versions_get_two_numbers():
    paper, officer = make_paper(), make_officer()

    found = at_once(
        *(
            lambda text=text: add_version(paper, text=text, by=officer)
            for text in ("One", "Two", "Three")
        )
    )

    assert found == ["done"] * 3
    assert sorted(v.number for v in paper.versions.all()) == [1, 2, 3]


def test_comments_at_once_get_their_numbers():
    comment_round = make_comment_round()
    members = [make_gcg_member() for _each in range(3)]

    found = at_once(
        *(
            lambda by=by: commenting.add_comment(comment_round, by=by, text="Yes.")
            for by in members
        )
    )

    assert found == ["done"] * 3
    assert [c.position for c in comment_round.comments.all()] == [1, 2, 3]


def test_two_rounds_are_not_opened_at_once():
    version, officer = make_version(state=VersionState.FOR_COMMENT), make_officer()
    day = timezone.localdate() + timedelta(days=7)
    closes = deadline(day, time(18), "Europe/Zurich")

    def ask():
        return commenting.open_round(
            version, by=officer, closes=closes, audience=RoundAudience.GCG
        )

    assert at_once(ask, ask) == ["Blocked", "done"]
    assert version.comment_rounds.count() == 1
