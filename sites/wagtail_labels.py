"""Labels of fields to which Wagtail gives none, so that they would read English in every language."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers

LABELS: Mapping[type[Form], Mapping[str, Any]] = {
    choosers.ExternalLinkChooserForm: {"link_text": _("Text of the link")},
    choosers.AnchorLinkChooserForm: {"link_text": _("Text of the link")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("E-mail"),
        "link_text": _("Text of the link"),
        "subject": _("Subject of the message"),
        "body": _("Text of the message"),
    },
    choosers.PhoneLinkChooserForm: {"phone_number": _("Telephone"), "link_text": _("Text of the link")},
}


def give_labels() -> None:
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
