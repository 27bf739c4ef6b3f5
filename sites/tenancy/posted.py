"""What a form was sent: every page, file and row named in it, before anything is validated.

A form that is shown again names what was chosen in it: a picture with its title, a link with its address. So an id that
somebody may not know of is taken out first, and so is an id that nothing has: the two are answered alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import BigIntegerField, Model

from sites.tenancy.named_objects import NOTHING
from sites.tenancy.references import belongs_to_towns, references_of
from sites.tenancy.scope import rows_in_scope
from sites.tenancy.sent import Name, names_in

Named = tuple[type[Model], str]
Stored = Callable[[], Model | None]
"""Gives what is edited as it was last saved, None for what is new."""


def forget_the_unknown(form: Any, stored: Stored) -> list[tuple[Any, str]]:
    """Put an id of nothing in the place of each that names what the person may not know of or what is not there.

    What was stored before may stay. Return where it was, by form and field.
    """
    sent: list[tuple[Any, str, Name]] = []
    rows: list[Name] = []
    for part, formset in forms_with_formsets(form):
        own_key = part.instance._meta.pk.name if formset is not None else None
        for name, field in part.fields.items():
            found = list(names_in(field, part.data, part.add_prefix(name)))
            if name == own_key:
                rows += [one for one in found if not _is_row_of(formset, one.pk)]
            else:
                sent += [(part, name, one) for one in found]
    unknown = _unknown(form.for_user, [(one.model, one.pk) for _part, _name, one in sent], stored)
    faults = [(part, name, one) for part, name, one in sent if (one.model, one.pk) in unknown]
    if faults or rows:
        changed = form.data.copy()
        for one in (*rows, *(one for _part, _name, one in faults)):
            one.put(changed, NOTHING)
        for part, formset in forms_with_formsets(form):
            part.data = changed
            if formset is not None:
                formset.data = changed
    return list(dict.fromkeys((part, name) for part, name, _one in faults))


def forms_with_formsets(form: Any, formset: Any = None) -> Iterator[tuple[Any, Any]]:
    """Yield a form and all the forms of its inline rows, each with the formset that it is in."""
    yield form, formset
    for inner in getattr(form, "formsets", {}).values():
        if inner.is_bound and inner.management_form.is_valid():
            for child in inner.forms:
                yield from forms_with_formsets(child, inner)


def _is_row_of(formset: Any, pk: str) -> bool:
    """Return whether a row belongs to the object that is edited; Django's formsets take one of any."""
    key = _key(formset.model, pk)
    if any(str(row.pk) == key for row in formset.get_queryset()):
        return True
    rows = formset.model._default_manager.filter(**{formset.fk.attname: formset.instance.pk})
    return key is not None and rows.filter(pk=key).exists()


def _unknown(user: Any, named: Iterable[Named], stored: Stored) -> set[Named]:
    """Return what is not there, or not for this person, and was not stored before."""
    by_model: dict[type[Model], dict[str, str | None]] = defaultdict(dict)
    for model, pk in named:
        if belongs_to_towns(model):
            by_model[model][pk] = _key(model, pk)
    unknown: set[Named] = set()
    for model, keys in by_model.items():
        known = existing(rows_in_scope(model, user), {key for key in keys.values() if key is not None})
        unknown |= {(model, pk) for pk, key in keys.items() if key not in known}
    before = stored() if unknown else None
    if before is None:
        return unknown
    kept = {(base_of(reference.model), reference.pk) for reference in references_of(before)}
    return {(model, pk) for model, pk in unknown if (base_of(model), by_model[model][pk]) not in kept}


def _key(model: type[Model], pk: str) -> str | None:
    """Return an id as the database would show it, None for what cannot be one."""
    try:
        key = model._meta.pk.to_python(pk)
    except ValidationError:
        return None
    return None if isinstance(key, int) and key > BigIntegerField.MAX_BIGINT else str(key)


def base_of(model: type[Model]) -> type[Model]:
    """Return the model that holds the primary key: Page for every page kind."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


def existing(rows: Any, keys: set[str]) -> set[str]:
    return {str(pk) for pk in rows.filter(pk__in=keys).values_list("pk", flat=True)}


def names_foreign(form: Any, stored: Stored) -> bool:
    """Return whether what a form has understood of its data still names something that is not for this person."""
    named = {found for part, _formset in forms_with_formsets(form) for found in _understood(part)}
    unknown = _unknown(form.for_user, named, stored)
    return any(existing(model._default_manager.all(), {pk}) for model, pk in unknown if _key(model, pk) is not None)


def _understood(form: Any) -> Iterator[Named]:
    """Yield model and id of what the fields of a form refer to, whatever their widgets are."""
    for name, field in form.fields.items():
        raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        queryset = getattr(field, "queryset", None)
        if queryset is not None:
            for pk in raw if isinstance(raw, (list, tuple)) else [raw]:
                if pk:
                    yield queryset.model, str(pk)
            continue
        try:
            model_field = form.instance._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if raw and hasattr(model_field, "extract_references"):
            for model, pk, _model_path, _content_path in model_field.extract_references(raw):
                yield model, str(pk)
