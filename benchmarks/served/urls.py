"""The addresses of the application, and of the page that all are compared with."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

BARE = "/bare/"
PAGE = """<!doctype html><html lang="en"><title>{{ title }}</title>
<h1>{{ title }}</h1><ul>{% for each in words %}<li>{{ each }}</li>{% endfor %}</ul>"""
TEMPLATE = engines["django"].from_string(PAGE)


def bare(request):
    """Return a small page that asks the database for nothing."""
    context = {"title": "Bare page", "words": ["one", "two", "three"]}
    return HttpResponse(TEMPLATE.render(context))


urlpatterns = [path(BARE[1:], bare), path("", include("alliance87.urls"))]
