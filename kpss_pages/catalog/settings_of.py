"""A town's choices for its catalogue, with the defaults of one that has made none."""

from kpss_pages.catalog.models import CatalogSettings


def settings_of(site_id: int) -> CatalogSettings:
    """Return the choices of a town, unsaved defaults where it has made none; one query."""
    found: CatalogSettings | None = CatalogSettings.objects.filter(site=site_id).first()
    return found or CatalogSettings(site_id=site_id)
