"""What somebody is for: the thing that pages, plans and forms point to."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.contacts.querysets import ContactRoleManager
from kpss_pages.core.hours import HoursField


class ContactRole(ContactRow):
    """A role ("coordinator of planning") in a department or an organisation, with its holder and deputy.

    Its own telephones, e-mails, office and hours count; where it has none, those of its holder, its department and its
    office do (see ``shown.py``).
    """

    name = models.CharField(_("role"), max_length=160, help_text=_("For example: Coordinator of planning"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roles",
        help_text=_("Only for a role without a department."),
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roles",
    )
    holder = models.ForeignKey(
        Person, verbose_name=_("holder"), null=True, blank=True, on_delete=models.SET_NULL, related_name="roles"
    )
    deputy = models.ForeignKey(
        Person, verbose_name=_("deputy"), null=True, blank=True, on_delete=models.SET_NULL, related_name="deputised"
    )
    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roles",
        help_text=_("Only where it is another one than the department's."),
    )
    room = models.CharField(_("room"), max_length=80, blank=True, help_text=_("For example: 2nd floor, door 214"))
    hours = HoursField(
        _("own office hours"), help_text=_("Leave empty when the hours of the department or the office hold.")
    )
    note = models.TextField(
        _("note"), blank=True, max_length=500, help_text=_("For example: when somebody can be reached.")
    )
    is_listed = models.BooleanField(_("in the directory"), default=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("holder"), FieldPanel("deputy")], heading=_("Who holds it")),
        MultiFieldPanel(
            [FieldPanel("department"), FieldPanel("organisation"), FieldPanel("office"), FieldPanel("room")],
            heading=_("Where it stands"),
        ),
        MultiFieldPanel(
            [FieldPanel("phones"), FieldPanel("emails"), FieldPanel("note")],
            heading=_("How to get in touch"),
            help_text=_("Where these are blank, those of the holder are shown, else of the department and the office."),
        ),
        FieldPanel("hours"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("is_listed"), FieldPanel("sort_order")])], heading=_("Directory")),
    ]

    objects: ClassVar[Any] = ContactRoleManager()

    found_by = ("name", "room")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["sort_order", "sorts_as"]

    def __str__(self) -> str:
        return f"{self.name} ({self.holder})" if self.holder else self.name

    def clean(self) -> None:
        super().clean()
        if self.department is not None and self.organisation_id is not None:
            if self.department.organisation_id != self.organisation_id:
                message = _("The department belongs to another organisation. Leave the organisation blank.")
                raise ValidationError({"organisation": ValidationError(message, code="foreign")})
            self.organisation = None  # the department says it
        if self.holder is not None and self.holder_id == self.deputy_id:
            message = _("The deputy is the holder. Choose somebody else, or nobody.")
            raise ValidationError({"deputy": ValidationError(message, code="same")})

    @property
    def address_below(self) -> str:
        """The address of the role's page, below that of the contacts page."""
        return f"role/{self.pk}/"
