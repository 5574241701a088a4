"""Addresses of the registers and what their forms are answered with."""

from django.urls import reverse


def url_of(pathfinder, register, verb="", *keys):
    name = f"pathfinders:register-{verb}" if verb else "pathfinders:register"
    return reverse(name, args=[pathfinder.country.slug, register, *keys])


def follow_up_url(commitment):
    iso3 = commitment.pathfinder.country.slug
    return reverse("pathfinders:follow-up-add", args=[iso3, commitment.pk])


def commitment_answers(**changes):
    values = {
        "kind": "durban",
        "text": "End child labour in agriculture.",
        "when_day": "",
        "when_month": "5",
        "when_year": "2022",
        "when_qualifier": "exact",
        "source": "Durban Call to Action",
        "version": "0",
    }
    return values | changes


def support_answers(**changes):
    values = {
        "kind": "political",
        "level": "global",
        "title": "Conference on recruitment",
        "when_year": "2024",
        "when_qualifier": "exact",
        "audience": "country",
        "version": "0",
    }
    return values | changes


def ratification_answers(instrument, **changes):
    values = {
        "instrument": instrument.pk,
        "status": "in_force",
        "when_year": "2003",
        "when_qualifier": "exact",
        "source": "NORMLEX",
        "version": "0",
    }
    return values | changes
