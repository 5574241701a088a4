from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from alliance87.home.views import (
    country,
    desk,
    feeds,
    handover,
    landing,
    my_country,
    pages,
    robots,
    search,
    theme,
)

urlpatterns = [
    path("", landing.landing, name="home"),
    path("pathfinders/<iso3:iso3>/", country.country, name="country"),
    path(
        "pathfinders/<iso3:iso3>/profile.pdf",
        country.country_pdf,
        name="country-pdf",
    ),
    path("pathfinders/<iso3:iso3>/feed/", feeds.country_feed, name="country-feed"),
    path("changes/feed/", feeds.changes_feed, name="changes-feed"),
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
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("search/", search.search, name="search"),
    path("themes/<slug:theme>/", theme.theme, name="theme"),
    path("how-we-count/", pages.how_we_count, name="how-we-count"),
    path("about/", pages.about, name="about"),
    path("api/", pages.api_docs, name="api-docs"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("styleguide/", pages.style_guide, name="styleguide"),
]
