from django.contrib import admin
from django.urls import include, path

from alliance87.core import job_views as jobs
from alliance87.core import views as core
from alliance87.core.planned.pages import take_back_page
from alliance87.home import api

urlpatterns = [
    path("", include("alliance87.home.urls")),
    path("", include("pathfinders.urls")),
    path("", include("monitoring.urls")),
    path("", include("alliance87.partners.urls")),
    path("", include("meetings.urls")),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("language/", core.set_language, name="set-language"),
    path("health/", core.health, name="health"),
    path("documents/<uuid:uuid>/", core.download, name="document"),
    path("jobs/<uuid:uuid>/", jobs.show, name="job"),
    path("jobs/<uuid:uuid>/again/", jobs.again, name="job-again"),
    path("jobs/<uuid:uuid>/file/", jobs.fetch, name="job-file"),
    path(
        "publications/<int:pk>/take-back/",
        take_back_page,
        name="publication-take-back",
    ),
    path("account/email/", core.closed, name="account-email-closed"),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
