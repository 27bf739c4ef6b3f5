"""Who belongs to a town in which roles, and who may change that."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Site

from sites.models import Role, TownRole, User
from sites.roles import group_of


@dataclass(frozen=True)
class Colleague:
    """A person with the roles that they have in one town."""

    user: User
    roles: list[Role]

    @property
    def name(self) -> str:
        return name_of(self.user)


def name_of(user: User) -> str:
    """Return how a person is called on the screen."""
    return user.get_full_name() or user.username


def signed_in_user(request: HttpRequest) -> User:
    """Return who is signed in; for views that let nobody else in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def managed_site(user: User, site_id: int) -> Site:
    """Return a town that somebody manages; 404 for every other one, as if it were not there."""
    site = get_object_or_404(Site, pk=site_id)
    if not (user.is_superuser or TownRole.objects.filter(site=site, role=Role.MANAGER, group__user=user).exists()):
        raise Http404
    return site


def colleagues_of(site: Site) -> list[Colleague]:
    """Return the people of a town, ordered by name."""
    people: dict[int, Colleague] = {}
    for town_role in site.town_roles.prefetch_related("group__user_set"):
        for user in town_role.group.user_set.all():
            people.setdefault(user.pk, Colleague(user, [])).roles.append(Role(town_role.role))
    return sorted(people.values(), key=lambda colleague: colleague.name)


def colleague_of(site: Site, user_id: int) -> Colleague:
    """Return a person of a town; 404 for anybody else."""
    for colleague in colleagues_of(site):
        if colleague.user.pk == user_id:
            return colleague
    raise Http404


def belongs_only_to(user: User, site: Site) -> bool:
    """Return whether a person works for this town and for nobody else: neither another town nor the platform."""
    sites = set(TownRole.objects.filter(group__user=user).values_list("site", flat=True))
    return sites == {site.pk} and not user.is_superuser


def is_last_manager(site: Site, user: User) -> bool:
    """Return whether the town would be left without a manager if the person lost the role."""
    managers = group_of(site, Role.MANAGER).user_set.filter(is_active=True)
    return managers.filter(pk=user.pk).exists() and managers.count() == 1


@transaction.atomic
def set_roles(site: Site, user: User, roles: list[str]) -> None:
    """Give a person exactly these roles in a town; an account with no town left is closed."""
    for role in Role:
        group = group_of(site, role)
        if role in roles:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    if not user.is_superuser and not user.groups.exists():
        user.is_active = False
        user.save(update_fields=["is_active"])
