"""Long lists: beyond a number of choices a form offers a searchable chooser, and a filter a field for words.

One rule for everybody: the platform's administrator with all towns, and somebody who looks after the towns of a region.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from wagtail.models import Collection, Site

from sites.page_urls import TOWN_DEPTH, TOWN_PATH_LENGTH
from sites.tenancy.trees import ancestors_of

MOST_OFFERED = 50
"""Beyond so many choices nobody finds the right one in a list."""

LABEL_SEPARATOR = " › "

_choosers: dict[type[Model], Callable[[], Any]] = {}


def is_long(rows: "QuerySet[Any]") -> bool:
    """Return whether there are more rows than are offered in a list."""
    return rows.order_by()[MOST_OFFERED : MOST_OFFERED + 1].exists()


def register_chooser(model: type[Model], widget: Callable[[], Any]) -> None:
    """Say which widget chooses among many rows of a model."""
    _choosers[model] = widget


def shorten(form: Any) -> None:
    """Put choosers in the place of a form's long lists."""
    for field in form.fields.values():
        rows = getattr(field, "queryset", None)
        takes_one = isinstance(field, ModelChoiceField) and not isinstance(field, ModelMultipleChoiceField)
        if takes_one and rows is not None and rows.model in _choosers and is_long(rows):
            offer_chooser(field)


def offer_chooser(field: Any) -> None:
    """Let a field be filled in with a chooser."""
    widget = _choosers[field.queryset.model]()
    widget.is_required = field.required
    field.widget = widget


def collections_named(collections: "QuerySet[Collection]", text: str) -> "QuerySet[Collection]":
    """Return the collections in whose name, or in whose town's name, each word occurs."""
    for word in text.split():
        towns = Collection.objects.filter(depth=TOWN_DEPTH, name__icontains=word).order_by().values("path")
        of_towns = In(Substr(F("path"), 1, TOWN_PATH_LENGTH), towns)
        collections = collections.filter(Q(name__icontains=word) | Q(of_towns))
    return collections


def sites_named(sites: "QuerySet[Site]", text: str) -> "QuerySet[Site]":
    """Return the sites in whose name or host name each word occurs."""
    for word in text.split():
        sites = sites.filter(Q(site_name__icontains=word) | Q(hostname__icontains=word))
    return sites


def users_named(users: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
    """Return the people in whose name or address each word occurs."""
    for word in text.split():
        fields = ("first_name", "last_name", "username", "email")
        users = users.filter(Q(*[(f"{field}__icontains", word) for field in fields], _connector=Q.OR))
    return users


def labels_of(collections: Iterable[Collection]) -> dict[int, str]:
    """Return how collections are called among those of many towns, by primary key: "town › pictures and files"."""
    collections = list(collections)
    above = ancestors_of(found.path for found in collections)
    rows = Collection.objects.filter(path__in=above, depth__gte=TOWN_DEPTH).values_list("path", "name")
    names = dict(rows)
    labels = {}
    for found in collections:
        steps = [names[path] for path in sorted(ancestors_of([found.path])) if path in names]
        labels[found.pk] = LABEL_SEPARATOR.join([*steps, found.name])
    return labels


def platform_groups() -> "QuerySet[Group]":
    """Return the groups that are not a town's: those have one for each role."""
    return Group.objects.filter(town_role=None)
