"""The model fields of telephone numbers and e-mail addresses."""

from kpss_pages.core.json_fields import ValueField
from kpss_pages.core.ways.values import Emails, Phones


class PhonesField(ValueField):
    """``Phones``."""

    value_class = Phones


class EmailsField(ValueField):
    """``Emails``."""

    value_class = Emails
