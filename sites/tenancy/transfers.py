"""Moving and copying between towns, by somebody who works for both: nothing may be left pointing back."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from sites.tenancy.named_objects import number_in
from sites.tenancy.references import foreign_references
from sites.tenancy.scope import site_id_of


def check_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook ``before_copy_page``: refuse a copy to another town that would use this town's pages or files."""
    destination = number_in(request.POST.get("new_parent_page", ""))
    if request.method != "POST" or destination is None:
        return None
    parent = Page.objects.filter(pk=destination).first()
    copied = (
        page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else Page.objects.filter(pk=page.pk)
    )
    return refusal(request, page, parent, copied, stays_tied=bool(request.POST.get("alias")))


def check_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Hook ``before_move_page``: the same for a move."""
    moved = page.get_descendants(inclusive=True)
    return refusal(request, page, destination, moved, stays_tied=are_tied(moved))


def are_tied(pages: "PageQuerySet[Page]") -> bool:
    """Return whether a page among these is an alias or a translation of one that is not, or that one of it."""
    ids, keys = pages.values("pk"), pages.values("translation_key")
    left = Page.objects.exclude(pk__in=ids).filter(Q(translation_key__in=keys) | Q(alias_of__in=ids))
    return left.exists() or pages.exclude(alias_of=None).exclude(alias_of__in=ids).exists()


def check_bulk_move(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: object
) -> HttpResponse | None:
    """Hook ``before_bulk_action``: the same for several pages at once."""
    form = getattr(action, "cleaned_form", None)
    destination = form.cleaned_data.get("chooser") if action_type == "move" and form is not None else None
    if destination is None:
        return None
    for page in objects:
        refused = check_move(request, page, destination)
        if refused is not None:
            return refused
    return None


def move_files(request: HttpRequest, action_type: str, objects: Iterable[Model], action: object) -> None:
    """Hook ``after_bulk_action``: Wagtail changes the collection of several files past their ``save``."""
    if action_type == "add_to_collection":
        for stored in objects:
            stored.refresh_from_db()
            stored.save()


def refusal(
    request: HttpRequest, page: Page, destination: Page | None, pages: "PageQuerySet[Page]", *, stays_tied: bool
) -> HttpResponse | None:
    """Return to the page with a message when pages would refer to the town that they leave; else None."""
    target = site_id_of(destination) if destination is not None else None
    if target is None or target == site_id_of(page):
        return None
    if stays_tied:
        message = _(
            "The page has an alias or a translation, which would tie the two towns together."
            " Copy it to the other town as a page of its own."
        )
    elif any(foreign_references(version, target) for version in versions_of(pages)):
        message = _(
            "The page uses pages, pictures or files of its town, or an earlier version of it does,"
            " and cannot be put into another town as it is. Write it anew there."
        )
    else:
        return None
    messages.error(request, message)
    return redirect("wagtailadmin_pages:edit", page.pk)


def versions_of(pages: "PageQuerySet[Page]") -> Iterator[Page]:
    """Yield pages as they are and as they were or will be: what is kept of them goes along."""
    for page in pages.specific():
        yield page
        for revision in page.revisions.iterator():
            yield revision.as_object()
