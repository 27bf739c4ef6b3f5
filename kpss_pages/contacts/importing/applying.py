"""Keeping a checked table of contacts until it is confirmed, and applying it as a whole."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from kpss_pages.contacts.importing.proposing import Proposal, propose
from kpss_pages.contacts.importing.writing import write
from kpss_pages.core.tables.keeping import Kept, sign, signed_upload
from sites.audit.recording import record
from sites.models import TownSettings, User

IMPORT_ACTION = "kpss_contacts.import"


def keep(proposal: Proposal, town: TownSettings, user: User) -> str:
    """Return a checked upload signed, to be sent back by the same person for the same town."""
    return sign(proposal, _salt(town, user))


def kept_upload(signed: str, town: TownSettings, user: User) -> Kept | None:
    """Return what ``keep`` signed; None when it is too old, somebody else's, of another town or tampered with."""
    return signed_upload(signed, _salt(town, user))


def _salt(town: TownSettings, user: User) -> str:
    return f"{IMPORT_ACTION}.{user.pk}.{town.site_id}"


@transaction.atomic
def apply(town: TownSettings, kept: Kept, user: User) -> tuple[Proposal, bool]:
    """Save a checked upload; return what it meant, and whether it was saved.

    It is not saved when it would do something else than what was shown, or nothing at all.
    """
    Site.objects.select_for_update().get(pk=town.site_id)  # one import of a town at a time
    proposal = propose(town.site_id, town.country, kept.reading)
    if proposal.digest != kept.digest or not proposal.can_be_applied:
        return proposal, False
    write(proposal.written, town.site_id, user)
    counts = proposal.counts()
    label = _("new %(created)d, changed %(changed)d") % counts
    record(IMPORT_ACTION, [town.site_id], person=user, label=label, details=counts)
    return proposal, True
