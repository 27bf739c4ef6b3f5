"""What the tests propose."""

from typing import Any

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Proposal
from kpss_pages.catalog.proposing import propose_change, propose_new
from sites.models import TownSettings


def values_of_new(**changes: Any) -> dict[str, Any]:
    """Return what a register says of a service that the town does not have."""
    return {
        "name": "Noclehárna Vzorov",
        "kind": "social",
        "type_code": "cz-nocleharny",
        "target_groups": ["bezdomovci"],
        "registered_from": "2007-10-01",
        "phones": [["+420581268111", ""]],
        "forms": [{"form": "amb", "capacities": [[9, "luzko", ""]], "is_nonstop": False, "hours": {}}],
        "facilities": [{"street": "Příkladná 12/3", "municipality": "Přerov", "latitude": 49.45, "longitude": "17.45"}],
        "provider": {"name": "Příkladová pomoc", "company_id": "00301825"},
        "register": "rpss",
        "register_number": "1234567",
        "unknown_codes": [["druhy-socialni-sluzby", "DruhSocialniSluzby/2"]],
    } | changes


def make_new(town: TownSettings, key: str = "rpss:1", **changes: Any) -> Proposal:
    """Propose a new service to a town, as its register would."""
    values = values_of_new(**({"register_number": key.partition(":")[2]} | changes))
    proposal = propose_new(town.site_id, values, Origin.REGISTER, key).proposal
    assert proposal is not None
    return proposal


def make_change(service: Any, origin: Origin = Origin.REGISTER, key: str = "rpss:9", **values: Any) -> Proposal:
    """Propose other values of a service."""
    proposal = propose_change(service, values, origin, key).proposal
    assert proposal is not None
    return proposal
