"""Two towns, each with a document of its own and the news that carries it."""

from dataclasses import dataclass

import pytest
from django.test import Client

from kpss_pages.news.models import NewsPage
from sites.models import Role, TownDocument, TownSettings, User
from tests.builders import make_document, make_news, make_town, make_user
from tests.files import samples


@dataclass(frozen=True)
class Carried:
    """A town, a document of it, and the page that carries it."""

    town: TownSettings
    document: TownDocument
    page: NewsPage
    manager: User

    @property
    def host(self) -> str:
        return self.town.site.hostname

    def visitor(self) -> Client:
        return Client(headers={"host": self.host})


def carried(slug: str) -> Carried:
    town = make_town(slug, other_languages=("sk",))
    document = make_document(town, f"Plán {slug}", samples.pdf(slug), name="plan.pdf")
    page = make_news(town, f"Zpráva {slug}", documents=[document])
    return Carried(town, document, page, make_user(town, Role.MANAGER))


@pytest.fixture
def prerov(db: None) -> Carried:
    return carried("prerov")


@pytest.fixture
def benesov(db: None) -> Carried:
    return carried("benesov")
