"""What the people of a country should do now, and what waits for the secretariat."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.home.my_country.records import Line
from alliance87.home.my_country.reporting_tasks import reporting_tasks
from monitoring.enums import ReviewState
from monitoring.models import AnnualReview
from pathfinders.enums import (
    PUBLIC_ROADMAP_STATES,
    EoiState,
    MilestoneKind,
    RoadmapState,
    Status,
    TextStanding,
)
from pathfinders.models import Action, Profile, Roadmap
from pathfinders.profiles import TEXTS
from pathfinders.selectors.attention import attention
from pathfinders.selectors.comments import count_open_comments

RENEWAL_NOTICE = timedelta(days=180)
REPORTING = (Status.PATHFINDER, Status.ON_HOLD)


def tasks_of(pathfinder, *, is_focal_point, asked=()) -> tuple[tuple, tuple]:
    """Return the tasks of the person, and what waits for the secretariat.

    `asked` are tasks from elsewhere: invitations, action points of meetings.
    """
    found = [*asked, *_roadmap_tasks(pathfinder, is_focal_point)]
    found += [*reporting_tasks(pathfinder), *_review_tasks(pathfinder, is_focal_point)]
    if is_focal_point:
        found = [*_interest_tasks(pathfinder), *found, *_profile_tasks(pathfinder)]
    order = {"stop": 0, "watch": 1, "half": 2, "todo": 3}
    tasks = sorted(
        (each for each in found if each.tone in order),
        key=lambda each: order[each.tone],
    )
    waiting = tuple(each for each in found if each.tone not in order)
    return tuple(tasks), waiting


def _returned(label: str, url: str, comment: str) -> Line:
    hint = (
        _("The secretariat wrote: “%(comment)s”") % {"comment": comment}
        if comment
        else _("The secretariat commented on single rows.")
    )
    return Line(label, url, "stop", _("Answer needed"), hint)


def _with_secretariat(label: str, record) -> Line:
    return Line(label, record.get_absolute_url(), "info", record.get_state_display())


def _address(pathfinder, name: str, **kwargs) -> str:
    return reverse(name, kwargs={"iso3": pathfinder.country.slug} | kwargs)


def _interest_tasks(pathfinder) -> Iterator[Line]:
    letters = list(pathfinder.expressions_of_interest.all())
    on_record = any(
        each.kind == MilestoneKind.EXPRESSION_OF_INTEREST
        for each in pathfinder.milestones.all()
    )
    if not letters and not on_record and pathfinder.status == Status.ON_PATH:
        yield Line(
            _("Write the expression of interest"),
            _address(pathfinder, "pathfinders:eoi-add"),
            "todo",
            _("Not started"),
            _("The minister’s letter that opens the formal path."),
        )
    for letter in letters:
        edit_url = _address(pathfinder, "pathfinders:eoi-edit", pk=letter.pk)
        if letter.state == EoiState.RETURNED:
            label = _("Correct the expression of interest")
            yield _returned(label, edit_url, letter.return_comment)
        elif letter.state == EoiState.DRAFT:
            label = _("Finish the expression of interest")
            yield Line(label, edit_url, "half", _("Draft"))
        elif letter.state == EoiState.SUBMITTED:
            yield _with_secretariat(_("Expression of interest"), letter)


def open_roadmap(pathfinder) -> Roadmap | None:
    open_ones = (
        each
        for each in pathfinder.roadmaps.all()
        if each.state not in PUBLIC_ROADMAP_STATES
    )
    return next(open_ones, None)


def _roadmap_tasks(pathfinder, is_focal_point) -> Iterator[Line]:
    yield from _progress_tasks(pathfinder)
    roadmap = open_roadmap(pathfinder)
    if roadmap is None:
        if is_focal_point:
            yield from _roadmap_to_start(pathfinder)
        return
    rows_url = _address(pathfinder, "pathfinders:roadmap-rows", number=roadmap.number)
    if roadmap.state == RoadmapState.RETURNED:
        label = _("Change the roadmap and submit it again")
        yield _returned(label, rows_url, roadmap.return_comment)
    elif roadmap.state == RoadmapState.DRAFT:
        label = _("Continue the roadmap")
        yield Line(label, rows_url, "half", _("Draft"), _so_far(roadmap))
    else:
        yield _with_secretariat(_("Roadmap"), roadmap)


def _so_far(roadmap) -> str:
    actions = Action.objects.filter(priority__roadmap=roadmap).count()
    hint = ngettext("%(count)s action so far", "%(count)s actions so far", actions)
    said = [hint % {"count": actions}]
    if comments := count_open_comments([roadmap]).get(roadmap.pk):
        words = ngettext("%(count)s open comment", "%(count)s open comments", comments)
        said.append(words % {"count": comments})
    return "; ".join(said)


def published_roadmap(pathfinder) -> Roadmap | None:
    published = (
        each
        for each in pathfinder.roadmaps.all()
        if each.state == RoadmapState.PUBLISHED
    )
    return next(published, None)


def _progress_tasks(pathfinder) -> Iterator[Line]:
    """Ask for news of the actions that are late or that nobody reported on."""
    roadmap = published_roadmap(pathfinder)
    if roadmap is None:
        return
    flags = attention([pathfinder])[pathfinder.pk]
    if not flags:
        return
    counts = (
        (
            flags.overdue,
            ngettext_lazy("%(n)s action overdue", "%(n)s actions overdue", "n"),
        ),
        (
            flags.silent,
            ngettext_lazy(
                "nothing heard of %(n)s action for 12 months",
                "nothing heard of %(n)s actions for 12 months",
                "n",
            ),
        ),
        (
            flags.missed_benchmarks,
            ngettext_lazy("%(n)s benchmark missed", "%(n)s benchmarks missed", "n"),
        ),
    )
    yield Line(
        _("Report progress on the roadmap"),
        _address(pathfinder, "pathfinders:progress-report-all", number=roadmap.number),
        "watch",
        _("Report due"),
        "; ".join(str(words % {"n": number}) for number, words in counts if number),
    )


def _roadmap_to_start(pathfinder) -> Iterator[Line]:
    url = _address(pathfinder, "pathfinders:roadmap-start")
    published = published_roadmap(pathfinder)
    if published is None:
        hint = _("Priorities, actions, partners, dates and money.")
        yield Line(_("Start a roadmap"), url, "todo", _("Not started"), hint)
    elif published.ends_on and published.ends_on <= (
        timezone.localdate() + RENEWAL_NOTICE
    ):
        over = published.ends_on < timezone.localdate()
        sentence = (
            _("The period of the published roadmap ended on %(date)s.")
            if over
            else _("The period of the published roadmap ends on %(date)s.")
        )
        yield Line(
            _("Start the next version of the roadmap"),
            url,
            "watch",
            _("Period is over") if over else _("Due soon"),
            sentence % {"date": write_day(published.ends_on)},
        )


def _review_tasks(pathfinder, is_focal_point) -> Iterator[Line]:
    year = timezone.localdate().year
    reviews = list(pathfinder.reviews.all())
    started = {review.year for review in reviews}
    if pathfinder.status in REPORTING and year not in started:
        yield from _review_to_start(pathfinder, year)
    for review in reviews:
        label = _("Annual review %(year)s") % {"year": review.year}
        edit_url = _address(pathfinder, "monitoring:review-edit", year=review.year)
        if review.state == ReviewState.RETURNED:
            yield _returned(label, edit_url, review.return_comment)
        elif review.state == ReviewState.DRAFT:
            yield Line(label, edit_url, "half", _("Draft"), _("Continue the report."))
        elif review.state == ReviewState.SHARED and is_focal_point:
            url = _address(pathfinder, "monitoring:review-answer", year=review.year)
            hint = _("The secretariat shared its assessment with you.")
            yield Line(label, url, "stop", _("Answer needed"), hint)
        elif review.state in (ReviewState.SUBMITTED, ReviewState.TABLED):
            yield _with_secretariat(label, review)


def _review_to_start(pathfinder, year: int) -> Iterator[Line]:
    """Ask for the report, unless it exists in a state this person may not read."""
    if AnnualReview.objects.filter(pathfinder=pathfinder, year=year).exists():
        return
    yield Line(
        _("Start the annual review %(year)s") % {"year": year},
        _address(pathfinder, "monitoring:review-start"),
        "todo",
        _("Not started"),
        _("What was done this year, what was difficult, what you need."),
    )


def _profile_tasks(pathfinder) -> Iterator[Line]:
    profiles = list(pathfinder.profiles.all())
    if not profiles:
        language = (get_language() or "en")[:2]
        yield Line(
            _("Write the national profile"),
            _address(pathfinder, "pathfinders:profile-edit", language=language),
            "todo",
            _("Not started"),
            _("What your country says about itself on its public page."),
        )
    for profile in profiles:
        empty = [name for name in TEXTS if not getattr(profile, name)]
        if empty:
            names = ", ".join(
                str(Profile._meta.get_field(name).verbose_name) for name in empty
            )
            yield Line(
                _("Complete the national profile: %(language)s")
                % {"language": profile.get_language_display()},
                _address(
                    pathfinder, "pathfinders:profile-edit", language=profile.language
                ),
                "half",
                _("In progress"),
                _("Empty so far: %(names)s") % {"names": names},
            )
        if profile.standing == TextStanding.OUTDATED:
            yield _translation_task(pathfinder, profile)


def _translation_task(pathfinder, profile: Profile) -> Line:
    day = write_day(timezone.localdate(profile.original.changed_at))
    facts = {"language": profile.original_language, "day": day}
    return Line(
        _("Bring the translation of the national profile up to date: %(language)s")
        % {"language": profile.get_language_display()},
        _address(pathfinder, "pathfinders:profile-edit", language=profile.language),
        "watch",
        _("Out of date"),
        _("The original in %(language)s was changed on %(day)s.") % facts,
    )
