"""Forms that a screen holds, filled in as a browser would send them back, and the fields of them that name objects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, fields
from django.http import QueryDict
from wagtail.blocks.stream_block import StreamBlock
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import _querydict_from_form

from sites.models import TownDocument
from tests.files import samples
from tests.sites.matrix.blocks import links_in, sent_for
from tests.sites.matrix.world import Town

COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS", "-ORDER", "-count", "-order")

FILLINGS = {
    fields.EmailField: "somebody@town.example",
    fields.URLField: "https://somewhere.example",
    fields.SlugField: "written",
    fields.DateTimeField: "2026-01-05 10:00",
    fields.DateField: "2026-01-05",
    fields.IntegerField: "5",
}

HIDDEN: dict[str, type[Model]] = {"loaded_revision_id": Revision, "revision_id": Revision, "document": TownDocument}
"""What hidden fields name that no form of Django's describes."""

RENAMED = {"new_slug": "copied"}
"""Values that cannot be sent as they stand."""


@dataclass
class Filled:
    """A form to send: where to, what, and by field the model of which it names an object (None: not known which)."""

    url: str
    sent: QueryDict
    files: dict[str, Any] = field(default_factory=dict)
    names: dict[str, type[Model] | None] = field(default_factory=dict)

    def changes(self) -> Iterator[tuple[str, type[Model] | None, Callable[[Any], QueryDict]]]:
        """Yield each place that names an object, and what puts another one there."""
        for name, model in self.names.items():
            yield name, model, partial(self.with_value, name)
        for name, value in self.sent.items():
            for number, (model, linking) in enumerate(links_in(value)):
                put = partial(self.with_link, name, linking)
                yield f"{name}[{number}]", model, put

    def with_value(self, name: str, value: Any) -> QueryDict:
        changed = self.sent.copy()
        changed[name] = str(value)
        return changed

    def with_link(self, name: str, linking: Callable[[Any], str], pk: Any) -> QueryDict:
        return self.with_value(name, linking(pk))

    def body(self, sent: QueryDict) -> dict[str, Any]:
        """Return what the test client posts: files anew, since a file is read only once."""
        files = {name: SimpleUploadedFile(f"new.{end}", content) for name, (end, content) in self.files.items()}
        return dict(sent.lists()) | files


def forms_of(response: Any, url: str, html: str, own: Town) -> Iterator[Filled]:
    """Yield the forms of a screen that send something, what is required filled in."""
    contained = list(django_forms(response))
    for tag in BeautifulSoup(html, "html.parser").find_all("form"):
        is_scripts_own = "w-session" in str(tag.get("data-controller"))
        if str(tag.get("method", "")).lower() == "post" and not is_scripts_own:
            yield fill(tag, urljoin(url, str(tag.get("action") or url)), contained, own)


def fill(tag: Tag, url: str, contained: list[BaseForm], own: Town) -> Filled:
    filled = Filled(url, _querydict_from_form(tag))
    for upload in tag.find_all("input", type="file"):
        name = str(upload.get("name") or "")
        if name and "required" in upload.attrs:
            is_picture = "image" in f"{upload.get('accept')}{url}"
            filled.files[name] = ("png", samples.picture()) if is_picture else ("txt", b"Text")
        filled.sent.pop(name, None)
    for form in contained:
        add_form(filled, form, own)
    for name, value in filled.sent.items():
        is_number = str(value).isdecimal() and not name.endswith(COUNTS) and name not in filled.names
        if is_number and tag.find("input", attrs={"name": name, "type": "hidden"}):
            filled.names[name] = HIDDEN.get(name.split("-")[-1])
    for name in RENAMED.keys() & filled.sent.keys():
        filled.sent[name] = RENAMED[name]
    return filled


def add_form(filled: Filled, form: BaseForm, own: Town) -> None:
    """Add what Django knows of a form: bodies, which are not in the HTML, what is required, which fields choose."""
    if not any(form.add_prefix(name) in filled.sent for name in form.fields):
        return
    for name, found in form.fields.items():
        key = form.add_prefix(name)
        block = getattr(found, "block", None)
        queryset = getattr(found, "queryset", None)
        if isinstance(block, StreamBlock):
            if f"{key}-count" in filled.sent:
                continue
            for part, value, model in sent_for(block, form[name].value(), key):
                filled.sent[part] = value
                if model is not None:
                    filled.names[part] = model
            continue
        if key not in filled.sent:
            continue
        if queryset is not None:
            filled.names[key] = queryset.model
        if found.required and not filled.sent[key]:
            filled.sent[key] = filling(found, own)


def filling(asked: fields.Field, own: Town) -> str:
    """Return what somebody would write into a field that has to be filled in."""
    queryset = getattr(asked, "queryset", None)
    if queryset is not None:
        return str(own.home.pk if queryset.model is Page else own.keys[queryset.model][-1])
    for kind, said in FILLINGS.items():
        if isinstance(asked, kind):
            return said
    return "Written"


def django_forms(response: Any) -> Iterator[BaseForm]:
    """Yield the forms with which a screen was made, those of inline rows too."""
    seen: set[int] = set()
    for context in response.context or []:
        for layer in getattr(context, "dicts", [context]):
            for value in list(layer.values()):
                yield from _forms_within(value, seen)


def _forms_within(value: Any, seen: set[int]) -> Iterator[BaseForm]:
    if id(value) in seen or not isinstance(value, BaseForm | BaseFormSet):
        return
    seen.add(id(value))
    if isinstance(value, BaseFormSet):
        for form in value.forms:
            yield from _forms_within(form, seen)
        return
    yield value
    for formset in getattr(value, "formsets", {}).values():
        yield from _forms_within(formset, seen)
