"""What an import of a table does from the file to the rows: checked first, kept signed, applied as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from kpss_pages.core.tables.keeping import Kept, sign, signed_upload
from kpss_pages.core.tables.outcomes import Checked
from kpss_pages.core.tables.reading import Reading
from sites.audit.recording import record
from sites.models import TownSettings, User

What = TypeVar("What", bound=Checked)


@dataclass(frozen=True)
class TableImport(Generic[What]):
    """An import of one kind of rows.

    ``action`` names it in the audit trail. ``read`` takes a file apart, ``check`` says what it would do in a town (by its
    site and country), ``write`` does it in a transaction that is open.
    """

    action: str
    read: Callable[[bytes], Reading]
    check: Callable[[int, str, Reading], What]
    write: Callable[[What, TownSettings, User | None], None]

    def keep(self, checked: What, town: TownSettings, user: User) -> str:
        """Return a checked upload signed, to be sent back by the same person for the same town."""
        return sign(checked, self._salt(town, user))

    def kept_upload(self, signed: str, town: TownSettings, user: User) -> Kept | None:
        """Return what ``keep`` signed; None when it is too old, somebody else's, of another town or tampered with."""
        return signed_upload(signed, self._salt(town, user))

    @transaction.atomic
    def apply(self, town: TownSettings, kept: Kept, user: User | None) -> tuple[What, bool]:
        """Save a checked upload, for nobody when a command does it; return what it meant, and whether it was saved.

        It is not saved when it would do something else than what was shown, or nothing at all.
        """
        Site.objects.select_for_update().get(pk=town.site_id)  # one import of a town at a time
        checked = self.check(town.site_id, town.country, kept.reading)
        if checked.digest != kept.digest or not checked.can_be_applied:
            return checked, False
        self.write(checked, town, user)
        counts = checked.counts()
        label = _("new %(created)d, changed %(changed)d") % counts
        record(self.action, [town.site_id], person=user, label=label, details=counts)
        return checked, True

    def _salt(self, town: TownSettings, user: User) -> str:
        return f"{self.action}.{user.pk}.{town.site_id}"
