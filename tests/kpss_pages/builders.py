"""Builders of pages and of what hangs on them, in any language of a town."""

from itertools import count
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.models import Page

from home.models import HomePage
from kpss_pages.core.models import BasePage
from kpss_pages.news.models import NewsAttachment, NewsIndexPage, NewsPage, NewsTopic
from kpss_pages.standard.models import StandardPage
from sites.models import TownDocument, TownSettings
from sites.provisioning import NewTown, create_town
from sites.towns import home_pages

Kind = TypeVar("Kind", bound=BasePage)

_numbers = count(1)


def make_town(hostname: str = "prerov.example", **changes: Any) -> TownSettings:
    """Make a town whose pages are published in all its languages; ``changes`` are fields of ``NewTown``."""
    name = hostname.split(".")[0].capitalize()
    town = create_town(NewTown(**{"name": name, "hostname": hostname, "port": 80, **changes}))
    for home in home_pages(town.site):
        for page in home.get_descendants(inclusive=True).not_live().order_by("depth").specific():
            page.save_revision().publish()
    return town


def home_of(town: TownSettings, language: str | None = None) -> HomePage:
    """Return the town's home page in a language, in its default one when none is named."""
    return HomePage.objects.get(
        translation_key=town.site.root_page.translation_key,
        locale__language_code=language or town.default_language,
    )


def section_of(town: TownSettings, kind: type[Kind], language: str | None = None) -> Kind:
    """Return the town's page of a kind that it has once: its news index, its search page, its plan index."""
    return kind.objects.child_of(home_of(town, language)).get()


def publish(parent: Page, page: Kind) -> Kind:
    """Put a page into the tree and publish it."""
    page.slug = page.slug or f"{slugify(page.title)}-{next(_numbers)}"
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_page(town: TownSettings, title: str = "About planning", **changes: Any) -> StandardPage:
    """Make a published standard page under the home page; ``language`` says in which language of the town."""
    language = changes.pop("language", None)
    return publish(home_of(town, language), StandardPage(title=title, **changes))


def make_topic(town: TownSettings, name: str = "Aktuality", **changes: Any) -> NewsTopic:
    """Make a topic of the town's news."""
    topic = NewsTopic(**{"site": town.site, "name_cs": name, **changes})
    topic.full_clean()
    topic.save()
    return topic


def make_news(town: TownSettings, title: str = "Invitation to a meeting", **changes: Any) -> NewsPage:
    """Make published news; ``topics`` and ``documents`` (attached) are lists, ``language`` one of the town's."""
    language = changes.pop("language", None)
    topics, documents = changes.pop("topics", []), changes.pop("documents", [])
    index = section_of(town, NewsIndexPage, language)
    page = NewsPage(title=title, locale=index.locale, **changes)
    page.topics = topics
    page.attachments = [NewsAttachment(document=document, locale=index.locale) for document in documents]
    return publish(index, page)


def make_document(town: TownSettings, title: str = "Plan", **changes: Any) -> TownDocument:
    """Make a document in the town's collection of pictures and files, in its default language."""
    fields = {"collection": town.files_collection, "language": town.default_language, **changes}
    document = TownDocument(title=title, **fields)
    document.file.save(f"{slugify(title) or 'document'}.pdf", ContentFile(b"%PDF-1.7\n"), save=False)
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    return document
