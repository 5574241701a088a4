"""What comes out of the browser's printer."""

import pikepdf
import pytest

from tests import factories
from tests.browser.walker import Walker, pdf_text

PORTFOLIO = "/portfolio/"
FORTY = 40


@pytest.fixture
def member(transactional_db):
    for _each in range(FORTY):
        factories.make_milestone(factories.make_pathfinder())
    return factories.make_gcg_member()


def test_forty_countries_print_on_one_sheet(member, page, live_server, tmp_path):
    walker = Walker(page, live_server.url)
    walker.sign_in(member)
    walker.open(PORTFOLIO)
    names = page.get_by_role("main").get_by_role("rowheader").all_inner_texts()

    printed = page.pdf(prefer_css_page_size=True, path=tmp_path / "printed.pdf")

    with pikepdf.open(tmp_path / "printed.pdf") as document:
        assert len(document.pages) == 1
    text = pdf_text(printed)
    assert len(names) >= FORTY
    assert [each for each in names if each not in text] == []
