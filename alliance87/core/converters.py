from django.urls import register_converter


class Iso3Converter:
    """A country's three-letter code as it stands in addresses: lower case."""

    regex = "[a-z]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value.lower()


register_converter(Iso3Converter, "iso3")
