from django.urls import path

from monitoring.views import comparing

urlpatterns = [
    path("compare/", comparing.compare, name="compare"),
    path("compare/table.csv", comparing.compare_csv, name="compare-csv"),
]
