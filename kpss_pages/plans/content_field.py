"""The field that holds what a plan consists of."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from kpss_pages.plans.content import PlanContent


class PlanContentField(models.JSONField):
    """A ``PlanContent``; tells the reference index and the search what is in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"default": PlanContent, "blank": True, "editable": False}
        super().__init__(*args, **(defaults | kwargs))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> PlanContent:
        return PlanContent.from_json(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        return value.to_json() if isinstance(value, PlanContent) else super().get_prep_value(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        plain = value.to_json() if isinstance(value, PlanContent) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def to_python(self, value: Any) -> PlanContent:
        if isinstance(value, PlanContent):
            return value
        try:
            return PlanContent.from_json(super().to_python(value))
        except (AttributeError, ArithmeticError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(_("The plan's goals and measures cannot be read."), code="content") from error

    def value_to_string(self, obj: Any) -> Any:
        """Return what a revision keeps of the field."""
        return self.to_python(self.value_from_object(obj)).to_json()

    def validate(self, value: Any, model_instance: Any) -> None:
        """Accept what ``to_python`` gave."""

    def extract_references(self, value: Any) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """Yield the pages and documents that measures link to, for Wagtail's reference index."""
        for measure in self.to_python(value).measures:
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
