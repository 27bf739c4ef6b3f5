"""What a browser sends for the body of a page, which Wagtail's scripts and not its HTML make a form of."""

import json
from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.models import Page

ENTITIES = {"LINK": Page, "DOCUMENT": get_document_model()}


def sent_for(block: Block, value: Any, name: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield the fields of a block with their values, and the model that a field chooses from or None."""
    if isinstance(block, StreamBlock):
        yield from _rows(name, [(child.block_type, child.id, child.block, child.value) for child in value])
    elif isinstance(block, ListBlock):
        rows = [("item", child.id, block.child_block, child.value) for child in value.bound_blocks]
        yield from _rows(name, rows)
    elif isinstance(block, StructBlock):
        for part, child in block.child_blocks.items():
            yield from sent_for(child, value.get(part), f"{name}-{part}")
    elif isinstance(block, TypedTableBlock):
        yield from _table(value, name)
    elif isinstance(block, ChooserBlock):
        yield name, str(value.pk) if value else "", block.model_class
    else:
        field = block.field
        yield name, field.widget.format_value(field.prepare_value(block.value_for_form(value))) or "", None


def _rows(name: str, rows: list[tuple[str, Any, Block, Any]]) -> Iterator[tuple[str, Any, Any]]:
    yield f"{name}-count", str(len(rows)), None
    for order, (kind, key, block, value) in enumerate(rows):
        row = f"{name}-{order}"
        for part, said in (("type", kind), ("id", key or ""), ("order", str(order)), ("deleted", "")):
            yield f"{row}-{part}", said, None
        yield from sent_for(block, value, f"{row}-value")


def _table(table: Any, name: str) -> Iterator[tuple[str, Any, Any]]:
    yield f"{name}-caption", table.caption or "", None
    yield f"{name}-column-count", str(len(table.columns)), None
    for number, column in enumerate(table.columns):
        for part, said in (
            ("type", column["block"].name),
            ("order", str(number)),
            ("heading", column["heading"]),
            ("deleted", ""),
        ):
            yield f"{name}-column-{number}-{part}", said, None
    yield f"{name}-row-count", str(len(table.row_data)), None
    for number, row in enumerate(table.row_data):
        yield f"{name}-row-{number}-order", str(number), None
        yield f"{name}-row-{number}-deleted", "", None
        for place, (column, value) in enumerate(zip(table.columns, row["values"], strict=True)):
            yield from sent_for(column["block"], value, f"{name}-cell-{number}-{place}")


def links_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the links of a rich text as its editor sends it: the model, and what puts another id in the place of one."""
    try:
        text = json.loads(value)
        entities = text["entityMap"]
    except (TypeError, ValueError, KeyError):
        return
    for key, entity in entities.items():
        if entity["type"] in ENTITIES and entity["data"].get("id"):

            def linking(pk: Any, key: str = key) -> str:
                changed = json.loads(value)
                changed["entityMap"][key]["data"]["id"] = pk
                return json.dumps(changed)

            yield ENTITIES[entity["type"]], linking
