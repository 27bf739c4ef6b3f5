"""Private pages on the public side: for the town's own people; of documents, see ``sites.documents.public``."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.models import Page

from sites.tenancy.scope import site_id_of, works_for


def check_page(page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> None:
    """Hook ``before_serve_page``: a private page, "for those who are signed in", is one of its town's people only.

    Wagtail would let in whoever is signed in for another town.
    """
    # Visitors without a session are not even asked who they are: no cache keeps an answer that depends on it.
    may_be_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    if may_be_signed_in and request.user.is_authenticated and page.get_view_restrictions().exists():
        refuse_other_towns_people(request, site_id_of(page))


def refuse_other_towns_people(request: HttpRequest, site_id: int | None) -> None:
    """Raise 404 for somebody who is signed in and does not work for the town."""
    if request.user.is_authenticated and not works_for(request.user, site_id):
        raise Http404
