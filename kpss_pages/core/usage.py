"""Where a row of a town is used: pages and rows of the same person's towns that refer to it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import ReferenceIndex

from sites.tenancy.scope import rows_in_scope


def own_references(row: Model, user: Any) -> "QuerySet[ReferenceIndex]":
    """Return what refers to a row; of other towns nothing, though nothing there should refer to it."""
    found = ReferenceIndex.get_references_to(row)
    own = Q(pk__in=())
    for content_type_id in found.order_by().values_list("base_content_type", flat=True).distinct():
        references = found.filter(base_content_type=content_type_id)
        model = references[0].base_content_type.model_class()
        keys = references.order_by().values_list("object_id", flat=True).distinct()
        if model is not None:
            known = rows_in_scope(model, user).filter(pk__in=list(keys)).values_list("pk", flat=True)
            own |= Q(base_content_type=content_type_id, object_id__in=[str(pk) for pk in known])
    return found.filter(own)


def reference_counts(model: type[Model], keys: Collection[int]) -> dict[int, int]:
    """Return in how many pages and rows others are used, by their keys; those that are used nowhere are left out."""
    sources = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(model), to_object_id__in=[str(key) for key in keys]
    )
    counts: dict[int, int] = {}
    distinct = sources.order_by().values_list("to_object_id", "base_content_type", "object_id").distinct()
    for key, _content_type, _object_id in distinct:
        counts[int(key)] = counts.get(int(key), 0) + 1
    return counts
