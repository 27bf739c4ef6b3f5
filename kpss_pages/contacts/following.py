"""Pages follow the contacts: what shows a contact is made anew when something of the contact changes.

The page cache knows who refers to a role or an office; what those take from people, departments and organisations, and
what stands on every page of a town, is said here.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from kpss_pages.barrier_free.models import Place
from kpss_pages.contacts.models import ContactRole, ContactSettings, Department, Office, Organisation, Person
from sites.page_cache.changes import touched_by_rows
from sites.page_cache.signals import announce
from sites.page_cache.tags import Tag, anything_of
from sites.page_cache.tags import town as town_tag


@receiver([post_save, post_delete], sender=ContactSettings)
def town_has_chosen(instance: ContactSettings, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        announce(_every_page(instance.site_id))


# Before the deletion: afterwards nothing refers to the row any more.
@receiver([post_save, pre_delete])
def contact_was_changed(instance: Any, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """Nothing shows a contact that is new: an import of thousands ends nothing that is kept."""
    if raw or created or not isinstance(instance, ContactRole | Person | Department | Office | Organisation):
        return
    tags = list(touched_by_rows(_roles_showing(instance)))
    if _main_contacts_showing(instance).exists():
        tags.extend(_every_page(instance.site_id))
    announce(tags)


@receiver([post_save, pre_delete], sender=Place)
def place_was_changed(instance: Place, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """What shows an office says what was measured at its place; what refers to a place itself is known."""
    if raw or created:
        return
    offices = Office.objects.filter(mapped_place=instance)
    tags = list(touched_by_rows(offices))
    if ContactSettings.objects.filter(office__in=offices).exists():
        tags.extend(_every_page(instance.site_id))
    announce(tags)


def _every_page(site_id: int) -> Iterator[Tag]:
    yield town_tag(site_id)
    yield anything_of(site_id)


def _roles_showing(row: Any) -> "QuerySet[ContactRole]":
    """Roles that show a row which pages do not refer to themselves."""
    roles = ContactRole.objects.filter(site_id=row.site_id)
    match row:
        case ContactRole():
            return roles.none()
        case Person():
            return roles.filter(Q(holder=row) | Q(deputy=row))
    # Few, and seldom changed: which roles take something from them need not be known exactly.
    return roles


def _main_contacts_showing(row: Any) -> "QuerySet[ContactSettings]":
    chosen = ContactSettings.objects.filter(site_id=row.site_id)
    match row:
        case ContactRole():
            return chosen.filter(coordinator=row)
        case Person():
            return chosen.filter(Q(coordinator__holder=row) | Q(coordinator__deputy=row))
    return chosen
