"""The vocabularies of the catalogue that no act prescribes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Whether a service is one of the act or helps beside it (lending of aids, clubs, food banks)."""

    SOCIAL = "social", _("social service")
    RELATED = "related", _("related service")


class Register(models.TextChoices):
    """State registers of social services; blank for what is in none."""

    CZECH = "rpss", _("Register of providers of social services (CZ)")
    SLOVAK = "crpss", _("Central register of providers of social services (SK)")


class Origin(models.TextChoices):
    """Who a fact or a proposal comes from."""

    REGISTER = "register", _("register")
    PROVIDER = "provider", _("provider")
    TOWN = "town", _("town")
    PUBLIC = "public", _("public")


class Price(models.TextChoices):
    """What a service costs its user; blank where nobody has said."""

    FREE = "free", _("free of charge")
    PARTLY = "partly", _("partly paid for")
    PAID = "paid", _("paid for")


class ProposalKind(models.TextChoices):
    """What a proposal would do."""

    NEW = "new", _("new service")
    CHANGE = "change", _("change")
    END = "end", _("end of the service")


class ProposalState(models.TextChoices):
    """What has become of a proposal."""

    OPEN = "open", pgettext_lazy("state of a proposal", "open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    SUPERSEDED = "superseded", _("superseded by a newer one")


class RequestStep(models.TextChoices):
    """How far a provider has been asked whether its entries hold."""

    FIRST = "first", _("first contact asked")
    SECOND = "second", _("second contact asked")
    CALL = "call", _("to be called")


class RequestOutcome(models.TextChoices):
    """What a provider has answered; blank while it has not."""

    CONFIRMED = "confirmed", _("everything holds")
    CHANGED = "changed", _("changes proposed")


class MailState(models.TextChoices):
    """What has become of a mail that goes once (docs/adr/0016)."""

    PREPARED = "prepared", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    IN_DOUBT = "doubt", _("in doubt")
    FAILED = "failed", _("failed")


class GuideVariant(models.TextChoices):
    """How the printed guide is made."""

    A5 = "a5", _("brochure (A5, PDF)")
    LARGE = "large", _("large print (A4, PDF)")
    WORD = "word", _("for editing (DOCX)")


class GuideFailure(models.TextChoices):
    """Why a printed guide was not made."""

    EMPTY = "empty", _("The catalogue has no service that the site offers. Add services, then make the guide again.")
    STOPPED = "stopped", _("The work was interrupted. Make the guide again.")
    BROKEN = (
        "broken",
        _(
            "The guide could not be made. Make it again; if that does not help, tell the administrators of the platform."
        ),
    )
