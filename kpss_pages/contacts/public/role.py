"""A role's own page, and its card for an address book."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.text import slugify

from kpss_pages.contacts.main import main_contacts
from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.public.answering import contacts
from kpss_pages.contacts.public.frame import frame_of
from kpss_pages.contacts.public.usage import pages_showing
from kpss_pages.contacts.public.vcards import VCARD_TYPE, vcard_of
from kpss_pages.contacts.shown import SERVED_WITH, shown_role
from kpss_pages.core.below import town_of_page
from sites.models import TownSettings
from sites.page_cache.showing import show
from sites.page_cache.tags import anything_of
from sites.text import without_diacritics


@contacts.register("role")
def role(page: ContactIndexPage, request: HttpRequest, role_id: int) -> HttpResponseBase:
    """Answer with a role's page; one that is not listed has one while something public points to it."""
    town = town_of_page(page, request)
    row = _role_of(page, town, role_id)
    # Any page of the town may begin to refer to the role.
    if rendered := show(request, [anything_of(town.site_id)], page.query_parameters):
        return rendered
    contact = shown_role(row)
    context = {
        **frame_of(page, request, contact.address_below),
        "contact": contact,
        "town_country": town.country,
        "town_zone": town.zone,
        "used_on": pages_showing(row, page.get_parent()),
    }
    return page.render(request, context_overrides=context, template="kpss_contacts/role.html")


@contacts.register("card")
def card(page: ContactIndexPage, request: HttpRequest, role_id: int) -> HttpResponseBase:
    """Answer with a role's card; it is made anew each time, for no cache in front would be told of a change."""
    town = town_of_page(page, request)
    contact = shown_role(_role_of(page, town, role_id))
    url = f"{page.get_full_url(request)}{contact.address_below}"
    name = slugify(without_diacritics(contact.holder or contact.name)) or "contact"
    headers = {"Content-Disposition": f'attachment; filename="{name}.vcf"', "Cache-Control": "private, no-cache"}
    uid = uuid.uuid5(uuid.UUID(hex=town.media_key), f"role {contact.pk}").urn
    return HttpResponse(vcard_of(contact, url, uid), content_type=VCARD_TYPE, headers=headers)


def _role_of(page: ContactIndexPage, town: TownSettings, role_id: int) -> ContactRole:
    """Return a role of the town that the public may read of; Http404 for any other, so that nobody counts them through."""
    found: ContactRole | None = (
        ContactRole.objects.in_town(town.site_id).select_related(*SERVED_WITH).filter(pk=role_id).first()
    )
    if found is None or not (found.is_listed or _is_pointed_to(page, town, found)):
        raise Http404
    return found


def _is_pointed_to(page: ContactIndexPage, town: TownSettings, role: ContactRole) -> bool:
    coordinator = main_contacts(town.site_id).coordinator
    return (coordinator is not None and coordinator.pk == role.pk) or bool(pages_showing(role, page.get_parent()))
