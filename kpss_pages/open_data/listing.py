"""What the open data page says of a town's data sets, files and feeds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kpss_pages.core.data_sets import DataSet, Distribution, Terms, data_sets
from kpss_pages.open_data.catalogue import wants
from kpss_pages.open_data.choices import Licence
from kpss_pages.open_data.files import CATALOGUE, Content, File
from sites.models import TownSettings

if TYPE_CHECKING:
    from kpss_pages.open_data.models import OpenDataPage


@dataclass(frozen=True)
class ShownSet:
    """A data set as the page shows it; ``norm_url`` is "" where the town has nothing that the norm could hold.

    ``terms`` is None where those of the page count.
    """

    key: str
    title: str
    description: str
    norm: str
    norm_url: str
    schema_org_url: str
    note: str
    others: tuple[Distribution, ...]
    terms: Terms | None


def shown_sets(page: "OpenDataPage", town: TownSettings) -> list[ShownSet]:
    """Return a town's data sets; ``page`` is the one below which the files lie."""
    return [_shown(found, page.full_url or "", town) for found in data_sets()]


def _shown(found: DataSet, address: str, town: TownSettings) -> ShownSet:
    has_norm = found.has_norm(town)
    return ShownSet(
        key=found.key,
        title=str(found.title),
        description=str(found.description),
        norm=found.norm,
        norm_url=f"{address}{File(Content.NORM, found).name}" if has_norm else "",
        schema_org_url=f"{address}{File(Content.SCHEMA_ORG, found).name}",
        note=_note(found, town),
        others=tuple(found.distributions(town)),
        terms=found.terms(town),
    )


def _note(found: DataSet, town: TownSettings) -> str:
    """Return what the norm's want of Czech texts means for a set, "" for a town that writes in Czech alone."""
    if not found.norm:
        return _("No open formal norm describes such things.")
    if not found.has_norm(town):
        return _(
            "The open formal norm wants texts in Czech or English. These are in Slovak only, so there is no file in "
            "the norm; the file in the vocabulary of schema.org holds them all."
        )
    if not found.is_of_rows and len(town.languages) > 1:
        return _(
            "The open formal norm wants texts in Czech or English, so its file holds only what is published in Czech; "
            "the file in the vocabulary of schema.org holds everything."
        )
    return ""


def context_of(page: "OpenDataPage", town: TownSettings) -> dict[str, Any]:
    """Return what the template shows; ``page`` is the one below which the files lie."""
    missing = wants(page, town)
    return {
        "data_sets": shown_sets(page, town),
        "licence_url": page.licence,
        "licence_name": Licence(page.licence).label if page.licence else "",
        "catalogue_url": "" if missing else f"{page.full_url}{CATALOGUE}",
        "wanting": missing,
    }
