"""The tags by which responses say what they show and changes say what they touch."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias

from django.apps import apps
from wagtail.models import Page, get_page_models

Tag: TypeAlias = tuple[str | int, ...]

ADDRESSES = "addresses"
"""Said by a page kind that shows titles and addresses of pages of any kind: a site map."""

LANDING: Tag = ("landing",)
"""The list of towns."""

LANDING_PARAMETERS = ("letter", "page", "q")


def anything_of(site_id: int) -> Tag:
    """Whatever the public sees of a town; for responses that cannot say more exactly what they show."""
    return ("anything", site_id)


def town(site_id: int) -> Tag:
    """Settings, hosts, languages and home pages of a town: every response shows something of them."""
    return ("town", site_id)


def menu(site_id: int, locale_id: int) -> Tag:
    """Titles and addresses of a home page's children, to which every page of the language links."""
    return ("menu", site_id, locale_id)


def page(page_id: int) -> Tag:
    """One page, with what its address shows besides its own fields: breadcrumbs, links, pictures, files."""
    return ("page", page_id)


def addresses(site_id: int) -> Tag:
    """Titles and addresses of all pages of a town."""
    return (ADDRESSES, site_id)


def kind(site_id: int, label: str, locale_id: int | None = None) -> Tag:
    """Pages of a kind in one language of a town, or rows of a model that have a town."""
    return ("kind", site_id, label) if locale_id is None else ("kind", site_id, label, locale_id)


def tags_shown_by(shown: Page, site_id: int) -> Iterator[Tag]:
    """Yield what the address of a page shows."""
    yield town(site_id)
    yield menu(site_id, shown.locale_id)
    yield page(shown.pk)
    yield from tags_of_kinds(kinds_shown_by(shown), site_id, shown.locale_id)


def tags_of_kinds(labels: Sequence[str] | None, site_id: int, locale_id: int) -> Iterator[Tag]:
    """Yield the tags of what a page lists; all that a town has when the page does not say."""
    if labels is None:
        yield anything_of(site_id)
        return
    for label in labels:
        if label == ADDRESSES:
            yield addresses(site_id)
        else:
            yield kind(site_id, label, locale_id if issubclass(apps.get_model(label), Page) else None)


def kinds_shown_by(shown: Page) -> Sequence[str] | None:
    """Return the kinds that a page lists, None for a page that has not said so."""
    labels: Sequence[str] | None = shown.shows() if hasattr(shown, "shows") else None
    return labels


def parameters_of(shown: type[Any]) -> Sequence[str]:
    """Return the names of GET parameters that a page kind reads."""
    names: Sequence[str] = getattr(shown, "query_parameters", ())
    return names


@cache
def repeated_parameters() -> frozenset[str]:
    """Return the names of GET parameters that some page kind reads all values of; of the others the last one counts."""
    return frozenset().union(*(getattr(kind, "repeated_parameters", ()) for kind in get_page_models()))


@cache
def known_parameters() -> frozenset[str]:
    """Return the names of GET parameters that any page kind reads; all others make no difference to any page."""
    return frozenset(LANDING_PARAMETERS).union(*map(parameters_of, get_page_models()))
