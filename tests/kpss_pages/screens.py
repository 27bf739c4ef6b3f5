"""What a browser would send of the desk's forms."""

from typing import Any

from django.test import Client
from django.urls import reverse


def address(model: Any, name: str, *args: Any) -> str:
    """Return the address of a screen of a row's viewset."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def sent(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send of a form with its inline rows, with changes; None takes a field out."""
    form = client.get(url).context["form"]
    data = _fields(form)
    for formset in getattr(form, "formsets", {}).values():
        data |= _fields(formset.management_form)
        for row in formset.initial_forms:
            data |= _fields(row)
    return {name: value for name, value in (data | changes).items() if value is not None}


def row(relation: str, number: int, **fields: Any) -> dict[str, Any]:
    """Return what is sent of a new inline row."""
    filled = {f"{relation}-{number}-{name}": value for name, value in fields.items()}
    return filled | {f"{relation}-{number}-ORDER": number + 1, f"{relation}-TOTAL_FORMS": number + 1}


def _fields(form: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        if hasattr(widget, "widgets_names"):
            for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True):
                data[f"{bound.html_name}{suffix}"] = part
        elif isinstance(value, list):
            data[bound.html_name] = value
        elif isinstance(value, dict):
            data |= {f"{bound.html_name}-{name}": part for name, part in value.items() if part}
        elif value is not None and value is not False:
            data[bound.html_name] = widget.format_value(value) if hasattr(widget, "format_value") else value
    return data
