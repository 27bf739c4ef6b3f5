"""Forms of pages and rows that take nothing from another town."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page, RevisionMixin, Site
from wagtail.permissions import policy_registry

from sites.documents.findings import files_of, held_back, refusals_of
from sites.models import TownSettings
from sites.tenancy.long_lists import shorten
from sites.tenancy.posted import forget_the_unknown, names_foreign
from sites.tenancy.references import foreign_references, refusals
from sites.tenancy.scope import site_id_of, site_lookup

NOT_THERE = _("What was chosen here is not there any more, or it does not belong to this town. Choose again.")


class OwnReferencesMixin:
    """Refuses references to other towns, in the form and in its inline rows, and offers no foreign rows to choose."""

    instance: Any

    town_site_id: Callable[[], int | None]
    """Return the site of the town that the edited object is going to belong to; each form has its own way."""

    def is_valid(self) -> bool:
        forgotten = self._forget_the_unknown()
        is_valid = super().is_valid()  # type: ignore[misc]
        for form, field in forgotten:
            if field not in form.errors:
                form.add_error(field, NOT_THERE)
        return is_valid and not forgotten and not self._refuse_foreign_references()

    def _forget_the_unknown(self) -> list[tuple[Any, str]]:
        """Take out of the data what the person may not know of; return where it was."""
        if getattr(self, "for_user", None) is None or not self.is_bound:  # type: ignore[attr-defined]
            return []
        stored = cache(self.stored)
        forgotten = forget_the_unknown(self, stored)
        if names_foreign(self, stored):
            raise Http404  # in a place that we do not know of: it must not be shown again
        return forgotten

    def stored(self) -> Any:
        """Return the object as it was last saved, None for a new one."""
        before = type(self.instance)._default_manager.filter(pk=self.instance.pk).first() if self.instance.pk else None
        return before.get_latest_revision_as_object() if isinstance(before, RevisionMixin) else before

    def _refuse_foreign_references(self) -> bool:
        site_id = self.town_site_id()
        refused = False
        for form in forms_within(self):
            # Inline rows are looked at through their own forms: on the instance they are still those of before.
            inline = getattr(form, "formsets", {})
            found = [
                reference for reference in foreign_references(form.instance, site_id) if reference.field not in inline
            ]
            for field, errors in refusals(found).items():
                form.add_error(field if field in form.fields else None, errors)
                refused = True
        return refused


def forms_within(form: Any) -> Iterator[Any]:
    """Yield a form and the forms of its inline rows, those to be deleted left out."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            if child not in formset.deleted_forms and (child.instance.pk or child.has_changed()):
                yield from forms_within(child)


def offer_own_rows(form: Any, site_id: int | None) -> None:
    """Leave the town's rows in the form's lists of rows with a town; choosers of pages and files have their own way."""
    for field in form.fields.values():
        model = getattr(getattr(field, "queryset", None), "model", None)
        lookup = site_lookup(model) if model is not None and model is not Site else None
        if lookup:
            field.queryset = field.queryset.filter(**{lookup: site_id})


def tell_town(form: Any, site_id: int | None) -> None:
    """Tell the town to the fields that ask for it by a method ``for_town``: what they accept depends on its country."""
    asking = [field for field in form.fields.values() if hasattr(field, "for_town")]
    town = TownSettings.objects.filter(site_id=site_id).first() if asking and site_id is not None else None
    if town is not None:
        for field in asking:
            field.for_town(town)


class TownPageForm(OwnReferencesMixin, WagtailAdminPageForm):
    """The form of every page kind."""

    instance: Page

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in (self, *(child for formset in self.formsets.values() for child in formset.forms)):
            offer_own_rows(form, self.town_site_id())
            tell_town(form, self.town_site_id())

    def is_valid(self) -> bool:
        return super().is_valid() and not self._refuse_files_that_are_held_back()

    def _refuse_files_that_are_held_back(self) -> bool:
        """Refuse to publish, now or later, or to submit a page with files that are held back; a draft may have them."""
        if self.is_deferred_validation:
            return False
        # Inline rows are looked at through their own forms: on the instance they are still those of before.
        files = (files_of(form.instance, getattr(form, "formsets", {})) for form in forms_within(self))
        errors = refusals_of(held_back(set().union(*files)))
        if errors:
            self.add_error(None, errors)
        return bool(errors)

    def town_site_id(self) -> int | None:
        return site_id_of(self.instance) if self.instance.path else site_id_of(self.parent_page or self.instance)


class TownRowForm(OwnReferencesMixin, WagtailAdminModelForm):
    """The form of a row with a ``site``: the person's towns to choose from, no question where there is only one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self._offer_sites()
        if self.town_site_id() is not None:
            offer_own_rows(self, self.town_site_id())
        tell_town(self, self._posted_site_id() or self.town_site_id())

    def _posted_site_id(self) -> int | None:
        """Return the site chosen in the form, where it is asked for; None when it is not one of the person's."""
        if not self.is_bound or "site" not in self.fields:
            return None
        try:
            site = self.fields["site"].clean(self["site"].data)
        except ValidationError:
            return None
        return site.pk if site else None

    def _offer_sites(self) -> None:
        action = "change" if self.instance.pk else "add"
        policy = policy_registry.get_by_type(type(self.instance))
        sites = policy.sites_user_has_permission_for(self.for_user, action)
        only = list(sites[:2])
        if len(only) == 1 and (self.instance.site_id in (None, only[0].pk)):
            self.instance.site = only[0]
            self.fields.pop("site", None)
        elif "site" in self.fields:
            self.fields["site"].queryset = sites
            shorten(self)

    def town_site_id(self) -> int | None:
        site_id: int | None = self.instance.site_id
        return site_id

    def _get_validation_exclusions(self) -> set[str]:
        """Keep the constraints that hold within a town, though the town itself is not asked for."""
        exclusions: set[str] = super()._get_validation_exclusions()
        return exclusions - {"site"}


class TownSettingForm(OwnReferencesMixin, WagtailAdminModelForm):
    """The form of a setting of one town: its own rows to choose from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_own_rows(self, self.town_site_id())
        tell_town(self, self.town_site_id())

    def town_site_id(self) -> int | None:
        site_id: int | None = self.instance.site_id
        return site_id
