"""Copies all the rows of a town, many times at once.

What a town consists of is read from the database as it is stored, so a copy has the very grants, groups and revisions
that ``create_town`` and ``grant_roles`` made for its pattern. Keys are given out beforehand: nothing has to be asked
for while thousands of towns are written.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models
from wagtail.models import Collection, Site

from cms.scale.names import InventedTown
from sites.page_urls import TOWN_PATH_LENGTH
from sites.tenancy.posted import base_of

_IDS = uuid.UUID("0b6a6a0e-51b0-5b6e-8d0e-3f0f6a0c9b11")

Model = type[models.Model]
Change = Callable[[Any, "Twin"], Any]


@dataclass(frozen=True)
class Twin:
    """A town that is being copied: where it stands among the copies, and what it has of its own."""

    place: int
    town: InventedTown
    home_path: str
    collection_path: str


@dataclass
class Table:
    """The rows of one table that a town has; ``changes`` say by column what is different in a copy."""

    model: Model
    columns: list[str]
    rows: list[tuple[Any, ...]]
    first_key: int = 0
    places: dict[int, int] = field(default_factory=dict)

    def key(self, old: int, twin: Twin) -> int:
        return self.first_key + twin.place * len(self.rows) + self.places[old]


def fields_of(model: Model) -> list[Any]:
    return list(model._meta.local_concrete_fields)


def read(rows: "models.QuerySet[Any]") -> Table:
    """Read rows of one table as the database stores them."""
    model = rows.model
    quote = connection.ops.quote_name
    columns = [found.column for found in fields_of(model)]
    keys = sorted(rows.values_list("pk", flat=True))
    key_column = quote(model._meta.pk.column)
    found: list[tuple[Any, ...]] = []
    if keys:
        listed = ", ".join(map(quote, columns))
        marks = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            table = quote(model._meta.db_table)
            cursor.execute(
                f"SELECT {listed} FROM {table} WHERE {key_column} IN ({marks}) ORDER BY {key_column}",  # noqa: S608
                keys,
            )
            found = cursor.fetchall()
    return Table(model, columns, found)


class Copier:
    """Writes copies of one pattern."""

    def __init__(self, tables: Iterable[Table], pattern: InventedTown, site_id: int) -> None:
        self.tables = [table for table in tables if table.rows]
        self.pattern = pattern
        self.site_id = site_id
        self.by_model: dict[Model, Table] = {}
        for table in self.tables:
            self._give_out_keys(table)
        # Once all keys are known: rows refer to one another in circles.
        self.recipes = [(table, [self._recipe(table, row) for row in table.rows]) for table in self.tables]

    def write(self, twins: Sequence[Twin]) -> None:
        """Insert the rows of some towns."""
        for table, recipes in self.recipes:
            insert(table.model, table.columns, self._copies(table, recipes, twins))

    def move_keys(self) -> None:
        """Let the database give out keys after ours."""
        for table in self.by_model.values():
            for statement in connection.ops.sequence_reset_sql(no_style(), [table.model]):
                with connection.cursor() as cursor:
                    cursor.execute(statement)

    def _give_out_keys(self, table: Table) -> None:
        key = table.model._meta.pk
        if key is None or not isinstance(key, models.AutoField | models.BigAutoField):
            return
        position = table.columns.index(str(key.column))
        table.places = {row[position]: place for place, row in enumerate(table.rows)}
        last = table.model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        table.first_key = last + 1
        self.by_model[table.model] = table

    def _copies(self, table: Table, recipes: list[Any], twins: Iterable[Twin]) -> Iterator[list[Any]]:
        for twin in twins:
            for row, recipe in zip(table.rows, recipes, strict=True):
                values = list(row)
                for position, change in recipe:
                    values[position] = change(values[position], twin)
                yield values

    def _recipe(self, table: Table, row: Sequence[Any]) -> list[tuple[int, Change]]:
        found = []
        generic = self._generic_keys(table, row)
        for position, (column, value) in enumerate(zip(fields_of(table.model), row, strict=True)):
            change = generic.get(column.attname) or self._change(table.model, column, value)
            if value is not None and change is not None:
                found.append((position, change))
        return found

    def _generic_keys(self, table: Table, row: Sequence[Any]) -> dict[str, Change]:
        """Return the changes of keys that are kept as text beside the kind of what they name."""
        values = dict(zip((column.attname for column in fields_of(table.model)), row, strict=True))
        found: dict[str, Change] = {}
        for name, kind in (("object_id", "content_type_id"), ("to_object_id", "to_content_type_id")):
            kind_id = values.get(f"base_{kind}") or values.get(kind)
            if name not in values or kind_id is None:
                continue
            target = self._table_of(ContentType.objects.get_for_id(kind_id).model_class())
            if target is not None and str(values[name]).isdecimal() and int(values[name]) in target.places:
                found[name] = _key_as_text(target)
        if table.model._meta.label == "wagtailcore.Revision":
            found["content"] = self._revised(ContentType.objects.get_for_id(values["content_type_id"]).model_class())
        return found

    def _table_of(self, model: Model | None) -> Table | None:
        return self.by_model.get(base_of(model)) if model is not None else None

    def _change(self, model: Model, column: Any, value: Any) -> Change | None:
        if column.remote_field is not None:
            target = self._table_of(column.related_model)
            return target.key if target is not None and value in target.places else None
        if column.primary_key:
            return self.by_model[model].key if model in self.by_model else None
        if isinstance(column, models.UUIDField):
            return lambda value, twin: column.get_db_prep_value(_uuid(value, twin), connection)
        if column.name == "media_key":
            return lambda value, twin: _uuid(value, twin).hex
        if column.name == "path" and isinstance(value, str):
            return self._path_of(model)
        if column.name == "name" and model._meta.label == "auth.Group":
            return self._group_name
        if isinstance(value, str):
            return self._text(value)
        return None

    def _path_of(self, model: Model) -> Change:
        if issubclass(model, Collection):
            return lambda value, twin: twin.collection_path + value[TOWN_PATH_LENGTH:]
        return lambda value, twin: twin.home_path + value[TOWN_PATH_LENGTH:]

    def _text(self, value: str) -> Change | None:
        if self.pattern.name not in value and self.pattern.label not in value:
            return None
        old = self.pattern
        return lambda value, twin: value.replace(old.name, twin.town.name).replace(old.label, twin.town.label)

    def _group_name(self, value: str, twin: Twin) -> str:
        number = self.by_model[Site].key(self.site_id, twin)
        return value.replace(self.pattern.name, twin.town.name).replace(f"({self.site_id})", f"({number})")

    def _revised(self, model: Model | None) -> Change:
        def change(value: Any, twin: Twin) -> str:
            content = json.loads(value) if isinstance(value, str) else value
            return json.dumps(self._serialised(model, content, twin) if model is not None else content)

        return change

    def _serialised(self, model: Model, content: Mapping[str, Any], twin: Twin) -> dict[str, Any]:
        """Return a revision's content, its inline rows included, for a copy."""
        new = dict(content)
        for column in model._meta.concrete_fields:
            name = "pk" if column.primary_key else column.name
            value = new.get(name)
            if value is None:
                continue
            if column.primary_key and column.remote_field is None:
                table = self._table_of(model)
                if table is not None and value in table.places:
                    new[name] = table.key(value, twin)
            elif isinstance(column, models.UUIDField):
                new[name] = str(_uuid(value, twin))
            else:
                change = self._change(column.model, column, value)
                new[name] = change(value, twin) if change is not None else value
        for name, value in new.items():
            if isinstance(value, list):
                related = model._meta.get_field(name)
                new[name] = [self._listed(related, row, twin) for row in value]
        table = self._table_of(model)
        if table is not None and content.get("pk") in table.places:
            new["pk"] = table.key(content["pk"], twin)
        return new

    def _listed(self, related: Any, row: Any, twin: Twin) -> Any:
        if isinstance(row, dict):
            return self._serialised(related.related_model, row, twin)
        target = self._table_of(related.related_model)
        return target.key(row, twin) if target is not None and row in target.places else row


def _key_as_text(table: Table) -> Change:
    return lambda value, twin: str(table.key(int(value), twin))


def _uuid(old: Any, twin: Twin) -> uuid.UUID:
    """Return the same new one for the same old one of the same town, however it is written."""
    return uuid.uuid5(_IDS, f"{twin.town.label}/{uuid.UUID(str(old)).hex}")


def insert(model: Model, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows as the database stores them."""
    quote = connection.ops.quote_name
    listed = list(rows)  # made before the database waits for them: it takes no question meanwhile
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Ten times what it takes in from INSERT.
            with cursor.copy(f"COPY {into} FROM STDIN") as copied:
                for row in listed:
                    copied.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", listed)  # noqa: S608
