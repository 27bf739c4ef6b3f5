"""How allauth's accounts and second factors behave here."""

import base64
import secrets
from io import BytesIO
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from qrcode.image.svg import SvgPathImage

from sites.accounts.sealing import seal, unseal
from sites.limits import client_address
from sites.models import TownSignIn, User

SECRET_BYTES = 20
"""Length of a secret that stands in for a lost one, as HMAC-SHA-1 of the codes has it (RFC 4226 § 4)."""

WAYS = {
    "reauthenticate": _("Type the password"),
    "mfa_reauthenticate": _("Type a code"),
    "mfa_reauthenticate:webauthn": _("Use the passkey"),
}
"""What somebody may do to show that it is still them."""


class AddressStage(EmailVerificationStage):
    """Asks people to verify their address; an administrator's account may have been made without any."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if self.login.user and not self.login.user.email:
            return None, True
        outcome: tuple[HttpResponse | None, bool] = super().handle()
        return outcome


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; redirects stay on the host; the lock-out is of the account, under whichever name and host."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail or the password is not right. Check both and try again."),
        "username_password_mismatch": _("The user name or the password is not right. Check both and try again."),
        "incorrect_code": _("The code is not right. Codes change every half minute: type the one that you see now."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code != "too_many_login_attempts":
            error: ValidationError = super().validation_error(code, *args)
            return error
        minutes = settings.LOCKOUT_MINUTES
        message = ngettext(
            "Too many failed attempts. Signing in is locked; try again in %(minutes)d minute.",
            "Too many failed attempts. Signing in is locked; try again in %(minutes)d minutes.",
            minutes,
        )
        return ValidationError(message % {"minutes": minutes}, code=code)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_stages(self) -> list[str]:
        ours = f"{AddressStage.__module__}.{AddressStage.__qualname__}"
        return [ours if stage.endswith(".EmailVerificationStage") else stage for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS.get(way["id"], way["description"])} for way in ways]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if answer is None and "sociallogin" not in (kwargs.get("signal_kwargs") or {}):
            required = TownSignIn.objects.required_of(user)
            if required is not None:
                message = _("People of %(town)s sign in through their town's own sign-in, on its site.")
                messages.error(request, message % {"town": required.site.site_name})
                return redirect("account_login")
        return answer

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        name = str(credentials.get("email") or credentials.get("username") or "").lower()
        account = User.objects.filter(Q(email__iexact=name) | Q(username__iexact=name)).values_list("pk", flat=True)
        return f"account:{account.first() or name}"


class MfaAdapter(DefaultMFAAdapter):
    """Secrets are sealed, and the code to scan is a drawing inside the page, which needs no exception for images."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("Confirm your e-mail address first: sign in again, and we will send you a link."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        # After a change of SECRET_KEY nothing opens the secret: no code may fit then, least of all one of an empty secret.
        return unseal(encrypted_text) or base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()

    def build_totp_svg(self, url: str) -> str:
        drawing = BytesIO()
        qrcode.make(url, image_factory=SvgPathImage, box_size=16).save(drawing)
        svg = drawing.getvalue().decode()
        return svg[svg.index("<svg") :]
