"""Providers asked whether their entries hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.catalog.choices import MailState, RequestOutcome, RequestStep
from kpss_pages.catalog.models.providers import Provider


class ConfirmationRequest(models.Model):
    """One asking of one provider; its signed link names this row and nothing else.

    A mail is a row before it goes (docs/adr/0016): ``message_id`` is the same however often its sending is tried.
    """

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey(
        Provider, verbose_name=_("provider"), on_delete=models.CASCADE, related_name="confirmation_requests"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    step = models.CharField(_("step"), max_length=10, choices=RequestStep.choices, default=RequestStep.FIRST)
    step_at = models.DateTimeField(_("step taken at"))
    mail_to = models.CharField(
        _("mail to"), max_length=10, choices=RequestStep.choices, default=RequestStep.FIRST, editable=False
    )
    """Which of the provider's two contacts the last mail was to; the address is kept with the provider alone."""
    message_id = models.CharField(max_length=320, blank=True, db_index=True)
    mail_state = models.CharField(_("mail"), max_length=10, choices=MailState.choices, blank=True)
    """"" when there was none: somebody has copied the link."""
    sent_at = models.DateTimeField(_("mail sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    outcome = models.CharField(_("answer"), max_length=10, choices=RequestOutcome.choices, blank=True)

    class Meta:
        verbose_name = _("question to a provider")
        verbose_name_plural = _("questions to providers")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_question_per_provider",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} ({self.get_step_display()})"
