"""Feeds that every town has at fixed addresses: its public documents, and whatever was published last."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from kpss_pages.core.feeds import FEED_LENGTH, Feed, Item, item_of_page, serve_feed
from kpss_pages.core.linked_data import at_home
from kpss_pages.core.querysets import TownPageQuerySet
from sites.documents.public import own_documents, public_documents
from sites.languages import current_language
from sites.models import Publication, PublicationAction, TownDocument, TownSettings
from sites.page_cache import tags
from sites.page_cache.showing import show
from sites.towns import current_town, live_homes


@require_safe
def documents_feed(request: HttpRequest) -> HttpResponseBase:
    """Answer with the documents that everybody may read, whichever file was published last first."""
    town, home = _town_and_home(request)
    if rendered := show(request, [tags.town(town.site_id), tags.anything_of(town.site_id)]):
        return rendered
    feed = _feed(town, home, _("Documents"), "kpss_documents_feed", _("Files for download, the newest ones first."))
    return serve_feed(request, feed, (_document_item(found, town) for found in newest_documents(town)[:FEED_LENGTH]))


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    """Answer with the pages in one language that were published last."""
    town, home = _town_and_home(request)
    if rendered := show(request, [tags.town(town.site_id), tags.anything_of(town.site_id)]):
        return rendered
    feed = _feed(town, home, _("Changes"), "kpss_changes_feed", _("New pages and pages that have changed."))
    return serve_feed(request, feed, (_page_item(page, request) for page in newest_pages(home)[:FEED_LENGTH]))


def newest_documents(town: TownSettings) -> "QuerySet[TownDocument]":
    """Return a town's public documents with ``since``, when their present file was first public; the newest first."""
    hung = Publication.objects.filter(
        site=town.site_id,
        document_id=OuterRef("pk"),
        version=OuterRef("version"),
        action=PublicationAction.HUNG,
    )
    first = Subquery(hung.order_by().values("document_id").annotate(first=Min("at")).values("first"))
    documents = public_documents(own_documents(TownDocument.objects.all(), town), town)
    since = Coalesce(first, "version_since", "created_at", output_field=DateTimeField())
    return documents.annotate(since=since).order_by("-since", "-pk")


def newest_pages(home: Page) -> TownPageQuerySet:
    """Return the public pages below a home page and the page itself, whichever was published last first."""
    pages = TownPageQuerySet(Page).in_home(home).published().filter(last_published_at__isnull=False)
    listed: TownPageQuerySet = pages.select_related("locale", "content_type").order_by("-last_published_at", "-pk")
    return listed


def _town_and_home(request: HttpRequest) -> tuple[TownSettings, Page]:
    """Return the host's town and its home page in the address's language; Http404 where there is none."""
    town = current_town(request)
    home = live_homes(town).get(current_language()) if town else None
    if town is None or home is None:
        raise Http404
    return town, home


def _feed(town: TownSettings, home: Page, name: str, view: str, description: str) -> Feed:
    language = current_language()
    return Feed(
        title=f"{name} – {town.name}",
        link=home.get_full_url() or "",
        address=at_home(reverse(view), town),
        id=uuid.uuid5(uuid.UUID(town.media_key), f"{view}-{language}").urn,
        language=language,
        author=town.name,
        description=description,
        changed_at=home.last_published_at,
    )


def _document_item(document: Any, town: TownSettings) -> Item:
    since: datetime = document.since
    return Item(
        title=document.title,
        link=at_home(document.about_url, town),
        id=uuid.uuid5(uuid.UUID(town.media_key), f"document-{document.pk}").urn,
        published=min(document.created_at, since),
        updated=since,
        summary=document.version_note if document.version > 1 and document.version_note else document.summary,
        categories=[document.file_extension.upper()] if document.file_extension else [],
    )


def _page_item(page: Page, request: HttpRequest) -> Item:
    category = str(page.specific_class._meta.verbose_name) if page.specific_class else ""
    return item_of_page(page, request, page.search_description, [category] if category else [])
