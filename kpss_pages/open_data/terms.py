"""The terms under which a town lets its data be used, for the kinds whose files say them."""

from kpss_pages.core.data_sets import Terms
from kpss_pages.open_data.choices import Licence
from kpss_pages.open_data.models import OpenDataPage
from sites.models import TownSettings


def terms_of(town: TownSettings) -> Terms | None:
    """Return what the town's open data page says; None without such a page, and while it says nothing."""
    page = OpenDataPage.objects.serving(town)
    return Terms(page.licence, Licence(page.licence).label) if page is not None and page.licence else None
