"""The demo's sign-ins: one administrator, and an editor, a coordinator and a manager of each town."""

from collections.abc import Mapping
from functools import cache

from django.contrib.auth.hashers import make_password
from wagtail.users.models import UserProfile

from sites.accounts.addresses import vouch_for_address
from sites.languages import ADMIN_LANGUAGES
from sites.models import Role, TownSettings, User
from sites.roles import group_of

PASSWORD = "kpss-demo"  # noqa: S105 -- everybody may know it: the demo refuses to load in production
ADMINISTRATOR = "admin"


def make_administrator(name: str) -> User:
    """Return the platform's administrator, made when there is none yet."""
    return _user(ADMINISTRATOR, name, "", "cs", is_superuser=True, is_staff=True)


def make_people(town: TownSettings, host: str, names: Mapping[str, str]) -> dict[Role, User]:
    """Return the people of a town by role, made when they are not there yet."""
    people = {}
    for role in Role:
        user = _user(f"{host}-{role.value}", names[role.value], town.site.site_name, town.default_language)
        user.groups.add(group_of(town.site, role))
        people[role] = user
    return people


def _user(username: str, first_name: str, last_name: str, language: str, **rights: bool) -> User:
    user, is_new = User.objects.get_or_create(
        username=username,
        defaults={
            "first_name": first_name,
            "last_name": last_name,
            "email": f"{username}@kpss.example",
            "password": _hashed(PASSWORD),
            **rights,
        },
    )
    if is_new:
        vouch_for_address(user)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = ADMIN_LANGUAGES[language]
        profile.save()
    return user


@cache
def _hashed(password: str) -> str:
    """Hash a password once for all sign-ins: a good hash takes long, and this one guards what everybody knows."""
    return make_password(password)
