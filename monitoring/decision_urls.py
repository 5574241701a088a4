from django.urls import path

from monitoring.views import decisions

urlpatterns = [
    path("pathfinders/<iso3:iso3>/hold/", decisions.put_on_hold, name="put-on-hold"),
    path("pathfinders/<iso3:iso3>/reinstate/", decisions.reinstate, name="reinstate"),
]
