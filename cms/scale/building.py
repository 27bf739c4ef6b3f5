"""Brings the number of invented towns up to what is wanted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.core.cache import cache
from django.db import connection, transaction
from modelsearch.backends import get_search_backend
from wagtail.models import Collection, Page, Site

from cms.scale.belongings import belongings_of
from cms.scale.copying import Copier, Table, Twin, read
from cms.scale.names import SLOVAK_EVERY, InventedTown, invented
from cms.scale.pattern import pattern_of
from home.directory import enter
from home.models import HomePage
from sites.page_urls import TOWN_DEPTH
from sites.tenancy.posted import base_of

BATCH = 200
"""Towns written in one transaction."""


def build(count: int, domain: str, port: int) -> Iterator[int]:
    """Make the towns from 1 to ``count`` that are missing; yield after each step how many are there."""
    wanted = [invented(number, domain) for number in range(1, count + 1)]
    there = set(Site.objects.filter(hostname__endswith=f".{domain}").values_list("hostname", flat=True))
    missing = [town for town in wanted if town.hostname not in there]
    done = count - len(missing)
    by_pattern: dict[int, list[InventedTown]] = defaultdict(list)
    for town in missing:
        by_pattern[SLOVAK_EVERY if town.is_slovak else 1].append(town)
    for number, towns in by_pattern.items():
        pattern = invented(number, domain)
        pattern_of(pattern, port)
        towns = [town for town in towns if town.number != number]
        done += len(by_pattern[number]) - len(towns)
        for start in range(0, len(towns), BATCH):
            copy(pattern, towns[start : start + BATCH], port)
            done += len(towns[start : start + BATCH])
            yield done
    if missing:
        cache.clear()
        with connection.cursor() as cursor:
            # The planner knows nothing of rows that came all at once.
            cursor.execute("ANALYZE")
    yield done


@transaction.atomic
def copy(pattern: InventedTown, towns: Sequence[InventedTown], port: int) -> None:
    """Make towns like a pattern."""
    original = pattern_of(pattern, port)
    tables = [read(rows) for rows in belongings_of(original)]
    copier = Copier(_once(tables), pattern, original.site_id)
    home_paths, collection_paths = _free_paths(Page, len(towns)), _free_paths(Collection, len(towns))
    twins = [Twin(place, town, home_paths[place], collection_paths[place]) for place, town in enumerate(towns)]
    copier.write(twins)
    copier.move_keys()
    enter(Site.objects.filter(hostname__in=[town.hostname for town in towns]))
    # Their own names are in the words of the home pages, which are found by them.
    get_search_backend().add_bulk(HomePage, HomePage.objects.filter(path__in=home_paths))


def _once(tables: Sequence[Table]) -> list[Table]:
    """Leave each table once, the first time that it has rows."""
    found: dict[type, Table] = {}
    for table in tables:
        if table.rows and table.model not in found:
            found[table.model] = table
        elif table.rows:
            known = found[table.model]
            known.rows.extend(row for row in table.rows if row not in set(known.rows))
    return list(found.values())


def _free_paths(model: type[Page] | type[Collection], count: int) -> list[str]:
    """Return the next tree paths below the root, and count their pages as its children."""
    root = model.get_first_root_node()
    last = root.get_children().order_by("-path").first()
    first = last._get_lastpos_in_path() if last is not None else 0
    base_of(model)._base_manager.filter(pk=root.pk).update(numchild=root.numchild + count)
    return [model._get_path(root.path, TOWN_DEPTH, first + place) for place in range(1, count + 1)]
