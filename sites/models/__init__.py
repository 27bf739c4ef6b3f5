"""The rows that make a town, its people and its files."""

from sites.models.audit import AuditEntry, Unchangeable
from sites.models.documents import DocumentText, DocumentVersion, Publication, PublicationAction
from sites.models.hosts import TownHost
from sites.models.media import TextState, TownDocument, TownImage, TownRendition
from sites.models.people import Invitation, Role, TownRole, User
from sites.models.sign_in import TownSignIn
from sites.models.town import TownSettings
from sites.models.town_rows import FundingProject, ParentBreadcrumb, PartnerLink, Territory, TownLanguage
from sites.models.visits import VisitCount

__all__ = [
    "AuditEntry",
    "DocumentText",
    "DocumentVersion",
    "FundingProject",
    "Invitation",
    "ParentBreadcrumb",
    "PartnerLink",
    "Publication",
    "PublicationAction",
    "Role",
    "Territory",
    "TextState",
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
