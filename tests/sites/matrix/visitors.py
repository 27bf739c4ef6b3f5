"""Who looks: the roles of the own town, somebody who has left every town, somebody without the admin, a stranger."""

from typing import Any

from django.test import Client

from sites.models import Role, User
from tests.sites.matrix.world import World

ROLES = tuple(role.value for role in Role)
OUTSIDERS = ("townless", "visitor", "stranger")
EVERYBODY = (*ROLES, *OUTSIDERS)


class Forgetful(Client):
    """A browser that keeps no messages, which would turn up in a later answer."""

    def request(self, **request: Any) -> Any:
        self.cookies.pop("messages", None)
        return super().request(**request)


def browser_of(world: World, who: str, host: str | None = None) -> Client:
    """Return the browser of somebody, on the own town's host unless another is given."""
    browser = Forgetful(headers={"host": host or world.own.host}, raise_request_exception=False)
    user = user_of(world, who)
    if user is not None:
        browser.force_login(user)
    return browser


def user_of(world: World, who: str) -> User | None:
    if who in ROLES:
        return world.own.people[Role(who)]
    return {"townless": world.townless, "visitor": world.visitor, "stranger": None}[who]
