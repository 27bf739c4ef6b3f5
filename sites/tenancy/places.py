"""Where each view of the admin belongs: who may come in, and which objects its address may name.

A view that is not placed here is closed to everybody but the platform's administrators, and ``sites.checks`` names it.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from sites.tenancy.named_objects import (
    names_own_file,
    names_own_page,
    names_own_row,
    names_own_session,
    names_own_site,
    names_own_task,
    names_own_translation,
    names_own_translation_source,
    names_publishable_page,
)

Test = Callable[[HttpRequest, Mapping[str, Any]], bool]


class Door(Enum):
    """A view that asks for no object of a town."""

    OPEN = "nothing of a town is in it, or the view itself shows a person's own towns only"
    ADMINISTRATORS = "for the platform's administrators"


Place = Door | tuple[Test, ...]

own_image = names_own_file(get_image_model)
own_document = names_own_file(get_document_model)

PLACES: dict[str, Place] = {
    # A person's own things, and helpers without content.
    "wagtailadmin_home": Door.OPEN,
    "wagtailadmin_account": Door.OPEN,
    "wagtailadmin_login": Door.OPEN,
    "wagtailadmin_logout": Door.OPEN,
    "wagtailadmin_password_reset*": Door.OPEN,
    "wagtailadmin_javascript_catalog": Door.OPEN,
    "wagtailadmin_sprite": Door.OPEN,
    "wagtailadmin_dismissibles": Door.OPEN,
    "wagtailadmin_block_preview": Door.OPEN,
    "wagtailadmin_choose_page_email_link": Door.OPEN,
    "wagtailadmin_choose_page_phone_link": Door.OPEN,
    "wagtailadmin_choose_page_anchor_link": Door.OPEN,
    "wagtailembeds:*": Door.ADMINISTRATORS,  # no text takes embeds, and the view asks other servers
    "wagtail_localize:javascript_catalog": Door.OPEN,
    "wagtailadmin_editing_sessions:release": Door.OPEN,  # the view takes a person's own session only
    "wagtailadmin_editing_sessions:ping": (names_own_session,),
    # Pages.
    "wagtailadmin_explore*": (names_own_page,),
    "wagtailadmin_pages:collect_workflow_action_data": (names_own_page, names_own_task),
    "wagtailadmin_pages:workflow_action": (names_own_page, names_own_task),
    "wagtailadmin_pages:workflow_preview": (names_own_page, names_own_task),
    "wagtailadmin_pages:*": (names_own_page,),
    "wagtailadmin_choose_page": (names_own_page,),
    "wagtailadmin_choose_page_child": (names_own_page,),
    "wagtailadmin_choose_page_search": (names_own_page,),
    "wagtailadmin_choose_page_chosen_multiple": Door.OPEN,  # replaced
    "wagtailadmin_choose_page_external_link": Door.OPEN,  # replaced
    "wagtail_bulk_action": (names_own_page,),  # replaced
    # Files: Wagtail's policies ask for the collection, and name what they refuse.
    "wagtailimages:*": (own_image,),
    "wagtailimages_chooser:*": (own_image,),
    "wagtaildocs:*": (own_document,),
    "wagtaildocs_chooser:*": (own_document,),
    # Rows.
    "wagtailsnippets:index": Door.ADMINISTRATORS,  # counts the rows of all towns
    "wagtailsnippets_*:*": (names_own_row,),
    "wagtailsnippetchoosers_*:create": Door.ADMINISTRATORS,  # no chooser of ours offers it
    "wagtailsnippetchoosers_*:*": (names_own_row,),
    "wagtailsettings:*": (names_own_site,),
    # The admin's own API: endpoints replaced.
    "wagtailadmin_api:*:action": Door.ADMINISTRATORS,
    "wagtailadmin_api:pages:*": (names_own_page,),
    "wagtailadmin_api:*": Door.OPEN,
    # Reports.
    "wagtailadmin_reports:aging_pages*": Door.OPEN,  # pages that one may publish
    "wagtailadmin_reports:site_history*": Door.OPEN,  # replaced
    "wagtailadmin_reports:workflow*": Door.OPEN,  # replaced
    "wagtailadmin_reports:locked_pages*": Door.OPEN,  # replaced
    "wagtailadmin_reports:page_types_usage*": Door.ADMINISTRATORS,
    # Translation.
    "wagtail_localize:submit_page_translation": (names_own_page,),  # replaced
    "wagtail_localize:submit_snippet_translation": Door.ADMINISTRATORS,  # rows keep their language
    "wagtail_localize:update_translations": (names_own_translation_source,),  # replaced
    "wagtail_localize:convert_to_alias": (names_own_page, names_publishable_page),
    "wagtail_localize:translations_report*": Door.OPEN,  # replaced
    "wagtail_localize:snippets_api_*": Door.OPEN,  # replaced
    "wagtail_localize:*": (names_own_translation,),
    # The platform.
    "wagtailadmin_tag_*": Door.ADMINISTRATORS,  # no tags are used
    "wagtailadmin_collections:*": Door.ADMINISTRATORS,
    "collection_results": Door.ADMINISTRATORS,
    "my_towns": Door.OPEN,
    "choose_collection:create": Door.ADMINISTRATORS,  # no chooser of ours offers it
    "choose_collection:*": Door.OPEN,  # a person's own only
    "choose_town:create": Door.ADMINISTRATORS,
    "choose_town:*": Door.OPEN,
    "wagtailadmin_workflows:*": Door.ADMINISTRATORS,
    "wagtailadmin_error_test": Door.ADMINISTRATORS,
    "wagtaillocales:*": Door.ADMINISTRATORS,
    "wagtailredirects:*": Door.ADMINISTRATORS,
    "wagtailsites:*": Door.ADMINISTRATORS,
    "wagtailusers_*:*": Door.ADMINISTRATORS,
    # Screens of ours.
    "towns": Door.ADMINISTRATORS,
    "add_town": Door.ADMINISTRATORS,
    "suspend_town": Door.ADMINISTRATORS,
    "remove_town": Door.ADMINISTRATORS,
    "town_sign_in": Door.ADMINISTRATORS,
    "hosts_towns": Door.OPEN,  # leads to the towns that one manages
    "hosts": (names_own_site,),
    "add_host": Door.ADMINISTRATORS,
    "change_main_host": Door.ADMINISTRATORS,
    "remove_host": Door.ADMINISTRATORS,
    "redirects_towns": Door.OPEN,  # leads to the towns that one manages
    "redirects": (names_own_site,),
    "add_redirect": (names_own_site,),
    "change_redirect": (names_own_site,),
    "delete_redirect": (names_own_site,),
    "audit_towns": Door.OPEN,  # leads to the towns that one manages
    "audit_of_platform": Door.ADMINISTRATORS,
    "audit_results_of_platform": Door.ADMINISTRATORS,
    "audit": (names_own_site,),
    "audit_results": (names_own_site,),
    "files_to_repair": Door.OPEN,  # files that one may change
    "people_towns": Door.OPEN,
    "people": (names_own_site,),
    "person": (names_own_site,),
    "remove_person": (names_own_site,),
    "reset_second_factor": (names_own_site,),
    "invitation": (names_own_site,),
}
"""Places by the view's name, "namespace:name" with wildcards; the first that fits counts."""


def place_views(places: Mapping[str, Place]) -> None:
    """Place the admin views of a page kind; called from its ``apps.py``."""
    PLACES.update(places)


def place_of(view_name: str) -> Place | None:
    """Return the place of a view by its name; None when nobody has placed it."""
    if view_name in PLACES:
        return PLACES[view_name]
    return next((place for pattern, place in PLACES.items() if fnmatchcase(view_name, pattern)), None)


def is_admitted(request: HttpRequest, view_name: str, kwargs: Mapping[str, Any]) -> bool:
    """Return whether a signed-in person may enter a view at the objects that its address names."""
    user = request.user
    if user.is_active and user.is_superuser:
        return True
    place = place_of(view_name)
    if place is Door.OPEN:
        return True
    if place is None or isinstance(place, Door):
        return False
    return all(test(request, kwargs) for test in place)
