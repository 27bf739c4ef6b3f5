"""The form of a town's structure of plans."""

from wagtail.admin.forms import WagtailAdminModelForm

from sites.tenancy.forms import OwnReferencesMixin


class PlanStructureForm(OwnReferencesMixin, WagtailAdminModelForm):
    """Names of levels; nothing of another town can be chosen."""

    def town_site_id(self) -> int | None:
        site_id: int | None = self.instance.site_id
        return site_id
