from django.urls import path

from monitoring.views import missed, preview, reviews
from monitoring.views import review_decisions as decisions
from monitoring.views import review_writing as writing

REVIEWS = "pathfinders/<iso3:iso3>/reviews/"
REVIEW = f"{REVIEWS}<int:year>/"

urlpatterns = [
    path(REVIEWS, reviews.review_list, name="review-list"),
    path(f"{REVIEWS}start/", writing.start, name="review-start"),
    path(REVIEW, reviews.review, name="review"),
    path(f"{REVIEW}pdf/", reviews.pdf, name="review-pdf"),
    path(f"{REVIEW}edit/", writing.edit, name="review-edit"),
    path(f"{REVIEW}missed/add/", missed.add, name="missed-add"),
    path(f"{REVIEW}missed/<int:pk>/", missed.edit, name="missed-edit"),
    path(f"{REVIEW}missed/<int:pk>/remove/", missed.remove, name="missed-remove"),
    path(f"{REVIEW}assess/", writing.assess, name="review-assess"),
    path(f"{REVIEW}answer/", writing.answer, name="review-answer"),
    path(f"{REVIEW}submit/", decisions.submit, name="review-submit"),
    path(f"{REVIEW}return/", decisions.return_, name="review-return"),
    path(f"{REVIEW}share/", decisions.share, name="review-share"),
    path(f"{REVIEW}table/", decisions.table, name="review-table"),
    path(f"{REVIEW}outcome/", decisions.outcome, name="review-outcome"),
    path(f"{REVIEW}publish/", decisions.publish, name="review-publish"),
    path(f"{REVIEW}preview/", preview.review_preview, name="review-preview"),
]
