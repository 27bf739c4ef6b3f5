"""Bulk actions: "all" means all of the person's own, and a foreign id is a 404."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action import index as stock_bulk_action
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

# Their hooks have to be there before any can be taken out.
from wagtail.documents import wagtail_hooks as document_hooks  # noqa: F401
from wagtail.images import wagtail_hooks as image_hooks  # noqa: F401

from sites.tenancy.scope import rows_in_scope

UNUSED_ACTIONS = ("add_tags",)
"""Actions of things that are not in use: no tags are."""


def drop_unused_actions() -> None:
    """Take the actions out of Wagtail's registry, and their buttons with them; Wagtail has no other way."""
    registered = hooks._hooks["register_bulk_action"]
    registered[:] = [(action, order) for action, order in registered if action.action_type not in UNUSED_ACTIONS]


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Run a bulk action on objects of the person's towns."""
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    model = apps.get_model(app_label, model_name)
    wanted = request.GET.copy()
    wanted.setlist("id", [str(pk) for pk in _chosen(request, action_class, model)])
    request.GET = wanted  # type: ignore[assignment]
    response: HttpResponse = stock_bulk_action(request, app_label, model_name, action)
    return response


def _chosen(request: HttpRequest, action_class: type[BulkAction], model: type[Model]) -> list[Any]:
    own = rows_in_scope(model, request.user)
    ids = request.GET.getlist("id")
    if "all" in ids:
        listed = action_class(request, model).get_all_objects_in_listing_query(request.GET.get("childOf"))
        return list(own.filter(pk__in=list(listed)).order_by().values_list("pk", flat=True))
    try:
        found = list(own.filter(pk__in=ids).order_by().values_list("pk", flat=True))
    except (ValueError, ValidationError) as error:
        raise Http404 from error
    if len(found) != len(set(ids)):
        raise Http404
    return found
