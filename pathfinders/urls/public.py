from django.urls import path

from pathfinders.views import public

urlpatterns = [
    path("pathfinders/", public.country_list, name="list"),
    # A longer name than three letters: those are a country's code.
    path("pathfinders/countries.csv", public.country_list_csv, name="list-csv"),
]
