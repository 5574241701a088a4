"""Verbs that report on a published roadmap.

The plan is never edited: each report is a row of its own, the latest one counts, and
a wrong one is corrected by a later one. See decision 0015.
"""

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import write_day
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document
from pathfinders import rules
from pathfinders.enums import ActionStatus, FundingKind
from pathfinders.models import (
    Action,
    Benchmark,
    BenchmarkResult,
    FundingUpdate,
    Priority,
    ProgressUpdate,
    Roadmap,
    TargetResult,
)
from pathfinders.models.in_force import money_in_force

TITLE_MAX = Document._meta.get_field("title").max_length


def report_progress(
    action: Action,
    *,
    on: date,
    status: str,
    percent_done: int | None = None,
    note: str = "",
    evidence=None,
    funding: Iterable[Mapping] = (),
    by,
    reason: str = "",
) -> ProgressUpdate:
    """Report how far an action is, with the amounts known on that day.

    `evidence` is an upload, or a Document that an earlier report filed. `funding`
    holds kind, amount, currency, year, source and is_public of each amount.
    """
    funding = [dict(line) for line in funding]
    with _reporting(action.priority.roadmap, by=by, reason=reason) as roadmap:
        before = _status_before(action, roadmap)
        _require_day(on, roadmap)
        _require_share(status, percent_done)
        _require_explanation(action, roadmap, funding, note)
        update = ProgressUpdate(action=action, status=status, percent_done=percent_done)
        _save(update, action, roadmap, on=on, note=note, evidence=evidence, by=by)
        for line in funding:
            _save_line(FundingUpdate(update=update, **line))
        record(
            "progress.reported",
            action,
            by=by,
            country=roadmap.pathfinder.country,
            was=before,
            now=status,
            reason=reason,
        )
    return update


@transaction.atomic
def report_many(
    roadmap: Roadmap, reports: Iterable[Mapping], *, on: date, by, reason: str = ""
) -> list[ProgressUpdate]:
    """Report on several actions at once: all, or none when one is refused.

    Each report holds `action`, `status`, `percent_done` and `note`; what is refused
    names its action.
    """
    made, refused = [], []
    for report in reports:
        try:
            with transaction.atomic():
                made.append(report_progress(**report, on=on, by=by, reason=reason))
        except Blocked as error:
            named = f"“{report['action']}”"
            refused += [f"{named}: {sentence}" for sentence in error.reasons]
    if refused:
        raise Blocked(list(dict.fromkeys(refused)))
    if not made:
        raise Blocked([_("Nothing is changed, so there is nothing to report.")])
    return made


def report_benchmark(
    benchmark: Benchmark,
    *,
    was_met: bool,
    note: str = "",
    on: date,
    evidence=None,
    by,
    reason: str = "",
) -> BenchmarkResult:
    """Report that a benchmark was met, or missed and why."""
    with _reporting(benchmark.action.priority.roadmap, by=by, reason=reason) as roadmap:
        _require_day(on, roadmap)
        if not was_met and not note.strip():
            raise Blocked([_("Say why the benchmark was missed.")])
        result = BenchmarkResult(benchmark=benchmark, was_met=was_met)
        _save(result, benchmark, roadmap, on=on, note=note, evidence=evidence, by=by)
        record(
            "progress.benchmark_reported",
            benchmark,
            by=by,
            country=roadmap.pathfinder.country,
            now="met" if was_met else "missed",
            reason=reason,
        )
    return result


def report_target(
    priority: Priority,
    *,
    value: Decimal | None = None,
    is_reached: bool | None = None,
    on: date,
    note: str = "",
    evidence=None,
    by,
    reason: str = "",
) -> TargetResult:
    """Report what was measured for a target.

    Whether it is reached follows from the numbers where it can; else it is asked.
    """
    with _reporting(priority.roadmap, by=by, reason=reason) as roadmap:
        _require_day(on, roadmap)
        if not priority.has_target:
            raise Blocked([_("This priority has no target with a date.")])
        computed = reached(priority, value)
        answer = is_reached if computed is None else computed
        if answer is None:
            raise Blocked([_("Say whether the target is reached.")])
        result = TargetResult(priority=priority, value=value, is_reached=answer)
        _save(result, priority, roadmap, on=on, note=note, evidence=evidence, by=by)
        record(
            "progress.target_reported",
            priority,
            by=by,
            country=roadmap.pathfinder.country,
            now="reached" if answer else "open",
            reason=reason,
        )
    return result


def reached(priority: Priority, value: Decimal | None) -> bool | None:
    """Return whether the value reaches the target; None where numbers cannot tell.

    The baseline tells the direction: a rate of child labour goes down, the number of
    inspectors goes up.
    """
    target, baseline = priority.target, priority.baseline
    if value is None or target is None or baseline is None or baseline == target:
        return None
    return value >= target if target > baseline else value <= target


def share_error(status: str, percent_done: int | None) -> str:
    """Return why a share does not fit a state; empty when it does."""
    if status == ActionStatus.NOT_STARTED and percent_done:
        return _("An action that is not started has no share done. Change one of them.")
    if status == ActionStatus.DONE and percent_done not in {None, 100}:
        return _("An action that is done is done by 100 percent. Change one of them.")
    return ""


# --- What every report has ------------------------------------------------------------


@contextmanager
def _reporting(roadmap: Roadmap, *, by, reason: str):
    """Lock the roadmap and judge the permission on what is stored."""
    with transaction.atomic(), pghistory.context(reason=reason):
        rows = Roadmap.objects.select_for_update(of=("self",))
        stored = rows.select_related("pathfinder__country").get(pk=roadmap.pk)
        if not rules.may_report_progress(by, stored):
            raise PermissionDenied
        if rules.edit_needs_reason(by, stored) and not reason.strip():
            raise Blocked([_("Write the reason: it stays in the trail.")])
        yield stored


def _save(report, target, roadmap, *, on, note, evidence, by) -> None:
    report.on, report.note, report.created_by = on, note.strip(), by
    report.full_clean(exclude=["evidence"])
    if evidence is not None and not isinstance(evidence, Document):
        evidence = file_document(
            evidence,
            title=(_("Evidence: %(what)s") % {"what": target})[:TITLE_MAX],
            by=by,
            audience=Audience.COUNTRY,
            country=roadmap.pathfinder.country,
            language=roadmap.language,
        )
    report.evidence = evidence
    report.save()


def _save_line(line: FundingUpdate) -> None:
    line.full_clean()
    line.save()


def _status_before(action: Action, roadmap: Roadmap) -> str:
    rows = ProgressUpdate.objects.filter(
        action__key=action.key,
        action__priority__roadmap__pathfinder=roadmap.pathfinder_id,
    )
    latest = rows.order_by("-on", "-pk").first()
    return latest.status if latest else action.status


def _require_day(on: date, roadmap: Roadmap) -> None:
    if on > timezone.localdate():
        raise Blocked([_("This day is still to come. Report as of today or earlier.")])
    if roadmap.starts_on and on < roadmap.starts_on:
        raise Blocked(
            [
                _("The roadmap starts on %(day)s. Report as of that day or later.")
                % {"day": write_day(roadmap.starts_on)}
            ]
        )


def _require_share(status: str, percent_done: int | None) -> None:
    if error := share_error(status, percent_done):
        raise Blocked([error])


def _require_explanation(
    action: Action, roadmap: Roadmap, funding: list[dict], note: str
) -> None:
    """Ask why more is disbursed than allocated, unless somebody said so already."""
    if not funding or note.strip() or action.budget_note:
        return
    reported = FundingUpdate.objects.filter(
        update__action__key=action.key,
        update__action__priority__roadmap__pathfinder=roadmap.pathfinder_id,
    ).order_by("update__on", "update_id", "pk")
    new = [FundingUpdate(**line) for line in funding]
    lines = money_in_force(action.funding.all(), [*reported, *new])
    for currency in sorted({line.currency for line in new}):
        allocated, disbursed = (
            [a.amount for a in lines if (a.kind, a.currency) == (kind, currency)]
            for kind in (FundingKind.ALLOCATED, FundingKind.DISBURSED)
        )
        if allocated and sum(disbursed) > sum(allocated):
            raise Blocked(
                [
                    _(
                        "More %(currency)s is disbursed than allocated. "
                        "Say why in the note, or correct an amount."
                    )
                    % {"currency": currency}
                ]
            )
