"""Ways of getting in touch: telephone numbers and e-mail addresses, each with its purpose.

``numbers`` reads, shows and dials numbers and finds them by their digits; ``lines`` has both kinds as text, one a line.
"""

from kpss_pages.core.ways.fields import EmailsField, PhonesField
from kpss_pages.core.ways.values import Email, Emails, Phone, Phones

__all__ = ["Email", "Emails", "EmailsField", "Phone", "Phones", "PhonesField"]
