"""What a page or row refers to must belong to its own town, or be shared with the town."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Collection, CollectionMember, GroupCollectionPermission, Page, ReferenceIndex

from sites.models.media import collection_ancestor_paths
from sites.tenancy.scope import site_id_of, site_lookup
from sites.tenancy.shared import is_shared


@dataclass(frozen=True)
class Reference:
    """An object that is referred to, by base model and id, and the field in which it is."""

    model: type[Model]
    pk: str
    field: str


def references_of(instance: Model) -> Iterator[Reference]:
    """Yield what an instance refers to as it stands in memory: fields, StreamField, rich text, inline rows, lists."""
    for content_type_id, pk, model_path, _content_path in ReferenceIndex._extract_references_from_object(instance):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and belongs_to_towns(model):
            yield Reference(model, pk, model_path.split(".")[0])
    yield from _chosen_from_lists(instance)


def _chosen_from_lists(instance: Model) -> Iterator[Reference]:
    """Yield many-to-many choices, which the reference index leaves out."""
    for field in instance._meta.many_to_many:
        if belongs_to_towns(field.related_model):
            for row in field.value_from_object(instance):
                yield Reference(field.related_model, str(row.pk), field.name)


def belongs_to_towns(model: type[Model]) -> bool:
    """Return whether objects of a model are a town's: pages, files and rows with a town."""
    if is_shared(model):
        return False
    return issubclass(model, (Page, CollectionMember)) or site_lookup(model) is not None


def foreign_references(instance: Model, site_id: int | None) -> list[Reference]:
    """Return what an instance refers to that is neither the town's nor shared with it; missing objects do not count."""
    by_model: dict[type[Model], list[Reference]] = defaultdict(list)
    for reference in references_of(instance):
        by_model[reference.model].append(reference)
    return [
        reference
        for model, references in by_model.items()
        for reference in references
        if reference.pk in _foreign_keys(model, {r.pk for r in references}, site_id)
    ]


def _foreign_keys(model: type[Model], keys: Iterable[str], site_id: int | None) -> set[str]:
    rows = model._default_manager.filter(pk__in=keys)
    if issubclass(model, CollectionMember):
        rows = rows.select_related("collection")
    return {str(row.pk) for row in rows if not _is_usable(row, site_id)}


def _is_usable(row: Any, site_id: int | None) -> bool:
    owner = site_id_of(row)
    if owner is not None:
        return owner == site_id
    return isinstance(row, CollectionMember) and site_id is not None and is_shared_with(row.collection, site_id)


def is_shared_with(collection: Collection, site_id: int) -> bool:
    """Return whether a collection of no town was opened to a town: one of its groups may choose from it."""
    return GroupCollectionPermission.objects.filter(
        group__town_role__site=site_id,
        permission__codename__startswith="choose_",
        collection__path__in=collection_ancestor_paths(collection),
    ).exists()


def refusals(references: Iterable[Reference]) -> dict[str, list[ValidationError]]:
    """Return the errors to show for foreign references, by field; they say nothing about what is referred to."""
    errors: dict[str, list[ValidationError]] = {}
    for reference in references:
        errors.setdefault(reference.field, [ValidationError(message_about(reference.model), code="foreign")])
    return errors


def message_about(model: type[Model]) -> str:
    """Return the sentence that refuses a reference to an object of a model."""
    if issubclass(model, Page):
        return _("A page that is linked here is not a page of this town. Choose one of this town's pages.")
    if issubclass(model, CollectionMember):
        return _("A picture or file that is used here does not belong to this town. Choose one from this town's.")
    return _("Something that was chosen here does not belong to this town. Choose again.")


def validate_references(instance: Any, site_id: int | None) -> None:
    """Raise ValidationError, by field, when an instance refers to another town's page, file or row."""
    errors = refusals(foreign_references(instance, site_id))
    known = {field.name for field in instance._meta.get_fields()}
    if errors:
        raise ValidationError({name if name in known else NON_FIELD_ERRORS: list_ for name, list_ in errors.items()})
