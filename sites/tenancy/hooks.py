"""What tenancy hangs into Wagtail; imported by ``sites/wagtail_hooks.py``."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.viewsets.base import ViewSet

from sites.tenancy import (
    admin_api,
    choosers,
    collection_screens,
    dashboard,
    documents,
    file_lists,
    held_back,
    mails,
    short_forms,
    transfers,
    user_screens,
)
from sites.tenancy.bulk import DeletePages, PublishPages, drop_unused_actions
from sites.tenancy.my_towns import MyTownsMenuItem, my_towns
from sites.tenancy.pages import TownPageViewSet
from sites.tenancy.place_choosers import collection_chooser, site_chooser
from sites.tenancy.policies import close_platform_models
from sites.tenancy.translation_buttons import replace_buttons

FIRST = -100
"""Before Wagtail's own hooks."""

close_platform_models()
replace_buttons()
drop_unused_actions()
mails.install()
for replaced in (collection_screens, file_lists, short_forms, user_screens):
    replaced.install()

hooks.register("construct_page_chooser_queryset", choosers.own_pages)
hooks.register("construct_admin_api", admin_api.replace_endpoints, order=100)
hooks.register("before_serve_page", documents.check_page, order=FIRST)
hooks.register("before_edit_page", held_back.check_translation, order=FIRST)
hooks.register("before_copy_page", transfers.check_copy)
hooks.register("before_move_page", transfers.check_move)
hooks.register("register_bulk_action", DeletePages, order=100)  # after Wagtail's, whose place they take
hooks.register("register_bulk_action", PublishPages, order=100)
hooks.register("before_bulk_action", transfers.check_bulk_move)
hooks.register("after_bulk_action", transfers.move_files)
hooks.register("construct_homepage_summary_items", dashboard.count_own_pages, order=100)
hooks.register("construct_homepage_panels", dashboard.show_own_panels)
hooks.register("construct_reports_menu", dashboard.hide_reports)
hooks.register("construct_help_menu", dashboard.hide_english_help)


@hooks.register("register_admin_viewset")
def register_page_viewset() -> ViewSet:
    return TownPageViewSet()


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return [collection_chooser, site_chooser]


@hooks.register("insert_global_admin_js")
def load_choosers() -> SafeString:
    """Load the script of choosers everywhere: a picture's form comes into any page's dialogue after the page."""
    return format_html('<script src="{}" defer></script>', versioned_static("wagtailadmin/js/chooser-widget.js"))


@hooks.register("register_admin_urls")
def register_results() -> list[URLPattern]:
    results = collection_screens.TownCollectionIndex.as_view(results_only=True)
    return [
        path("collections/results/", results, name="collection_results"),
        path("my-towns/", my_towns, name="my_towns"),
    ]


@hooks.register("register_admin_menu_item")
def register_my_towns() -> MyTownsMenuItem:
    return MyTownsMenuItem(_("My towns"), reverse_lazy("my_towns"), icon_name="site", order=50)
