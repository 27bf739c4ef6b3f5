"""Fields that hold a value of ours as JSON: a frozen dataclass that knows ``to_json`` and ``from_json``."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


class ValueField(models.JSONField):
    """A value of ``value_class``, whose ``from_json`` takes what ``to_json`` gave and raises for anything else."""

    value_class: ClassVar[Any]
    form_class: ClassVar[Any] = None
    """A form field that gives ``value_class``; without one it is edited as JSON."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"default": self.value_class, "blank": True} | kwargs))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.value_class.from_json(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        return value.to_json() if isinstance(value, self.value_class) else super().get_prep_value(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        plain = value.to_json() if isinstance(value, self.value_class) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, self.value_class):
            return value
        try:
            return self.value_class.from_json(super().to_python(value))
        except (AttributeError, ArithmeticError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(_("What is kept here cannot be read."), code="unreadable") from error

    def value_to_string(self, obj: Any) -> Any:
        """Return what a revision keeps of the field."""
        return self.to_python(self.value_from_object(obj)).to_json()

    def validate(self, value: Any, model_instance: Any) -> None:
        """Accept what ``to_python`` gave."""

    def formfield(self, **kwargs: Any) -> Any:
        if self.form_class is None:
            return super().formfield(**kwargs)
        # Not JSONField's, which gives an encoder and a decoder; no hidden initial value, which would be compared.
        return models.Field.formfield(self, **({"form_class": self.form_class, "show_hidden_initial": False} | kwargs))
