"""The public page of one country, composed of what several apps know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from alliance87.core.charts import Precision, TimelineEvent, timeline
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from alliance87.home.country_words import lead_of
from alliance87.home.profiles import with_profiles
from monitoring.models import AnnualReview
from pathfinders.enums import MilestoneKind, RoadmapState, Status, StepMark
from pathfinders.models import (
    Appointment,
    Milestone,
    Pathfinder,
    Priority,
    Profile,
    Roadmap,
    StatusEvent,
    Workshop,
)
from pathfinders.selectors import StepView, steps_of
from pathfinders.selectors.public import (
    label_and_text,
    public_path,
    public_word,
    web_address,
)
from pathfinders.selectors.registers import (
    RegisterReading,
    read_registers,
    registers_of_country,
)
from pathfinders.tones import STATUS_TONES

PROFILE_TEXTS = {
    "context": gettext_lazy("National context"),
    "challenges": gettext_lazy("Challenges"),
    "priorities": gettext_lazy("Priorities"),
    "commitments": gettext_lazy("Commitments"),
    "next_steps": gettext_lazy("Next steps"),
}
STEP_TONES = {
    StepMark.PROOF: "done",
    StepMark.STATED: "part",
    StepMark.CONFLICT: "part",
    StepMark.OVERRIDDEN: "part",
    StepMark.UNDER_WAY: "none",
    StepMark.MISSING: "none",
    StepMark.NO_RECORD: "none",
    StepMark.NOT_APPLICABLE: "skip",
}
# Written by the verb of a decision; its source is the decision itself.
DECISIONS = {
    MilestoneKind.ON_HOLD,
    MilestoneKind.REINSTATEMENT,
    MilestoneKind.WITHDRAWAL,
}
# A drawing of fewer dates says nothing that the list does not.
DATES_WORTH_DRAWING = 3
TARGETS = {
    2025: gettext_lazy("No child labour (target 8.7)"),
    2030: gettext_lazy("No forced labour (target 8.7)"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the stage bar reads it."""

    label: str
    tone: str
    date_text: str
    state_label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One milestone with where it comes from and what speaks against it."""

    date_text: str
    label: str
    text: str
    note: str
    conflict: str
    source: str
    source_url: str
    document: Document | None
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class Text:
    """One part of the profile; `language_name` is set when it is not the reader's.

    `standing` says whether that foreign text is an original or a translation.
    """

    label: str
    text: str
    language: str
    language_name: str
    standing: str


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class CountryPage:
    """All that the page shows; nothing here is less than public."""

    pathfinder: Pathfinder
    lead: str
    status_tone: str
    status_event: StatusEvent | None
    steps: tuple[Step, ...]
    not_applicable: tuple[Step, ...]
    overridden: tuple[Step, ...]
    drawing: str
    events: tuple[Event, ...]
    texts: tuple[Text, ...]
    own_profile: Profile | None
    roadmap: Roadmap | None
    older_roadmaps: tuple[Roadmap, ...]
    reviews: tuple[AnnualReview, ...]
    workshops: tuple[Workshop, ...]
    people: tuple[Appointment, ...]
    history: tuple[StatusEvent, ...]
    registers: RegisterReading
    sources: tuple[Source, ...]


def country_rows(user):
    """Return countries with all public records that the page reads."""
    return public_path(user).prefetch_related(
        Prefetch("roadmaps__priorities", Priority.objects.order_by("position", "pk")),
        with_profiles(),
        "workshops",
        Prefetch("appointments", Appointment.objects.current().defer("email")),
        Prefetch("reviews", AnnualReview.objects.published()),
        *registers_of_country(),
    )


def country_page(pathfinder: Pathfinder, user) -> CountryPage:
    """Compose the page from a row of `country_rows`."""
    steps = steps_of(pathfinder, user)
    milestones = list(pathfinder.milestones.all())
    history = tuple(reversed(pathfinder.status_events.all()))
    drawn = tuple(_step(step) for step in steps)
    roadmaps = list(pathfinder.roadmaps.all())
    current = next((each for each in roadmaps if _is_published(each)), None)
    registers = read_registers(pathfinder)
    return CountryPage(
        pathfinder=pathfinder,
        lead=lead_of(pathfinder, steps, has_roadmap=bool(roadmaps)),
        status_tone=STATUS_TONES[pathfinder.status],
        status_event=history[0] if history else None,
        steps=drawn,
        not_applicable=_marked(steps, drawn, StepMark.NOT_APPLICABLE),
        overridden=_marked(steps, drawn, StepMark.OVERRIDDEN),
        drawing=_drawing(pathfinder, milestones, roadmaps),
        events=tuple(_event(each, user) for each in _newest_first(milestones)),
        texts=_texts(list(pathfinder.profiles.all())),
        own_profile=_own_profile(list(pathfinder.profiles.all())),
        roadmap=current,
        older_roadmaps=tuple(each for each in roadmaps if each != current),
        reviews=tuple(pathfinder.reviews.all()),
        workshops=tuple(pathfinder.workshops.all()),
        people=tuple(pathfinder.appointments.all()),
        history=history,
        registers=registers,
        sources=_sources(pathfinder, milestones, roadmaps, registers),
    )


# --- Steps ------------------------------------------------------------------------


def _step(step: StepView) -> Step:
    return Step(
        label=step.label,
        tone=STEP_TONES[step.mark],
        date_text=step.date_text,
        state_label=public_word(step.mark),
        reason=step.detail,
    )


def _marked(steps, drawn, mark: StepMark) -> tuple[Step, ...]:
    pairs = zip(steps, drawn, strict=True)
    return tuple(shown for step, shown in pairs if step.mark == mark)


def _is_published(roadmap: Roadmap) -> bool:
    return roadmap.state == RoadmapState.PUBLISHED


# --- What happened -------------------------------------------------------------------


def _newest_first(milestones: list[Milestone]) -> list[Milestone]:
    """Return the dated ones, the newest first; those without a date stand last."""
    return sorted(
        milestones, key=lambda each: (each.on or date.min, each.pk), reverse=True
    )


def _event(milestone: Milestone, user) -> Event:
    tone, state = "watch", _("Stated")
    if milestone.conflict:
        state = _("Sources differ")
    elif milestone.document_id or not milestone.source or milestone.kind in DECISIONS:
        tone, state = "good", _("On record")
    paper = milestone.document
    label, text = label_and_text(milestone)
    return Event(
        date_text=str(milestone.when),
        label=label,
        text=text,
        note=milestone.note,
        conflict=milestone.conflict,
        source=milestone.source,
        source_url=web_address(milestone.source_url),
        document=paper if paper and may_view_document(user, paper) else None,
        tone=tone,
        state=state,
    )


def _drawing(pathfinder, milestones, roadmaps) -> str:
    """Draw the dated steps and the periods of roadmaps, if that shows anything."""
    events = [
        TimelineEvent(
            on=each.on,
            until=None if each.precision == Precision.BEFORE else each.until,
            label=each.get_kind_display(),
            precision=Precision(each.precision),
        )
        for each in reversed(_newest_first(milestones))
        if each.on and each.kind != MilestoneKind.OTHER
    ]
    events += [
        TimelineEvent(each.starts_on, each.ends_on, _("Period of the roadmap"))
        for each in reversed(roadmaps)
        if each.starts_on and each.ends_on
    ]
    if len(events) < DATES_WORTH_DRAWING:
        return ""
    return timeline(
        events,
        title=_("Dated steps of %(country)s") % {"country": pathfinder},
        description=_("The same dates stand in the list of milestones."),
        targets={year: str(words) for year, words in TARGETS.items()},
        prefix="path",
    )


# --- Texts and sources ---------------------------------------------------------------


def _texts(profiles: list[Profile]) -> tuple[Text, ...]:
    """Return each text in the reader's language, else in one that there is."""
    own = (get_language() or "en")[:2]
    ordered = sorted(profiles, key=lambda each: each.language != own)
    found = []
    for name, label in PROFILE_TEXTS.items():
        profile = next((each for each in ordered if getattr(each, name)), None)
        if profile is None:
            continue
        foreign = profile.language != own
        info = get_language_info(profile.language)
        found.append(
            Text(
                label=str(label),
                text=getattr(profile, name),
                language=profile.language if foreign else "",
                language_name=info["name_translated"] if foreign else "",
                standing=profile.standing_words if foreign else "",
            )
        )
    return tuple(found)


def _own_profile(profiles: list[Profile]) -> Profile | None:
    """Return the profile in the reader's language, if anything is written in it."""
    own = (get_language() or "en")[:2]
    found = next((each for each in profiles if each.language == own), None)
    written = found and any(getattr(found, name) for name in PROFILE_TEXTS)
    return found if written else None


def _sources(pathfinder, milestones, roadmaps, registers) -> tuple[Source, ...]:
    """Return every source of the page once, by name."""
    records = [
        *registers.latest,
        *(each.commitment for each in registers.pledges),
        *(part for each in registers.pledges for part in each.follow_ups),
        *pathfinder.coordination_bodies.all(),
        *milestones,
        *roadmaps,
        *pathfinder.workshops.all(),
        *pathfinder.appointments.all(),
        *pathfinder.profiles.all(),
    ]
    addresses: dict[str, str] = {}
    for record in records:
        if record.source:
            url = web_address(record.source_url)
            addresses[record.source] = addresses.get(record.source) or url
    return tuple(Source(name, addresses[name]) for name in sorted(addresses))


def is_suspended(pathfinder: Pathfinder) -> bool:
    """Whether the page has to say first why the status does not hold now."""
    return pathfinder.status in {Status.ON_HOLD, Status.WITHDRAWN}
