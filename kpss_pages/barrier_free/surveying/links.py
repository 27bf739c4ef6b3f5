"""The signed links by which volunteers without an account send surveys: of which town, by which link, and whether still."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.utils import formats
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, SurveyLink

_signer = Signer(salt="kpss.barrier_free.surveying")
GONE = 410
"""What a link is answered with that takes no surveys any more."""
LONGEST_NUMBER = 15
"""Digits of a number in a link: keys that databases take."""


@dataclass(frozen=True)
class Link:
    """What a link says; it has been signed by us."""

    link_id: int
    site_id: int


class Closed(StrEnum):
    """Why a link takes no surveys."""

    EXPIRED = "expired"
    STOPPED = "stopped"
    FULL = "full"


def token_of(link: SurveyLink) -> str:
    """Return what stands in the address of a link; until when it is valid is said by the link's row."""
    # Addresses of pages take letters, digits, hyphens and underscores only.
    return _signer.sign(f"{link.pk}-{link.site_id}").replace(_signer.sep, "_", 1)


def link_in(token: str) -> Link | None:
    """Return what a link says, None for one that is not ours."""
    try:
        parts = _signer.unsign(token.replace("_", _signer.sep, 1)).split("-")
    except BadSignature:
        return None
    if len(parts) != 2 or not all(part.isdigit() and len(part) <= LONGEST_NUMBER for part in parts):
        return None
    return Link(int(parts[0]), int(parts[1]))


def found_link(token: str, site_id: int) -> SurveyLink | None:
    """Return the row of a link of a town, None for what is not ours, another town's, or deleted."""
    said = link_in(token)
    if said is None or said.site_id != site_id:
        return None
    found: SurveyLink | None = SurveyLink.objects.filter(pk=said.link_id, site=site_id).first()
    return found


def closed_because(link: SurveyLink, surveys: int | None = None) -> Closed | None:
    """Return why a link takes no surveys today, None when it does.

    ``surveys`` is how many have come by it; where that is not said and its days are not over, one query finds out.
    """
    if link.is_stopped:
        return Closed.STOPPED
    if not link.is_open:
        return Closed.EXPIRED
    count = link.surveys.count() if surveys is None else surveys
    return Closed.FULL if count >= link.most_surveys else None


def sentence_of(link: SurveyLink, closed: Closed) -> str:
    """Say to whoever has a link that it is closed, and what to do."""
    day = formats.date_format(link.valid_until, "DATE_FORMAT")
    sentences = {
        Closed.STOPPED: _("The town has stopped this link. Ask the town for a new one."),
        Closed.EXPIRED: _("This link worked until %(day)s. Ask the town for a new one.") % {"day": day},
        Closed.FULL: _("As many surveys have come by this link as it takes. Ask the town for a new one."),
    }
    return sentences[closed]


def address_of(page: BarrierFreeIndexPage, link: SurveyLink) -> str:
    """Return the whole address of a link."""
    return f"{page.full_url}{page.reverse_subpage('survey', args=[token_of(link)])}"
