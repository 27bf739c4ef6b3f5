"""Providers, services with their forms and places, proposals to change them, and what stands around the catalogue."""

from kpss_pages.catalog.models.confirming import ConfirmationRequest
from kpss_pages.catalog.models.editions import GuideEdition
from kpss_pages.catalog.models.finding import LifeSituation, SearchWithoutResult, Synonyms
from kpss_pages.catalog.models.index import CatalogIndexPage
from kpss_pages.catalog.models.proposals import Proposal
from kpss_pages.catalog.models.providers import Provider
from kpss_pages.catalog.models.registers import RegisterCode, RegisterRun
from kpss_pages.catalog.models.services import Facility, Service, ServiceForm
from kpss_pages.catalog.models.settings import CatalogSettings

__all__ = [
    "CatalogIndexPage",
    "CatalogSettings",
    "ConfirmationRequest",
    "Facility",
    "GuideEdition",
    "LifeSituation",
    "Proposal",
    "Provider",
    "RegisterCode",
    "RegisterRun",
    "SearchWithoutResult",
    "Service",
    "ServiceForm",
    "Synonyms",
]
