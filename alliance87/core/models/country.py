from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Region

NAME_FIELDS = {"en": "name_en", "fr": "name_fr", "es": "name_es"}


def name_field() -> str:
    """Return the column that holds country names in the active language."""
    return NAME_FIELDS.get((get_language() or "en")[:2], "name_en")


class CountryQuerySet(models.QuerySet):
    def by_name(self):
        """Order by the name in the reader's language."""
        return self.order_by(name_field())


class Country(models.Model):
    """A country or area of ISO 3166 / UN M49, or a fictitious one for examples."""

    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, unique=True)
    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, unique=True)
    m49 = models.CharField(_("UN code M49"), max_length=3, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_fr = models.CharField(_("name in French"), max_length=100)
    name_es = models.CharField(_("name in Spanish"), max_length=100)
    region = models.CharField(
        _("region"), max_length=10, choices=Region.choices, blank=True
    )
    sub_region = models.CharField(_("sub-region"), max_length=60, blank=True)
    intermediate_region = models.CharField(
        _("intermediate region"), max_length=60, blank=True
    )
    is_ldc = models.BooleanField(_("least developed country"), default=False)
    is_lldc = models.BooleanField(_("landlocked developing country"), default=False)
    is_sids = models.BooleanField(_("small island developing State"), default=False)
    longitude = models.FloatField(_("longitude of the map point"), null=True)
    latitude = models.FloatField(_("latitude of the map point"), null=True)
    is_example = models.BooleanField(_("fictitious example"), default=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(
                name="country_codes_upper_case",
                condition=models.Q(iso3__regex=r"^[A-Z]{3}$", iso2__regex="^[A-Z]{2}$"),
            ),
            models.UniqueConstraint(
                fields=["m49"],
                condition=~models.Q(m49=""),
                name="country_m49_unique",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return getattr(self, name_field())

    @property
    def slug(self) -> str:
        """The code as it stands in addresses."""
        return self.iso3.lower()
