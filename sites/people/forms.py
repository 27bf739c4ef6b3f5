"""Forms of a town's people."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.utils.translation import gettext_lazy as _

from sites.models import Role, User


class RolesField(forms.MultipleChoiceField):
    """One or more roles of the town."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Roles"),
            choices=Role.choices,
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "Editors write pages and news. Coordinators keep plans and their files. Managers publish, approve and"
                " look after the town's settings and people."
            ),
            **kwargs,
        )


class InvitationForm(forms.Form):
    """Whom to invite, into which roles."""

    # It becomes the name with which an invited person signs in.
    email = forms.EmailField(label=_("E-mail"), max_length=User._meta.get_field("username").max_length)
    roles = RolesField()


class RolesForm(forms.Form):
    """The roles of a person in the town."""

    roles = RolesField()


class NewPersonForm(SetPasswordMixin, forms.ModelForm):
    """What an invited person fills in who has no account yet."""

    password1, password2 = SetPasswordMixin.create_password_fields(label1=_("Password"), label2=_("Password once more"))

    class Meta:
        model = User
        fields = ("first_name", "last_name")

    def clean(self) -> dict[str, Any]:
        self.validate_passwords("password1", "password2")
        if User.objects.filter(username=self.instance.username).exists():
            raise self.instance.unique_error_message(User, ("username",))
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.validate_password_for_user(self.instance, "password1")

    def save(self, commit: bool = True) -> User:
        return self.set_password_and_save(self.instance, "password1", commit=commit)
