"""House rules as system checks."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db.models import Model
from django.urls import URLPattern, URLResolver
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionMember, Page, get_page_models
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import SnippetViewSet

from sites.tenancy.forms import OwnReferencesMixin
from sites.tenancy.pages import TownPageViewSet
from sites.tenancy.places import place_of
from sites.tenancy.policies import TownRowPolicy
from sites.tenancy.scope import site_lookup
from sites.tenancy.shared import PLATFORM, SHARED
from sites.tenancy.viewsets import TownSnippetViewSet


@register
def check_models_are_placed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every model with a screen in the admin belongs to towns, or is listed as shared or the platform's."""
    return [*_unplaced_models(), *_stock_viewsets(), *_stock_forms()]


@register
def check_views_are_placed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every view of the admin has a place; one without is closed to the towns."""
    return [
        Error(
            f"The admin view {name} has no place.",
            hint="Place it in sites.tenancy.places, or with place_views() from the app that brings it.",
            id="kpss_sites.E002",
        )
        for name in dict.fromkeys(names_of(admin_patterns()))
        if place_of(name) is None
    ]


def admin_patterns() -> list[URLPattern | URLResolver]:
    """Return the admin's URLconf, with which its viewsets are registered.

    It is imported only here: Wagtail's URLs load the hooks of all apps, which have to be ready first.
    """
    patterns: list[URLPattern | URLResolver] = import_module("sites.tenancy.urls").urlpatterns
    return patterns


def names_of(patterns: Iterable[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Yield the names of the views of an URLconf, with their namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


def models_with_screens() -> dict[type[Model], str]:
    """Return the models that have screens in the admin, and what sort of screens."""
    admin_patterns()
    found: dict[type[Model], str] = dict.fromkeys(get_page_models(), "pages")
    found |= dict.fromkeys(get_snippet_models(), "a snippet viewset")
    found |= dict.fromkeys(settings_registry, "settings")
    found |= {get_image_model(): "images", get_document_model(): "documents"}
    for viewset in viewsets.viewsets:
        model = getattr(viewset, "model", None)
        if isinstance(viewset, (ModelViewSet, ChooserViewSet)) and isinstance(model, type):
            found.setdefault(model, "a viewset")
    return found


def is_placed(model: type[Model]) -> bool:
    """Return whether it is settled whose a model's objects are."""
    if model._meta.label in SHARED or model._meta.label in PLATFORM:
        return True
    if issubclass(model, (Page, CollectionMember)):
        return True
    return site_lookup(model) is not None and isinstance(policy_registry.get_by_type(model), TownRowPolicy)


def _unplaced_models() -> Iterator[CheckMessage]:
    for model, screens in models_with_screens().items():
        if not is_placed(model):
            yield Error(
                f"{model._meta.label} has {screens} in the admin, and nothing says whose its objects are.",
                hint="Give it a site and call register_town_rows(), or list it in sites.tenancy.shared with a reason.",
                obj=model,
                id="kpss_sites.E001",
            )


def _stock_viewsets() -> Iterator[CheckMessage]:
    for viewset in viewsets.viewsets:
        is_stock = isinstance(viewset, SnippetViewSet) and not isinstance(viewset, TownSnippetViewSet)
        is_stock |= (
            isinstance(viewset, PageViewSet) and not isinstance(viewset, TownPageViewSet) and viewset.model is not Page
        )
        is_stock |= isinstance(viewset, PageListingViewSet) and not isinstance(viewset, PageViewSet)
        if is_stock and viewset.model._meta.label not in SHARED:
            yield Error(
                f"The viewset of {viewset.model._meta.label} lists the objects of all towns.",
                hint="Base it on TownSnippetViewSet or TownPageViewSet.",
                obj=type(viewset),
                id="kpss_sites.E003",
            )


def _stock_forms() -> Iterator[CheckMessage]:
    for model in (*get_page_models(), *settings_registry):
        form = getattr(model, "base_form_class", object)
        if model is not Page and not issubclass(form, OwnReferencesMixin):
            yield Error(
                f"The form of {model._meta.label} takes references to other towns.",
                hint="Base it on TownPageForm or OwnReferencesMixin.",
                obj=model,
                id="kpss_sites.E004",
            )
