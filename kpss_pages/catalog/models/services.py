"""Services, the forms in which they are given and the places where they are."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from kpss_pages.barrier_free.models import Place
from kpss_pages.catalog.capacities import CapacitiesField
from kpss_pages.catalog.choices import Kind, Origin, Price, Register
from kpss_pages.catalog.facts import FactsField
from kpss_pages.catalog.models.providers import Provider
from kpss_pages.catalog.querysets import ServiceManager
from kpss_pages.catalog.vocabulary import forms, service_type, target_groups, term_names
from kpss_pages.contacts.choices import Access
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.core.hours import HoursField
from kpss_pages.core.positions import lies_on_earth


def form_choices() -> list[tuple[str, str]]:
    return term_names(forms())


class Service(ContactRow, ClusterableModel):
    """A service of a provider, by the act or beside it; its telephones and e-mails are those of the service."""

    provider = models.ForeignKey(
        Provider, verbose_name=_("provider"), on_delete=models.CASCADE, related_name="services"
    )
    kind = models.CharField(_("social or related"), max_length=10, choices=Kind.choices, default=Kind.SOCIAL)
    name = models.CharField(_("name"), max_length=300)
    type_code = models.CharField(_("type by the act"), max_length=80, blank=True)
    """A code of ``vocabulary.service_types``; "" for a related service, and where the register's code is unknown."""
    related_type = models.CharField(
        _("what sort of help"), max_length=120, blank=True, help_text=_("Only for a related service: lending of aids")
    )
    unknown_codes = models.JSONField(_("unknown codes"), default=list, blank=True, editable=False)
    """Codes of the register that no loaded code list explains, as pairs of the list's name and the code."""
    target_groups = models.JSONField(_("for whom"), default=list, blank=True)
    """Codes of ``vocabulary.target_groups``."""
    age_groups = models.JSONField(_("ages"), default=list, blank=True)
    """Codes of ``vocabulary.age_groups``; empty where all ages are meant or nobody has said."""
    ages_note = models.CharField(_("note on ages"), max_length=200, blank=True)
    mission = models.TextField(_("what it is for"), blank=True, help_text=_("Two or three sentences in plain words."))
    activities = models.TextField(_("what is done"), blank=True, help_text=_("One activity on each line."))
    price = models.CharField(_("price"), max_length=10, choices=Price.choices, blank=True)
    price_note = models.TextField(_("how much it costs"), blank=True)
    area = models.TextField(
        _("area served"), blank=True, help_text=_("One municipality on each line; empty when it serves everybody.")
    )
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    documents_to_bring = models.TextField(_("what to bring"), blank=True, help_text=_("One thing on each line."))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    """Codes of ``contacts.choices.SpokenLanguage``."""
    is_anonymous = models.BooleanField(_("without giving a name"), null=True, blank=True)
    waiting = models.CharField(_("how long one waits"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)

    register = models.CharField(_("register"), max_length=10, choices=Register.choices, blank=True)
    register_number = models.CharField(_("number in the register"), max_length=40, blank=True)
    registered_from = models.DateField(_("registered from"), null=True, blank=True)
    registered_until = models.DateField(_("registered until"), null=True, blank=True)
    ended_on = models.DateField(
        _("ended on"), null=True, blank=True, help_text=_("A service that has ended is kept and not offered any more.")
    )
    is_published = models.BooleanField(_("on the site"), default=True)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(
        _("confirmed by"), max_length=10, choices=Origin.choices, blank=True, editable=False
    )
    facts = FactsField()

    objects: ClassVar[Any] = ServiceManager()

    found_by = ("name", "related_type", "mission", "activities", "register_number")

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["sorts_as", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "register", "register_number"],
                condition=~models.Q(register_number=""),
                name="one_service_per_town_and_number",
                violation_error_message=_("The town has a service with this number already; use that one."),
            )
        ]
        indexes = [models.Index(fields=["site", "is_published", "sorts_as"], name="services_of_a_town")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kind == Kind.RELATED and self.type_code:
            message = _("A related service has no type by the act. Leave the type blank, or choose the other kind.")
            raise ValidationError({"type_code": ValidationError(message, code="related")})

    def own_words(self) -> list[str]:
        """Also its type, for whom it is and who provides it, in both languages."""
        found = super().own_words()
        terms: list[Any] = [service_type(self.type_code), *(target_groups().get(code) for code in self.target_groups)]
        found += [name for term in terms if term is not None for name in (term.name_cs, term.name_sk)]
        return [*found, self.provider.name]

    @property
    def address_below(self) -> str:
        """The address of the service's page, below that of the catalogue."""
        return f"service/{self.pk}/"


class ServiceForm(Orderable):
    """A form in which a service is given: how much of it there is, when, and what is free."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="forms")
    form = models.CharField(_("form"), max_length=10, choices=form_choices)
    capacities = CapacitiesField(_("capacity"))
    is_nonstop = models.BooleanField(_("around the clock"), default=False)
    hours = HoursField(_("hours"))
    hours_note = models.CharField(_("note on hours"), max_length=300, blank=True)
    free_places = models.PositiveIntegerField(_("free places"), null=True, blank=True)
    free_places_on = models.DateField(_("free places as of"), null=True, blank=True)
    """After the town's number of days it says nothing any more: see ``freshness``."""

    panels = [
        FieldRowPanel([FieldPanel("form"), FieldPanel("is_nonstop")]),
        FieldPanel("capacities"),
        FieldPanel("hours"),
        FieldPanel("hours_note"),
        FieldRowPanel([FieldPanel("free_places"), FieldPanel("free_places_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("form of service")
        verbose_name_plural = _("forms of service")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "form"],
                name="one_row_per_service_and_form",
                violation_error_message=_("The service has this form already; change that row."),
            )
        ]

    def __str__(self) -> str:
        term = forms().get(self.form)
        return str(term) if term else self.form


class Facility(Orderable):
    """A place where a service is given. Of a secret one nothing is kept that says where it is."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="facilities")
    name = models.CharField(_("name"), max_length=300, blank=True)
    is_secret = models.BooleanField(
        _("secret address"), default=False, help_text=_("For example of a refuge; no address and position is kept.")
    )
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    municipality_code = models.CharField(max_length=20, blank=True, editable=False)
    """The municipality's number in the register of territories (RÚIAN), "" where it is not known."""
    address_code = models.CharField(max_length=20, blank=True, editable=False)
    """The number of the address in the register of territories, "" where it is not known."""
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    mapped_place = models.ForeignKey(
        Place,
        verbose_name=_("place on the barrier-free map"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="facilities",
        help_text=_("What was measured there is shown instead of what is said here."),
    )
    access = models.CharField(_("for people in a wheelchair"), max_length=20, choices=Access.choices, blank=True)
    access_note = models.TextField(
        _("how to get in"), blank=True, max_length=500, help_text=_("For example: bell by the side entrance, ramp.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("is_secret")]),
        FieldRowPanel([FieldPanel("street"), FieldPanel("postal_code"), FieldPanel("municipality")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("mapped_place"),
        FieldPanel("access"),
        FieldPanel("access_note"),
        FieldPanel("ended_on"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place of a service")
        verbose_name_plural = _("places of a service")
        constraints = [
            lies_on_earth("facility_lies_on_earth"),
            models.CheckConstraint(
                condition=models.Q(is_secret=False)
                | models.Q(
                    street="",
                    postal_code="",
                    municipality="",
                    municipality_code="",
                    address_code="",
                    latitude__isnull=True,
                    longitude__isnull=True,
                    mapped_place__isnull=True,
                ),
                name="secret_facility_has_no_address",
                violation_error_message=_("Nothing may be kept that says where a secret place is. Empty its address."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or ", ".join(filter(None, (self.street, self.municipality)))
