from django.urls import path

from monitoring.views import catalogue, catalogue_files, own_indicators

OWN = "pathfinders/<iso3:iso3>/indicators/"
DESK = "secretariat/indicators/"

urlpatterns = [
    path("indicators/", catalogue.indicator_list, name="indicator-list"),
    # A dot stands in no code.
    path("indicators/table.csv", catalogue.table_csv, name="indicator-csv"),
    path("indicators/<slug:code>.yaml", catalogue.set_yaml, name="indicator-yaml"),
    path("indicators/<slug:code>/", catalogue.indicator, name="indicator"),
    path(DESK, catalogue_files.upload, name="indicator-upload"),
    path(f"{DESK}load/", catalogue_files.load, name="indicator-load"),
    path(
        f"{DESK}<slug:code>/validate/",
        catalogue_files.validate,
        name="indicator-set-validate",
    ),
    path(OWN, own_indicators.own_list, name="own-indicators"),
    path(f"{OWN}define/", own_indicators.define, name="own-indicator-define"),
    path(f"{OWN}<slug:code>/", own_indicators.own_indicator, name="own-indicator"),
    path(
        f"{OWN}<slug:code>/revise/",
        own_indicators.revise,
        name="own-indicator-revise",
    ),
    path(
        f"{OWN}<slug:code>/retire/",
        own_indicators.retire,
        name="own-indicator-retire",
    ),
]
