"""Indicators that are computed from other records and never typed.

Ratifications come from the register, dimension 3 from the published roadmap and the
register of support given. What cannot be computed is said; it is never zero.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.together import prefetch_together
from monitoring import rules
from monitoring.enums import Computation
from monitoring.figures.breakdowns import TOTAL
from monitoring.figures.content import Content
from monitoring.figures.disclosure import counted, withheld
from monitoring.models import Definition
from pathfinders.enums import FundingKind, SupportKind
from pathfinders.models import Instrument, Pathfinder, Roadmap
from pathfinders.selectors.figures import Sum
from pathfinders.selectors.progress import Implementation, implementation_in_sums
from pathfinders.selectors.registers import (
    JOINED,
    InstrumentRow,
    instrument_rows,
    support_counts,
)

REGISTERS = ("ratifications", "support_given")


@dataclass(frozen=True, slots=True)
class Computed:
    """The value of a computed indicator, the sentence of its sum, and where it is kept.

    `content` is None when it cannot be computed; `words` says why then. Neither may
    be shown when `is_withheld`.
    """

    content: Content | None
    words: str
    url: str
    is_withheld: bool = False


class Bases(NamedTuple):
    """All instruments and the roadmap in force: with the registers all that is needed.

    Small, so a page reads them with other small tables (`fetch_bases`).
    """

    instruments: QuerySet[Instrument]
    roadmaps: QuerySet[Roadmap]


def bases_of(pathfinder: Pathfinder) -> Bases:
    """Return what indicators of a country are computed from, unread."""
    return Bases(Instrument.objects.all(), pathfinder.roadmaps.published())


def fetch_bases(pathfinder: Pathfinder, bases: Bases, *also: QuerySet) -> None:
    """Fetch the bases, the registers, and what is read `also` (one query).

    Registers that were fetched before are those of the day that is shown.
    """
    held = getattr(pathfinder, "_prefetched_objects_cache", {})
    missing = [each for each in REGISTERS if each not in held]
    prefetch_together(pathfinder, missing, *bases, *also)


@dataclass(frozen=True)
class Records:
    """What indicators of one country are computed from, read once."""

    pathfinder: Pathfinder
    user: object
    on: date
    bases: Bases

    @cached_property
    def _read(self) -> Bases:
        fetch_bases(self.pathfinder, self.bases)
        return self.bases

    @cached_property
    def instruments(self) -> list[InstrumentRow]:
        instruments, _roadmaps = self._read
        return instrument_rows(self.pathfinder, instruments)

    @cached_property
    def progress(self) -> Implementation | None:
        _instruments, roadmaps = self._read
        roadmap = next(iter(roadmaps), None)
        if roadmap is None:
            return None
        roadmap.pathfinder = self.pathfinder
        return implementation_in_sums(roadmap, self.user, on=self.on)

    @cached_property
    def support(self) -> dict[str, int]:
        _ = self._read
        return {row.kind: row.total for row in support_counts(self.pathfinder).rows}

    def register_url(self, register: str) -> str:
        keys = {"iso3": self.pathfinder.country.slug, "register": register}
        return reverse("pathfinders:register", kwargs=keys)

    def progress_url(self) -> str:
        keys = {"iso3": self.pathfinder.country.slug}
        if self.progress is None:
            return reverse("pathfinders:roadmap-list", kwargs=keys)
        keys["number"] = self.progress.roadmap.number
        return reverse("pathfinders:progress", kwargs=keys)


def computed(
    pathfinder: Pathfinder,
    definitions: Iterable[Definition],
    user,
    *,
    on: date | None = None,
    bases: Bases | None = None,
) -> dict[int, Computed]:
    """Return the computed values by key of the definition, in a fixed number of reads.

    Amounts that are not public are left out for people who may not see them, and
    counts of few people are withheld from them. `bases` are handed over by who has
    read them.
    """
    bases = bases or bases_of(pathfinder)
    records = Records(pathfinder, user, on or timezone.localdate(), bases)
    is_exact = rules.may_see_exact(user, pathfinder)
    found = {}
    for each in definitions:
        if each.is_computed:
            result = COMPUTE[each.computed_from](records, each)
            is_withheld = not is_exact and _is_small(result.content, each)
            words = "" if is_withheld else result.words
            found[each.pk] = replace(result, words=words, is_withheld=is_withheld)
    return found


def _is_small(content: Content | None, definition: Definition) -> bool:
    if content is None:
        return False
    cells = {TOTAL: counted(content)}
    return bool(withheld(cells, threshold=definition.threshold))


# --- Ratifications --------------------------------------------------------------------


def _priority_instruments(records: Records, definition: Definition) -> Computed:
    return _ratified(records, definition, is_priority=True)


def _other_instruments(records: Records, definition: Definition) -> Computed:
    return _ratified(records, definition, is_priority=False)


def _ratified(records: Records, definition, *, is_priority: bool) -> Computed:
    """Return how many instruments of the theme the country has joined, and which."""
    rows = [
        row
        for row in records.instruments
        if definition.indicator.theme in row.instrument.themes
        and row.instrument.is_priority == is_priority
        and row.instrument.is_ratifiable
    ]
    known = [row for row in rows if row.ratification]
    joined = [row for row in known if row.ratification.status in JOINED]
    url = records.register_url("ratifications")
    if not known:
        return Computed(None, _("No source on record for any of them."), url)
    words = _("%(joined)s of %(all)s ratified: %(codes)s.") % {
        "joined": len(joined),
        "all": len(rows),
        "codes": ", ".join(_dated(row) for row in joined) or _("none"),
    }
    silent = len(rows) - len(known)
    if silent:
        words += " " + _("For %(n)s there is no source on record.") % {"n": silent}
    items = tuple(row.instrument.code for row in joined)
    return Computed(Content(quantity=Decimal(len(joined)), items=items), words, url)


def _dated(row: InstrumentRow) -> str:
    when = row.ratification.when
    code = row.instrument.code
    return f"{code} ({when.on.year})" if when.on else code


# --- The roadmap ----------------------------------------------------------------------


def _roadmap_developed(records: Records, _definition) -> Computed:
    url = records.progress_url()
    if records.progress is None:
        return Computed(Content(answer=False), _("No roadmap is published."), url)
    roadmap = records.progress.roadmap
    published = roadmap.published_at
    on = timezone.localdate(published) if published else None
    words = _("Version %(number)s is published.") % {"number": roadmap.number}
    return Computed(Content(answer=True, on=on), words, url)


def _activities(records: Records, _definition) -> Computed:
    return _share(records, lambda progress: progress.figures.done)


def _targets(records: Records, _definition) -> Computed:
    return _share(records, lambda progress: progress.figures.targets)


def _share(records: Records, of: Callable[[Implementation], Sum]) -> Computed:
    url = records.progress_url()
    if records.progress is None:
        return Computed(None, _("No roadmap is published."), url)
    found = of(records.progress)
    if found.value is None:
        return Computed(None, found.text, url)
    return Computed(Content(percent=Decimal(found.value)), found.text, url)


def _allocated(records: Records, _definition) -> Computed:
    return _money(records, FundingKind.ALLOCATED)


def _disbursed(records: Records, _definition) -> Computed:
    return _money(records, FundingKind.DISBURSED)


def _money(records: Records, kind: FundingKind) -> Computed:
    """Return the sum in one currency; several without a rate are not added."""
    url = records.progress_url()
    progress = records.progress
    if progress is None:
        return Computed(None, _("No roadmap is published."), url)
    stated = [each for each in progress.totals if getattr(each, kind) is not None]
    if not stated:
        return Computed(None, _("No amount is stated in the roadmap."), url)
    money = stated[0] if len(stated) == 1 else progress.total
    if money is None:
        words = _("Amounts in several currencies, and no rate is stated.")
        return Computed(None, words, url)
    addition = dict(progress.in_one).get(str(kind.label)) if len(stated) > 1 else None
    sentences = [addition.text + "." if addition else "", *_stating(progress, kind)]
    content = Content(amount=getattr(money, kind), currency=money.currency)
    return Computed(content, " ".join(filter(None, sentences)), url)


def _stating(progress: Implementation, kind: FundingKind) -> list[str]:
    """Say how many actions the sum is made of, and of which of them half is missing."""
    kinds = [{line.kind for line in each.lines} for each in progress.actions]
    stating = [each for each in kinds if kind in each]
    words = ngettext(
        "%(stated)s of %(count)s action of version %(number)s of the roadmap states an "
        "amount.",
        "%(stated)s of %(count)s actions of version %(number)s of the roadmap state an "
        "amount.",
        len(kinds),
    ) % {
        "stated": len(stating),
        "count": len(kinds),
        "number": progress.roadmap.number,
    }
    silent = sum(FundingKind.ALLOCATED not in each for each in stating)
    if not silent:
        return [words]
    missing = ngettext(
        "%(count)s of them does not state what was allocated.",
        "%(count)s of them do not state what was allocated.",
        silent,
    )
    return [words, missing % {"count": silent}]


# --- Support given to others ----------------------------------------------------------


def _support(kind: str) -> Callable[[Records, Definition], Computed]:
    def count(records: Records, _definition) -> Computed:
        number = records.support.get(kind, 0)
        url = records.register_url("support")
        if not number:
            return Computed(None, _("None is on record with its proof."), url)
        words = _("%(n)s on record, each with its proof.") % {"n": number}
        return Computed(Content(quantity=Decimal(number)), words, url)

    return count


COMPUTE: dict[str, Callable[[Records, Definition], Computed]] = {
    Computation.PRIORITY_INSTRUMENTS: _priority_instruments,
    Computation.OTHER_INSTRUMENTS: _other_instruments,
    Computation.ROADMAP_DEVELOPED: _roadmap_developed,
    Computation.ACTIVITIES_IMPLEMENTED: _activities,
    Computation.TARGETS_ACHIEVED: _targets,
    Computation.ALLOCATED: _allocated,
    Computation.DISBURSED: _disbursed,
    Computation.SUPPORT_INITIATIVES: _support(SupportKind.POLITICAL),
    Computation.SUPPORT_APPROACHES: _support(SupportKind.SCALING),
    Computation.SUPPORT_KNOWLEDGE: _support(SupportKind.KNOWLEDGE),
    Computation.SUPPORT_GROUPS: _support(SupportKind.GROUPS),
}
