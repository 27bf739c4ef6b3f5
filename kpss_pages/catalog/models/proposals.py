"""What somebody has proposed to change, before anybody of the town has taken or left it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.models.providers import Provider
from kpss_pages.catalog.models.registers import RegisterRun
from kpss_pages.catalog.models.services import Service


class Proposal(models.Model):
    """A difference between an entry and what the register, its provider or somebody of the public says.

    ``values`` are proposed values by field as ``values.py`` writes them, ``before`` those that the entry had when it
    was proposed. The public proposes words instead of values: ``words`` of the field ``field``, and why.
    """

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(_("from whom"), max_length=10, choices=Origin.choices)
    kind = models.CharField(_("what it does"), max_length=10, choices=ProposalKind.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN, db_index=True
    )
    service = models.ForeignKey(
        Service, verbose_name=_("service"), null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    provider = models.ForeignKey(
        Provider, verbose_name=_("provider"), null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    title = models.CharField(_("about"), max_length=300)
    """The name of the service, also of one that is not there yet."""
    provider_name = models.CharField(_("provider"), max_length=300, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    """That of the first place which has one, for the list."""
    key = models.CharField(max_length=80, blank=True)
    """What the same proposal is known by when it is made again ("rpss:1234567"); "" where it may come twice."""
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    field = models.CharField(_("field"), max_length=40, blank=True)
    words = models.TextField(_("proposal"), blank=True, max_length=2000)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    run = models.ForeignKey(RegisterRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    undone_by = models.JSONField(default=dict)
    """What undoes it once it has been accepted: see ``proposing.undoing``."""
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "key"],
                condition=models.Q(state="open") & ~models.Q(key=""),
                name="one_open_proposal_per_town_and_key",
            )
        ]
        indexes = [
            models.Index(fields=["site", "state", "-made_at"], name="proposals_of_a_town"),
            models.Index(fields=["site", "key"], name="proposals_by_key"),
        ]

    def __str__(self) -> str:
        return self.title
