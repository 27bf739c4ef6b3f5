"""Everything that a town has in the database, table by table."""

from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from modelcluster.models import get_all_child_relations
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
    get_page_models,
)
from wagtail.search.models import IndexEntry
from wagtail.users.models import UserProfile

from home.directory import DirectoryEntry
from kpss_pages.barrier_free.models import BarrierReport, Place, PlacePhoto
from kpss_pages.catalog.models import (
    ConfirmationRequest,
    Facility,
    Proposal,
    Provider,
    RegisterRun,
    SearchWithoutResult,
    Service,
    ServiceForm,
)
from kpss_pages.events.models import Registration, RegistrationMail
from kpss_pages.search.models import PageText
from kpss_pages.subscriptions.models import Announcement, Delivery, Mailing, Subscriber
from sites.models import (
    AuditEntry,
    Invitation,
    Publication,
    TownDocument,
    TownImage,
    TownSettings,
    User,
    VisitCount,
)
from sites.tenancy.scope import site_lookup

LEFT_OUT: tuple[type[Model], ...] = (
    Invitation,
    VisitCount,
    AuditEntry,
    Publication,
    DirectoryEntry,
    Subscriber,
    Announcement,
    Mailing,
    Delivery,
    Registration,
    RegistrationMail,
    ConfirmationRequest,
    Proposal,
    RegisterRun,
    SearchWithoutResult,
    BarrierReport,
)
"""Rows of a town that come and go or are sealed, and its entry in the directory, which is made from its name."""


def belongings_of(town: TownSettings) -> Iterator["QuerySet[Any]"]:
    """Yield the rows of a town with one home page; each table once."""
    pages = Page.objects.descendant_of(town.site.root_page, inclusive=True)
    groups = Group.objects.filter(town_role__site=town.site_id)
    people = User.objects.filter(groups__in=groups)
    yield Site.objects.filter(pk=town.site_id)
    yield from _rows_with_a_town(town)
    yield from _people(groups, people)
    yield from _workflow(groups, pages)
    yield from _pages(pages)
    collections = Collection.objects.descendant_of(town.collection, inclusive=True)
    yield collections
    files = [model.objects.filter(collection__in=collections) for model in (TownImage, TownDocument)]
    yield from files
    yield from (part.objects.filter(service__site=town.site_id) for part in (ServiceForm, Facility))
    yield PlacePhoto.objects.filter(place__site=town.site_id)
    kept = [model._base_manager.filter(site=town.site_id) for model in (Provider, Service, Place)]
    for rows in (pages, *files, *kept):
        yield from _beside(rows)


def _rows_with_a_town(town: TownSettings) -> Iterator["QuerySet[Any]"]:
    for model in apps.get_models():
        lookup = site_lookup(model)
        if lookup and model not in LEFT_OUT and model is not GroupSitePermission:
            yield model._base_manager.filter(**{lookup: town.site_id})


def _people(groups: "QuerySet[Group]", people: "QuerySet[User]") -> Iterator["QuerySet[Any]"]:
    yield groups
    yield Group.permissions.through.objects.filter(group__in=groups)
    for model in (GroupPagePermission, GroupCollectionPermission, GroupSitePermission):
        yield model.objects.filter(group__in=groups)
    yield people.distinct()
    yield User.groups.through.objects.filter(group__in=groups)
    yield UserProfile.objects.filter(user__in=people)
    yield EmailAddress.objects.filter(user__in=people)


def _workflow(groups: "QuerySet[Group]", pages: "QuerySet[Page]") -> Iterator["QuerySet[Any]"]:
    tasks = GroupApprovalTask.objects.filter(groups__in=groups)
    steps = WorkflowTask.objects.filter(task__in=tasks)
    yield Task.objects.filter(pk__in=tasks.values("pk"))
    yield tasks
    yield GroupApprovalTask.groups.through.objects.filter(group__in=groups)
    yield Workflow.objects.filter(pk__in=steps.values("workflow"))
    yield steps
    yield WorkflowPage.objects.filter(page__in=pages)


def _pages(pages: "QuerySet[Page]") -> Iterator["QuerySet[Any]"]:
    yield pages
    for kind in get_page_models():
        if kind is Page:
            continue
        yield kind._base_manager.filter(pk__in=pages.values("pk"))
        for relation in get_all_child_relations(kind):
            if relation.related_model.__module__.split(".")[0] not in ("wagtail", "wagtail_localize"):
                yield relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pages.values("pk")})
        for field in kind._meta.local_many_to_many:
            through = field.remote_field.through
            yield through._base_manager.filter(**{f"{field.m2m_field_name()}__in": pages.values("pk")})
    yield PageText.objects.filter(page__in=pages)
    yield PageLogEntry.objects.filter(page__in=pages.values("pk"))


def _beside(rows: "QuerySet[Any]") -> Iterator["QuerySet[Any]"]:
    """Yield what is kept beside objects under their kind and key."""
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    base = ContentType.objects.get_for_model(rows.model)
    yield Revision.objects.filter(base_content_type=base, object_id__in=keys)
    yield ReferenceIndex.objects.filter(base_content_type=base, object_id__in=keys)
    yield IndexEntry.objects.filter(content_type__in=_kinds_of(rows.model), object_id__in=keys)


def _kinds_of(model: type[Model]) -> Iterable[ContentType]:
    kinds = [found for found in apps.get_models() if issubclass(found, model)]
    return ContentType.objects.get_for_models(*kinds).values()
