"""A town's choices for its barrier-free map, with the defaults of one that has made none."""

from kpss_pages.barrier_free.models import BarrierFreeSettings


def settings_of(site_id: int) -> BarrierFreeSettings:
    """Return the choices of a town, unsaved defaults where it has made none; one query."""
    found: BarrierFreeSettings | None = BarrierFreeSettings.objects.filter(site=site_id).first()
    return found or BarrierFreeSettings(site_id=site_id)
