"""Puts the catalogue into the admin."""

from wagtail.snippets.models import register_snippet

from kpss_pages.catalog.viewsets import CatalogGroup

register_snippet(CatalogGroup)
