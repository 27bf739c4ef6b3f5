"""What we take Wagtail's private doors for: each is compared with the source that our part was written for.

A red test after an upgrade asks for a look, not for a new fingerprint: read what changed in Wagtail's function, bring
ours in line, walk through its tests, and only then write down the fingerprint that the message shows.
"""

import hashlib
import inspect
import textwrap
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from wagtail import hooks
from wagtail.admin.mail import EmailNotificationMixin
from wagtail.admin.views.pages import edit
from wagtail.documents.models import AbstractDocument
from wagtail.models import AbstractPage, ReferenceIndex
from wagtail_localize import wagtail_hooks as localize_hooks

DOORS = {
    "wagtail.models.pages:AbstractPage._get_site_root_paths": ("sites/page_urls.py", "1b29b55d76c9bf75"),
    "wagtail.models.pages:AbstractPage.get_url_parts": ("sites/page_urls.py", "ee007faa463cae33"),
    "wagtail.models.pages:AbstractPage.get_url": ("sites/page_urls.py", "3f82440e94f16817"),
    "wagtail.models.pages:AbstractPage.route_for_request": ("sites/routing.py", "48c5a33f2038abe9"),
    "wagtail.models.pages:AbstractPage.route": ("sites/routing.py", "4fe4563d2ac9a1d9"),
    "wagtail.models.pages:AbstractPage.get_view_restrictions": ("sites/routing.py", "270bcd38aba47961"),
    "wagtail.models.reference_index:ReferenceIndex._extract_references_from_object": (
        "sites/tenancy/references.py",
        "5dd1a16da3ffc8ec",
    ),
    "wagtail.documents.models:AbstractDocument._set_document_file_metadata": (
        "kpss_pages/plans/desk/uploading.py",
        "4cd967a99234419c",
    ),
    "wagtail.admin.mail:send_notification": ("sites/tenancy/mails.py", "ef68e4b2559b766a"),
    "wagtail.admin.mail:EmailNotificationMixin.get_valid_recipients": ("sites/tenancy/mails.py", "6da5477e3a2551d0"),
    "wagtail.admin.views.pages.edit:EditView.send_commenting_notifications": (
        "sites/tenancy/mails.py",
        "41775b2b974bc7b5",
    ),
    "wagtail.hooks:get_hooks": ("sites/tenancy/translation_buttons.py", "8d2fa10df9b2d943"),
    "wagtail.hooks:register_temporarily": ("sites/tenancy/translation_buttons.py", "70fe0b46668f3333"),
    "wagtail_localize.wagtail_hooks:page_listing_more_buttons": (
        "sites/tenancy/translation_buttons.py",
        "2707ee192875c1e5",
    ),
    "wagtail.admin.views.bulk_action.dispatcher:index": ("sites/tenancy/bulk.py", "ec77098b047ebb0d"),
    "wagtail.admin.views.reports.audit_logging:LogEntriesView.get_filtered_queryset": (
        "sites/tenancy/reports.py",
        "8a6af63146835e30",
    ),
}
"""Where our part is, and the fingerprint of the source that it was written for, by module and name."""


def source_of(door: str) -> str:
    """Return the source of a function as it stands in the library's file, though ours has taken its place."""
    module_name, name = door.split(":")
    module = inspect.getsource(import_module(module_name)).splitlines(keepends=True)
    *owner, function = name.split(".")
    start = next(n for n, line in enumerate(module) if line.startswith(f"class {owner[0]}")) if owner else 0
    indent = "    " if owner else ""
    first = next(n for n in range(start, len(module)) if module[n].startswith(f"{indent}def {function}("))
    return textwrap.dedent("".join(inspect.getblock(module[first:])))


def fingerprint(source: str) -> str:
    """Return a short hash that spaces at the ends of lines do not change."""
    return hashlib.sha256("\n".join(line.rstrip() for line in source.strip().splitlines()).encode()).hexdigest()[:16]


@pytest.mark.parametrize("door", DOORS)
def test_library_is_as_our_part_was_written_for(door: str) -> None:
    ours, known = DOORS[door]
    found = fingerprint(source_of(door))
    assert found == known, (
        f"{door} has changed. Compare it with {ours}, bring that in line, then write {found} here:\n{source_of(door)}"
    )


@pytest.mark.parametrize(
    ("replaced", "module"),
    [
        (AbstractPage._get_site_root_paths, "sites.page_urls"),
        (AbstractPage.get_url_parts, "sites.page_urls"),
        (AbstractPage.get_url, "sites.page_urls"),
        (AbstractPage.url.fget, "sites.page_urls"),
        (AbstractPage.route_for_request, "sites.routing"),
        (AbstractPage.get_view_restrictions, "sites.routing"),
        (edit.send_notification, "sites.tenancy.mails"),
        (EmailNotificationMixin.get_valid_recipients, "sites.tenancy.mails"),
    ],
)
def test_our_method_is_in_its_place(replaced: Callable[..., Any], module: str) -> None:
    assert replaced.__module__ == module


def test_doors_are_called_as_ours_are_written() -> None:
    assert list(inspect.signature(ReferenceIndex._extract_references_from_object).parameters) == ["object"]
    assert list(inspect.signature(AbstractDocument._set_document_file_metadata).parameters) == ["self"]


def test_hooks_are_kept_as_pairs_of_function_and_order() -> None:
    """We take wagtail-localize's own buttons out of them."""
    for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
        hooks.get_hooks(name)
        registered = hooks._hooks[name]
        assert all(callable(function) and isinstance(order, int) for function, order in registered)
        assert localize_hooks.page_listing_more_buttons not in [function for function, _order in registered]
