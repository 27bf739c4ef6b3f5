"""Registers that are invented from beginning to end, in the true format and of any size: for the demo and for measuring.

The same seed gives the same register. Organisations are called "Příklad …" and have company numbers with a right check
digit, telephones are of the ranges of the country, addresses end in ``.example``; nobody is named whom a reader keeps.
"""

from kpss_pages.catalog.registers.synthetic.entries import entries
from kpss_pages.catalog.registers.synthetic.inventing import Invented, services
from kpss_pages.catalog.registers.synthetic.territories import PLACES, Municipality

__all__ = ["PLACES", "Invented", "Municipality", "entries", "services"]
