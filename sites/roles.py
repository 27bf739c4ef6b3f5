"""What each role may do in a town, and the one function that makes a town's groups hold exactly that."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from sites.models import Role, TownRole, TownSettings
from sites.towns import home_pages

PAGE_ACTIONS: Mapping[Role, tuple[str, ...]] = {
    Role.EDITOR: ("add", "change"),
    Role.COORDINATOR: ("add", "change"),
    Role.MANAGER: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
GENERAL_PERMISSIONS = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")
FILE_MODELS = ("wagtailimages.image", "wagtaildocs.document")

_row_actions: dict[type[Model], Mapping[Role, tuple[str, ...]]] = {}


def register_row_actions(model: type[Model], actions: Mapping[Role, tuple[str, ...]]) -> None:
    """Say what the roles of a town may do with its rows of a model: "add", "change", "delete", "view"."""
    _row_actions[model] = actions


register_row_actions(TownSettings, {Role.MANAGER: ("change",)})


def group_of(site: Site, role: Role) -> Group:
    """Return the group that holds a role's permissions in a town, made when it is not there yet."""
    town_role = TownRole.objects.select_related("group").filter(site=site, role=role).first()
    if town_role is None:
        # The town's number keeps the name unique and within the 150 characters that it may have.
        group = Group.objects.create(name=f"{site.site_name[:100]} ({site.pk}): {role.value}")
        town_role = TownRole.objects.create(site=site, role=role, group=group)
    return town_role.group


@transaction.atomic
def grant_roles(town: TownSettings) -> None:
    """Make the groups of a town hold exactly their roles' permissions; safe to call at any time.

    Permissions that a page kind grants on a section of its own (plans) are left alone.
    """
    for role in Role:
        group = group_of(town.site, role)
        group.permissions.set(_general_permissions())
        _grant_pages(group, home_pages(town.site), _page_actions(town, role))
        _grant_collections(group, town, role)
        _grant_rows(group, town.site, role)


def _page_actions(town: TownSettings, role: Role) -> tuple[str, ...]:
    if role == Role.EDITOR and town.editors_may_publish:
        return (*PAGE_ACTIONS[role], "publish")
    return PAGE_ACTIONS[role]


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _general_permissions() -> list[Permission]:
    return [_permission(name) for name in GENERAL_PERMISSIONS]


def _grant_pages(group: Group, homes: Iterable[Page], actions: Iterable[str]) -> None:
    homes = list(homes)
    permissions = list(
        Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(Page),
            codename__in=[f"{action}_page" for action in actions],
        )
    )
    GroupPagePermission.objects.filter(group=group, page__in=homes).exclude(permission__in=permissions).delete()
    for home in homes:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def _grant_collections(group: Group, town: TownSettings, role: Role) -> None:
    wanted: set[tuple[Collection, str]] = {(town.collection, "choose"), (town.files_collection, "add")}
    wanted.add((town.files_collection, "change"))
    if role in (Role.COORDINATOR, Role.MANAGER):
        wanted |= {(town.plan_collection, "add"), (town.plan_collection, "change")}
    kept = []
    for collection, action in wanted:
        for model in FILE_MODELS:
            app_label, name = model.split(".")
            row, _ = GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(f"{app_label}.{action}_{name}")
            )
            kept.append(row.pk)
    GroupCollectionPermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def _grant_rows(group: Group, site: Site, role: Role) -> None:
    kept = []
    for model, actions in _row_actions.items():
        for action in actions.get(role, ()):
            permission = Permission.objects.get(
                content_type=ContentType.objects.get_for_model(model),
                codename=f"{action}_{model._meta.model_name}",
            )
            row, _ = GroupSitePermission.objects.get_or_create(group=group, site=site, permission=permission)
            kept.append(row.pk)
    GroupSitePermission.objects.filter(group=group).exclude(pk__in=kept).delete()
