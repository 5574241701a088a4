"""A person at a browser: reads labels, follows links, presses buttons.

Nothing here knows an address or the markup of a page; what a person cannot find by
its words, these methods cannot find either.
"""

import re
import subprocess

from playwright.sync_api import Locator, Page, expect

from tests import factories

# A busy machine is no failure: milliseconds that a page, or a word on it, may take.
PATIENCE = 60_000

OPTIONAL = r"(\s*\((optional|needed to submit)\))?"


def exactly(words: str, *, suffix: str = "") -> re.Pattern:
    """Match the whole name of a control; hidden words in it may add blanks."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    pattern = pattern.replace(":", r"\s*:").replace("/", r"\/")
    return re.compile(rf"^\s*{pattern}{suffix}\s*$")


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF as another program reads it."""
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    )
    return done.stdout.decode()


class Walker:
    """One person in one browser of their own."""

    def __init__(self, page: Page, base_url: str):
        self.page = page
        self.base_url = base_url

    # --- Going places ---

    def open(self, address: str):
        response = self.page.goto(self.base_url + address)
        assert response.ok, f"{address} answers {response.status}"

    def sign_in(self, user) -> None:
        self.open("/")
        self.follow("Sign in")
        self.fill({"E-mail address": user.email, "Password": factories.PASSWORD})
        self.press("Sign in")
        expect(self.page.get_by_text("Your account")).to_be_attached()

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        scope = within or self.page.get_by_role("main").or_(self.frame)
        self.click(scope.get_by_role("link", name=exactly(words)).first)

    def click(self, control: Locator) -> None:
        """Click, and wait until the page that opens is whole.

        The browser goes on when the answer begins: what is read at once would be half
        a page on a busy machine.
        """
        control.click()
        self.page.wait_for_load_state()

    @property
    def frame(self) -> Locator:
        return self.page.get_by_role("banner")

    def press(self, words: str) -> None:
        main = self.page.get_by_role("main")
        self.click(main.get_by_role("button", name=exactly(words)))

    # --- Filling in forms ---

    def field(self, label: str, within: Locator | None = None) -> Locator:
        scope = within or self.page.get_by_role("main")
        return scope.get_by_label(exactly(label, suffix=OPTIONAL))

    def group(self, legend: str) -> Locator:
        name = exactly(legend, suffix=OPTIONAL)
        return self.page.get_by_role("group", name=name)

    def fill(self, texts: dict[str, str], within: Locator | None = None) -> None:
        for label, text in texts.items():
            self.field(label, within).fill(str(text))

    def fill_date(self, legend: str, day: int, month: int, year: int) -> None:
        parts = {"Day": day, "Month": month, "Year": year}
        self.fill(parts, self.group(legend))

    def select(self, label: str, option: str, within: Locator | None = None) -> None:
        self.field(label, within).select_option(label=option)

    def choose(self, legend: str, answer: str) -> None:
        self.group(legend).get_by_label(answer, exact=True).check()

    def attach(self, label: str, name: str) -> None:
        file = {
            "name": name,
            "mimeType": "application/pdf",
            "buffer": factories.PDF,
        }
        self.field(label).set_input_files(file)

    # --- Reading ---

    def arrives(self, heading: str) -> None:
        """Wait until the page with this heading is open."""
        main = self.page.get_by_role("main")
        expect(main.get_by_role("heading", name=heading, exact=True)).to_be_visible()

    def reads(self, *sentences: str) -> None:
        """Check that each sentence stands on the page where it can be seen."""
        for sentence in sentences:
            seen = self.page.get_by_role("main").get_by_text(sentence)
            expect(seen.filter(visible=True).first).to_be_visible()

    def reads_exactly(self, words: str) -> None:
        """Check that the words stand alone: a state, and no part of a sentence."""
        seen = self.page.get_by_role("main").get_by_text(words, exact=True)
        expect(seen.first).to_be_visible()

    def reads_not(self, sentence: str) -> None:
        expect(self.page.get_by_text(sentence)).to_have_count(0)

    def items_under(self, heading: str) -> list[str]:
        """Return the entries of the list that follows a heading."""
        found = self.page.get_by_role("heading", name=heading, exact=True)
        expect(found).to_be_visible()
        items = found.locator("xpath=following-sibling::*[1]/self::ul/li")
        return [text.strip() for text in items.all_inner_texts()]

    def download(self, words: str) -> bytes:
        """Return the PDF behind a link, fetched with this person's session."""
        link = self.page.get_by_role("link", name=exactly(words)).first
        answer = self.page.context.request.get(
            self.base_url + link.get_attribute("href")
        )
        assert answer.ok, f"{words} answers {answer.status}"
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()
