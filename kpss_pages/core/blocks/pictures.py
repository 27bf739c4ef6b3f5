from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, URLBlock
from wagtail.images.blocks import ImageChooserBlock

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import heading


def alternative_text() -> CharBlock:
    """Return the field that says what a picture shows; never blank, since no picture of a body is mere decoration."""
    return CharBlock(
        label=_("Alternative text"),
        max_length=300,
        help_text=_("What the picture says to somebody who does not see it. Not the name of the file."),
    )


class ImageBlock(StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt_text = alternative_text()
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        group = groups.PICTURES
        label = _("Image")
        label_format = "{alt_text}"
        description = _("A picture with alternative text, a caption and its author's credit.")
        template = "kpss_core/blocks/image.html"


class LogoBlock(StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    text = CharBlock(
        label=_("Alternative text"),
        max_length=200,
        help_text=_("The name of the organisation whose logo it is."),
    )
    url = URLBlock(label=_("Address of its web"), required=False)

    class Meta:
        icon = "image"
        label = _("Logo")
        label_format = "{text}"


class LogosBlock(StructBlock):
    heading = heading()
    logos = ListBlock(LogoBlock(), label=_("Logos"), min_num=1)

    class Meta:
        icon = "grip"
        group = groups.PICTURES
        label = _("Logos")
        label_format = "{heading}"
        description = _("Logos of partners in one row, none larger than another.")
        template = "kpss_core/blocks/logos.html"
