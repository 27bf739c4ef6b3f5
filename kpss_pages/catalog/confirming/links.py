"""The signed links that are sent to providers: which question, of which town, to which contact, and until when."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from kpss_pages.catalog.choices import RequestStep
from kpss_pages.catalog.models import CatalogIndexPage, ConfirmationRequest

_signer = Signer(salt="kpss.catalog.confirming")
_CONTACTS = {"1": RequestStep.FIRST, "2": RequestStep.SECOND}
LONGEST_NUMBER = 15
"""Digits of a number in a link: keys that databases take, and moments that dates can be."""


@dataclass(frozen=True)
class Link:
    """What a link says; it has been signed by us."""

    request_id: int
    site_id: int
    contact: RequestStep
    expires_at: datetime

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()


def token_of(asked: ConfirmationRequest, contact: str = RequestStep.FIRST) -> str:
    """Return what stands in the link of a question, valid as long as the question says now."""
    number = next(number for number, step in _CONTACTS.items() if step == contact)
    value = f"{asked.pk}-{asked.site_id}-{number}-{int(asked.expires_at.timestamp())}"
    # Addresses of pages take letters, digits, hyphens and underscores only.
    return _signer.sign(value).replace(_signer.sep, "_", 1)


def link_in(token: str) -> Link | None:
    """Return what a link says, None for one that is not ours."""
    try:
        parts = _signer.unsign(token.replace("_", _signer.sep, 1)).split("-")
    except BadSignature:
        return None
    if len(parts) != 4 or not all(part.isdigit() and len(part) <= LONGEST_NUMBER for part in parts):
        return None
    request_id, site_id, number, moment = parts
    return Link(int(request_id), int(site_id), _CONTACTS[number], datetime.fromtimestamp(int(moment), UTC))


def address_of(page: CatalogIndexPage, asked: ConfirmationRequest, contact: str = RequestStep.FIRST) -> str:
    """Return the whole address of a link."""
    return f"{page.full_url}{page.reverse_subpage('confirm', args=[token_of(asked, contact)])}"
