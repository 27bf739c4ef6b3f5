"""Words of Wagtail's that no catalogue can mend: labels that are missing, and a count glued to a plural noun."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.paginator import WagtailPaginator

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


def items_count_label(paginator: WagtailPaginator) -> str:
    """Return how many items a list has. Wagtail says "5 pages", which Czech and Slovak decline by the number."""
    return gettext("Total: %(count)s") % {"count": paginator.count}


def give_labels() -> None:
    WagtailPaginator.items_count_label = property(items_count_label)
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
