"""What somebody of the public can say is wrong with an entry."""

from django.utils.translation import gettext_lazy

FIELDS = {
    "name": gettext_lazy("Its name"),
    "mission": gettext_lazy("What it does"),
    "target_groups": gettext_lazy("For whom it is"),
    "forms": gettext_lazy("When it is open"),
    "facilities": gettext_lazy("Where it is, or how to get in"),
    "price_note": gettext_lazy("How much it costs"),
    "how_to_apply": gettext_lazy("How to apply"),
    "phones": gettext_lazy("A telephone number"),
    "emails": gettext_lazy("An e-mail or a website"),
    "languages": gettext_lazy("Languages"),
    "provider": gettext_lazy("Who provides it"),
    "ended_on": gettext_lazy("It does not exist any more"),
    "other": gettext_lazy("Something else"),
}
"""What can be wrong, by the names of fields as far as there is one."""
