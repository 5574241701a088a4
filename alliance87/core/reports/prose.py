"""Plain text with a little Markdown, as people type it, turned into safe HTML."""

import re

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "ul", "ol", "li", "strong", "em", "h3", "a", "blockquote", "br", "hr"}
HEADING = re.compile(r"(</?)h[1-6]>")


def prose(text: str) -> SafeString:
    """Return paragraphs, lists, emphasis, links and one level of heading (h3).

    HTML typed into the text appears as text. Only links to the web and to mail
    addresses remain links. A single line break is kept.
    """
    converter = markdown.Markdown(extensions=["nl2br", "sane_lists"])
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    html = HEADING.sub(r"\1h3>", converter.convert(text))
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return mark_safe(clean)  # noqa: S308 -- sanitised by nh3
