"""Parts of a tree (pages, collections), named by the paths of their tops, as one condition of a query."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

from django.db.models import F, Q
from django.db.models.functions import Substr
from django.db.models.lookups import In
from treebeard.mp_tree import MP_Node

FEW_PARTS = 10
"""So many are looked up one by one in the index of paths; more are compared with one list of beginnings."""


def under(paths: Iterable[str]) -> Q:
    """Return the filter of what stands at or below any of these paths; without paths of nothing."""
    tops = tops_of(paths)
    if not tops:
        return Q(pk__in=[])
    if len(tops) <= FEW_PARTS:
        return Q(*[("path__startswith", path) for path in tops], _connector=Q.OR)
    by_length: dict[int, list[str]] = defaultdict(list)
    for path in tops:
        by_length[len(path)].append(path)
    return Q(*[In(Substr(F("path"), 1, length), found) for length, found in by_length.items()], _connector=Q.OR)


def tops_of(paths: Iterable[str]) -> list[str]:
    """Return the paths that stand below none of the others."""
    tops: list[str] = []
    for path in sorted(set(paths)):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops


def ancestors_of(paths: Iterable[str]) -> set[str]:
    """Return the paths of all that stands above these."""
    return {path[:end] for path in paths for end in range(MP_Node.steplen, len(path), MP_Node.steplen)}


def common_top_of(paths: Iterable[str]) -> str:
    """Return the path of the nearest place with all of these at or below it; "" where there is none."""
    ordered = sorted(paths)
    if not ordered:
        return ""
    first, last = ordered[0], ordered[-1]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return first[: shared - shared % MP_Node.steplen]
