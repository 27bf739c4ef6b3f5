"""The demonstration: five towns built from the texts in ``content/`` and the drawings in ``images/``."""
