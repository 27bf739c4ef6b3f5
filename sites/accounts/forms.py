"""allauth's forms with labels that say what is meant."""

from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sites.afterwards import afterwards


class SignInForm(LoginForm):
    """E-mail, or the name that an administrator gave, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("E-mail or user name")
        login.widget.attrs["autocomplete"] = "username"
        self.fields["remember"].label = _("Stay signed in on this computer for two weeks")
        password.help_text = ""
        for field in (login, password):
            del field.widget.attrs["placeholder"]


class ResetForm(ResetPasswordForm):
    """Asks for a new password; who it is for is looked up once everybody has been answered alike."""

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        afterwards(request, partial(self._write, request))
        email: str = self.cleaned_data["email"]
        return email

    def _write(self, request: HttpRequest) -> None:
        email = self.cleaned_data["email"]
        self.users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        super().save(request)


class _CodeOnceForm(BaseAuthenticateForm):
    """A code that was used is refused for as long as it would be taken; allauth remembers it for half a minute only."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            seconds = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
            cache.touch(self.authenticator.wrap()._get_used_cache_key(code), seconds)
        return code


class CodeForm(_CodeOnceForm, AuthenticateForm):
    """The second factor at a sign-in."""


class CodeAgainForm(_CodeOnceForm, ReauthenticateForm):
    """The second factor of somebody who shows that it is still them."""


class AddPasskeyForm(AddWebAuthnForm):
    """The name of a new passkey, and whether it signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].label = _("Sign in with this key alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The computer, telephone or key will ask for a fingerprint, your face or a PIN each time."
        )


class RenamePasskeyForm(EditWebAuthnForm):
    """The name of a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
