"""Page numbers that are printed before it is known how long the print is."""

import pytest

from alliance87.core.exceptions import ReportError
from alliance87.core.packs import Layout, Part, Place, assemble, settle
from tests.core import pack_samples as samples

PARTS = (
    Part(key="cover", title="Cover", content=samples.paper()),
    Part(key="contents", title="Contents"),
    Part(key="paper", title="Paper", content=samples.paper(4)),
)


def test_settle_repeats_until_the_numbers_are_right():
    seen = []

    def render(layout):
        seen.append(layout)
        return {
            "contents": samples.paper(3, f"Paper on {layout.places['paper'].first}")
        }

    parts = settle(render, PARTS)

    assert [layout.places["paper"].first for layout in seen] == [3, 5]
    assert seen[-1] == Layout(
        {"cover": Place(1, 1), "contents": Place(2, 3), "paper": Place(5, 4)}, 8
    )
    made = assemble(parts, title="Pack", language="en")
    assert made.places == seen[-1].places
    assert "Paper on 5 1" in samples.lines_of(made.content)


def test_settle_renders_once_when_the_first_guess_is_right():
    rounds = []

    def render(layout):
        rounds.append(layout.pages)
        return {"contents": samples.paper(1)}

    settle(render, PARTS)

    assert rounds == [6]


def test_settle_renders_several_parts_together():
    parts = (*PARTS, Part(key="late", title="Late papers"))
    seen = []

    def render(layout):
        seen.append(layout.pages)
        late = samples.paper(2 if layout.pages > 7 else 1)
        return {"contents": samples.paper(2), "late": late}

    settled = {part.key: part.content for part in settle(render, parts)}

    assert seen == [7, 8, 9]
    assert settled["late"] == samples.paper(2)


def test_settle_names_a_part_that_was_rendered_badly():
    with pytest.raises(ReportError, match="“Contents” cannot be read as a PDF"):
        settle(lambda layout: {"contents": b"%PDF-1.7"}, PARTS)


def test_settle_gives_up_after_five_rounds():
    rounds = []

    def render(layout):
        rounds.append(layout.places["contents"].pages)
        return {"contents": samples.paper(rounds[-1] % 2 + 1)}

    with pytest.raises(ReportError) as caught:
        settle(render, PARTS)

    assert rounds == [1, 2, 1, 2, 1]
    assert str(caught.value) == (
        "The page numbers in the contents do not come to rest. Add or remove a page of "
        "text and try again."
    )


def test_settle_reads_files_more_than_once(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(samples.paper(2))

    with path.open("rb") as file:
        parts = settle(
            lambda layout: {"contents": samples.paper(2)},
            (PARTS[1], Part(key="file", title="File", content=file)),
        )
        made = assemble(parts, title="Pack", language="en")

    assert made.places["file"] == Place(3, 2)
