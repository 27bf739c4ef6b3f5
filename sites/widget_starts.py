"""Wagtail's widgets start without scripts in the page, so that the admin's policy can forbid those.

Wagtail writes a small script after each chooser, calendar and list of rows. Ours writes the same as data, which
``static/kpss_sites/start-widgets.js`` reads: the name of a function or class of Wagtail's and its arguments.
"""

import json
from typing import Any

from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start_of(name: str, *arguments: Any) -> SafeString:
    """Return the element that tells the script to call ``name`` with the arguments."""
    # As json_script, which escapes what could end the element, writes it.
    data = json_script({"name": name, "arguments": arguments})
    return mark_safe(str(data).replace("<script ", "<script data-start-widget ", 1))  # noqa: S308


def render_chooser(self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    """Stand in for ``BaseChooser.render``."""
    element_id = attrs["id"]
    value_data = self.get_value_data(value)
    options = self.get_js_init_options(element_id, name, value_data)
    start = start_of(self.js_constructor, element_id, options)
    return format_html("{}{}", mark_safe(self.render_html(name, value_data, attrs)), start)  # noqa: S308


def render_task_chooser(
    self: AdminTaskChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None
) -> SafeString:
    """Stand in for the chooser of tasks, which is started by a function."""
    element_id = attrs["id"]
    html = self.render_html(name, self.get_value_data(value), attrs)
    return format_html("{}{}", mark_safe(html), start_of("createTaskChooser", element_id))  # noqa: S308


def parsed(argument: str) -> Any:
    """Return what Wagtail's templates get as JSON; an id as it is."""
    return json.loads(argument) if argument.startswith("{") else argument


def install() -> None:
    """Put the methods in place of Wagtail's."""
    BaseChooser.render = render_chooser
    AdminTaskChooser.render = render_task_chooser
