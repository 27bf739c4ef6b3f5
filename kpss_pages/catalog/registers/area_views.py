"""The admin's screen of taking a whole district as a town's area: choose it, look its municipalities over, keep them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from kpss_pages.catalog.area import MOST, lines_of_area
from kpss_pages.catalog.registers.area_forms import DistrictFileForm, DistrictForm
from kpss_pages.catalog.registers.districts import DistrictKind, Member, districts_of, keep, members_of
from kpss_pages.catalog.registers.views import SCREEN, RegisterScreen
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.core.collation import sort_key
from sites.choices import Country

AREA_SCREEN = "kpss_catalog_register_area"


class AreaView(RegisterScreen):
    """Choose a district and look over what it is made of. Nothing is kept before somebody has seen it."""

    page_title = gettext_lazy("Area of the catalogue")
    template_name = "kpss_catalog/admin/area.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "district" not in request.GET:
            return self.show()
        form = DistrictForm(request.GET, known=self.known)
        if not form.is_valid():
            return self.show(form=form)
        kind, name = form.chosen
        return self.show(form=form, kind=kind, members=members_of(self.town.country, kind, name))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "keep":
            return self.keep(request.POST.getlist("municipality"))
        form = self.file_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(file_form=form)
        if form.cleaned_data.get("is_for_all"):
            keep(self.town.country, form.kind, form.members)
            messages.success(request, _("The list is kept. All towns of the country can choose from it."))
        return self.show(kind=form.kind, members=form.of_district)

    def keep(self, chosen: Sequence[str]) -> HttpResponse:
        """Keep what was ticked as the area; of anything wrong with it say what, and change nothing."""
        lines = list(dict.fromkeys(line for each in chosen for line in lines_of_area(each.replace("\0", ""))))
        settings = settings_of(self.town.site_id)
        try:
            if not lines:
                raise ValidationError(_("Tick at least one municipality."))
            settings.check_area(lines, self.town.country)
        except ValidationError as error:
            return self.show(lines=lines, faults=error.messages)
        settings.area = "\n".join(lines)
        settings.save()
        log(instance=settings, action="wagtail.edit", user=self.user)
        sentence = ngettext(
            "The area of the catalogue has %(count)d municipality now.",
            "The area of the catalogue has %(count)d municipalities now.",
            len(lines),
        )
        messages.success(self.request, sentence % {"count": len(lines)})
        return redirect(SCREEN, self.town.site_id)

    @cached_property
    def known(self) -> dict[DistrictKind, list[str]]:
        """The districts of the town's country."""
        return districts_of(self.town.country, get_language() or self.town.default_language)

    def file_form(self, *args: Any) -> DistrictFileForm:
        initial = {"name": self.town.site.site_name}
        return DistrictFileForm(
            *args, country=self.town.country, may_keep=bool(self.user.is_superuser), initial=initial
        )

    def show(
        self,
        *,
        form: DistrictForm | None = None,
        file_form: DistrictFileForm | None = None,
        kind: DistrictKind | None = None,
        members: Sequence[Member] = (),
        lines: Sequence[str] = (),
        faults: Sequence[str] = (),
    ) -> HttpResponse:
        """Show the screen; below a district are also those of today's area that are not of it, so that none is lost."""
        known = self.known
        of_today = lines_of_area(settings_of(self.town.site_id).area)
        members = sorted(members, key=lambda each: sort_key(each.name, get_language() or "cs"))
        of_district = [each.line for each in members] or list(lines)
        there = {one for each in members for one in (each.line, each.number, each.name)} | set(lines)
        context = self.get_context_data(
            known=known,
            form=(form or DistrictForm(known=known)) if known else None,
            file_form=file_form or self.file_form(),
            is_czech=self.town.country == Country.CZ,
            kind=kind,
            district=members[0].district if members else "",
            lines=of_district,
            others=[line for line in of_today if line not in there] if of_district else [],
            of_today=of_today,
            is_too_long=len(of_district) > MOST,
            faults=faults,
            register_url=self.url(SCREEN),
        )
        return self.render_to_response(context)
