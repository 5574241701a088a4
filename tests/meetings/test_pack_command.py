"""The command that builds a pack without a worker."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meetings.enums import PackState
from tests.factories.people import make_gcg_member, make_officer
from tests.meetings.pack_samples import make_meeting, pages_of, paper_of

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command("build_pack", *arguments, stdout=out)
    return out.getvalue()


def test_draft_goes_into_a_file_and_then_the_pack_is_issued(tmp_path):
    meeting, item = make_meeting()
    paper_of(item, "Guidance note")
    by = f"--by={make_officer().email}"
    path = tmp_path / "pack.pdf"

    said = run("6", by, f"--to={path}")

    pages = len(pages_of(path.read_bytes()))
    assert said.splitlines()[-1] == f"{path}: {pages} pages"
    assert meeting.packs.get().state == PackState.DRAFT

    said = run("6", by, "--issue")

    pack = meeting.packs.get()
    assert pack.state == PackState.ISSUED
    assert said.splitlines()[-1] == f"GCG 6 v1: {pages} pages, {pack.sha256}"


def test_meeting_or_person_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="Meeting"):
        run("99", f"--by={make_officer().email}")
    with pytest.raises(CommandError, match="User"):
        run("99", "--by=nobody@example.org")


def test_person_who_may_not_gets_nothing():
    meeting, _item = make_meeting()

    with pytest.raises(CommandError):
        run("6", f"--by={make_gcg_member().email}")

    assert not meeting.packs.exists()
