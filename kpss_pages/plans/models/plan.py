"""The page of one plan."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from kpss_pages.contacts.models import ContactRole
from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage
from kpss_pages.plans.choices import PlanKind, PlanState, ShownState
from kpss_pages.plans.content_field import PlanContentField
from kpss_pages.plans.forms import PlanPageForm
from kpss_pages.plans.models.files import PlanFile, plan_file
from kpss_pages.plans.periods import period_text, today_in_town
from kpss_pages.plans.permissions import SectionPermissionTester
from kpss_pages.plans.public.below import CHANGES, Below, answer, parse
from kpss_pages.plans.public.evaluation_page import evaluation_of_page
from kpss_pages.plans.public.filters import PARAMETERS
from kpss_pages.plans.public.showing import beside_measures, contents_of, measures_of_page
from kpss_pages.plans.querysets import PlanPageManager
from kpss_pages.plans.relations import relations_of
from kpss_pages.plans.roles import contact_of
from sites.models import Territory


class PlanPage(BasePage):
    """A plan, action plan, evaluation or analysis with its validity, approval and files."""

    kind = models.CharField(_("kind"), max_length=20, choices=PlanKind.choices, default=PlanKind.PLAN)
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences that say what the plan is about."))
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
        help_text=_("Leave blank when the plan is for the whole territory of the site."),
    )

    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PlanState.choices,
        default=PlanState.IN_PREPARATION,
        help_text=_("A plan in force is shown as expired from the day after its end."),
    )
    period_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Whole years run from 1 January to 31 December.")
    )
    period_to = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day; leave blank when the plan has no end.")
    )
    extended_to = models.DateField(
        _("extended until"), null=True, blank=True, help_text=_("The new last day when a later resolution extended it.")
    )
    extension_resolution = models.CharField(_("resolution on the extension"), max_length=80, blank=True)

    approved_by = models.CharField(
        _("approved by"), max_length=160, blank=True, help_text=_("The body, for example the town council.")
    )
    resolution_number = models.CharField(_("resolution number"), max_length=80, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    author = models.CharField(_("author"), max_length=250, blank=True)
    contact = models.ForeignKey(
        ContactRole,
        verbose_name=_("whom to ask"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("One of the town's contacts: whoever holds the role is shown, also when that changes."),
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("preceding plan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successors",
        help_text=_("The plan that this one replaces; the two pages then link to each other."),
    )

    based_on = models.ForeignKey(
        "self",
        verbose_name=_("plan that this document is about"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="documents_about",
        help_text=_("For an action plan, the plan that it carries out; for an evaluation, the plan that it evaluates."),
    )
    discussed_on = models.DateField(
        _("discussed with the public on"), null=True, blank=True, help_text=_("The day of the public discussion.")
    )
    content = PlanContentField(_("goals and measures"))

    objects: ClassVar[Any] = PlanPageManager()

    shown_kinds = (
        "kpss_plans.PlanPage",  # the one before it, the one after, and those about it
        "kpss_plans.PlanStructure",  # reports and versions are announced by ``signals``
    )
    query_parameters = (*PARAMETERS, "from", "to")
    served_with = ("territory",)

    base_form_class = PlanPageForm
    override_translatable_fields = [
        SynchronizedField("resolution_number"),
        SynchronizedField("extension_resolution"),
        SynchronizedField("content"),
    ]

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("territory")]),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
                FieldRowPanel([FieldPanel("extended_to"), FieldPanel("extension_resolution")]),
            ],
            heading=_("Validity"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("approved_by"),
                FieldRowPanel([FieldPanel("resolution_number"), FieldPanel("approved_on")]),
                FieldPanel("discussed_on"),
                FieldPanel("author"),
            ],
            heading=_("Approval"),
        ),
        FieldPanel("contact"),
        HelpPanel(template="kpss_plans/admin/_upload_hint.html"),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        FieldPanel("body"),
        InlinePanel("steps", heading=_("Steps of the process"), label=_("Step")),
        PageChooserPanel("predecessor", "kpss_plans.PlanPage"),
        PageChooserPanel("based_on", "kpss_plans.PlanPage"),
    ]

    parent_page_types = ["kpss_plans.PlanIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to=None) | Q(period_from=None) | Q(period_to__gte=F("period_from")),
                name="plan_ends_after_it_begins",
                violation_error_message=_("The plan ends before it begins. Correct one of the two dates."),
            ),
            models.CheckConstraint(
                condition=Q(extended_to=None) | Q(period_to__isnull=False, extended_to__gt=F("period_to")),
                name="plan_extended_beyond_its_end",
                violation_error_message=_(
                    "An extension needs the plan's original last day and has to end after it. Correct the dates."
                ),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.predecessor is not None and self.precedes(self.predecessor):
            raise ValidationError(
                {"predecessor": _("This plan cannot precede itself. Choose the plan that it really replaced.")}
            )

    def precedes(self, plan: "PlanPage") -> bool:
        """Whether this plan is ``plan`` or one of those before it."""
        seen: set[int] = set()
        earlier: PlanPage | None = plan
        while earlier is not None and earlier.pk not in seen:
            if earlier.translation_key == self.translation_key:
                return True
            seen.add(earlier.pk)
            earlier = earlier.predecessor
        return False

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Keep a version, in which ids that any version has given are not free again: reports may stand under them."""
        latest = self.get_latest_revision() if self.pk else None
        given = latest.content["content"].get("next_id", 1) if latest and latest.content.get("content") else 1
        if given > self.content.next_id:
            self.content = replace(self.content, next_id=given)
        revision: Revision = super().save_revision(*args, **kwargs)
        return revision

    def permissions_for_user(self, user: Any) -> SectionPermissionTester:
        return SectionPermissionTester(user, self, section_path=self.path[: -self.steplen])

    @cached_property
    def town_today(self) -> date:
        """Today in the town's time zone."""
        return today_in_town(self)

    @property
    def valid_until(self) -> date | None:
        """The last day of validity with its extension; None without an end."""
        return self.extended_to or self.period_to

    @property
    def shown_state(self) -> ShownState:
        """What the public is told: in force past its end is expired."""
        if self.state == PlanState.IN_FORCE and self.valid_until is not None and self.valid_until < self.town_today:
            return ShownState.EXPIRED
        return ShownState(self.state)

    @property
    def state_label(self) -> str:
        return str(self.shown_state.label)

    @property
    def period(self) -> str:
        """The validity with its extension, as it is written in the current language."""
        return period_text(self.period_from, self.valid_until)

    def shown_files(self) -> list[PlanFile]:
        """Return the files in the coordinator's order."""
        return [plan_file(row) for row in self.files.select_related("document")]

    def neighbours(self) -> "tuple[PlanPage | None, PlanPage | None]":
        """Return the published predecessor and the newest published successor in this page's language."""
        relations = relations_of(self)
        return relations.predecessor, relations.successor

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page itself, or what lies below it: a measure, the changes between versions, a file of the data."""
        below = parse(path_components[0]) if len(path_components) == 1 else None
        if below is None:
            return super().route(request, path_components)
        if not self.live:
            raise Http404
        return RouteResult(self, kwargs={"below": below})

    def serve(self, request: HttpRequest, below: Below | None = None) -> HttpResponseBase:
        if below is not None:
            return answer(self, request, below)
        response: HttpResponseBase = super().serve(request)
        return response

    def get_cached_paths(self) -> list[str]:
        """Return the addresses that caches in front may keep; files are none of them."""
        measures = [Below("measure", measure.id).address for measure in self.content.measures]
        return ["/", *(f"/{address}" for address in (f"{CHANGES}/", *measures))]

    def common_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the page and the pages below it have in common."""
        return super().get_context(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        relations = relations_of(self, self.content)
        context |= {
            "files": self.shown_files(),
            "state": self.shown_state.value,
            "state_label": self.state_label,
            "period": self.period,
            "predecessor": relations.predecessor,
            "successor": relations.successor,
            "relations": relations,
            "contact": contact_of(self),
        }
        context |= beside_measures(self)
        context |= measures_of_page(self, relations, request)
        context |= evaluation_of_page(self, relations, request)
        context["contents"] = contents_of(context)
        return context
