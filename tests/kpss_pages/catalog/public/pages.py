"""Addresses and texts of the catalogue's pages."""

from typing import Any

from kpss_pages.catalog.models import CatalogIndexPage, Service
from sites.models import TownSettings
from tests.builders import section_of


def catalog_path(town: TownSettings, language: str | None = None) -> str:
    return str(section_of(town, CatalogIndexPage, language).get_url_parts()[2])


def path_of(service: Service, town: TownSettings, language: str | None = None) -> str:
    return f"{catalog_path(town, language)}{service.address_below}"


def text_of(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")
