"""What the people of one country see of it: where it stands and what to do now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliance87.core.access import scope_of
from alliance87.core.models import Country, Document
from alliance87.home.my_country.records import (
    Line,
    documents_of,
    join,
    path_of,
    record_line,
    roadmap_lines,
    with_records,
)
from alliance87.home.my_country.tasks import (
    open_roadmap,
    published_roadmap,
    tasks_of,
)
from alliance87.home.profiles import ProfileLine, profile_lines
from alliance87.partners.models import RoleAssignment
from meetings.selectors.asked import tasks_in_country
from pathfinders.models import (
    Appointment,
    Letter,
    Pathfinder,
    Roadmap,
    Workshop,
)
from pathfinders.selectors import stage_of
from pathfinders.tones import STATUS_TONES


@dataclass(frozen=True, slots=True)
class MyCountry:
    """One country for one person who works for it; `pathfinder` is None at first.

    `waiting` lists what is with the secretariat. Lists that the person's role does
    not include are empty, and `is_focal_point` says whether their headings stand.
    """

    country: Country
    pathfinder: Pathfinder | None
    is_focal_point: bool
    documents: tuple[Document, ...]
    documents_more: int = 0
    stage: str = ""
    status_tone: str = "none"
    steps: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    tasks: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    roadmaps: tuple[Line, ...] = ()
    may_start_roadmap: bool = False
    reviews: tuple[Line, ...] = ()
    interests: tuple[Line, ...] = ()
    workshops: tuple[Workshop, ...] = ()
    people: tuple[Appointment, ...] = ()
    letters: tuple[Letter, ...] = ()
    published: Roadmap | None = None
    team: tuple[RoleAssignment, ...] = ()
    profiles: tuple[ProfileLine, ...] = ()


def my_country(country: Country, user) -> MyCountry:
    """Compose the page; a fixed number of queries whatever is on record."""
    is_focal_point = scope_of(user).is_focal_point_of(country.pk)
    basics = {
        "country": country,
        "is_focal_point": is_focal_point,
        **documents_of(country, user),
    }
    pathfinder = with_records(user).filter(country=country).first()
    if pathfinder is None:
        return MyCountry(pathfinder=None, **basics)
    join(pathfinder)
    asked = tasks_in_country(user, country) if is_focal_point else ()
    tasks, waiting = tasks_of(pathfinder, is_focal_point=is_focal_point, asked=asked)
    return MyCountry(
        pathfinder=pathfinder,
        stage=str(stage_of(pathfinder).label),
        status_tone=STATUS_TONES[pathfinder.status],
        tasks=tasks,
        waiting=waiting,
        roadmaps=roadmap_lines(pathfinder),
        may_start_roadmap=is_focal_point and open_roadmap(pathfinder) is None,
        reviews=tuple(
            record_line(_("Annual review %(year)s") % {"year": review.year}, review)
            for review in pathfinder.reviews.all()
        ),
        interests=tuple(
            record_line(
                _("Letter: %(date)s") % {"date": letter.when}, letter, letter.ministry
            )
            for letter in pathfinder.expressions_of_interest.all()
        ),
        workshops=tuple(pathfinder.workshops.all()),
        people=tuple(pathfinder.appointments.all()),
        letters=tuple(pathfinder.letters.all()),
        published=published_roadmap(pathfinder),
        profiles=profile_lines(pathfinder) if is_focal_point else (),
        team=tuple(RoleAssignment.objects.current().team_of(country)),
        **path_of(pathfinder, user),
        **basics,
    )
