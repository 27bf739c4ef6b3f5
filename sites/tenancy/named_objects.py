"""What an address or a form names by id: tests that a person may know of it.

Each test takes a request and the arguments of its view, and says True when all objects named belong to the person's
towns. A view's own permission checks follow; these only make foreign objects look as if they were not there.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import Page, TaskState, UploadedFile
from wagtail.permissions import policy_registry
from wagtail_localize.models import TranslationSource

from sites.tenancy.scope import is_page_in_scope, pages_in_scope, rows_in_scope, works_for

PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
PAGE_PARAMETERS = (
    "child_of",
    "childOf",
    "chooser",
    "descendant_of",
    "new_parent_page",
    "parent_page",
    "parent_page_id",
    "target_pages[]",
    "translation_of",
    "ancestor_of",
)
"""Names under which pages are passed in queries and forms of the views that take pages."""

ROW_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "edit": ("change",),
    "revisions_revert": ("change",),
    "revisions_view": ("change",),
    "revisions_compare": ("change",),
    "delete": ("delete",),
    "unpublish": ("publish",),
    "revisions_unschedule": ("publish",),
}
NOTHING = 0
"""An id that no row has: the databases count from 1."""

LONGEST_KEY = 36
"""Digits of an integer key or characters of a UUID."""

ANY_ROW_ACTION = ("add", "change", "delete", "view")


def names_own_page(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test the pages in the address, the query and the form."""
    named = [kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs]
    for source in (request.GET, request.POST):
        for name in PAGE_PARAMETERS:
            named += [key for value in source.getlist(name) if (key := number_in(value)) is not None]
    return all(is_key(page_id) and is_page_in_scope(request.user, page_id) for page_id in dict.fromkeys(named))


def number_in(value: str) -> int | None:
    """Return the number that a form would read in a text: " +7" names the same page as "7"; None when it is none."""
    try:
        return int(value)
    except ValueError:
        return None if is_key(value) else NOTHING


def is_key(value: Any) -> bool:
    """Whether a value can be the id of anything: Python refuses to read numbers of thousands of digits."""
    return len(str(value)) <= LONGEST_KEY


def names_publishable_page(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test that the person may publish the page: an alias takes over whether its source is live."""
    page = Page.objects.filter(pk=kwargs["page_id"]).first()
    return page is not None and page.specific.permissions_for_user(request.user).can_publish()


def names_own_task(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test that a task's state belongs to the page in the address, not to another one."""
    if "task_state_id" in kwargs:
        states = TaskState.objects.filter(pk=kwargs["task_state_id"])
    else:
        states = TaskState.objects.filter(task=kwargs["task_id"])
    return states.filter(workflow_state__object_id=str(kwargs["page_id"])).exists()


def names_own_file(model: Callable[[], type[Model]]) -> Callable[[HttpRequest, Mapping[str, Any]], bool]:
    """Return the test of the files in the address of a view of images or documents."""

    def test(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
        if "uploaded_file_id" in kwargs and not is_own_upload(request, kwargs["uploaded_file_id"]):
            return False
        named = [kwargs[name] for name in ("image_id", "document_id", "doc_id", "pk") if name in kwargs]
        if request.resolver_match is not None and request.resolver_match.url_name == "chosen_multiple":
            named += request.GET.getlist("id")
        return all_exist(rows_in_scope(model(), request.user), named)

    return test


def is_own_upload(request: HttpRequest, upload_id: int) -> bool:
    """Whether somebody has uploaded the file that waits for its description."""
    return UploadedFile.objects.filter(pk=upload_id, uploaded_by_user=request.user).exists()


def names_own_row(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test the row in the address of a snippet's view or chooser, for what the view does with it."""
    match = request.resolver_match
    if match is None:
        return False
    model = model_of_namespace(match.namespace)
    if model is None:
        return False
    if "pk" not in kwargs:
        return True
    policy = policy_registry.get_by_type(model)
    if match.namespace.startswith("wagtailsnippetchoosers_"):
        rows = rows_in_scope(model, request.user)
    else:
        actions = ROW_ACTIONS.get(match.url_name or "", ANY_ROW_ACTION)
        rows = policy.instances_user_has_any_permission_for(request.user, actions)
    return all_exist(rows, [unquote(str(kwargs["pk"]))])


def model_of_namespace(namespace: str) -> type[Model] | None:
    """Return the model of a snippet's URL namespace, "wagtailsnippets_<app>_<model>"; apps have underscores too."""
    name = namespace.removeprefix("wagtailsnippets_").removeprefix("wagtailsnippetchoosers_")
    return next((m for m in apps.get_models() if f"{m._meta.app_label}_{m._meta.model_name}" == name), None)


def names_own_site(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test the site in the address."""
    named = [kwargs[name] for name in ("site_id", "pk") if name in kwargs]
    return all(works_for(request.user, site_id) for site_id in named)


def names_own_session(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test the object that somebody is editing."""
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return False
    return all_exist(rows_in_scope(model, request.user), [unquote(kwargs["object_id"])])


def names_own_translation(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test that the source of a translation is a page of the person's towns."""
    source = TranslationSource.objects.filter(translations__pk=kwargs.get("translation_id"))
    return _is_source_in_scope(request, source)


def names_own_translation_source(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Test the same by the source's own id."""
    return _is_source_in_scope(request, TranslationSource.objects.filter(pk=kwargs["translation_source_id"]))


def _is_source_in_scope(request: HttpRequest, source: Any) -> bool:
    key = source.values_list("object_id", flat=True).first()
    return key is not None and pages_in_scope(request.user).filter(translation_key=key).exists()


def all_exist(rows: Any, ids: Iterable[Any]) -> bool:
    try:
        return all(rows.filter(pk=pk).exists() for pk in ids)
    except (ValueError, ValidationError):
        return False
