"""The field that holds what a plan consists of."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.documents import get_document_model
from wagtail.models import Page

from kpss_pages.contacts.models import ContactRole
from kpss_pages.core.json_fields import ValueField
from kpss_pages.plans.content import PlanContent


class PlanContentField(ValueField):
    """A ``PlanContent``; tells the reference index and the search what is in it."""

    value_class = PlanContent

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"editable": False} | kwargs))

    def extract_references(self, value: Any) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """Yield the pages, documents and roles that measures point to, for Wagtail's reference index."""
        for measure in self.to_python(value).measures:
            if measure.responsible_role is not None:
                path = f"{measure.anchor}.role.{measure.responsible_role}"
                yield ContactRole, str(measure.responsible_role), "measure.role", path
            for link in measure.links:
                if link.page is not None:
                    yield Page, str(link.page), "measure.page", f"{measure.anchor}.page.{link.page}"
                if link.document is not None:
                    path = f"{measure.anchor}.document.{link.document}"
                    yield get_document_model(), str(link.document), "measure.document", path

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words of goals and measures in their order, for the search."""
        content = self.to_python(value)
        words = [part for goal in content.goals for part in (goal.number, goal.name, goal.description)]
        for measure in content.measures:
            words += [measure.number, measure.name, measure.description, measure.reason, *measure.target_groups]
            words += [measure.working_group, measure.territory, measure.responsible, measure.realised_by]
            words += [measure.partners, measure.output]
            words += [part for activity in measure.activities for part in (activity.name, activity.responsible)]
            words += [indicator.name for indicator in measure.indicators]
        return [word for word in words if word]
