"""Addresses of many pages of one kind, as a long agenda prints them."""

import re

from django.urls import reverse

NUMBER = 8_700_087


class Addresses:
    """The addresses that share a name: one is looked up, the others are like it.

    To look each up takes Django longer than all else that a line of a list says. The
    name is found by `keys`, numbers or words that stand in an address as they are.
    """

    def __init__(self, name: str, **keys: type):
        places = {
            key: NUMBER + at if kind is int else f"place-of-{key}"
            for at, (key, kind) in enumerate(keys.items())
        }
        key_at = {str(place): key for key, place in places.items()}
        pieces = re.split(f"({'|'.join(key_at)})", reverse(name, kwargs=places))
        self.pieces = [(key_at.get(each), each) for each in pieces]

    def of(self, **values: int | str) -> str:
        """Return the address of one page."""
        parts = (str(values[key]) if key else piece for key, piece in self.pieces)
        return "".join(parts)
