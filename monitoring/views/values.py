"""A value with its chain: versions, proof, checks, comments, approval, definition."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.planned import standing
from monitoring import recording, rules
from monitoring.enums import (
    OPEN_VALUE_STATES,
    CorrectionState,
    Quality,
    ValueState,
)
from monitoring.figures import breakdowns
from monitoring.figures.comparable import compare_versions
from monitoring.figures.grade import Grade
from monitoring.figures.shown import Printed, shown_to
from monitoring.forms.values import AsOfForm
from monitoring.models import Observation, ObservationVersion
from monitoring.selectors.chain import Chain, chain
from monitoring.selectors.entry import part_names
from monitoring.selectors.printed import printed
from monitoring.selectors.values import is_of
from monitoring.views.confirming import what_it_confirms
from monitoring.views.value_quality import graded, proof_words, source_facts
from pathfinders.views.frame import Line, breadcrumbs
from pathfinders.views.roadmap import or_sign_in

STATE_TONES = {
    ValueState.DRAFT: "half",
    ValueState.SUBMITTED: "todo",
    ValueState.RETURNED: "watch",
    ValueState.ACCEPTED: "good",
    ValueState.PUBLISHED: "done",
}

GRADE_TONES = {Grade.GOOD: "good", Grade.FAIR: "half", Grade.WEAK: "watch"}


def find_observation(request, iso3: str, pk: int) -> Observation:
    """Return the observation, or answer 404 when the reader may not know of it."""
    rows = Observation.objects.visible_to(request.user).select_related(
        "pathfinder__country", "indicator", "source"
    )
    return get_object_or_404(rows, pathfinder__country__iso3=iso3.upper(), pk=pk)


def verb_url(observation: Observation, verb: str, **keys) -> str:
    keys |= {"iso3": observation.pathfinder.country.slug, "pk": observation.pk}
    return reverse(f"monitoring:value-{verb}", kwargs=keys)


def frame(observation: Observation, *lines: Line) -> dict:
    """Return what every page of a value shows around its content."""
    pathfinder = observation.pathfinder
    definition = recording.current_definition(observation.indicator)
    part = breakdowns.label(observation.breakdown, part_names())
    place = f"{observation.indicator.code}, {observation.year}, {part}"
    slug = pathfinder.country.slug
    way = (
        Line(_("Indicators"), url=reverse("monitoring:values", args=[slug])),
        Line(place, url=observation.get_absolute_url() if lines else ""),
    )
    return {
        "observation": observation,
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "over": f"{pathfinder}, {definition.label}, {observation.year}, {part}",
        "part": part,
        "breadcrumbs": breadcrumbs(pathfinder, *way, *lines),
    }


@login_not_required
@require_safe
@or_sign_in
def value_page(request, iso3, pk):
    """Show a value as it is known now, or was on `?as_of=`, with all that proves it."""
    found = find_observation(request, iso3, pk)
    filters = AsOfForm(request.GET)
    facts = chain(found, request.user, as_of=filters.day())
    versions = [*facts.versions, *facts.others]
    values = printed([*versions, *facts.figure, *facts.years], request.user)
    known = facts.shown or next(iter(versions), None)
    page = {
        "facts": facts,
        "filters": filters,
        "as_of": filters.day(),
        "definition": known.definition
        if known
        else recording.current_definition(found.indicator),
        "shown": values[facts.shown.pk] if facts.shown else None,
        "is_open": facts.shown and _is_open(values[facts.shown.pk]),
        "tells_choice": all(_is_open(values[each.pk]) for each in facts.figure),
        "is_first": _is_first(facts),
        "state_tone": STATE_TONES.get(facts.shown.state) if facts.shown else "",
        "about": _about(facts, values) if facts.shown else [],
        "path": _path(facts) if facts.shown else [],
        "versions": [
            (each, values[each.pk], each.reason if _is_open(values[each.pk]) else "")
            for each in facts.versions
        ],
        "others": [(each, values[each.pk]) for each in facts.others],
        "proofs": [(each, proof_words(each)) for each in facts.proofs],
        **_comparison(facts, values),
        **_grade(facts, values),
        "agreement": _agreement(request.user, facts),
        "standing": standing("correction", found, request.user)
        if _is_sent_alone(facts.shown)
        else None,
        "steps": () if filters.day() else _steps(request.user, facts),
        "may_explain": _is_open_draft(facts.shown),
        "may_decide": rules.may_review_values(request.user),
    }
    return render(request, "monitoring/value_page.html", frame(found) | page)


def _agreement(user, facts: Chain) -> str:
    """Return how the country agreed to publication: by sending the value in."""
    version = facts.shown
    if version is None or version.submitted_at is None:
        return ""
    day = write_day(timezone.localdate(version.submitted_at))
    if not rules.may_see_history(user, facts.observation.pathfinder):
        return _("Sent in by the country on %(day)s") % {"day": day}
    return _("Agreed by the country: sent in by %(name)s on %(day)s") % {
        "name": version.submitted_by,
        "day": day,
    }


def _is_sent_alone(version: ObservationVersion | None) -> bool:
    """Whether a correction waits for its decision."""
    is_sent = version is not None and version.state == ValueState.SUBMITTED
    return is_sent and version.submission_id is None


def _is_open(mark: Printed) -> bool:
    """Whether this person may read what stands beside the value, too."""
    return mark.exact or not mark.withheld


def _comparison(facts: Chain, values: dict) -> dict:
    """Return the other years, each with what sets it apart from the value shown.

    In words only where both may be read with all that stands beside them.
    """
    if facts.shown is None:
        return {"years": []}
    breaks = [each.year for each in facts.years if each.quality == Quality.BREAK]
    rows = []
    for each in facts.years:
        found = compare_versions(each, facts.shown, breaks=breaks)
        marks = (values[each.pk], values[facts.shown.pk])
        is_told = found.is_refused and all(_is_open(mark) for mark in marks)
        why = found.words if is_told else ""
        rows.append((each, values[each.pk], found.kind, why))
    return {"years": rows}


def _grade(facts: Chain, values: dict) -> dict:
    """Return the grade, unless the facts behind it could tell a small count."""
    is_told = facts.shown is not None and _is_open(values[facts.shown.pk])
    found = graded(facts) if is_told else None
    return {"graded": found, "grade_tone": GRADE_TONES[found.grade] if found else ""}


def _is_first(facts: Chain) -> bool:
    """Whether somebody chose to show this source before the others."""
    if facts.choice is None or facts.shown is None:
        return False
    return is_of(facts.shown, facts.choice)


def _about(facts: Chain, values: dict) -> list[Line]:
    """Return the quality facts that are on record, in the order of the form.

    What stands beside a small count could tell it: of such only the source is named.
    """
    version, source = facts.shown, facts.observation.source
    named = [
        Line(_("Source"), value=str(source or _("Not named")), url=_source_url(source)),
        Line(_("Kind of source"), value=source.get_kind_display() if source else ""),
    ]
    if not _is_open(values[version.pk]):
        return named
    interval = shown_to(values[version.pk], language=get_language() or "en").interval
    rows = [
        *named,
        *source_facts(source, facts.observation.variant),
        Line(_("Quality"), value=version.get_quality_display()),
        Line(_("Measured by"), value=version.get_boundary_display()),
        Line(_("Ages covered"), value=version.ages),
        Line(_("Hour thresholds"), value=version.hours),
        Line(_("List of hazardous work"), value=version.hazardous_list),
        Line(_("Coverage"), value=version.coverage),
        Line(_("Confidence interval"), value=interval),
        Line(_("Footnote"), value=version.footnote),
        Line(_("Confirmation"), value=what_it_confirms(version), url=_before(facts)),
        Line(_("As it was given"), value=version.raw if facts.is_team else ""),
    ]
    return [row for row in rows if row.value]


def _before(facts: Chain) -> str:
    """Return where the value stands that this one confirms, for who may read it."""
    confirmed = facts.shown.confirms if facts.is_team else None
    if confirmed is None:
        return ""
    keys = {
        "iso3": facts.observation.pathfinder.country.slug,
        "pk": confirmed.observation_id,
    }
    return reverse("monitoring:value", kwargs=keys)


def _source_url(source) -> str:
    return source.url if source else ""


def _path(facts: Chain) -> list[Line]:
    """Return who entered, sent in, decided and published it; names for the team."""
    version = facts.shown

    def step(label: str, at, by) -> Line | None:
        if at is None:
            return None
        name = str(by) if facts.is_team and by else ""
        return Line(label, value=at, hint=name)

    rows = [
        step(_("Entered"), version.recorded_at, version.recorded_by),
        step(_("Sent in"), version.submitted_at, version.submitted_by),
        step(_decision(version), version.decided_at, version.decided_by),
        step(_("Published"), version.published_at, None),
    ]
    return [row for row in rows if row]


def _decision(version: ObservationVersion) -> str:
    is_back = version.state == ValueState.RETURNED
    return _("Sent back") if is_back else _("Accepted")


def _steps(user, facts: Chain) -> list[Line]:
    """Return what this person may do about the value now."""
    observation, version = facts.observation, facts.shown
    pathfinder = observation.pathfinder
    steps = []
    if url := _entry_url(user, facts):
        steps.append(Line(_("Change the value"), url=url))
    if rules.may_enter(user, pathfinder) and _is_open_draft(version):
        steps.append(
            Line(_("Quality and footnote"), url=verb_url(observation, "facts"))
        )
    if rules.may_discard(user, pathfinder) and _is_open_draft(version):
        steps.append(
            Line(_("Throw the draft away"), url=verb_url(observation, "discard"))
        )
    if rules.may_enter(user, pathfinder):
        steps.append(Line(_("Add a proof"), url=verb_url(observation, "proof-add")))
    steps += _correction_steps(user, facts)
    may_prefer = rules.may_prefer(user, pathfinder) and not _is_first(facts)
    if facts.others and may_prefer:
        steps.append(
            Line(_("Show this source first"), url=verb_url(observation, "prefer"))
        )
    if _may_ask(user, facts) and version is not None:
        steps.append(
            Line(_("Ask for a correction"), url=verb_url(observation, "correct"))
        )
    return steps


def _entry_url(user, facts: Chain) -> str:
    """Return where the value is changed now; empty where it cannot be."""
    observation = facts.observation
    if not rules.may_enter(user, observation.pathfinder):
        return ""
    if not (_is_open_draft(facts.shown) or facts.is_open_to_change):
        return ""
    pathfinder = observation.pathfinder
    submission = recording.open_submission(pathfinder)
    if submission is None and facts.is_open_to_change:
        submission = pathfinder.submissions.select_related("round").first()
    if submission is None:
        return ""
    keys = {
        "iso3": observation.pathfinder.country.slug,
        "year": submission.round.year,
        "dimension": observation.indicator.dimension,
        "theme": observation.indicator.theme,
    }
    return f"{reverse('monitoring:entry', kwargs=keys)}?data={observation.year}"


def _correction_steps(user, facts: Chain) -> list[Line]:
    """Return how a correction goes on: sent in, taken back, returned or published."""
    observation, version = facts.observation, facts.shown
    verbs = []
    if version is None or version.submission_id or not facts.corrections:
        return []
    is_sent = version.state == ValueState.SUBMITTED
    if rules.may_correct(user, observation.pathfinder):
        if _is_open_draft(version) and facts.is_open_to_change:
            verbs.append((_("Send the correction in"), "send"))
        if is_sent:
            verbs.append((_("Take the correction back"), "withdraw"))
    if rules.may_review_values(user) and is_sent:
        verbs.append((_("Publish the correction"), "publish"))
        verbs.append((_("Send the correction back"), "return"))
    keys = {"iso3": observation.pathfinder.country.slug, "pk": observation.pk}
    return [
        Line(label, url=reverse(f"monitoring:correction-{verb}", kwargs=keys))
        for label, verb in verbs
    ]


def _is_open_draft(version: ObservationVersion | None) -> bool:
    return version is not None and version.state in OPEN_VALUE_STATES


def _may_ask(user, facts: Chain) -> bool:
    """Whether the country may ask now: its own value, and no request is open."""
    if not rules.may_correct(user, facts.observation.pathfinder):
        return False
    source = facts.observation.source
    is_elsewhere = source is not None and source.pathfinder_id is None
    waits = any(each.state == CorrectionState.REQUESTED for each in facts.corrections)
    return not waits and not is_elsewhere and _is_public(facts.shown)


def _is_public(version: ObservationVersion | None) -> bool:
    return version is not None and version.published_at is not None
