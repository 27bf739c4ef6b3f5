"""Tags that show a town's main contacts on any of its pages."""

from django import template

from kpss_pages.contacts.main import main_contacts
from kpss_pages.contacts.models import Office
from kpss_pages.contacts.shown import ShownContact
from sites.models import TownSettings

register = template.Library()


@register.simple_tag
def coordinator_of(town: TownSettings | None) -> ShownContact | None:
    """Return whom to ask in a town, None where it has chosen nobody: ``{% coordinator_of town as contact %}``."""
    return main_contacts(town.site_id).coordinator if town else None


@register.simple_tag
def main_office_of(town: TownSettings | None) -> Office | None:
    """Return the office whose hours every page names, None where the town has chosen none."""
    return main_contacts(town.site_id).office if town else None
