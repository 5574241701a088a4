"""Events, their speakers and series, and the meetings that stand beside them."""

from datetime import UTC, date, datetime

from alliance87.core.dates import PartialDate
from meetings.models import Event, EventSeries, EventSpeaker, Meeting
from tests.factories.people import keeper, numbers

# The first webinar: 31 October 2019, 14:00 to 15:00 in Geneva, summer time just over.
STARTS = datetime(2019, 10, 31, 13, 0, tzinfo=UTC)
ENDS = datetime(2019, 10, 31, 14, 0, tzinfo=UTC)
GENEVA = "Europe/Zurich"


def make_event(*, hours: bool = True, **fields) -> Event:
    """Make a confirmed public webinar; `hours=False` for a date (`when`) only."""
    values = {
        "title": f"Event {next(numbers)}",
        "kind": "webinar",
        "state": "confirmed",
        "when": PartialDate.day(date(2019, 10, 31)),
        "created_by": keeper(),
    }
    if hours:
        values |= {"starts_at": STARTS, "ends_at": ENDS, "time_zone": GENEVA}
    return Event.objects.create(**(values | fields))


def make_speaker(event=None, **fields) -> EventSpeaker:
    values = {"name": f"Speaker {next(numbers)}", "position": next(numbers)} | fields
    return EventSpeaker.objects.create(event=event or make_event(), **values)


def make_series(**fields) -> EventSeries:
    number = next(numbers)
    values = {
        "title": f"Series {number}",
        "slug": f"series-{number}",
        "created_by": keeper(),
    } | fields
    return EventSeries.objects.create(**values)


def make_dated_meeting(**fields) -> Meeting:
    """Make a convened meeting of the Group: 12 November 2019, 9:00–13:00 in Paris."""
    number = next(numbers)
    values = {
        "kind": "gcg",
        "number": number % 30_000,
        "title": f"Meeting {number} of the Global Coordinating Group",
        "state": "convened",
        "when": PartialDate.day(date(2019, 11, 12)),
        "starts_at": datetime(2019, 11, 12, 8, 0, tzinfo=UTC),
        "ends_at": datetime(2019, 11, 12, 12, 0, tzinfo=UTC),
        "time_zone": "Europe/Paris",
        "city": "Paris",
        "remote_link": "https://video.example.org/secret-room",
        "created_by": keeper(),
    } | fields
    return Meeting.objects.create(**values)
