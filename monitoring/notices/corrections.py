"""Mails about one value that is public already and shall be corrected."""

from collections.abc import Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.models import User
from alliance87.core.outbox import address_of
from monitoring.enums import CommentKind, CorrectionState
from monitoring.models import (
    CorrectionRequest,
    Observation,
    ObservationVersion,
    ValueComment,
)
from monitoring.models.catalogue import part_names
from monitoring.notices.posting import Entry, Notice, post, secretariat, team
from monitoring.notices.reports import returned
from monitoring.notices.wording import (
    country_in_words,
    names_a_number,
    value_in_words,
)
from monitoring.reminders import As


def _value(observation: Observation, *lines: str, url: str = "") -> Entry:
    """Return the value under the name of its country."""
    version = observation.versions.select_related("definition").latest("number")
    words = value_in_words(observation, version.definition, part_names())
    return Entry(
        country_in_words(observation.pathfinder),
        [words, *lines],
        address_of(url or observation.get_absolute_url()),
    )


# --- To the secretariat -----------------------------------------------------------


def correction_asked(request: CorrectionRequest, *, by: User) -> None:
    """Tell the officers that a country wants to change a value."""
    write = partial(_asked, request)
    post(f"correction-asked:{request.pk}", secretariat(), write, by=by)


def _asked(request: CorrectionRequest) -> Notice:
    observation = request.observation
    who = _("Asked by: %(person)s") % {"person": request.created_by}
    url = reverse("monitoring:correction-decide", kwargs={"pk": request.pk})
    return Notice(
        subject=_("%(country)s asks for a correction")
        % {"country": observation.pathfinder},
        intro=_("a country asks to change a value. The reason stands on the page."),
        entries=[_value(observation, who, url=url)],
    )


def correction_sent_in(version: ObservationVersion, *, by: User) -> None:
    """Tell the officers that the new version of a value waits for them."""
    cause = f"correction-sent:{version.pk}:{version.submitted_at.isoformat()}"
    post(cause, secretariat(), partial(_sent_in, version), by=by)


def _sent_in(version: ObservationVersion) -> Notice:
    observation = version.observation
    who = _("Sent in by: %(person)s") % {"person": version.submitted_by}
    return Notice(
        subject=_("%(country)s sent a correction in")
        % {"country": observation.pathfinder},
        intro=_("a corrected value waits for a decision."),
        entries=[_value(observation, who)],
    )


# --- To the country ---------------------------------------------------------------


def correction_decided(request: CorrectionRequest, *, by: User) -> None:
    """Tell who asked and the focal points what the secretariat decided."""
    pathfinder = request.observation.pathfinder
    people = team(pathfinder, As.FOCAL_POINT)
    people += [
        person
        for person in team(pathfinder)
        if person.user == request.created_by and person not in people
    ]
    write = partial(_decided, request)
    post(f"correction-decided:{request.pk}", people, write, by=by)


def _decided(request: CorrectionRequest) -> Notice:
    observation = request.observation
    subject = _("%(country)s: a correction is refused")
    intro = _("the secretariat refused the correction of a value.")
    if request.state == CorrectionState.GRANTED:
        subject = _("%(country)s: a correction is granted")
        intro = _(
            "the secretariat agrees that a value is corrected. You can enter the new "
            "one now and send it in, whatever round is open."
        )
    return Notice(
        subject=subject % {"country": observation.pathfinder},
        intro=intro,
        entries=[_value(observation, *_answer(request.answer))],
    )


def _answer(text: str) -> Sequence[str]:
    if not text:
        return []
    if names_a_number(text):
        return [_("The answer names a number: read it on the page of the value.")]
    return [_("Answer of the secretariat: “%(text)s”") % {"text": text}]


def correction_came_back(version: ObservationVersion, *, by: User) -> None:
    """Tell the country why the new version of a value came back."""
    comment = version.comments.filter(kind=CommentKind.RETURN).latest("pk")
    cause = f"correction-back:{comment.pk}"
    post(cause, team(version.pathfinder), partial(_came_back, comment), by=by)


def _came_back(comment: ValueComment) -> Notice:
    pathfinder = comment.observation.pathfinder
    back = returned(comment, part_names())
    return Notice(
        subject=_("%(country)s: a correction was sent back") % {"country": pathfinder},
        intro=_(
            "the secretariat sent a corrected value back. Please change or answer it, "
            "then send it in again, at any time. Until then the old one stays public."
        ),
        entries=[
            Entry(country_in_words(pathfinder), [back.heading, *back.lines], back.url)
        ],
    )


def correction_published(version: ObservationVersion, *, by: User) -> None:
    """Tell the country that everybody reads the new version now."""
    cause = f"correction-public:{version.pk}"
    post(cause, team(version.pathfinder), partial(_published, version), by=by)


def _published(version: ObservationVersion) -> Notice:
    return Notice(
        subject=_("%(country)s: a correction is public")
        % {"country": version.pathfinder},
        intro=_(
            "the secretariat published a corrected value. The old one stays there."
        ),
        entries=[_value(version.observation)],
    )
