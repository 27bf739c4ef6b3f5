"""Positions from addresses: the address points of the state's registers, loaded from their open lists (docs/adr/0019).

``loading`` writes what ``files`` reads into ``AddressPoint``, ``finding`` looks addresses up. Only ``krovak`` imports
pyproj, and only what loads imports that.
"""
