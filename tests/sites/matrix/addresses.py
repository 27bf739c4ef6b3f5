"""The admin's addresses and what stands in them: each argument filled from the objects of a town.

A view or an argument that nothing here fills makes the matrix red: see ``fill``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, reverse
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Page,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from kpss_pages.barrier_free.models import Place, Survey, SurveyLink, SurveyPhoto
from kpss_pages.catalog.models import Proposal, RegisterRun
from kpss_pages.events.models import Registration
from sites.checks import admin_patterns
from sites.models import Invitation, Role, TownHost
from sites.tenancy.named_objects import model_of_namespace
from tests.sites.matrix.rows import NOWHERE
from tests.sites.matrix.world import Town


@dataclass(frozen=True)
class View:
    """A named view of the admin with the names of the arguments in its address."""

    name: str
    arguments: tuple[str, ...]

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]


@dataclass(frozen=True)
class Constant:
    """An argument that names no object: a word of the address."""

    value: Any


class Unfilled(AssertionError):
    """Nobody has said what stands in an argument of an address."""


Filling = Constant | Callable[[Town], Any]
Case = Mapping[str, Filling]


def admin_views(patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "") -> Iterator[View]:
    """Yield the named views of the admin."""
    for pattern in admin_patterns() if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from admin_views(pattern.url_patterns, inner)
        elif pattern.name:
            yield View(f"{namespace}{pattern.name}", tuple(pattern.pattern.regex.groupindex))


def of(model: Any, **lookups: Any) -> Filling:
    """Return the filling with the primary key of a town's object."""
    return lambda town: town.one(model, **lookups).pk


ARGUMENTS: Mapping[str, Filling] = {
    "page_id": lambda town: town.page.pk,
    "parent_page_id": lambda town: town.home.pk,
    "page_to_move_id": lambda town: town.page.pk,
    "destination_id": lambda town: town.home.pk,
    "page_pk": lambda town: town.home.pk,
    "image_id": lambda town: town.image.pk,
    "document_id": lambda town: town.document.pk,
    "doc_id": lambda town: town.document.pk,
    "uploaded_file_id": of(UploadedFile),
    "site_id": lambda town: town.settings.site_id,
    "user_id": lambda town: town.people[Role.COORDINATOR].pk,
    "invitation_id": of(Invitation),
    "collection_id": lambda town: town.settings.files_collection_id,
    "redirect_id": of(Redirect),
    "host_id": of(TownHost),
    "session_id": of(EditingSession),
    "revision_id": lambda town: town.page.latest_revision_id,
    "revision_id_a": lambda town: town.page.revisions.order_by("pk").first().pk,
    "revision_id_b": lambda town: town.page.latest_revision_id,
    "task_id": of(Task),
    "task_state_id": of(TaskState),
    "workflow_pk": of(Workflow),
    "workflow_state_id": of(WorkflowState),
    "translation_source_id": of(TranslationSource),
    "translation_id": of(Translation),
    "string_segment_id": of(StringSegment),
    "overridable_segment_id": of(OverridableSegment),
    "filter_spec": Constant("max-165x165"),
    "uidb64": Constant("MQ"),
    "token": Constant("set-password"),
    "mode": Constant("default"),
}
"""Fillings by the name of the argument."""

PLACES: Mapping[str, Case] = {
    "wagtailadmin_api:pages:*": {"pk": lambda town: town.page.pk, "action_name": Constant("publish")},
    "wagtailadmin_api:images:*": {"pk": lambda town: town.image.pk},
    "wagtailadmin_api:documents:*": {"pk": lambda town: town.document.pk},
    "wagtailadmin_pages:revisions_compare": {"pk": lambda town: town.page.pk},
    "wagtailadmin_pages:revisions_unschedule": {
        "page_id": lambda town: town.scheduled.pk,
        "revision_id": lambda town: town.scheduled.latest_revision_id,
    },
    "wagtailadmin_pages:*workflow*": {
        "page_id": lambda town: town.waiting.pk,
        "action_name": Constant("approve"),
    },
    "wagtailadmin_pages:convert_alias": {"page_id": lambda town: town.alias.pk},
    "wagtailadmin_pages:move_confirm": {"destination_id": lambda town: town.untranslated.pk},
    "wagtail_localize:convert_to_alias": {"page_id": lambda town: town.translated.pk},
    "wagtail_localize:submit_page_translation": {"page_id": lambda town: town.untranslated.pk},
    # Numbers within one plan, which tell nothing of a town.
    "kpss_plans_goal*": {"row_id": Constant(1)},
    "kpss_plans_measure*": {"row_id": Constant(3)},
    "kpss_plans_reopen": {"year": Constant(2024)},
    "kpss_plans_*": {"page_id": lambda town: town.plan.pk, "year": Constant(2025)},
    "kpss_events_registration*": {"page_id": lambda town: town.event.pk, "registration_id": of(Registration)},
    "kpss_barrier_free_import_template": {"what": Constant("places"), "kind": Constant("csv")},
    "kpss_barrier_free_link": {"number": of(SurveyLink)},
    "kpss_barrier_free_link_sheet": {"number": of(SurveyLink), "language": Constant("cs")},
    "kpss_barrier_free_survey": {"number": of(Survey)},
    "kpss_barrier_free_survey_add": {"place_id": of(Place)},
    "kpss_barrier_free_survey_correct": {"number": of(Survey, state="accepted")},
    "kpss_barrier_free_survey_photo": {"number": of(SurveyPhoto)},
    "kpss_catalog_proposal": {"number": of(Proposal)},
    "kpss_catalog_register_run": {"run_id": of(RegisterRun)},
    "kpss_catalog_table": {"what": Constant("services"), "kind": Constant("csv")},
    "wagtailadmin_workflows:*task*": {
        "pk": of(Task),
        "app_label": Constant("wagtailcore"),
        "model_name": Constant("groupapprovaltask"),
    },
    "wagtailadmin_workflows:*": {"pk": of(Workflow)},
    "wagtailadmin_collections:*": {"pk": lambda town: town.settings.files_collection_id},
    "wagtailadmin_tag_model_autocomplete": {"app_name": Constant("taggit"), "model_name": Constant("tag")},
    "wagtaillocales:*": {"pk": Constant(1)},
    "wagtailsites:*": {"pk": lambda town: town.settings.site_id},
    "wagtailusers_users:*": {"pk": lambda town: town.people[Role.EDITOR].pk},
    "wagtailusers_groups:*": {"pk": of(Group)},
    "wagtailimages_chooser:*": {"pk": lambda town: town.image.pk},
    "wagtaildocs_chooser:*": {"pk": lambda town: town.document.pk},
    "choose_collection:*": {"pk": lambda town: town.settings.files_collection_id},
    "choose_town:*": {"pk": lambda town: town.settings.site_id},
}
"""Fillings of some views; the first that fits and knows the argument counts."""


QUERIES: Mapping[str, Case] = {
    "wagtailadmin_api:pages:find": {"?id": lambda town: town.page.pk},
    "wagtailadmin_api:images:find": {"?id": lambda town: town.image.pk},
    "wagtailadmin_api:documents:find": {"?id": lambda town: town.document.pk},
    "wagtailadmin_choose_page_chosen_multiple": {"?id": lambda town: town.page.pk},
    "wagtailimages_chooser:chosen_multiple": {"?id": lambda town: town.image.pk},
    "wagtaildocs_chooser:chosen_multiple": {"?id": lambda town: town.document.pk},
    "choose_collection:chosen_multiple": {"?id": lambda town: town.settings.files_collection_id},
    "choose_town:chosen_multiple": {"?id": lambda town: town.settings.site_id},
}
"""What a view wants to know in its query, where it shows nothing without."""


def cases_of(view: View) -> Iterator[Case]:
    """Yield the ways to fill the address of a view; several where the registries have several kinds of things."""
    for case in kinds_of(view):
        query = {name: filling for name, filling in case.items() if name.startswith("?")}
        yield (
            {name: case[name] if name in case else filling_of(view, name) for name in view.arguments}
            | query
            | dict(query_of(view))
        )


def query_of(view: View) -> Case:
    """Return what a view wants to know in its query."""
    if view.name.startswith("wagtailsnippetchoosers_") and view.name.endswith(":chosen_multiple"):
        model = model_of_namespace(view.namespace)
        return {"?id": of(model)} if model is not None else {}
    return QUERIES.get(view.name, {})


def revision_of(model: Any, *, is_first: bool = False) -> Filling:
    """Return the filling with the first or the last revision of a town's row."""

    def fill(town: Town) -> Any:
        revisions = town.one(model).revisions.order_by("pk")
        return (revisions.first() if is_first else revisions.last()).pk

    return fill


def filling_of(view: View, argument: str) -> Filling:
    for pattern, case in PLACES.items():
        if argument in case and fnmatchcase(view.name, pattern):
            return case[argument]
    if (model := model_of_namespace(view.namespace)) is not None:
        if argument == "pk":
            return of(model)
        if argument.startswith("revision_id"):
            return revision_of(model, is_first=argument.endswith("_a"))
    if argument in ARGUMENTS:
        return ARGUMENTS[argument]
    raise Unfilled(f"Say in {__name__} what stands in {argument} of the view {view.name}.")


def kinds_of(view: View) -> list[Case]:
    """Return what the registries say about the kinds that a view takes: one empty case when it takes none."""
    by_names = {
        ("content_type_app_name", "content_type_model_name"): get_page_models(),
        ("app_name", "model_name"): settings_registry,
        ("app_label", "model_name"): [*get_page_models(), *get_snippet_models()],
    }
    if view.name == "wagtail_bulk_action":
        return [
            labels(("app_label", "model_name"), model) | {"action": Constant(action), "?id": of(model)}
            for model, action in bulk_actions()
        ]
    if view.name in ("wagtailadmin_pages:add", "wagtailadmin_pages:preview_on_add"):
        names = ("content_type_app_name", "content_type_model_name")
        return [
            labels(names, kind) | {"parent_page_id": parent_of(kind)} for kind in get_page_models() if kind is not Page
        ]
    if view.name == "wagtailadmin_pages:edit":
        return [{"page_id": page_of(kind)} for kind in get_page_models() if kind is not Page]
    if view.name.startswith("wagtailadmin_editing_sessions:ping"):
        return [
            labels(("app_label", "model_name"), model) | {"object_id": of(model)}
            for model in (*get_page_models(), *get_snippet_models())
        ]
    if view.name.startswith(("wagtail_localize:snippets_api", "wagtail_localize:submit_snippet")):
        return [labels(("app_label", "model_name"), model) | {"pk": of(model)} for model in get_snippet_models()]
    if view.name.startswith("wagtailsettings:"):
        return [
            labels(("app_name", "model_name"), model) | {"pk": lambda town: town.settings.site_id}
            for model in settings_registry
        ]
    if view.name.startswith(("wagtailadmin_workflows:", "wagtailadmin_tag")):
        return [{}]
    for names, models in by_names.items():
        if set(names) <= set(view.arguments):
            return [labels(names, model) for model in models if model is not Page]
    return [{}]


def labels(names: tuple[str, str], model: Any) -> dict[str, Filling]:
    return {names[0]: Constant(model._meta.app_label), names[1]: Constant(model._meta.model_name)}


def page_of(kind: type[Page]) -> Filling:
    return lambda town: town.page_of(kind).pk


def parent_of(kind: type[Page]) -> Filling:
    """Return a page below which pages of a kind may be made: the home page for those that are made with a town."""
    parents = [model for model in kind.allowed_parent_page_models() if model is not Page]
    return lambda town: town.page_of(parents[0]).pk if parents else town.home.pk


def bulk_actions() -> list[tuple[type[Any], str]]:
    """Return the bulk actions of the registry."""
    bulk_action_registry._scan_for_bulk_actions()
    return [
        (apps.get_model(app, model), name)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for name in actions
    ]


def kwargs_of(case: Case, town: Town) -> dict[str, Any]:
    """Return the arguments with a town's objects."""
    return {name: filling.value if isinstance(filling, Constant) else filling(town) for name, filling in case.items()}


def url_of(view: View, values: Mapping[str, Any]) -> str:
    query = {name[1:]: value for name, value in values.items() if name.startswith("?")}
    path = reverse(view.name, kwargs={name: value for name, value in values.items() if not name.startswith("?")})
    return f"{path}?{urlencode(query)}" if query else path


def tampered(case: Case, own: Town, foreign: Town) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield arguments with foreign objects, one at a time and all at once; beside each the same with none that exist."""
    mine, theirs = kwargs_of(case, own), kwargs_of(case, foreign)
    named = [name for name, filling in case.items() if not isinstance(filling, Constant)]
    sets = [{name} for name in named] + ([set(named)] if len(named) > 1 else [])
    for changed in sets:
        yield (
            {name: theirs[name] if name in changed else mine[name] for name in case},
            {name: NOWHERE if name in changed else mine[name] for name in case},
        )
