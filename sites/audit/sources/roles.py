"""Roles that are given and taken, wherever that is done: on the people's screen, with an invitation, in the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from sites.audit.recording import record
from sites.audit.whose import PLATFORM
from sites.models import TownRole, User

# Before the removal: afterwards nobody knows which of the roles the person had.
ACTIONS = {
    "post_add": "kpss_sites.give_role",
    "pre_remove": "kpss_sites.take_role",
    "pre_clear": "kpss_sites.take_role",
}


@receiver(m2m_changed, sender=User.groups.through)
def enter_roles(instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    if action not in ACTIONS:
        return
    members = User.groups.through.objects.filter(group=instance.pk) if reverse else _memberships_of(instance)
    if pk_set is not None:
        members = members.filter(**{"user__in" if reverse else "group__in": pk_set})
    for member in members.select_related("user", "group__town_role"):
        _enter(ACTIONS[action], member.user, member.group)


def _memberships_of(person: User | Group) -> Any:
    return User.groups.through.objects.filter(user=person.pk)


def _enter(action: str, person: User, group: Group) -> None:
    town_role: TownRole | None = getattr(group, "town_role", None)
    site_ids: Iterable[int | None] = (town_role.site_id,) if town_role else PLATFORM
    details = {"role": town_role.role} if town_role else {"group": group.name}
    record(action, site_ids, about=person, details=details)
