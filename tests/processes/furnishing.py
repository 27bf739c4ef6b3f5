"""Load towns and their people with the settings of the processes; print what the tests have to know as JSON."""

import json
from typing import Any

import django

from tests.processes.pair import GONE_HOST, HOST, OTHER_HOST

django.setup()

# What follows needs the models.
from django.conf import settings
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from sites.accounts.second_factor import SHOWN
from sites.models import Role, TownSettings, User
from tests.builders import (
    home_of,
    make_admin,
    make_document,
    make_image,
    make_news,
    make_page,
    make_town,
    make_user,
)


def furnish() -> dict[str, Any]:
    """Make three towns; return numbers of pages and the sessions of people who are signed in already."""
    town, other, gone = [make_town(host, port=443) for host in (HOST, OTHER_HOST, GONE_HOST)]
    make_news(other, "Elsewhere")
    make_document(gone)
    make_image(gone).get_rendition("width-20")
    people = {
        "editor": make_user(town, Role.EDITOR),
        "manager": make_user(town, Role.MANAGER),
        "admin": make_admin(),
        "other editor": make_user(other, Role.EDITOR),
    }
    return {
        "news": make_news(town, "News").pk,
        "changing_news": make_news(town, "Before").pk,
        "page": make_page(home_of(town), "Kdo plánuje").pk,
        "contested_page": make_page(home_of(town), "Kdo rozhoduje").pk,
        "folder": gone.media_key,
        "private_collection": make_private_collection(town).pk,
        "sessions": {name: session_of(user) for name, user in people.items()},
    }


def make_private_collection(town: TownSettings) -> Collection:
    """Make a collection whose documents are for those who are signed in."""
    folder: Collection = town.files_collection
    collection: Collection = folder.add_child(name="Not public")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def session_of(user: User) -> dict[str, str]:
    """Sign somebody in with a second factor; return the session's cookie."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[SHOWN] = user.pk
    session.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


if __name__ == "__main__":
    print(json.dumps(furnish()))
