from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    EmailBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.snippets.blocks import SnippetChooserBlock

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import heading
from sites.tenancy.row_chooser import RowChooser

WAYS = ("contact", "address", "phone", "email", "note")
"""What one of must be there for somebody to get in touch."""
TEXTS = ("role", "organisation", "address", "phone", "email", "note")


class NamedTogether(list[Any]):
    """The rows that the contact blocks of one body name; ``shown`` is what somebody has made of all of them at once."""

    shown: dict[int, Any] | None = None


class ContactValue(StructValue):
    """A contact: a chosen role, or texts."""

    together: NamedTogether | None = None
    """The roles of the whole body, this one's among them; None where the block stands alone, as in a form."""

    @property
    def has_texts(self) -> bool:
        """Whether there is something to show without a role, which may have been deleted since it was chosen."""
        return any(self.get(name) for name in TEXTS)


class RowChooserBlock(SnippetChooserBlock):
    """Chooses a row of the town; in migrations it is the block that it is made of."""

    @cached_property
    def widget(self) -> RowChooser:
        return RowChooser(self.target_model, icon=self.meta.icon)

    def deconstruct(self) -> tuple[str, Any, Any]:
        _path, args, kwargs = super().deconstruct()
        return f"{SnippetChooserBlock.__module__}.{SnippetChooserBlock.__qualname__}", args, kwargs

    class Meta:
        icon = "user"


class ContactBlock(StructBlock):
    heading = heading()
    contact = RowChooserBlock(
        "kpss_contacts.ContactRole",
        label=_("Role from the contacts"),
        required=False,
        help_text=_("Who holds it, with telephone and hours, is shown as the contacts have it at the time."),
    )
    role = CharBlock(
        label=_("Or another role"), required=False, max_length=160, help_text=_("For example: Coordinator of planning")
    )
    organisation = CharBlock(label=_("Office or organisation"), required=False, max_length=200)
    address = TextBlock(label=_("Address"), required=False, rows=3, help_text=_("Each line as it should be shown."))
    phone = CharBlock(label=_("Telephone"), required=False, max_length=40, help_text=_("For example: +420 581 268 111"))
    email = EmailBlock(label=_("E-mail"), required=False)
    note = TextBlock(label=_("Note"), required=False, rows=2, help_text=_("For example: when somebody can be reached."))

    class Meta:
        icon = "mail"
        group = groups.FILES_AND_CONTACTS
        label = _("Contact")
        label_format = "{contact} {role} {organisation}"
        description = _("Whom to turn to: a role with its office, telephone and e-mail.")
        template = "kpss_core/blocks/contact.html"
        value_class = ContactValue
        preview_value = {
            "heading": "",
            "contact": None,
            "role": _("Coordinator of planning"),
            "organisation": _("Town office"),
            "address": "",
            "phone": "+420 000 000 000",
            "email": "",
            "note": "",
        }

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not any(cleaned[name] for name in WAYS):
            message = _(
                "Choose a role, or fill in at least one way of getting in touch: address, telephone, e-mail or a note."
            )
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned

    def bulk_to_python(self, values: Sequence[Any]) -> list[ContactValue]:
        """Let the blocks of a body know of one another, so that what they show is loaded for all of them at once."""
        found: list[ContactValue] = super().bulk_to_python(values)
        together = NamedTogether(value["contact"] for value in found if value["contact"])
        for value in found:
            value.together = together
        return found


class LinkValue(StructValue):
    """A link to a page of the site or to an address elsewhere."""

    @property
    def target(self) -> str:
        """The address the link leads to; "" when its page is not public any more."""
        page = self.get("page")
        if page is None:
            return self.get("url") or ""
        return (page.url or "") if page.live else ""

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("title") or (page.title if page else self.get("url") or "")


class LinkBlock(StructBlock):
    title = CharBlock(
        label=_("Text of the link"),
        required=False,
        max_length=200,
        help_text=_("Where the link leads; never “here”. A page lends its own title when this is blank."),
    )
    page = PageChooserBlock(label=_("Page of this site"), required=False)
    url = URLBlock(label=_("Or an address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{title}"
        value_class = LinkValue

    def clean(self, value: Any) -> StructValue:
        cleaned = super().clean(value)
        page, url = cleaned.get("page"), cleaned.get("url")
        if page and url:
            raise StructBlockValidationError(
                {"url": ValidationError(_("The link has a page and an address. Clear one of the two."))}
            )
        if not page and not url:
            raise StructBlockValidationError(
                {"page": ValidationError(_("Choose a page of this site, or fill in an address elsewhere."))}
            )
        if url and not cleaned.get("title"):
            raise StructBlockValidationError({"title": ValidationError(_("Say in words where the address leads."))})
        return cleaned


class LinksBlock(StructBlock):
    heading = heading()
    links = ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        group = groups.FILES_AND_CONTACTS
        label = _("Links")
        label_format = "{heading}"
        description = _("A list of links to pages of this site or elsewhere.")
        template = "kpss_core/blocks/links.html"
