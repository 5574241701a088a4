"""How a page prints the items of an agenda: `{% agenda_items block.lines zone %}`."""

from collections.abc import Callable, Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliance87.core.deadlines import write_local_hours
from meetings.addresses import Addresses
from meetings.enums import DecisionState, ItemOutcome, ItemPurpose, PaperPurpose
from meetings.templatetags.outcomes import shortened

register = template.Library()

DECISION_CHARACTERS = 160
BETWEEN = " · "


class Said:
    """What many items of an agenda say alike: written once, in the reader’s language.

    `versions` and `decisions` are their addresses.
    """

    def __init__(self, zone: str):
        self.zone = zone
        self.versions = Addresses(
            "meetings:paper-version", slug=str, number=int, lang=str
        )
        self.decisions = Addresses("meetings:decision", pk=int)
        self.decision = escape(_("Decision"))
        self.known: dict[tuple, str] = {}

    def minutes(self, minutes: int) -> str:
        return self._once("minutes", minutes, _minutes)

    def label(self, paper) -> str:
        version = paper.placed.version
        key = (version.number, version.language, paper.is_readable)
        return self._once("label", key, lambda _key: escape(paper.label))

    def state(self, decision) -> str:
        return self._once("state", decision.state, _state)

    def _once(self, what: str, key, written: Callable) -> str:
        if (what, key) not in self.known:
            self.known[what, key] = written(key)
        return self.known[what, key]


def _minutes(minutes: int) -> str:
    return escape(_("%(n)s minutes") % {"n": localize(minutes)})


def _state(state: str) -> str:
    return escape(DecisionState(state).label)


@register.simple_tag
def agenda_items(lines: Iterable, zone: str = "") -> SafeString:
    """Return the items of a session (`ItemLine`) with their papers and decisions.

    No template: an agenda has up to a hundred items with thirty places each.
    """
    said = Said(zone)
    items = "\n".join(_item(line, said) for line in lines)
    return mark_safe(items)  # noqa: S308 -- every text is escaped


def _item(line, said: Said) -> str:
    begins = ""
    if line.starts_at:
        hour = write_local_hours(line.starts_at, None, said.zone)
        begins = f'<span class="agenda__time">{escape(hour)}</span>'
    return (
        f'<article class="agenda__item agenda__item--{line.level}"'
        f' id="item-{line.item.pk}">'
        f'<span class="agenda__number">{escape(line.label)}{begins}</span>'
        f'<div><h4 class="agenda__title">{escape(line.item.title)}</h4>'
        f"{_texts(line)}{_notes(line, said)}{_papers(line, said)}"
        f"{_outcomes(line, said)}</div></article>"
    )


def _meta(content: str) -> str:
    return f'<p class="agenda__meta">{content}</p>'


def _named(name: str, text: str) -> str:
    return _meta(f"<b>{escape(name)}</b> {escape(text)}")


def _texts(line) -> str:
    """Return who leads the item, and what is written about it."""
    item, parts = line.item, []
    if line.leads:
        name = _("Co-leads:") if line.is_co_led else _("Led by")
        parts.append(_named(name, line.leads))
    if item.description:
        text = linebreaks(item.description, autoescape=True)
        parts.append(f'<div class="agenda__meta">{text}</div>')
    if item.objective:
        parts.append(_named(_("Objective"), item.objective))
    if item.expected_output:
        parts.append(_named(_("Expected output"), item.expected_output))
    return "".join(parts)


def _notes(line, said: Said) -> str:
    """Return what kind of item it is, by which rule it is heard, where it is from."""
    item, kinds, parts = line.item, [], []
    if item.purpose:
        kinds.append(f"<span>{escape(ItemPurpose(item.purpose).label)}</span>")
    if item.minutes:
        kinds.append(f"<span>{said.minutes(item.minutes)}</span>")
    country = f"{BETWEEN}{escape(item.country)}" if item.country else ""
    if kinds or country:
        parts.append(_meta(f"{BETWEEN.join(kinds)}{country}"))
    if item.chatham_house:
        rule = _("Chatham House rule: what is said is recorded, who says it is not.")
        parts.append(_meta(escape(rule)))
    if line.carried_from:
        words = _("Carried over from: %(meeting)s") % {"meeting": line.carried_from}
        parts.append(_meta(escape(words)))
    if item.outcome == ItemOutcome.DEFERRED:
        state = {"tone": "hold", "label": item.get_outcome_display()}
        parts.append(render_to_string("components/state.html", state))
    return "".join(parts)


# --- Papers ---------------------------------------------------------------------------


def _papers(line, said: Said) -> str:
    if not line.papers:
        return ""
    papers = "".join(f"<li>{_paper(each, said)}</li>" for each in line.papers)
    return f'<ul class="agenda__papers">{papers}</ul>'


def _paper(paper, said: Said) -> str:
    placed = paper.placed
    parts = [_to_follow(placed) if paper.is_to_follow else _pinned(paper, said)]
    if placed.is_late:
        tag = render_to_string("components/tag.html", {"label": _("Late")})
        parts.append(f" {tag}")
    if paper.newer:
        url, words = paper.newer.get_absolute_url(), _("A newer version exists")
        parts.append(f' <a class="small" href="{escape(url)}">{escape(words)}</a>')
    return "".join(parts)


def _to_follow(placed) -> str:
    who = f" ({escape(placed.who)})" if placed.who else ""
    words = f'<em class="table__gap">{escape(_("to follow"))}{who}</em>'
    return f"{escape(placed.paper)} {words}"


def _pinned(paper, said: Said) -> str:
    """Return the paper, as a link to the version of the agenda for who may open it."""
    placed, title = paper.placed, escape(paper.placed.paper)
    if paper.is_readable:
        pinned = {"number": placed.version.number, "lang": placed.version.language}
        url = said.versions.of(slug=placed.paper.slug, **pinned)
        title = f'<a href="{escape(url)}">{title}</a>'
    label = said.label(paper)
    if placed.purpose:
        label = f"{label}{BETWEEN}{escape(PaperPurpose(placed.purpose).label)}"
    return f'{title} <span class="muted">{label}</span>'


# --- What comes of it -----------------------------------------------------------------


def _outcomes(line, said: Said) -> str:
    """Return whom the item introduces, what it asks for, and what was decided."""
    parts = []
    if line.new_partners:
        partners = "".join(f"<li>{_partner(each)}</li>" for each in line.new_partners)
        parts.append(f'<ul class="agenda__papers">{partners}</ul>')
    if line.propose_url:
        about = f'<span class="vh"> ({escape(line.item.title)})</span>'
        words = f"{escape(_('Propose the decision'))}{about}"
        parts.append(_meta(f'<a href="{escape(line.propose_url)}">{words}</a>'))
    parts += [_decision(each, said) for each in line.decisions]
    return "".join(parts)


def _partner(partner) -> str:
    kind = escape(partner.get_kind_display())
    if partner.country:
        kind = f"{kind}{BETWEEN}{escape(partner.country)}"
    link = f'<a href="{escape(partner.get_absolute_url())}">{escape(partner)}</a>'
    return f'{link} <span class="muted">{kind}</span>'


def _decision(decision, said: Said) -> str:
    text = escape(shortened(decision.text, DECISION_CHARACTERS))
    link = f'<a href="{escape(said.decisions.of(pk=decision.pk))}">{text}</a>'
    return _meta(f"<b>{said.decision}</b> {link} ({said.state(decision)})")
