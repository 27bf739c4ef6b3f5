"""Two towns: Přerov, whose people look, and Benešov, of which they must not find a word."""

from dataclasses import dataclass

import pytest
from django.test import Client
from wagtail.models import Page

from kpss_pages.core.models import Topic
from kpss_pages.standard.models import StandardPage
from sites.models import Role, TownDocument, TownImage, TownSettings, User
from tests.builders import make_admin, make_document, make_image, make_page, make_town, make_user, signed_in

SECRET = "zzsecret"
"""In every name and title of Benešov's."""


@dataclass(frozen=True)
class Things:
    """A town with one of each."""

    town: TownSettings
    page: StandardPage
    draft: StandardPage
    image: TownImage
    document: TownDocument
    topic: Topic
    editor: User
    manager: User

    @property
    def host(self) -> str:
        return self.town.site.hostname

    @property
    def home(self) -> Page:
        return self.town.site.root_page


def things_of(town: TownSettings, word: str) -> Things:
    editor = make_user(town, Role.EDITOR, username=f"{word}-editor")
    home = town.site.root_page
    page = make_page(home, f"{word} page", owner=editor)
    draft = make_page(home, f"{word} draft", live=False)
    draft.save_revision()
    return Things(
        town=town,
        page=page,
        draft=draft,
        image=make_image(town, f"{word} image"),
        document=make_document(town, f"{word} document", collection=town.files_collection),
        topic=Topic.objects.create(site=town.site, slug=f"{word}-topic", name_cs=f"{word} topic"),
        editor=editor,
        manager=make_user(town, Role.MANAGER, username=f"{word}-manager"),
    )


@pytest.fixture
def prerov() -> Things:
    return things_of(make_town("prerov"), "ours")


@pytest.fixture
def benesov() -> Things:
    return things_of(make_town("benesov", name=f"{SECRET} town"), SECRET)


@pytest.fixture
def editor(prerov: Things) -> Client:
    return signed_in(prerov.editor)


@pytest.fixture
def manager(prerov: Things) -> Client:
    return signed_in(prerov.manager)


@pytest.fixture
def admin() -> Client:
    return signed_in(make_admin())
