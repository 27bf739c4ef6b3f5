"""The starter tree of a new town: home page, sections and the legal pages of its country, in each of its languages.

Before it the coordinator is entered among the contacts, whom the pages name.

The texts lie beside this file, ``common/`` for both countries and ``cz/``, ``sk/`` by law, each in ``cs/`` and ``sk/``.
What nobody can know beforehand is a blank that says what to fill in: "[doplňte: …]".
"""

from home.starter.contacts import enter_coordinator
from home.starter.tree import plant_home, plant_pages

__all__ = ["enter_coordinator", "plant_home", "plant_pages"]
