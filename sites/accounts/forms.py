"""allauth's forms with labels that say what is meant."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


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
