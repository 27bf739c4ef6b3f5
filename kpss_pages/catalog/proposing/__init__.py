"""Proposals to change the catalogue: made by registers, providers and the public, decided by somebody of the town.

``making`` makes them, ``accepting`` and ``bulk`` do what they say, ``undoing`` takes it back, ``wording`` says in words
what they would change. Nobody else writes rows of ``Proposal``.
"""

from kpss_pages.catalog.proposing.accepting import accept, reject
from kpss_pages.catalog.proposing.bulk import Taken, put_aside, take, take_all
from kpss_pages.catalog.proposing.making import Outcome, Proposer, propose_change, propose_end, propose_new, suggest
from kpss_pages.catalog.proposing.refusals import Refused
from kpss_pages.catalog.proposing.undoing import reopen

__all__ = [
    "Outcome",
    "Proposer",
    "Refused",
    "Taken",
    "accept",
    "propose_change",
    "propose_end",
    "propose_new",
    "put_aside",
    "reject",
    "reopen",
    "suggest",
    "take",
    "take_all",
]
