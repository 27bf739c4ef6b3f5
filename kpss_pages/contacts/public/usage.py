"""From a contact to every page that shows it."""

from wagtail.models import Page, ReferenceIndex

from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.core.collation import sort_key
from kpss_pages.core.querysets import LISTED_FIELDS, TownPageQuerySet

MOST_PAGES = 100


def pages_showing(role: ContactRole, home: Page) -> list[Page]:
    """Return the public pages of a town in the language of ``home`` that refer to a role, by their titles."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(ContactRole),
        to_object_id=str(role.pk),
        base_content_type=ReferenceIndex._get_base_content_type(Page),
    )
    ids = {int(key) for key in references.values_list("object_id", flat=True).distinct()}
    if not ids:
        return []
    pages = TownPageQuerySet(Page).in_home(home).published().filter(pk__in=ids)
    language = home.locale.language_code
    found = pages.select_related("locale").only(*LISTED_FIELDS, "locale__language_code")[:MOST_PAGES]
    return sorted(found, key=lambda page: sort_key(page.title, language))
