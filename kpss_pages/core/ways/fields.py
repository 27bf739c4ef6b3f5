"""The model fields of telephone numbers and e-mail addresses."""

from kpss_pages.core.json_fields import ValueField
from kpss_pages.core.ways.form_fields import EmailsFormField, PhonesFormField
from kpss_pages.core.ways.values import Emails, Phones


class PhonesField(ValueField):
    """``Phones``, edited as lines of text."""

    value_class = Phones
    form_class = PhonesFormField


class EmailsField(ValueField):
    """``Emails``, edited as lines of text."""

    value_class = Emails
    form_class = EmailsFormField
