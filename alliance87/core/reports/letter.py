"""A formal letter on one sheet."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from alliance87.core.pdf import render_html
from alliance87.core.reports.document import RIGHT_TO_LEFT
from alliance87.core.reports.prose import prose
from alliance87.core.reports.sections import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of the Alliance. Lines of `sender` and `addressee` are kept.

    `text` is Markdown and includes salutation and closing. `number` is empty while
    the letter is a draft, and the letter says so.
    """

    number: str
    language: str
    dated: date | None
    sender: Text
    addressee: str
    subject: Text
    text: str
    signatory: str
    post: Text
    place: Text = ""
    enclosures: tuple[Text, ...] = ()
    footer: Text = ""
    is_example: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def html(self) -> SafeString:
        return prose(self.text)


def letter_html(letter: Letter, *, template_name: str = "reports/letter.html") -> str:
    """Return the page from which the letter's PDF is made, in its language."""
    with override(letter.language):
        return render_to_string(template_name, {"letter": letter})


def render_letter(
    letter: Letter, *, template_name: str = "reports/letter.html"
) -> bytes:
    """Return the letter as PDF/UA-1. Raises ReportError when it cannot be made."""
    return render_html(letter_html(letter, template_name=template_name))
