"""The buttons "Translate this page" and "Sync translated pages", shown to those who may, for the town's languages only."""

from collections.abc import Iterator

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as localize_hooks
from wagtail_localize.models import TranslationSource

from sites.models import User
from sites.tenancy.scope import town_of
from sites.tenancy.translation import may_translate

BUTTON_HOOKS = ("register_page_header_buttons", "register_page_listing_more_buttons")


def translation_buttons(
    page: Page, user: User, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """Yield wagtail-localize's buttons of a page where they lead somewhere."""
    town = town_of(page)
    if town is None or len(town.languages) < 2:
        return  # at once: the list of pages asks for each of its rows
    source = TranslationSource.objects.get_for_instance_or_none(page)
    urls = set()
    if may_translate(user, page):
        urls.add(reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]))
    if source is not None and page.specific.permissions_for_user(user).can_edit():
        urls.add(reverse("wagtail_localize:update_translations", args=[source.pk]))
    for button in localize_hooks.page_listing_more_buttons(page, user, view_name, next_url):
        if button.url.split("?")[0] in urls:
            yield button


def replace_buttons() -> None:
    """Put our function in the place of wagtail-localize's, which asks neither the page nor its town."""
    for name in BUTTON_HOOKS:
        registered = hooks._hooks[name]
        for position, (function, order) in enumerate(registered):
            if function is localize_hooks.page_listing_more_buttons:
                registered[position] = (translation_buttons, order)
