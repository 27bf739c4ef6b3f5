"""The form of reading a register: a file, or the address that the platform's administrators have set."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.fetching import registers_with_address
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.catalog.registers.running import register_in

MOST_BYTES = 300_000_000
FILE = "file"


class ReadForm(forms.Form):
    """``register`` is whose register it is, known of a valid form."""

    source = forms.ChoiceField(label=gettext_lazy("Where from"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File of the register"),
        required=False,
        allow_empty_file=True,  # the reader has a better sentence
        widget=forms.FileInput(attrs={"accept": ".json,.xml,.gz,.zip"}),
    )
    register: Register

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        addresses = [
            (each.value, _("%(register)s, from its address") % {"register": each.label})
            for each in registers_with_address()
        ]
        self.fields["source"].choices = [*addresses, (FILE, _("from a file"))]  # type: ignore[attr-defined]
        self.fields["source"].initial = addresses[0][0] if addresses else FILE
        self.fields["file"].help_text = _(
            "rpss.json of the Czech register or the XML file of the Slovak one, also packed, of at most %(size)s."
        ) % {"size": filesizeformat(MOST_BYTES)}
        if not addresses:
            self.fields["source"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        source, file = cleaned.get("source"), cleaned.get("file")
        if source == FILE:
            try:
                self.register = self._register_in(file)
            except (RegisterRefused, ValidationError) as error:
                self.add_error("file", error if isinstance(error, ValidationError) else str(error))
        elif source:
            self.register = Register(source)
        return cleaned

    def _register_in(self, file: UploadedFile | None) -> Register:
        if file is None:
            raise ValidationError(_("Choose the file of the register."))
        if (file.size or 0) > MOST_BYTES:
            message = _("The file has more than %(size)s. Pack it (gzip or ZIP).")
            raise ValidationError(message % {"size": filesizeformat(MOST_BYTES)})
        return register_in(file)
