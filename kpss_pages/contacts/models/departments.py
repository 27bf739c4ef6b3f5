"""A department of an organisation."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.core.hours import HoursField


class Department(ContactRow):
    """A department, or a part of one."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="departments"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text=_("The department that this one is a part of."),
    )
    name = models.CharField(_("name"), max_length=200)
    office = models.ForeignKey(
        Office, verbose_name=_("office"), null=True, blank=True, on_delete=models.SET_NULL, related_name="departments"
    )
    hours = HoursField(
        _("own office hours"), help_text=_("Leave empty when the department is there at the hours of its office.")
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("parent"), FieldPanel("office")], heading=_("Where it stands")
        ),
        MultiFieldPanel(
            [FieldPanel("phones"), FieldPanel("emails")],
            heading=_("How to get in touch"),
            help_text=_("Roles of the department that have none of their own show these."),
        ),
        FieldPanel("hours"),
        FieldPanel("sort_order"),
    ]

    found_by = ("name",)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["sort_order", "sorts_as"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_department_per_organisation_and_name",
                violation_error_message=_("The organisation has a department of this name already; use that one."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.parent is None:
            return
        if self.parent.organisation_id != self.organisation_id:
            message = _("The department above belongs to another organisation. Choose one of the same.")
            raise ValidationError({"parent": ValidationError(message, code="foreign")})
        if self.pk and self.pk in self._numbers_above():
            message = _("A department cannot be a part of itself or of one that is a part of it. Choose another one.")
            raise ValidationError({"parent": ValidationError(message, code="circle")})

    def _numbers_above(self) -> list[int]:
        """Return the keys of all departments that this one is a part of."""
        parents = dict(Department.objects.filter(site=self.site_id).values_list("pk", "parent_id"))
        found: list[int] = []
        above = self.parent_id
        while above is not None and above not in found:
            found.append(above)
            above = parents.get(above)
        return found
