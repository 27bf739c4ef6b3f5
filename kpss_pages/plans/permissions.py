"""Who may write plans: those to whom the right was given on the section itself, not on the town's whole tree.

Wagtail adds permissions up along the tree and cannot take them away lower down. Editors may change the whole tree of
their town, so the pages of this section count only what was granted at or below the section's index page.
"""

from typing import Any, cast

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page

from kpss_pages.core.permissions import TownPagePermissionTester
from sites.models import Role, TownRole
from sites.tenancy.scope import site_id_of
from sites.towns import home_pages

SECTION_ROLES = (Role.COORDINATOR, Role.MANAGER)
SECTION_ACTIONS = ("add", "change", "publish", "lock", "unlock")
"""No "bulk_delete": a section that holds plans is not deleted in one go."""


class SectionPermissionTester(TownPagePermissionTester):
    """Permissions of a page inside a section; grants on pages above the section do not count."""

    def __init__(self, user: Any, page: Page, section_path: str) -> None:
        super().__init__(user, page)
        if hasattr(self, "permissions"):
            self.permissions = {
                grant.permission.codename.removesuffix("_page")
                for grant in self.permission_policy.get_cached_permissions_for_user(user)
                if section_path and grant.page.path.startswith(section_path) and page.path.startswith(grant.page.path)
            }


class SectionRootPermissionTester(SectionPermissionTester):
    """The section itself: with it would go its address, its place in the menu and the rights given on it.

    So it is deleted, when it is empty, by the town's managers and the platform's administrators alone.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._manages_town() and bool(super().can_delete(ignore_bulk=ignore_bulk))

    def _manages_town(self) -> bool:
        return manages_town(self.user, site_id_of(self.page))


def manages_town(user: Any, site_id: int | None) -> bool:
    """Whether a person is a manager of a town; administrators are of all."""
    if user.is_superuser:
        return True
    return (
        site_id is not None and TownRole.objects.filter(site_id=site_id, role=Role.MANAGER, group__user=user).exists()
    )


@transaction.atomic
def grant_section(section: Page) -> None:
    """Let the coordinators and managers of the section's town write and publish in it; safe to call again."""
    site_id = site_id_of(section)
    if site_id is None:
        return
    groups = Group.objects.filter(town_role__site_id=site_id, town_role__role__in=SECTION_ROLES)
    permissions = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page),
        codename__in=[f"{action}_page" for action in SECTION_ACTIONS],
    )
    for group in groups:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page_id=section.pk, permission=permission)


@receiver(post_save, sender="kpss_plans.PlanIndexPage")
def grant_new_section(instance: Page, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Grant a new section, also one that is a translation's copy."""
    if created and not raw:
        grant_section(instance)


@receiver(post_save, sender=TownRole)
def grant_sections_to_new_role(instance: TownRole, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Grant the town's sections when its groups are made after its pages."""
    if not created or raw:
        return
    section_model = cast(type[Page], apps.get_model("kpss_plans", "PlanIndexPage"))
    for home in home_pages(instance.site):
        for section in section_model.objects.child_of(home):
            grant_section(section)


def may_open_section(user: Any, home: Page) -> bool:
    """Whether a person may make the section of plans of the town that a home page belongs to."""
    if user.is_superuser:
        return True
    site_id = site_id_of(home)
    return (
        site_id is not None
        and TownRole.objects.filter(site_id=site_id, role__in=SECTION_ROLES, group__user=user).exists()
    )
