"""The shape of a service in JSON as a schema, key by key: what ``service_as_plain`` gives and ``plain.FIELDS`` describes."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
_COUNT: Schema = {"type": "integer"}
_COUNT_OR_NULL: Schema = {"type": ["integer", "null"]}
_YES_OR_NO: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
_TERM = _object(code=_TEXT, name=_TEXT)
_PHONE = _object(number=_TEXT, purpose=_TEXT_OR_NULL)
_EMAIL = _object(address=_TEXT, purpose=_TEXT_OR_NULL)
_CAPACITY = _object(count=_COUNT, unit=_TEXT, unit_name=_TEXT_OR_NULL, note=_TEXT_OR_NULL)
_FORM = _object(
    code=_TEXT,
    name=_TEXT,
    capacities=_list(_CAPACITY),
    is_nonstop=_YES_OR_NO,
    hours=_TEXT_OR_NULL,
    hours_note=_TEXT_OR_NULL,
    free_places=_COUNT_OR_NULL,
    free_places_on=_DAY_OR_NULL,
)
_SECRET_PLACE = _object(is_secret={"const": True})
_PLACE = _object(
    is_secret={"const": False},
    name=_TEXT_OR_NULL,
    street=_TEXT_OR_NULL,
    postal_code=_TEXT_OR_NULL,
    municipality=_TEXT_OR_NULL,
    municipality_code=_TEXT_OR_NULL,
    address_code=_TEXT_OR_NULL,
    latitude=_NUMBER_OR_NULL,
    longitude=_NUMBER_OR_NULL,
    access=_or_null(_TERM),
    access_note=_TEXT_OR_NULL,
)
_PROVIDER = _object(
    name=_TEXT,
    company_id=_TEXT_OR_NULL,
    legal_form=_TEXT_OR_NULL,
    street=_TEXT_OR_NULL,
    postal_code=_TEXT_OR_NULL,
    municipality=_TEXT_OR_NULL,
    phones=_list(_PHONE),
    emails=_list(_EMAIL),
    website=_TEXT_OR_NULL,
)

SHAPES: Mapping[str, Schema] = {
    "id": _COUNT,
    "url": {"type": "string", "format": "uri"},
    "name": _TEXT,
    "kind": _TERM,
    "type": _or_null(_object(code=_TEXT, name=_TEXT, country=_TEXT, paragraph=_TEXT_OR_NULL, valid_until=_DAY_OR_NULL)),
    "related_type": _TEXT_OR_NULL,
    "target_groups": _list(_TERM),
    "age_groups": _list(_object(code=_TEXT, name=_TEXT, **{"from": _COUNT, "to": _COUNT_OR_NULL})),
    "ages_note": _TEXT_OR_NULL,
    "mission": _TEXT_OR_NULL,
    "activities": _list(_TEXT),
    "forms": _list(_FORM),
    "places": _list({"oneOf": [_PLACE, _SECRET_PLACE]}),
    "area": _list(_TEXT),
    "price": _or_null(_TERM),
    "price_note": _TEXT_OR_NULL,
    "how_to_apply": _TEXT_OR_NULL,
    "documents_to_bring": _list(_TEXT),
    "waiting": _TEXT_OR_NULL,
    "is_anonymous": {"type": ["boolean", "null"]},
    "languages": _list(_TERM),
    "phones": _list(_PHONE),
    "emails": _list(_EMAIL),
    "website": _TEXT_OR_NULL,
    "provider": _PROVIDER,
    "register": _or_null(_TERM),
    "register_number": _TEXT_OR_NULL,
    "registered_from": _DAY_OR_NULL,
    "registered_until": _DAY_OR_NULL,
    "confirmed_on": _DAY_OR_NULL,
    "confirmed_by": _or_null(_TERM),
    "is_stale": _YES_OR_NO,
    "origins": {"type": "object", "additionalProperties": _object(origin=_TEXT, said_on=_DAY, held_on=_DAY)},
    "licence": _TEXT_OR_NULL,
    "is_example": _YES_OR_NO,
}
"""The schema of each key, in the order of ``FIELDS``."""

DOCUMENT = _object(
    town=_TEXT,
    catalogue={"type": "string", "format": "uri"},
    asked={"type": "string", "format": "uri"},
    language=_TEXT,
    found=_TEXT,
    count=_COUNT,
    licence=_TEXT_OR_NULL,
    terms_page=_TEXT_OR_NULL,
    attributions=_list(_TEXT),
    services=_list({"$ref": "#/components/schemas/Service"}),
)
"""The schema of the whole file."""
