"""The contacts that every page of a town may name: its coordinator and its main office. They cost a page no query."""

from dataclasses import dataclass

from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.settings import ContactSettings
from kpss_pages.contacts.shown import ShownContact, shown_role
from sites.kept import kept
from sites.page_cache.generations import key_of
from sites.page_cache.tags import town as town_tag


@dataclass(frozen=True)
class MainContacts:
    """Whom to ask and where to come; None where the town has chosen nobody, or nothing."""

    coordinator: ShownContact | None = None
    office: Office | None = None


def main_contacts(site_id: int) -> MainContacts:
    """Return a town's main contacts: looked for once, until the tag of all its pages ends (``following``)."""
    return kept(f"kpss:main-contacts:{site_id}", lambda: _find(site_id), key_of(town_tag(site_id)))


def _find(site_id: int) -> MainContacts:
    chosen = (
        ContactSettings.objects.filter(site_id=site_id)
        .select_related("office__organisation", "coordinator__holder", "coordinator__deputy")
        .first()
    )
    if chosen is None:
        return MainContacts()
    return MainContacts(shown_role(chosen.coordinator) if chosen.coordinator else None, chosen.office)
