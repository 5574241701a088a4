from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from alliance87.home.views import country, desk, handover, landing, my_country, pages

urlpatterns = [
    path("", landing.landing, name="home"),
    path("pathfinders/<iso3:iso3>/", country.country, name="country"),
    path("pathfinders/<iso3:iso3>/handover/", handover.handover, name="handover"),
    path("my-country/", my_country.my_country, name="my-country"),
    path(
        "my-country/<iso3:iso3>/",
        my_country.my_country_detail,
        name="my-country-detail",
    ),
    path(
        "my-country/<iso3:iso3>/documents/add/",
        my_country.add_document,
        name="my-country-document-add",
    ),
    path("secretariat/countries/<iso3:iso3>/", desk.country_desk, name="country-desk"),
    path(
        "secretariat/countries/<iso3:iso3>/trail/",
        desk.country_trail,
        name="country-trail",
    ),
    path("how-we-count/", pages.how_we_count, name="how-we-count"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("styleguide/", pages.style_guide, name="styleguide"),
]
