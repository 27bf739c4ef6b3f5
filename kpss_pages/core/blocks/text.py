from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, RichTextBlock, StructBlock

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import BODY_FEATURES, heading, rich_text


class TextBlock(StructBlock):
    heading = heading()
    text = RichTextBlock(label=_("Text"), features=BODY_FEATURES)

    class Meta:
        icon = "pilcrow"
        group = groups.TEXT
        label = _("Text with a heading")
        label_format = "{heading}"
        description = _("Paragraphs, lists and lower headings.")
        template = "kpss_core/blocks/text.html"
        preview_value = {
            "heading": _("How the plan is made"),
            "text": _("The town, the providers and the users look together for what people here need."),
        }


class CalloutBlock(StructBlock):
    tone = ChoiceBlock(
        label=_("Tone"),
        choices=[("note", _("Note")), ("important", _("Important")), ("help", _("Where to find help"))],
        default="note",
        search_index=False,
    )
    heading = heading()
    text = rich_text()

    class Meta:
        icon = "info-circle"
        group = groups.TEXT
        label = _("Call-out")
        label_format = "{heading}"
        description = _("A short message that must not be overlooked. One a page is enough.")
        template = "kpss_core/blocks/callout.html"
        preview_value = {
            "tone": "important",
            "heading": _("The office is closed on Friday"),
            "text": _("Call the coordinator; the line answers every working day."),
        }
