from django.urls import path

from pathfinders.views import interest

RECORD = "pathfinders/<iso3:iso3>/expressions-of-interest/<int:pk>/"

urlpatterns = [
    path(
        "pathfinders/<iso3:iso3>/expression-of-interest/", interest.add, name="eoi-add"
    ),
    path(RECORD, interest.detail, name="eoi"),
    path(f"{RECORD}edit/", interest.edit, name="eoi-edit"),
    path(f"{RECORD}submit/", interest.submit, name="eoi-submit"),
    path(f"{RECORD}return/", interest.return_, name="eoi-return"),
    path(f"{RECORD}accept/", interest.accept, name="eoi-accept"),
]
