"""The records that a typed name may mean: partners, action groups, ILO comments."""

from collections.abc import Iterable
from dataclasses import dataclass

from alliance87.partners.models import ActionGroup, Partner
from pathfinders.models import Roadmap, SupervisoryCase


@dataclass(frozen=True, slots=True)
class Partners:
    """Who works on an action: those in the directory, and the others as written."""

    known: tuple[Partner, ...] = ()
    others: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """What names mean, read once for many rows (three queries)."""

    partners: dict[str, Partner]
    groups: dict[str, ActionGroup]
    cases: dict[str, SupervisoryCase]

    @classmethod
    def of(cls, roadmap: Roadmap) -> "Directory":
        """Read the directory, and the supervisory comments on the roadmap's country."""
        cases = SupervisoryCase.objects.filter(pathfinder=roadmap.pathfinder_id)
        by_case: dict[str, SupervisoryCase] = {}
        for case in cases:
            by_case |= {str(case.pk): case, folded(str(case)): case}
            by_case.setdefault(folded(case.title), case)
        return cls(
            partners=_by_name(Partner.objects.all()),
            groups=_by_name(ActionGroup.objects.all()),
            cases=by_case,
        )

    def case_label(self, pk: str) -> str:
        case = self.cases.get(pk)
        return str(case) if case else ""


def folded(name: str) -> str:
    """Return a name without regard to case and blanks, to compare it."""
    return " ".join(name.split()).casefold()


def _by_name(records: Iterable) -> dict:
    """Map full and short names; a short name that two share means neither."""
    records = list(records)
    short: dict[str, list] = {}
    for record in records:
        if record.short_name:
            short.setdefault(folded(record.short_name), []).append(record)
    found = {name: same[0] for name, same in short.items() if len(same) == 1}
    return found | {folded(record.name): record for record in records}
