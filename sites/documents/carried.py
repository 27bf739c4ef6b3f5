"""Documents that a page carries without naming them in its own content: those of rows of its town.

Wagtail's reference index, by which a document is public (docs/adr/0013), asks the fields of a page what they refer to.
This is such a field without a column: nothing of it is in the page's revisions, so that to publish an older draft takes
none of the documents away.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.options import Options
from wagtail.models import Page, ReferenceIndex

from sites.documents import proof
from sites.models import TownDocument


class CarriedDocuments:
    """Set it on a page kind as a field; ``keys_of`` returns the keys of the documents of a page's rows.

    Whoever changes the rows calls ``carry_again`` for the pages.
    """

    # What Django and Wagtail ask every field. Like a generic relation it is none of the model's own fields, so that
    # neither forms nor revisions look at it, and no other end either, which would be followed when a page is deleted.
    is_relation = True
    one_to_many = True
    many_to_one = many_to_many = one_to_one = False
    auto_created = concrete = editable = primary_key = unique = False
    hidden = True
    column = related_model = remote_field = None

    name: str
    model: type[Model]

    def __init__(self, verbose_name: Any, keys_of: Callable[[Any], Iterable[int]]) -> None:
        self.verbose_name = verbose_name
        self.keys_of = keys_of

    def is_cached(self, instance: Model) -> bool:
        return False

    def contribute_to_class(self, model: type[Model], name: str) -> None:
        self.model, self.name = model, name
        meta: Options[Any] = model._meta
        meta.add_field(self, private=True)  # type: ignore[arg-type]
        setattr(model, name, ())  # what a copy of a page takes over

    @property
    def attname(self) -> str:
        return self.name

    def value_from_object(self, page: Page) -> list[int]:
        return list(self.keys_of(page)) if page.pk else []

    def extract_references(self, keys: Iterable[int]) -> Iterator[tuple[type[Model], str, str, str]]:
        for key in keys:
            yield TownDocument, str(key), "file", str(key)


def carry_again(pages: Iterable[Page]) -> None:
    """Look again at what specific pages carry, and write down what has begun and ceased to hang."""
    for page in pages:
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(page)
            proof.record_page(page)
