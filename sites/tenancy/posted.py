"""What a form was sent: every page, file and row named in it, before anything is validated.

A form that is shown again names what was chosen in it: a picture with its title, a link with its address. So an id that
somebody may not know of must not come that far, however faulty the rest of the form is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model

from sites.tenancy.references import belongs_to_towns, references_of
from sites.tenancy.scope import rows_in_scope

Named = tuple[type[Model], str]


def named_in(form: Any) -> Iterator[Named]:
    """Yield model and id of what is named in the data of a form."""
    for name, field in form.fields.items():
        raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        queryset = getattr(field, "queryset", None)
        if queryset is not None:
            for pk in raw if isinstance(raw, (list, tuple)) else [raw]:
                yield queryset.model, str(pk or "")
            continue
        try:
            model_field = form.instance._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if raw and hasattr(model_field, "extract_references"):
            for model, pk, _model_path, _content_path in model_field.extract_references(raw):
                yield model, str(pk)


def unknown_to(user: Any, named: Iterable[Named], stored: Model | None) -> bool:
    """Return whether anything named is there but not for this person; what was stored before may stay."""
    by_model: dict[type[Model], set[str]] = defaultdict(set)
    for model, pk in named:
        if pk and belongs_to_towns(model):
            by_model[model].add(pk)
    kept: set[Named] | None = None
    for model, keys in by_model.items():
        foreign = _existing(model._default_manager.all(), keys) - _existing(rows_in_scope(model, user), keys)
        if foreign and kept is None:
            kept = {(base_of(r.model), r.pk) for r in references_of(stored)} if stored is not None else set()
        if any((base_of(model), pk) not in (kept or set()) for pk in foreign):
            return True
    return False


def base_of(model: type[Model]) -> type[Model]:
    """Return the model that holds the primary key: Page for every page kind."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


def _existing(rows: Any, keys: set[str]) -> set[str]:
    try:
        return {str(pk) for pk in rows.filter(pk__in=keys).values_list("pk", flat=True)}
    except (ValueError, ValidationError):
        return {str(pk) for key in keys if key.isdecimal() for pk in rows.filter(pk=key).values_list("pk", flat=True)}
