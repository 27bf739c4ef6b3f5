"""Forms of the platform's administrator."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from sites.choices import Country, TownKind
from sites.models import TownHost, TownSettings
from sites.provisioning import NewCoordinator, NewTown


class HostSearchForm(forms.Form):
    """A part of a town's name or of one of its host names."""

    q = forms.CharField(label=_("Name or host name"), required=False)


class NewTownForm(forms.Form):
    """What is needed to add a town; the rest is filled in by its manager."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As it stands in the heading of the site."))
    hostname = forms.CharField(
        label=_("Host name"),
        max_length=253,
        help_text=_("Without https://, for example kpss.prerov.example."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=443)
    kind = forms.ChoiceField(label=_("Kind"), choices=TownKind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=Country.choices)
    language = forms.ChoiceField(label=_("Default language"), choices=settings.LANGUAGES)
    other_languages = forms.MultipleChoiceField(
        label=_("Further languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    coordinator_role = forms.CharField(
        label=_("Coordinator of planning"),
        max_length=160,
        required=False,
        help_text=_("What the role is called, for example: Coordinator of planning. Pages name it as whom to ask."),
    )
    coordinator_office = forms.CharField(
        label=_("Office and address of the coordinator"), max_length=250, required=False
    )
    coordinator_phone = forms.CharField(label=_("Telephone of the coordinator"), max_length=40, required=False)
    coordinator_email = forms.EmailField(label=_("E-mail of the coordinator"), required=False)
    manager_email = forms.EmailField(
        label=_("E-mail of the manager"),
        required=False,
        help_text=_("An invitation is sent there. It can also be sent later."),
    )

    def new_town(self) -> NewTown:
        cleaned = self.cleaned_data
        return NewTown(
            name=cleaned["name"],
            hostname=cleaned["hostname"],
            port=cleaned["port"],
            language=cleaned["language"],
            other_languages=tuple(cleaned["other_languages"]),
            kind=cleaned["kind"],
            country=cleaned["country"],
            coordinator=NewCoordinator(
                role=cleaned["coordinator_role"],
                office=cleaned["coordinator_office"],
                phone=cleaned["coordinator_phone"],
                email=cleaned["coordinator_email"],
            ),
        )


class FurtherHostForm(forms.ModelForm):
    """A host name that is to lead to the main one of a town."""

    class Meta:
        model = TownHost
        fields = ("hostname",)
        labels = {"hostname": _("Host name")}


class MainHostForm(forms.ModelForm):
    """The host name and port at which a town is served."""

    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)

    class Meta:
        model = Site
        fields = ("hostname", "port")
        labels = {"hostname": _("Host name")}
        help_texts = {"hostname": _("Without https://, for example kpss.prerov.example.")}


class SuspensionForm(forms.ModelForm):
    """Whether a town is suspended, and the notice that the public reads."""

    class Meta:
        model = TownSettings
        fields = ("is_suspended", "suspension_notice")


class RemovalForm(forms.Form):
    """The typed confirmation of a removal."""

    confirmation = forms.CharField(label=_("Host name of the town"))

    def __init__(self, *args: Any, hostname: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hostname = hostname

    def clean_confirmation(self) -> str:
        typed: str = self.cleaned_data["confirmation"]
        if typed != self.hostname:
            raise forms.ValidationError(
                _("This is not the host name of the town. Nothing was removed. Type: %(hostname)s"),
                params={"hostname": self.hostname},
            )
        return typed
