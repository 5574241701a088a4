from django.urls import path

from meetings.views import event_desk as desk
from meetings.views import events

urlpatterns = [
    path("events/", events.event_list, name="event-list"),
    path("events/add/", desk.event_add, name="event-add"),
    path("events/series/add/", desk.series_add, name="event-series-add"),
    path("events/series/<slug:slug>/", events.series_detail, name="event-series"),
    path("events/series/<slug:slug>/edit/", desk.series_edit, name="event-series-edit"),
    path("events/<int:pk>/", events.event_detail, name="event"),
    path("events/<int:pk>/edit/", desk.event_edit, name="event-edit"),
    path("events/<int:pk>/outcome/", desk.event_outcome, name="event-outcome"),
    *(
        path(
            f"events/<int:pk>/{verb}/",
            desk.event_move,
            {"verb": verb},
            name=f"event-{verb}",
        )
        for verb in desk.VERBS
    ),
    path("events/<int:pk>/speakers/add/", desk.speaker_add, name="event-speaker-add"),
    path(
        "events/<int:pk>/speakers/<int:speaker>/edit/",
        desk.speaker_edit,
        name="event-speaker-edit",
    ),
    path(
        "events/<int:pk>/speakers/<int:speaker>/remove/",
        desk.speaker_remove,
        name="event-speaker-remove",
    ),
]
