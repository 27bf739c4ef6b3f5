"""The rows that make a town, its people and its files."""

from sites.models.audit import AuditEntry, Unchangeable
from sites.models.hosts import TownHost
from sites.models.media import TownDocument, TownImage, TownRendition
from sites.models.people import Invitation, Role, TownRole, User
from sites.models.sign_in import TownSignIn
from sites.models.town import TownSettings
from sites.models.town_rows import FundingProject, ParentBreadcrumb, PartnerLink, Territory, TownLanguage
from sites.models.visits import VisitCount

__all__ = [
    "AuditEntry",
    "FundingProject",
    "Invitation",
    "ParentBreadcrumb",
    "PartnerLink",
    "Role",
    "Territory",
    "TownDocument",
    "TownHost",
    "TownImage",
    "TownLanguage",
    "TownRendition",
    "TownRole",
    "TownSettings",
    "TownSignIn",
    "Unchangeable",
    "User",
    "VisitCount",
]
