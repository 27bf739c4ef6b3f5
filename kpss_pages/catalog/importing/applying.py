"""Applying a checked table of services as a whole."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from kpss_pages.catalog.importing.checking import ServicesChecked, check
from kpss_pages.core.tables.keeping import Kept, sign, signed_upload
from sites.audit.recording import as_one, record
from sites.models import TownSettings, User

IMPORT_ACTION = "kpss_catalog.import"


def keep(checked: ServicesChecked, town: TownSettings, user: User) -> str:
    """Return a checked upload signed, to be sent back by the same person for the same town."""
    return sign(checked, _salt(town, user))


def kept_upload(signed: str, town: TownSettings, user: User) -> Kept | None:
    """Return what ``keep`` signed; None when it is too old, somebody else's, of another town or tampered with."""
    return signed_upload(signed, _salt(town, user))


def _salt(town: TownSettings, user: User) -> str:
    return f"{IMPORT_ACTION}.{user.pk}.{town.site_id}"


@transaction.atomic
def apply(town: TownSettings, kept: Kept, user: User) -> tuple[ServicesChecked, bool]:
    """Save a checked upload; return what it meant, and whether it was saved.

    It is not saved when it would do something else than what was shown, or nothing at all.
    """
    Site.objects.select_for_update().get(pk=town.site_id)  # one import of a town at a time
    checked = check(town.site_id, town.country, kept.reading)
    if checked.digest != kept.digest or not checked.can_be_applied:
        return checked, False
    with as_one():
        for provider in checked.providers:
            is_new = provider.pk is None
            provider.save()
            _keep_history(provider, user, is_new)
        for service in checked.services:
            is_new = service.pk is None
            service.provider = service.provider  # says the number of one that has been saved since
            service.save()
            _keep_history(service, user, is_new)
    counts = checked.counts()
    label = _("new %(created)d, changed %(changed)d") % counts
    record(IMPORT_ACTION, [town.site_id], person=user, label=label, details=counts)
    return checked, True


def _keep_history(row: object, user: User, is_new: bool) -> None:
    action = "wagtail.create" if is_new else "wagtail.edit"
    row.save_revision(user=user, log_action=action, changed=True)  # type: ignore[attr-defined]
