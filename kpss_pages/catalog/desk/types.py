"""Types by the act as somebody chooses them: those of a country that are valid, grouped by the act's categories."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.vocabulary import ServiceType, service_types

CATEGORIES = {
    "socialni_poradenstvi": gettext_lazy("Social counselling"),
    "socialni_pece": gettext_lazy("Services of social care"),
    "socialni_prevence": gettext_lazy("Services of social prevention"),
    "socialne_zdravotni": gettext_lazy("Social and health services"),
    "krizova_intervencia": gettext_lazy("Crisis intervention"),
    "podpora_rodiny_s_detmi": gettext_lazy("Support of families with children"),
    "odkazanost_a_vek": gettext_lazy("For people who depend on help and for seniors"),
    "telekomunikacne_technologie": gettext_lazy("Services by telecommunication"),
    "podporne_sluzby": gettext_lazy("Supporting services"),
    "samostatna_odborna_cinnost": gettext_lazy("Professional activities on their own"),
}
"""What the categories of both acts are called."""

Groups = list[tuple[str, list[tuple[str, str]]]]


def types_by_category(countries: Collection[str], today: date, kept: Collection[str] = ()) -> Groups:
    """Return the types of countries that are valid today as grouped choices; ``kept`` are offered whatever they are."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, found in service_types().items():
        if code in kept or (found.country in countries and found.is_valid_on(today)):
            groups.setdefault(found.category, []).append((code, label_of(found, today)))
    return [(str(CATEGORIES.get(category, category)), choices) for category, choices in groups.items()]


def label_of(found: ServiceType, today: date) -> str:
    """Return a type's name with its paragraph, and its end where it is none any more."""
    name = capfirst(str(found))
    label = f"{name} ({found.paragraph})" if found.paragraph else name
    if found.valid_to is not None and found.valid_to < today:
        said: dict[str, Any] = {"type": label, "day": date_format(found.valid_to, "SHORT_DATE_FORMAT")}
        return _("%(type)s: ended on %(day)s") % said
    return label
