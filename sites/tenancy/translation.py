"""wagtail-localize within one town: who may translate a page, into which languages, and what a translation may hold.

Its own views ask for one permission that holds everywhere; here the page itself is asked.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import report, snippets_api
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from sites.models import User
from sites.page_urls import TOWN_DEPTH
from sites.tenancy.filters import LabelledTranslationsFilterSet
from sites.tenancy.held_back import tell_what_is_held_back
from sites.tenancy.references import foreign_references
from sites.tenancy.scope import pages_in_scope, rows_in_scope, site_id_of, town_of


def missing_locales(page: Page) -> "QuerySet[Locale]":
    """Return the languages of the page's town in which the page is not there yet; aliases do not count."""
    town = town_of(page)
    there = page.get_translations(inclusive=True).filter(alias_of__isnull=True).values("locale_id")
    languages = town.languages if town else []
    return Locale.objects.filter(language_code__in=languages).exclude(pk__in=there)


def may_translate(user: User, page: Page) -> bool:
    """Return whether somebody may make translations of a page."""
    return (
        user.has_perm("wagtail_localize.submit_translation")
        and page.specific.permissions_for_user(user).can_edit()
        and missing_locales(page).exists()
    )


def place_of_translation(page: Page, locale: Locale) -> Page | None:
    """Return the page under which a translation would stand, None when that is not translated yet."""
    parent = page.get_parent()
    return parent if page.depth == TOWN_DEPTH else parent.get_translation_or_none(locale)


class SubmitTranslationView(SubmitPageTranslationView):
    """Offers the languages of the page's town."""

    def get_object(self) -> Page:
        page: Page = super().get_object()
        if not missing_locales(page).exists():
            raise Http404
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_form(self) -> Any:
        form = super().get_form()
        locales = missing_locales(self.object)
        form.fields["locales"].queryset = locales
        if locales.count() == 1:
            form.fields["select_all"].widget = HiddenInput()
            form.fields["locales"].initial = locales
        if not self.may_take_subtree():
            form.fields["include_subtree"].widget = HiddenInput()
            form.fields["include_subtree"].disabled = True
        return form

    def may_take_subtree(self) -> bool:
        """Whether the person may edit everything below the page."""
        below = self.object.get_descendants().specific()
        return all(page.permissions_for_user(self.request.user).can_edit() for page in below)

    def form_valid(self, form: Any) -> HttpResponse:
        for locale in form.cleaned_data["locales"]:
            refusal = self.refusal(locale)
            if refusal:
                form.add_error("locales", refusal)
        if form.errors:
            context = {**self.get_context_data(), "form": form}
            return self.render_to_response(context)
        response: HttpResponse = super().form_valid(form)
        return response

    def refusal(self, locale: Locale) -> str:
        """Return why the page cannot be translated into a language, "" when it can."""
        place = place_of_translation(self.object, locale)
        if place is None:
            return _("The page above this one is not translated yet. Translate that one first.")
        is_home = self.object.depth == TOWN_DEPTH
        if not is_home and not place.specific.permissions_for_user(self.request.user).can_add_subpage():
            return _("You may not add pages under the translation of the page above. Ask your town's manager.")
        return ""


class UpdateView(UpdateTranslationsView):
    """Asks for the right to edit the page and each of its translations, and to publish them for publishing."""

    def get_object(self) -> TranslationSource:
        source: TranslationSource = super().get_object()
        pages = list(pages_of(source))
        if not pages:
            raise Http404
        if not all(page.permissions_for_user(self.request.user).can_edit() for page in pages):
            raise PermissionDenied
        return source

    def get_form(self) -> Any:
        form = super().get_form()
        targets = [page for page in pages_of(self.object) if page.locale_id != self.object.locale_id]
        if not all(page.permissions_for_user(self.request.user).can_publish() for page in targets):
            form.fields["publish_translations"].widget = HiddenInput()
            form.fields["publish_translations"].disabled = True
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Publish nothing while a file of the page or of a translation is held back."""
        if form.cleaned_data["publish_translations"] and tell_what_is_held_back(self.request, *pages_of(self.object)):
            return redirect(self.request.path)
        response: HttpResponse = super().form_valid(form)
        return response


def pages_of(source: TranslationSource) -> Iterator[Page]:
    """Yield the source page and the pages translated from it."""
    locales = [source.locale_id, *source.translations.filter(enabled=True).values_list("target_locale", flat=True)]
    for page in Page.objects.filter(translation_key=source.object_id, locale__in=locales):
        yield page.specific


class ReportView(report.TranslationsReportView):
    filterset_class = LabelledTranslationsFilterSet

    def get_queryset(self) -> Any:
        keys = pages_in_scope(self.request.user).values("translation_key")
        return super().get_queryset().filter(source__object_id__in=keys).order_by("-source__last_updated_at", "pk")


class SnippetApiView(snippets_api.SnippetViewSet):
    def get_queryset(self) -> Any:
        return rows_in_scope(self.get_model(), self.request.user)


def keeps_references(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Take back a change of a translation after which it would refer to another town's page or file."""

    @wraps(view)
    def kept(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            response = view(request, translation_id, **kwargs)
            translation = Translation.objects.select_related("source", "target_locale").get(pk=translation_id)
            page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
            if foreign_references(page, site_id_of(page)):
                transaction.set_rollback(True)
                raise Http404
        return response

    return kept
