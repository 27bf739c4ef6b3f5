"""Ways of getting in touch: telephone numbers and e-mail addresses, each with its purpose."""

from kpss_pages.core.ways.fields import EmailsField, PhonesField
from kpss_pages.core.ways.values import Email, Emails, Phone, Phones

__all__ = ["Email", "Emails", "EmailsField", "Phone", "Phones", "PhonesField"]
