"""In whose trails something is entered."""

from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import Site

from sites.models import TownRole, User
from sites.tenancy.scope import site_id_of, sites_of
from sites.towns import current_town

PLATFORM = (None,)
"""The trail of the platform alone."""


def sites_about(instance: Model) -> tuple[int | None, ...]:
    """Return the towns that a thing belongs to; the platform for what belongs to none."""
    if isinstance(instance, User):
        return sites_of_person(instance)
    if isinstance(instance, Group):
        return tuple(TownRole.objects.filter(group=instance).values_list("site", flat=True)) or PLATFORM
    return (site_id_of(instance),)


def sites_of_person(user: User) -> tuple[int | None, ...]:
    """Return the towns that a person belongs to, whether or not the account is open."""
    if user.is_superuser:
        return PLATFORM
    return tuple(Site.objects.filter(town_roles__group__user=user).distinct().values_list("pk", flat=True)) or PLATFORM


def sites_of_request(user: User, request: HttpRequest | None) -> tuple[int | None, ...]:
    """Return the town of the host on which a person does something for themselves, and otherwise all their towns.

    On the host of a town in which the person has no role, that town learns nothing.
    """
    town = current_town(request) if request is not None else None
    if town is not None and (user.is_superuser or sites_of(user).filter(pk=town.site_id).exists()):
        return (town.site_id,)
    return sites_of_person(user)
