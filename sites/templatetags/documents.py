"""What lists of files say of a document besides its facts."""

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils import translation

from sites.documents.public import successor_of
from sites.languages import urlconf_of
from sites.models import TownDocument
from sites.tenancy.scope import town_of
from sites.towns import current_town

register = template.Library()


@dataclass(frozen=True)
class FileNotes:
    """Where to read more about a file, and which document is newer, as far as everybody may read that."""

    about_url: str
    has_earlier_versions: bool
    is_superseded: bool
    successor: TownDocument | None


@register.simple_tag
def notes_on(document: TownDocument) -> FileNotes:
    """Return what a list says of a file; asks the database only about a document that is superseded."""
    return FileNotes(
        about_url=document.about_url,
        has_earlier_versions=document.has_earlier_versions,
        is_superseded=document.superseded_by_id is not None,
        successor=successor_of(document),
    )


@register.simple_tag(takes_context=True)
def about_address(context: Context, document: TownDocument) -> str:
    """Return where somebody in the admin reads about a document: on the host of its town, or on the landing host."""
    here, town = current_town(context["request"]), town_of(document)
    if here is None or town is None:
        return document.about_url
    with translation.override(town.default_language):
        path = reverse("document_about", args=[document.pk], urlconf=urlconf_of(town.default_language))
    return path if here.site_id == town.site_id else f"{town.site.root_url}{path}"
