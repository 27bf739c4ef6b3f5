"""The places of a form's data that name pages, files and rows: fields, blocks of a body, links of a rich text."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from wagtail.blocks import Block, FieldBlock, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

LINKED: dict[str, Callable[[], type[Model]]] = {
    "LINK": lambda: Page,
    "DOCUMENT": get_document_model,
    "IMAGE": get_image_model,
}
"""What the entities of a rich text name, by their type in the text as its editor sends it."""


@dataclass(frozen=True)
class Name:
    """An id in a form's data, of an object of ``model``; ``put`` writes another one in its place."""

    model: type[Model]
    pk: str
    put: Callable[[QueryDict, int], None]


def names_in(field: Any, data: QueryDict, key: str) -> Iterator[Name]:
    """Yield what is named in the data of a form's field."""
    block = getattr(field, "block", None)
    if block is not None:
        yield from _in_block(block, data, key)
        return
    queryset = getattr(field, "queryset", None)
    if queryset is not None:
        for pk in filter(None, data.getlist(key)):
            yield Name(queryset.model, pk, partial(_put, key, pk))
    elif hasattr(field.widget, "converter"):  # Draftail, which cannot be imported before the models
        yield from _in_text(data, key)


def _put(key: str, pk: str, data: QueryDict, other: int) -> None:
    data.setlist(key, [str(other) if value == pk else value for value in data.getlist(key)])


def _in_block(block: Block, data: QueryDict, key: str) -> Iterator[Name]:
    if isinstance(block, StreamBlock):
        for row in _rows(data, key):
            kind = block.child_blocks.get(data.get(f"{row}-type"))
            if kind is not None:
                yield from _in_block(kind, data, f"{row}-value")
    elif isinstance(block, ListBlock):
        for row in _rows(data, key):
            yield from _in_block(block.child_block, data, f"{row}-value")
    elif isinstance(block, StructBlock):
        for name, part in block.child_blocks.items():
            yield from _in_block(part, data, f"{key}-{name}")
    elif isinstance(block, TypedTableBlock):
        kinds = [block.child_blocks.get(data.get(f"{column}-type")) for column in _rows(data, f"{key}-column")]
        for number, _row in enumerate(_rows(data, f"{key}-row")):
            for place, kind in enumerate(kinds):
                if kind is not None:
                    yield from _in_block(kind, data, f"{key}-cell-{number}-{place}")
    elif isinstance(block, FieldBlock):
        yield from names_in(block.field, data, key)


def _rows(data: QueryDict, key: str) -> Iterator[str]:
    """Yield the beginnings of the keys of rows that were sent; their count may be anything."""
    number = 0
    while f"{key}-{number}-order" in data:
        yield f"{key}-{number}"
        number += 1


def _in_text(data: QueryDict, key: str) -> Iterator[Name]:
    try:
        entities = json.loads(data.get(key, ""))["entityMap"]
    except (KeyError, TypeError, ValueError):
        return
    for number, entity in entities.items():
        pk = (entity.get("data") or {}).get("id")
        if entity.get("type") in LINKED and pk is not None:
            yield Name(LINKED[entity["type"]](), str(pk), partial(_put_into_text, key, number))


def _put_into_text(key: str, number: str, data: QueryDict, other: int) -> None:
    text = json.loads(str(data[key]))
    text["entityMap"][number]["data"]["id"] = other
    data[key] = json.dumps(text)
