from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import review_desk as views

DESK = "secretariat/review/<iso3:iso3>/<int:year>/"

urlpatterns = [
    path("secretariat/review/", views.review_queue, name="review-queue"),
    path(DESK, views.desk, name="review-desk"),
    path(f"{DESK}decide/", views.decide, name="review-desk-decide"),
    path(f"{DESK}return/", views.send_back, name="review-desk-return"),
    path(f"{DESK}approve/", views.approve, name="review-desk-approve"),
    path(f"{DESK}publish/", views.publish, name="review-desk-publish"),
    path(f"{DESK}reopen/", views.reopen, name="review-desk-reopen"),
]
