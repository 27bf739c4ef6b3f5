"""The forms of people who subscribe: what they want to be told of, and the desk's look-up of one address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.announcements import AnnouncedKind, announced_kinds
from kpss_pages.core.models import Topic
from kpss_pages.core.templatetags.kpss import sorted_by_name
from kpss_pages.subscriptions.choices import Frequency
from sites.mail_addresses import MailAddressField
from sites.models import TownSettings
from sites.towns import live_languages

MOST_ASKED = 40
"""Values of one parameter of an address that are looked at."""


def kinds_of(town: TownSettings) -> list[AnnouncedKind]:
    """Return the kinds that a town tells of: those that it has not switched off."""
    return [kind for kind in announced_kinds() if kind.model not in town.disabled_kinds]


def topics_of(town: TownSettings) -> list[Topic]:
    """Return a town's topics and working groups by their names in the current language."""
    return sorted_by_name(Topic.objects.filter(site=town.site_id))


def asked_for(town: TownSettings, query: QueryDict) -> tuple[dict[str, Any], bool]:
    """Return what an address chooses, and whether it asks for something that the town has not."""
    kinds, topics = _values(query, "kinds"), _values(query, "topics")
    known_kinds = {kind.key for kind in kinds_of(town)}
    known_topics = (
        set(Topic.objects.filter(site=town.site_id, slug__in=topics).values_list("slug", flat=True))
        if topics
        else set()
    )
    has_unknown = not (set(kinds) <= known_kinds and set(topics) <= known_topics)
    initial = {
        "kinds": [key for key in kinds if key in known_kinds] or sorted(known_kinds),
        "topics": [slug for slug in topics if slug in known_topics],
    }
    return initial, has_unknown


def _values(query: QueryDict, name: str) -> list[str]:
    given = ",".join(query.getlist(name)).split(",")
    return [value.strip()[:80] for value in given[:MOST_ASKED] if value.strip()]


class PreferencesForm(forms.Form):
    """Of what and how often somebody is told."""

    kinds = forms.MultipleChoiceField(
        label=_("What do you want to know about?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    topics = forms.MultipleChoiceField(
        label=_("Only some topics?"),
        help_text=_("Leave all empty to be told of everything."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    frequency = forms.ChoiceField(
        label=_("How often?"), choices=Frequency.choices, initial=Frequency.WEEKLY, widget=forms.RadioSelect
    )

    field_order = ["email", "kinds", "topics", "frequency", "language"]

    def __init__(self, *args: Any, town: TownSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.town = town
        self._choices("kinds").choices = [(kind.key, kind.label) for kind in kinds_of(town)]
        self.town_topics = topics_of(town)
        if self.town_topics:
            self._choices("topics").choices = [(topic.slug, str(topic)) for topic in self.town_topics]
        else:
            del self.fields["topics"]

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean_kinds(self) -> list[str]:
        """Each once, however often it was sent: the desk counts them."""
        return list(dict.fromkeys(self.cleaned_data["kinds"]))

    def chosen_topics(self) -> list[Topic]:
        """Return the chosen topics; none for all."""
        slugs = self.cleaned_data.get("topics", [])
        return [topic for topic in self.town_topics if topic.slug in slugs]


class SubscribeForm(PreferencesForm):
    """Somebody subscribes."""

    email = MailAddressField(
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail."),
            "invalid": _("This is no e-mail address. Check it, please: name@example.com."),
        },
    )
    website = forms.CharField(required=False, max_length=500)
    """Nobody sees it; programs that fill in every form do."""

    @property
    def is_of_a_program(self) -> bool:
        return bool(self.data.get("website"))


class ManageForm(PreferencesForm):
    """A subscriber changes what they are told, and in which of the town's languages."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = live_languages(self.town)
        if len(languages) > 1:
            self._choices("language").choices = [(code, get_language_info(code)["name_local"]) for code in languages]
        else:
            del self.fields["language"]


class LookUpForm(forms.Form):
    """The desk looks for one address, because its owner has asked."""

    email = MailAddressField(label=_("E-mail"), help_text=_("The whole address of somebody who has asked you."))
