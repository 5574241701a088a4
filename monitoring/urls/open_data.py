"""Addresses of open data, and of each version of a value."""

from django.urls import path

from monitoring.views import open_data, value_version

urlpatterns = [
    path("data/", open_data.open_data_page, name="open-data"),
    path("data/values.<str:kind>", open_data.open_data_file, name="open-data-file"),
    path("data/codebook.<str:kind>", open_data.codebook_file, name="codebook"),
    path("values/<int:pk>/", value_version.value_version, name="value-version"),
]
