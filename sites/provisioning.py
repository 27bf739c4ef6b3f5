"""A new town: everything it needs in one transaction, so that half a town never remains."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from sites.choices import Country, TownKind
from sites.models import Role, TownHost, TownLanguage, TownSettings
from sites.models.hosts import check_host_is_free
from sites.page_urls import TOWN_DEPTH
from sites.roles import grant_roles, group_of
from sites.validators import validate_hostname

PORT_CHECKS = (MinValueValidator(1), MaxValueValidator(65535))


@dataclass(frozen=True)
class NewCoordinator:
    """Whom the pages of a new town name as whom to ask, as somebody has written it down.

    ``role`` is what the role is called, "Coordinator of planning" when nobody says; ``organisation`` where it belongs,
    the town's operator when nobody says; ``office`` a line that says where it is.
    """

    role: str = ""
    organisation: str = ""
    office: str = ""
    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return any((self.role, self.office, self.phone, self.email))


@dataclass(frozen=True)
class NewTown:
    """What has to be known to make a town; ``facts`` are further fields of ``TownSettings``."""

    name: str
    hostname: str
    port: int = 443
    language: str = "cs"
    other_languages: tuple[str, ...] = ()
    further_hosts: tuple[str, ...] = ()
    kind: str = TownKind.TOWN
    country: str = Country.CZ
    facts: Mapping[str, Any] = field(default_factory=dict)
    coordinator: NewCoordinator = NewCoordinator()


@transaction.atomic
def create_town(new: NewTown) -> TownSettings:
    """Make a town: home page, site, settings, collections, groups, workflow, coordinator and starter pages.

    Raises ValidationError, by field, for values that cannot be used; nothing is left behind then.
    """
    check_new_town(new)
    starter = import_module(settings.STARTER_TREE)
    with override(new.language):
        home = starter.plant_home(new.name, slug=_free_slug(new.hostname), locale=_locale(new.language))
        site = Site(hostname=new.hostname.lower(), port=new.port, site_name=new.name, root_page=home)
        site.full_clean()
        site.save()
        town = TownSettings(site=site, kind=new.kind, country=new.country, **new.facts)
        _make_collections(town)
        town.full_clean(exclude=["site"])
        town.save()
        for order, language in enumerate(new.other_languages):
            TownLanguage.objects.create(town=town, language=language, sort_order=order)
        for hostname in new.further_hosts:
            further = TownHost(site=site, hostname=hostname)
            further.full_clean()
            further.save()
        _make_workflow(town)
        if new.coordinator:
            starter.enter_coordinator(town, new.coordinator)
        starter.plant_pages(town, new.coordinator)
        grant_roles(town)
    return TownSettings.objects.select_related("site__root_page__locale").get(pk=town.pk)


def check_new_town(new: NewTown) -> None:
    """Raise ValidationError by field for what a town cannot be made of."""
    errors: dict[str, str] = {}
    languages = dict(settings.LANGUAGES)
    if not new.name.strip():
        errors["name"] = _("Write the town's name.")
    try:
        validate_hostname(new.hostname.lower())
        check_host_is_free(new.hostname.lower(), None)
    except ValidationError as error:
        errors["hostname"] = error.messages[0]
    try:
        for check in PORT_CHECKS:
            check(new.port)
    except ValidationError as error:
        errors["port"] = error.messages[0]
    unknown = {new.language, *new.other_languages} - languages.keys()
    if unknown:
        errors["language"] = _("Choose the language from: %(languages)s.") % {"languages": ", ".join(languages)}
    elif new.language in new.other_languages:
        errors["other_languages"] = _("This is the town's default language; choose the other one.")
    if errors:
        raise ValidationError(errors)


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def _free_slug(hostname: str) -> str:
    base = hostname.lower().replace(".", "-")
    taken = set(Page.objects.filter(depth=TOWN_DEPTH, slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(len(taken) + 1) if (slug := base if n == 0 else f"{base}-{n + 1}") not in taken)


def _make_collections(town: TownSettings) -> None:
    collection = _add_last(Collection.get_first_root_node(), Collection(name=town.site.site_name))
    town.collection = collection
    town.files_collection = collection.add_child(name=_("Pictures and files"))
    town.plan_collection = collection.add_child(name=_("Plan files"))


def _add_last(parent: Collection, child: Collection) -> Collection:
    """Add a collection behind its siblings. Sorted in by name, as Wagtail does it, it would move all that follow."""
    last = parent.get_children().order_by("path").last()
    child.depth = parent.depth + 1
    child.path = Collection._get_path(parent.path, child.depth, 1 + (last._get_lastpos_in_path() if last else 0))
    child.save()
    Collection.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return child


def _make_workflow(town: TownSettings) -> None:
    task = GroupApprovalTask.objects.create(name=_("Approval: %(town)s") % {"town": town.site.site_name})
    task.groups.add(group_of(town.site, Role.MANAGER))
    workflow = Workflow.objects.create(name=_("Approval: %(town)s") % {"town": town.site.site_name})
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=town.site.root_page)
