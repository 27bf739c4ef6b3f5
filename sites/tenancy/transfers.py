"""Moving and copying between towns, by somebody who works for both: nothing may be left pointing back."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from sites.tenancy.references import foreign_references
from sites.tenancy.scope import site_id_of


def check_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook ``before_copy_page``: refuse a copy to another town that would use this town's pages or files."""
    destination = request.POST.get("new_parent_page", "")
    if request.method != "POST" or not destination.isdecimal():
        return None
    parent = Page.objects.filter(pk=destination).first()
    copied = (
        page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else Page.objects.filter(pk=page.pk)
    )
    return refusal(request, page, parent, copied.specific())


def check_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Hook ``before_move_page``: the same for a move."""
    return refusal(request, page, destination, page.get_descendants(inclusive=True).specific())


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


def refusal(request: HttpRequest, page: Page, destination: Page | None, pages: Iterable[Page]) -> HttpResponse | None:
    """Return to the page with a message when pages would refer to the town that they leave; else None."""
    target = site_id_of(destination) if destination is not None else None
    if target is None or target == site_id_of(page):
        return None
    if not any(foreign_references(moved, target) for moved in pages):
        return None
    messages.error(
        request,
        _(
            "The page uses pages, pictures or files of its town and cannot be put into another one as it is."
            " Take them out first, or write the page anew."
        ),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
