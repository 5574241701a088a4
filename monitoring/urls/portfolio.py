"""Addresses of the portfolio of the Group."""

from django.urls import path

from alliance87.core import converters  # noqa: F401 -- registers "iso3"
from monitoring.views import portfolio as views

urlpatterns = [
    path("portfolio/", views.portfolio_page, name="portfolio"),
    path("portfolio/portfolio.csv", views.portfolio_csv, name="portfolio-csv"),
    path("portfolio/portfolio.xlsx", views.portfolio_xlsx, name="portfolio-xlsx"),
    path("portfolio/portfolio.pdf", views.portfolio_pdf, name="portfolio-pdf"),
    path("portfolio/<iso3:iso3>/", views.reasons, name="portfolio-reasons"),
]
