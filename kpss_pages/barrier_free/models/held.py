"""Rows that are held while they are deleted.

What belongs to a row is collected before the row goes. A survey that came in between would then point to nothing, and the
database would refuse the deletion; so whoever is about to save one is waited for, and whoever comes later is told.
"""

from typing import Any

from django.db import models, transaction


class Held(models.Model):
    """A row to which others come in from the field; its queryset is a ``HeldQuerySet``."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
            return super().delete(*args, **kwargs)
