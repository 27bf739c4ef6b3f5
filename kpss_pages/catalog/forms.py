"""Forms of the rows of the catalogue."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Kind, Origin
from kpss_pages.catalog.desk.confirming_button import CONFIRMS
from kpss_pages.catalog.desk.fields import PictureSelect, TermsField, TypeField, TypesField
from kpss_pages.catalog.desk.provenance import differing, noted, tell
from kpss_pages.catalog.finding.icons import ICONS
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.values import provider_values, values_of
from kpss_pages.catalog.vocabulary import age_groups, target_groups, term_names
from kpss_pages.contacts.choices import SpokenLanguage
from sites.tenancy.forms import TownRowForm
from sites.text import without_diacritics
from sites.towns import town_of_site


def begin_labels(form: forms.BaseForm) -> None:
    """Begin the labels of a form's own fields with a capital letter, as those of the model's fields do."""
    for name in form.declared_fields:  # type: ignore[attr-defined]
        if name in form.fields:
            form.fields[name].label = capfirst(form.fields[name].label)


class EntryForm(TownRowForm):
    """An entry whose fields remember who said them: what somebody of the town changes is said by the town."""

    values: ClassVar[Any]
    """The function that gives the values of an entry by field, by which it is seen what has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # An entry stays in its town: what belongs to it would stay behind.
            self.fields.pop("site", None)
        begin_labels(self)
        if "website" in self.fields:
            sentence = _("This is no address of a website. Write it as www.example.org.")
            self.fields["website"].error_messages["invalid"] = sentence
        tell(self.fields, self.instance.facts)

    def save(self, commit: bool = True) -> Any:
        stored = type(self.instance)._default_manager.filter(pk=self.instance.pk).first() if self.instance.pk else None
        before = type(self).values(stored) if stored is not None else {}
        row = super().save(commit=False)
        self.note(row, before)
        if commit:
            row.save()
            self.save_m2m()
        return row

    def note(self, row: Any, before: Mapping[str, Any]) -> None:
        """Note who has said what of a row that is about to be saved; ``before`` is empty for a new one."""
        row.facts = noted(row.facts, differing(before, type(self).values(row)), timezone.localdate())


class ProviderForm(EntryForm):
    """A provider."""

    values = staticmethod(provider_values)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        second = cleaned.get("asked_at_second")
        if second and second == cleaned.get("asked_at"):
            message = _("This is the first address again. Write another one, or leave it blank.")
            self.add_error("asked_at_second", ValidationError(message, code="same"))
        return cleaned


class ServiceRowForm(EntryForm):
    """A service with its forms and places."""

    values = staticmethod(values_of)

    type_code = TypeField(label=_("type by the act"))
    target_groups = TermsField(label=_("for whom"), choices=lambda: term_names(target_groups()))
    age_groups = TermsField(
        label=_("ages"), choices=lambda: term_names(age_groups()), help_text=_("Tick none where all ages are meant.")
    )
    languages = TermsField(label=_("languages"), choices=SpokenLanguage.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told_of_positions: list[str] = []
        for name in ("target_groups", "age_groups", "languages"):
            if name in self.fields:
                self.fields[name].keep(getattr(self.instance, name) or ())
        if "type_code" in self.fields and self.instance.type_code:
            self.fields["type_code"].keep([self.instance.type_code])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_kind(cleaned)
        self._check_register(cleaned)
        if cleaned.get("type_code"):
            # The register's code for the type explains nothing any more.
            self.instance.unknown_codes = [
                pair for pair in self.instance.unknown_codes if not str(pair[-1]).startswith("DruhSocialniSluzby")
            ]
        return cleaned

    def _check_kind(self, cleaned: Mapping[str, Any]) -> None:
        kind, type_code, related = (cleaned.get(name) for name in ("kind", "type_code", "related_type"))
        if kind == Kind.RELATED:
            if not related and "related_type" not in self.errors:
                message = _("Say what sort of help it is, for example: lending of aids.")
                self.add_error("related_type", ValidationError(message, code="required"))
            return
        if related:
            message = _("A service by the act has a type instead. Empty this, or choose the other kind.")
            self.add_error("related_type", ValidationError(message, code="social"))
        if not type_code and "type_code" not in self.errors and not self.instance.unknown_codes:
            message = _("Choose the type by the act, or say above that it is a related service.")
            self.add_error("type_code", ValidationError(message, code="required"))

    def _check_register(self, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get("register_number") and not cleaned.get("register"):
            message = _("Choose the register that this number is of, or empty the number.")
            self.add_error("register", ValidationError(message, code="required"))
        first, last = cleaned.get("registered_from"), cleaned.get("registered_until")
        if first and last and last < first:
            message = _("The registration ends before it begins. Check both days.")
            self.add_error("registered_until", ValidationError(message, code="order"))

    def _part_from_what_they_were(self) -> None:
        """Make rows anew whose form has become another one: two that change places would be in each other's way."""
        for form in self.formsets["forms"].forms if "forms" in self.formsets else ():
            if form.instance.pk and "form" in form.changed_data:
                form.instance.pk = None

    def _fill_in_positions(self, site_id: int) -> None:
        formset, town = self.formsets.get("facilities"), town_of_site(site_id)
        if formset is None or town is None:
            return
        told = [form.fill_in_position(town.country) for form in formset.forms if form not in formset.deleted_forms]
        self.told_of_positions = [sentence for sentence in told if sentence]

    def note(self, row: Service, before: Mapping[str, Any]) -> None:
        self._part_from_what_they_were()
        self._fill_in_positions(row.site_id)
        super().note(row, before)
        today = timezone.localdate()
        # Whoever writes an entry down says that it holds.
        if not before or CONFIRMS in self.data:
            row.facts = row.facts.confirmed(today)
            row.confirmed_on, row.confirmed_by = today, Origin.TOWN


class LifeSituationForm(TownRowForm):
    """A life situation, with what it leads to."""

    icon = forms.ChoiceField(
        label=_("picture"),
        required=False,
        choices=lambda: [("", _("none")), *((code, label) for code, (label, _path) in ICONS.items())],
        widget=PictureSelect,
    )
    type_codes = TypesField(label=_("types of service"))
    target_groups = TermsField(label=_("for whom"), choices=lambda: term_names(target_groups()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begin_labels(self)
        self.fields["type_codes"].keep(self.instance.type_codes or ())
        self.fields["target_groups"].keep(self.instance.target_groups or ())
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Leave it blank and it is made of the name.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name = cleaned.get("name_cs") or cleaned.get("name_sk")
        if not name and not {"name_cs", "name_sk"} & set(self.errors):
            message = _("Write the name in at least one of the languages.")
            self.add_error("name_cs", ValidationError(message, code="required"))
        if name and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = slugify(without_diacritics(name))[:60].strip("-") or "situation"
        leads = ("type_codes", "target_groups", "related_types")
        if not any(cleaned.get(name) for name in leads) and not set(leads) & set(self.errors):
            message = _("Tick at least one type or group, or write a related service: it would lead nowhere.")
            self.add_error("type_codes", ValidationError(message, code="nowhere"))
        return cleaned


class SynonymsForm(TownRowForm):
    """Words that mean the same: at least two, each once."""

    def clean_words(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        words = list({without_diacritics(line): line for line in lines if line}.values())
        if len(words) < 2:
            message = _("Write at least two words or phrases that mean the same, each on a line of its own.")
            raise ValidationError(message, code="one")
        return "\n".join(words)
