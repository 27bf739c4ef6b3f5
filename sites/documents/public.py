"""Who may read a document: everybody while a public page of the town carries it, else the town's own people."""

from enum import Enum
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Length, Substr
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import (
    BaseViewRestriction,
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
)
from wagtail.query import PageQuerySet

from sites.models import TownDocument, TownSettings
from sites.open_pages import open_to_all
from sites.page_urls import TOWN_PATH_LENGTH
from sites.tenancy.references import is_shared_with
from sites.tenancy.scope import site_id_of, town_of, works_for
from sites.towns import current_town, live_homes


class Access(Enum):
    """Why a document may be read."""

    OPEN = "open to everybody"
    PASSED = "the password of its collection or of a page that carries it was given"
    OWN = "for the people of the town"


def pages_with(document: Any, town: TownSettings) -> PageQuerySet:
    """Return the published pages of a town that refer to a document; ``document`` is its key as text, or an expression.

    Restricted pages are among them; pages in a language that is not published are not.
    """
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(TownDocument),
        to_object_id=document,
    )
    return (
        Page.objects.live()
        .annotate(home_path=Substr("path", 1, TOWN_PATH_LENGTH))
        .filter(
            home_path__in=[home.path for home in live_homes(town).values()],
            pk__in=references.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id"),
        )
    )


def unrestricted(documents: "QuerySet[TownDocument]") -> "QuerySet[TownDocument]":
    """Return the documents whose collection, and those above it, nothing restricts."""
    restrictions = CollectionViewRestriction.objects.filter(
        collection__path=Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    )
    return documents.filter(~Exists(restrictions))


def public_documents(documents: "QuerySet[TownDocument]", town: TownSettings) -> "QuerySet[TownDocument]":
    """Return the documents that everybody may read at a town's host: a page open to all refers to each."""
    carrying = pages_with(Cast(OuterRef(OuterRef("pk")), CharField()), town)
    return unrestricted(documents.filter(Exists(open_to_all(carrying))))


def access_to(document: TownDocument, request: HttpRequest) -> Access | None:
    """Return why a document may be read here; None when it is not there for whoever is asking.

    A document is there at the host of its own town, and at that of a town with which its collection is shared. The
    landing host has it for the people of its town. Passwords of collections are asked for afterwards, by Wagtail.
    """
    site_id = site_id_of(document)
    town = current_town(request)
    if town is None:
        return Access.OWN if works_for(request.user, site_id) else None
    if site_id != town.site_id and (site_id is not None or not is_shared_with(document.collection, town.site_id)):
        return None
    is_restricted = document.collection.get_view_restrictions().exists()
    pages = pages_with(str(document.pk), town)
    is_carried = open_to_all(pages).exists()
    if is_carried and not is_restricted:
        return Access.OPEN
    # Visitors without a session are not even asked who they are: no cache keeps an answer that depends on it.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Access.PASSED if is_carried else None
    if request.user.is_authenticated:
        # Whoever is signed in for another town has no way in, not by a password either.
        return Access.OWN if works_for(request.user, site_id or town.site_id) else None
    return Access.PASSED if is_carried or _has_passed(request, pages) else None


def _has_passed(request: HttpRequest, pages: PageQuerySet) -> bool:
    """Whether somebody has given the passwords of one of the pages; to be signed in is a matter of the town's people."""
    paths = list(pages.values_list("path", flat=True))
    above = {path[:end] for path in paths for end in range(Page.steplen, len(path) + 1, Page.steplen)}
    restrictions = list(PageViewRestriction.objects.filter(page__path__in=above).select_related("page"))
    return any(
        all(
            restriction.restriction_type == BaseViewRestriction.PASSWORD and restriction.accept_request(request)
            for restriction in restrictions
            if path.startswith(restriction.page.path)
        )
        for path in paths
    )


def pass_gate(document: TownDocument, request: HttpRequest) -> tuple[Access, HttpResponse | None]:
    """Return why a document may be read, and what Wagtail's hook answers in its stead: a question for a password.

    Raises Http404 for whom the document is not there.
    """
    access = access_to(document, request)
    if access is None:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponse):
            return access, answer
    return access, None


def successor_of(document: TownDocument) -> TownDocument | None:
    """Return the document that supersedes one, as far as everybody may read it; None when nothing does."""
    town = town_of(document) if document.superseded_by_id is not None else None
    if town is None:
        return None
    newer = TownDocument.objects.filter(pk=document.superseded_by_id)
    return public_documents(own_documents(newer, town), town).first()


def own_documents(documents: "QuerySet[TownDocument]", town: TownSettings) -> "QuerySet[TownDocument]":
    """Return the documents that lie in the collections of a town."""
    own_collection = Collection.objects.filter(town=town).values("path")[:1]
    return documents.filter(collection__path__startswith=Subquery(own_collection))
