"""The printed guide of a town's catalogue: a brochure and a large print as PDF, and a Word file to work with.

``composing`` makes a ``book`` of the catalogue, ``pdf`` and ``word`` write it; ``making`` does it in the background and
keeps it as an edition; ``editions`` says which are offered; ``desk`` is the admin's screen and ``views`` the public page.
"""
