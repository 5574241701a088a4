"""Put events with their speakers on record."""

from alliance87.partners.demo.loader import country_of, group_of, partner_of
from alliance87.partners.demo.sources import plain, read_facts, sourced, text, when
from alliance87.partners.models import Partner
from meetings.demo.meetings import FACTS, moment
from meetings.models import Event, EventSeries, EventSpeaker, Paper

OF_EVENT = (
    *("kind", "title", "state", "time_zone", "venue", "city", "audience"),
    *("expected_min", "expected_max"),
)


def load_events(*, by) -> None:
    facts = read_facts(FACTS / "events.toml")
    for fact in facts["series"]:
        EventSeries.objects.create(
            group=group_of(fact),
            created_by=by,
            **plain(fact, ("title", "slug", "description")),
        )
    for fact in facts["event"]:
        _load_event(fact, by=by)


def _load_event(fact: dict, *, by) -> None:
    series = fact.get("series")
    event = Event(
        country=country_of(fact),
        group=group_of(fact),
        series=EventSeries.objects.get(slug=series) if series else None,
        description=text(fact.get("description", "")),
        key_questions=text(fact.get("key_questions", "")),
        created_by=by,
        **plain(fact, OF_EVENT),
        **sourced(fact),
    )
    event.when = when(fact)
    if "starts" in fact:
        event.starts_at = moment(event.on, fact["starts"], event.time_zone)
        event.ends_at = moment(event.on, fact["ends"], event.time_zone)
    event.full_clean()
    event.save()
    event.hosts.set(Partner.objects.filter(name__in=fact.get("hosts", ())))
    event.papers.set(Paper.objects.filter(slug__in=fact.get("papers", ())))
    for position, speaker in enumerate(fact.get("speaker", ()), start=1):
        EventSpeaker.objects.create(
            event=event,
            position=position,
            partner=partner_of(speaker),
            **plain(speaker, ("name", "affiliation", "role", "is_confirmed")),
        )
