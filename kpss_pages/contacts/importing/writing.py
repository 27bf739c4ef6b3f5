"""Writing the rows that an import makes and changes: a few queries for any number of rows, with history and references.

Rows are written in bulk, which tells nobody: what Wagtail does when somebody saves a row by hand is done here for all of
them at once. Each row gets a revision and an entry in its history; a row that had none before also gets one of how it
was, so that somebody can go back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from kpss_pages.contacts.importing.frame import ORDER, Written
from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.core.models.found_rows import language_of
from kpss_pages.core.rows_in_bulk import AT_ONCE, write_log, write_references, write_revisions
from sites.models import User
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of, town

_KEPT = ("latest_revision", "search_words", "search_digits", "sorts_as")
_POINTERS = ("organisation", "office", "parent", "department", "holder")


def write(written: Written, site_id: int, user: User | None) -> None:
    """Save new and changed rows; to be called in a transaction."""
    language = language_of(site_id)
    for model in ORDER:
        for rows in _in_layers(model, written.new[model]):
            for row in rows:
                _prepare(row, language)
            model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
    for model in ORDER:
        new, changed = written.new[model], written.changed[model]
        for row in changed:
            _prepare(row, language)
        _keep_history(model, new, changed, written, user)
        if changed:
            model._default_manager.bulk_update(changed, [*written.fields[model], *_KEPT], batch_size=AT_ONCE)
        write_references([*new, *changed])
    # What shows a contact is spread over the town's pages: all that is kept of them ends.
    announce([town(site_id), anything_of(site_id)])


def _in_layers(model: type[ContactRow], rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield rows so that those which they are a part of have been saved before them."""
    left = list(rows)
    while left:
        ready = [row for row in left if model is not Department or row.parent is None or row.parent.pk is not None]
        yield ready
        saved = set(map(id, ready))
        left = [row for row in left if id(row) not in saved]


def _prepare(row: Any, language: str) -> None:
    for name in _POINTERS:
        # Says the number of a row that has been saved since.
        if name in row._state.fields_cache:
            setattr(row, name, getattr(row, name))
    row.find_words(language)


def _keep_history(model: Any, new: list[Any], changed: list[Any], written: Written, user: User | None) -> None:
    now = timezone.now()
    write_revisions([written.before[id(row)] for row in changed if row.latest_revision_id is None], None, now)
    write_revisions([*new, *changed], user, now)
    if new:
        model._default_manager.bulk_update(new, ["latest_revision"], batch_size=AT_ONCE)
    write_log(new, changed, user, now)
