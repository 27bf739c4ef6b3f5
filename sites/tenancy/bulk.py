"""Bulk actions: "all" means all of the person's own, a foreign id is a 404, and pages are done in one piece or not."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action import index as stock_bulk_action
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, PublishBulkAction

# Their hooks have to be there before any can be taken out.
from wagtail.documents import wagtail_hooks as document_hooks  # noqa: F401
from wagtail.images import wagtail_hooks as image_hooks  # noqa: F401
from wagtail.models import Page

from sites.documents.findings import files_of, held_back, refusal_of
from sites.tenancy.scope import rows_in_scope
from sites.tenancy.trees import tops_of

UNUSED_ACTIONS = ("add_tags",)
"""Actions of things that are not in use: no tags are."""


class DeletePages(DeleteBulkAction):
    """Pages below others that were chosen too go with those; Wagtail looks for them once more and fails.

    Wagtail's hook ``before_delete_page`` is not asked about several pages; ``confirm_delete_pages`` is, with the request
    and the pages, where they are shown to be confirmed.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = [row["item"] for row in context["items"]]
        for hook in hooks.get_hooks("confirm_delete_pages"):
            hook(self.request, pages)
        return context

    @classmethod
    def execute_action(cls, objects: list[Page], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        tops = set(tops_of(page.path for page in objects))
        done: tuple[int, int] = super().execute_action([page for page in objects if page.path in tops], user=user)
        return done


class PublishPages(PublishBulkAction):
    """Aliases are published with the page that they show; Wagtail tries to publish them by themselves and fails."""

    def check_perm(self, page: Page) -> bool:
        return not page.alias_of_id and bool(super().check_perm(page))

    def prepare_action(self, objects: list[Page], objects_without_access: Any) -> HttpResponse | None:
        """Publish nothing while a file of one of the pages is held back."""
        pages = [page.get_latest_revision_as_object() for page in objects]
        if self.cleaned_form.cleaned_data["include_descendants"]:
            for page in objects:
                below = page.get_descendants().not_live().filter(alias_of=None).specific()
                pages += [draft.get_latest_revision_as_object() for draft in below]
        files = held_back(set().union(*map(files_of, pages)))
        for file in files:
            messages.error(self.request, refusal_of(file))
        return redirect(self.next_url) if files else None

    @classmethod
    def execute_action(
        cls, objects: list[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        chosen, _none = super().execute_action(objects, user=user)
        below = 0
        for page in objects if include_descendants else []:
            drafts = page.get_descendants().not_live().filter(alias_of=None).specific()
            allowed = [draft for draft in drafts if draft.permissions_for_user(user).can_publish()]
            below += super().execute_action(allowed, user=user)[0]
        return chosen, below


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
    try:
        if "all" in ids:
            listed = action_class(request, model).get_all_objects_in_listing_query(request.GET.get("childOf"))
            return list(own.filter(pk__in=list(listed)).order_by().values_list("pk", flat=True))
        found = list(own.filter(pk__in=ids).order_by().values_list("pk", flat=True))
    except (ValueError, ValidationError) as error:
        raise Http404 from error
    if len(found) != len(set(ids)):
        raise Http404
    return found
