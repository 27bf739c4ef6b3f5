"""Documents and pages on the public side: the town of the host, and private ones for the town's own people."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.models import Page

from sites.models import TownDocument
from sites.tenancy.references import is_shared_with
from sites.tenancy.scope import site_id_of, works_for
from sites.towns import current_town


def check_document(document: TownDocument, request: HttpRequest) -> None:
    """Hook ``before_serve_document``: a document that is not this host's town's is not there.

    The landing host serves documents to the people of their town. A private document, "for those who are signed in",
    is one of its town's people only: Wagtail would let in whoever is signed in for another town.
    """
    site_id = site_id_of(document)
    town = current_town(request)
    if town is None:
        is_here = works_for(request.user, site_id)
    else:
        is_here = site_id == town.site_id or (site_id is None and is_shared_with(document.collection, town.site_id))
    if not is_here:
        raise Http404
    if document.collection.get_view_restrictions().exists():
        refuse_other_towns_people(request, site_id)


def check_page(page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> None:
    """Hook ``before_serve_page``: the same for private pages."""
    # Visitors without a session are not even asked who they are: no cache keeps an answer that depends on it.
    may_be_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    if may_be_signed_in and request.user.is_authenticated and page.get_view_restrictions().exists():
        refuse_other_towns_people(request, site_id_of(page))


def refuse_other_towns_people(request: HttpRequest, site_id: int | None) -> None:
    """Raise 404 for somebody who is signed in and does not work for the town."""
    if request.user.is_authenticated and not works_for(request.user, site_id):
        raise Http404
