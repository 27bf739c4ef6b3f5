"""Where a contact is used: pages, plans, events, settings and other contacts that refer to it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from wagtail.models import ReferenceIndex
from wagtail.models.reference_index import ReferenceGroups
from wagtail.snippets.views.snippets import DeleteView, UsageView

from kpss_pages.contacts.models import ContactRole, ContactSettings, Office
from kpss_pages.core.usage import own_references, reference_counts

CHOSEN: Mapping[str, type[Model]] = {"coordinator": ContactRole, "office": Office}
"""What a town's settings name."""
MOST_NAMED = 20
"""Places that are named before a contact is deleted; the others are on the screen of its usage."""


def references_to(row: Model, user: Any) -> ReferenceGroups:
    """Return what refers to a row, by what it stands in; of other towns nothing, though nothing there should refer to it."""
    return ReferenceGroups([*own_references(row, user), *_in_settings(row)])


def _in_settings(row: Any) -> Iterator[ReferenceIndex]:
    """Yield what Wagtail's index leaves out: the settings that name a row."""
    for name, model in CHOSEN.items():
        if isinstance(row, model):
            base = ReferenceIndex._get_base_content_type(ContactSettings)
            for pk in ContactSettings.objects.filter(**{name: row}).values_list("pk", flat=True):
                yield ReferenceIndex(
                    content_type=base,
                    base_content_type=base,
                    object_id=str(pk),
                    to_content_type=ReferenceIndex._get_base_content_type(model),
                    to_object_id=str(row.pk),
                    model_path=name,
                    content_path=name,
                )


def counts_of(model: type[Model], keys: Collection[int]) -> dict[int, int]:
    """Return in how many places rows are used, by their keys; those that are used nowhere are left out."""
    counts = reference_counts(model, keys)
    for name in (name for name, kind in CHOSEN.items() if kind is model):
        chosen = ContactSettings.objects.filter(**{f"{name}__in": list(keys)}).values_list(name, flat=True)
        for key in chosen:
            counts[key] = counts.get(key, 0) + 1
    return counts


class ContactUsageView(UsageView):
    def get_queryset(self) -> ReferenceGroups:
        return references_to(self.object, self.request.user)


def _name_of(source: Model) -> str:
    """Return what a place is called; settings bear their town's name, which says nothing here."""
    return capfirst(source._meta.verbose_name) if isinstance(source, ContactSettings) else str(source)


class ContactDeleteView(DeleteView):
    """Says where the contact is used, then asks."""

    def get_usage(self) -> ReferenceGroups:
        return references_to(self.object, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = [_name_of(source) for source, _references in self.usage][:MOST_NAMED]
        return super().get_context_data(named=named, more=len(self.usage) - len(named), **kwargs)
