"""Rows of the database as a whole: whose each is, and what a request did to them."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

FIRST_FOREIGN_ID = 734_000_000
FIRST_NEW_ID = 800_000_000
NOWHERE = 998_877_665
"""An id that no object has."""

FOREIGN_ID = re.compile(r"(?<![0-9a-f])734\d{6}(?![0-9a-f])")
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
UNWATCHED = ("django_session",)

Rows = dict[Any, tuple[Any, ...]]


def tables() -> dict[str, type[models.Model]]:
    """Return the tables of all models, those of many-to-many relations with them."""
    there = set(connection.introspection.table_names())
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {table: model for table, model in found.items() if table in there and table not in UNWATCHED}


def read(table: str, model: type[models.Model]) -> Rows:
    """Return the rows of a table by primary key."""
    with connection.cursor() as cursor:
        # Named apart: SQLite leaves the key of a search table out of "*".
        cursor.execute(f'SELECT "{model._meta.pk.column}", * FROM "{table}"')  # noqa: S608
        return {row[0]: row for row in cursor.fetchall()}


def read_all() -> dict[str, Rows]:
    return {table: read(table, model) for table, model in tables().items()}


def number_from(first: int) -> None:
    """Let the next rows of all tables be numbered from ``first`` on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(c.oid, %s) FROM pg_class c WHERE relkind = 'S'", [first])
            return
        cursor.execute("DELETE FROM sqlite_sequence")
        for table in tables():
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])


@contextmanager
def numbers_put_back() -> Iterator[None]:
    """Let later tests number their rows as before; a rollback does not do that on PostgreSQL."""
    numbers: list[tuple[str, str, int]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT schemaname, sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
            numbers = cursor.fetchall()
    yield
    with connection.cursor() as cursor:
        if numbers:
            cursor.execute("SELECT setval(c.oid, 1, false) FROM pg_class c WHERE relkind = 'S'")
        for schema, name, last in numbers:
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{schema}"."{name}"', last])


@dataclass(frozen=True)
class Ledger:
    """All rows as they were when both towns had been built, and which of them are the other town's."""

    rows: Mapping[str, Rows]
    foreign: Mapping[str, frozenset[Any]]

    def harm_in(self, written: set[str]) -> list[str]:
        """Return what became of the other town's rows in the tables that were written to, and what refers to them."""
        known = tables()
        return [found for table in sorted(written & known.keys()) for found in self._harm(table, known[table])]

    def _harm(self, table: str, model: type[models.Model]) -> Iterator[str]:
        now, before = read(table, model), self.rows[table]
        for key in self.foreign[table]:
            if now.get(key) != before[key]:
                yield f"{table} {key} was {'changed' if key in now else 'deleted'}"
        for key, row in now.items():
            if key not in self.foreign[table] and row != before.get(key) and FOREIGN_ID.search(str(row)):
                yield f"{table} {key} refers to the other town: {row}"


@dataclass
class Undone:
    """What happened inside a block that has been rolled back."""

    harm: list[str] = field(default_factory=list)


@contextmanager
def undone(ledger: Ledger) -> Iterator[Undone]:
    """Roll back what is done inside, and tell what it did to the other town."""
    happened, written = Undone(), set[str]()

    def note(execute: Callable[..., Any], sql: Any, *arguments: Any) -> Any:
        match = WRITE.match(str(sql))
        if match:
            written.add(match[1])
        return execute(sql, *arguments)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            yield happened
        happened.harm = ledger.harm_in(written)
        transaction.set_rollback(True)
