from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import correction_steps as steps
from monitoring.views import corrections, country_values, versions
from monitoring.views import value_verbs as verbs
from monitoring.views import values as views

VALUES = "pathfinders/<iso3:iso3>/values/"
VALUE = f"{VALUES}<int:pk>/"

urlpatterns = [
    path(VALUES, country_values.values, name="values"),
    path(f"{VALUES}versions.csv", versions.versions_csv, name="versions-csv"),
    path(f"{VALUES}versions.xlsx", versions.versions_xlsx, name="versions-xlsx"),
    path(VALUE, views.value_page, name="value"),
    path(f"{VALUE}comment/", verbs.comment, name="value-comment"),
    path(f"{VALUE}explain/<slug:check>/", verbs.explain, name="value-explain"),
    path(f"{VALUE}prefer/", verbs.prefer, name="value-prefer"),
    path(f"{VALUE}discard/", verbs.discard, name="value-discard"),
    path(f"{VALUE}proofs/add/", verbs.proof_add, name="value-proof-add"),
    path(
        f"{VALUE}proofs/<int:proof>/remove/",
        verbs.proof_remove,
        name="value-proof-remove",
    ),
    path(f"{VALUE}correct/", verbs.correct, name="value-correct"),
    path(f"{VALUE}correction/send/", steps.send, name="correction-send"),
    path(f"{VALUE}correction/withdraw/", steps.withdraw, name="correction-withdraw"),
    path(f"{VALUE}correction/return/", steps.send_back, name="correction-return"),
    path(f"{VALUE}correction/publish/", steps.publish, name="correction-publish"),
    path("secretariat/corrections/", corrections.correction_list, name="corrections"),
    path(
        "secretariat/corrections/<int:pk>/",
        corrections.correction_decide,
        name="correction-decide",
    ),
]
