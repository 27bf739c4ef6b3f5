"""Builders of what tests stand on: towns, people, files. Each has sensible defaults and takes changes."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection

from sites.models import Role, TownDocument, TownRole, TownSettings, User
from sites.provisioning import NewTown, create_town

At = Callable[[str], Client]
"""The fixture `at`: a visitor of a host."""

PASSWORD = "correct-horse-battery"


def make_town(slug: str = "prostejov", **changes: Any) -> TownSettings:
    """Make a town served at `<slug>.example`, with its starter pages; further changes as in ``NewTown``."""
    defaults: dict[str, Any] = {"name": slug.capitalize(), "hostname": f"{slug}.example", "port": 80}
    return create_town(NewTown(**(defaults | changes)))


def make_user(town: TownSettings | None = None, role: Role | None = None, **changes: Any) -> User:
    """Make somebody who signs in with PASSWORD; with a town and a role, a member of the town's group."""
    name = "-".join([town.site.hostname.split(".")[0] if town else "nobody", role.value if role else "user"])
    user: User = User.objects.create_user(**({"username": name, "email": f"{name}@town.example"} | changes))
    user.set_password(PASSWORD)
    user.save()
    if town is not None and role is not None:
        user.groups.add(TownRole.objects.get(site=town.site, role=role).group)
    return user


def make_admin(**changes: Any) -> User:
    """Make the platform's administrator."""
    return make_user(**({"username": "admin", "is_superuser": True, "is_staff": True} | changes))


def make_document(
    town: TownSettings,
    title: str = "Document",
    content: bytes = b"",
    collection: Collection | None = None,
    **changes: Any,
) -> TownDocument:
    """Make a document of a town, in the collection of plan files unless another is given."""
    name = changes.pop("name", "document.txt")
    document = TownDocument(title=title, collection=collection or town.plan_collection, **changes)
    document.file.save(name, ContentFile(content or title.encode()), save=False)
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    return document
