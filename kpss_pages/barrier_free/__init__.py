"""The barrier-free map: places, what was measured there, and what that means for whom.

Coordinators keep it; volunteers survey places in the field through a signed link of the town, and what they send waits
until somebody of the town takes it. The public finds places in a list with a map beside it ("bezbarierova-mapa/") and
reports barriers; machines read the same places as data. Offices, services and events point to the place where they are
(docs/adr/0018), so this lies below the other kinds.
"""
