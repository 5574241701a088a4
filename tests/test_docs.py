from pathlib import Path

from django.core.management import call_command
from django.utils import translation

from alliance87.home.states import MACHINES, states_document
from meetings.workflow import MACHINES as MEETINGS
from tests.moves import ALL_MACHINES

ROOT = Path(__file__).resolve().parent.parent
STATES = ROOT / "docs" / "states.md"


def test_the_document_of_states_is_current():
    """Run `./run manage write_states` when this fails."""
    assert STATES.read_text(encoding="utf-8") == states_document()


def test_the_document_of_states_is_english_in_every_language():
    english = states_document()

    with translation.override("fr"):
        assert states_document() == english


def test_every_machine_is_in_the_document():
    assert {machine for _heading, machine in MACHINES} == {*ALL_MACHINES, *MEETINGS}


def test_every_move_says_who_and_what_it_needs():
    silent = [
        (machine.name, move.verb)
        for machine in (*ALL_MACHINES, *MEETINGS)
        for move in machine.moves.values()
        if not move.who or not (move.needs or move.verb in {"publish", "supersede"})
    ]

    assert silent == []


def test_the_command_writes_the_document(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    call_command("write_states")

    written = (tmp_path / "docs" / "states.md").read_text(encoding="utf-8")
    assert written == states_document()
    assert capsys.readouterr().out == "docs/states.md is written.\n"
