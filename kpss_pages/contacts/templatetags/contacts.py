"""Tags that show contacts: a town's main ones on any of its pages, and those that blocks name."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kpss_pages.contacts.main import main_contacts
from kpss_pages.contacts.models import ContactRole, Office
from kpss_pages.contacts.shown import ShownContact, shown_role, shown_roles
from kpss_pages.core.hours.showing import ShortHours, short_hours
from kpss_pages.core.templatetags.kpss import phone_href
from kpss_pages.core.templatetags.ways import phone_shown
from kpss_pages.core.ways import numbers
from sites.languages import current_language
from sites.models import TownSettings
from sites.towns import town_of_site

register = template.Library()


@register.simple_tag
def coordinator_of(town: TownSettings | None) -> ShownContact | None:
    """Return whom to ask in a town, None where it has chosen nobody: ``{% coordinator_of town as contact %}``."""
    return main_contacts(town.site_id).coordinator if town else None


@register.simple_tag
def main_office_of(town: TownSettings | None) -> Office | None:
    """Return the office whose hours every page names, None where the town has chosen none."""
    return main_contacts(town.site_id).office if town else None


@register.simple_tag
def short_hours_of(office: Office | None, town: TownSettings) -> ShortHours | None:
    """Return the office's hours of these days for the foot of a page, None where nobody has written them down.

    Whether it is open now is left out: every page of the town would change with it.
    """
    if office is None or not office.hours:
        return None
    return short_hours(office.hours, timezone.localdate(timezone=town.zone))


@dataclass(frozen=True)
class WrittenPhone:
    """A number of the settings: as it is dialled, and in the groups of its country."""

    href: str
    shown: str


@register.simple_tag
def phone_of(town: TownSettings) -> WrittenPhone | None:
    """Return the operator's telephone, as somebody has written it where it is no number; None where there is none."""
    if not town.phone:
        return None
    try:
        number = numbers.parse(town.phone, town.country)
    except ValidationError:
        return WrittenPhone(phone_href(town.phone), town.phone)
    return WrittenPhone(numbers.href(number), phone_shown(number, town.country))


@register.simple_tag
def contact_of(value: Any) -> ShownContact | None:
    """Return the role that a contact block names, None for one that names none or one that is not there any more.

    The roles of a whole body are loaded in four queries.
    """
    role: ContactRole | None = value.get("contact")
    if role is None:
        return None
    together = getattr(value, "together", None)
    if together is None:
        return shown_role(role)
    if together.shown is None:
        named = ContactRole.objects.filter(pk__in={row.pk for row in together})
        together.shown = {shown.pk: shown for shown in shown_roles(named)}
    found: ShownContact | None = together.shown.get(role.pk)
    return found


@register.simple_tag
def country_of(contact: ShownContact) -> str:
    """Return the country of a contact's town ("CZ", "SK"), by which its telephone numbers are grouped."""
    town = town_of_site(contact.row.site_id)
    return town.country if town else ""


@register.simple_tag
def lang_of(thing: Any) -> SafeString:
    """Return the ``lang`` attribute of what a town (or the town of a row) has written in its own language.

    "" on pages in that language: ``{% lang_of contact.row as lang %}<p{{ lang }}>``.
    """
    town = town_of_site(thing.site_id) if thing else None
    if town is None or town.default_language == current_language():
        return SafeString()
    return format_html(' lang="{}"', town.default_language)
