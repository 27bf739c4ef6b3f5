"""Links in the spreadsheet: an address, or a page or a document of the town by its number, as in "page 12"."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from kpss_pages.core.tables.columns import folded
from kpss_pages.plans.content import Link, PlanContent
from kpss_pages.plans.spreadsheet.cells import cleaned
from kpss_pages.plans.spreadsheet.columns import DOCUMENT, PAGE, kinds_of_target

_TARGET = re.compile(r"(.+?)\s*(\d{1,9})")
_validate_address = URLValidator(schemes=["http", "https"])


def address_of(link: Link) -> str:
    """Return what stands in the column of addresses."""
    if link.page is not None:
        return f"{PAGE} {link.page}"
    if link.document is not None:
        return f"{DOCUMENT} {link.document}"
    return link.url


def link_of(label: str, address: str) -> Link | None:
    """Return the link that the cells of a row mean; None when the address is none."""
    found = _TARGET.fullmatch(address)
    target = kinds_of_target().get(folded(found[1])) if found else None
    if found and target:
        number = int(found[2])
        return Link(label, page=number) if target == "page" else Link(label, document=number)
    try:
        _validate_address(address)
    except ValidationError:
        return None
    return Link(label, address)


def no_address(text: str) -> str:
    """Return the sentence about a text that is no address."""
    sentence = _(
        "“%(text)s” is no address. Write one that begins with https://, or a page or a document of the town as “%(page)s 12” or “%(document)s 7”."
    )
    return sentence % {"text": text[:60], "page": PAGE, "document": DOCUMENT}


def links_by_cells(content: PlanContent) -> dict[tuple[str, str], Link]:
    """Return the links of a content by label and address as they stand in the cells of a row."""
    return {
        (cleaned(link.label), cleaned(address_of(link))): link for measure in content.measures for link in measure.links
    }
