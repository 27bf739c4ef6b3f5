"""Where the addresses of a state's register lie."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.choices import Country


class AddressPoint(models.Model):
    """An address of a state's register with its position. It names nothing of a town and has no screen.

    ``manage.py load_addresses`` alone writes it; nothing is asked of the network. What lies nowhere is not kept.
    """

    country = models.CharField(max_length=2, choices=Country.choices)
    code = models.CharField(max_length=20)
    """The number of the address in its register, in Czechia RÚIAN's "Kód ADM"."""
    municipality_code = models.CharField(max_length=20)
    municipality = models.CharField(max_length=120)
    part = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=150, blank=True)
    """ "" where streets have no names."""
    house = models.CharField(max_length=15)
    """The number of the house: "12"; of one with a registration number "ev. 5"."""
    turn = models.CharField(max_length=15, blank=True)
    """Its number in the street, "3a"."""
    postal_code = models.CharField(max_length=10, blank=True)
    """Digits alone."""
    municipality_key = models.CharField(max_length=120)
    street_key = models.CharField(max_length=150)
    """Of the street, or of the part where streets have no names; see ``addresses.keys``."""
    latitude = models.DecimalField(max_digits=8, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)

    class Meta:
        verbose_name = _("address point")
        verbose_name_plural = _("address points")
        constraints = [models.UniqueConstraint(fields=["country", "code"], name="one_point_per_address")]
        indexes = [
            models.Index(fields=["country", "municipality_key", "street_key"], name="addresses_by_name"),
            models.Index(fields=["country", "municipality_code", "street_key"], name="addresses_by_code"),
        ]

    def __str__(self) -> str:
        number = "/".join(filter(None, (self.house, self.turn)))
        return f"{self.street or self.part} {number}, {self.municipality}"
