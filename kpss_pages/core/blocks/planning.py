"""Blocks that explain a planning process: who takes part, what it is good for, what it aims at and how it goes."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StructBlock, TextBlock

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import heading, introduction, rich_text


class RoleBlock(StructBlock):
    name = CharBlock(label=_("Name"), max_length=120, help_text=_("For example: Providers of social services"))
    definition = CharBlock(
        label=_("Definition"), required=False, max_length=300, help_text=_("Who they are, in one phrase.")
    )
    text = rich_text(required=False)

    class Meta:
        icon = "user"
        label = _("Role")
        label_format = "{name}"


class RolesBlock(StructBlock):
    heading = heading()
    introduction = introduction()
    roles = ListBlock(RoleBlock(), label=_("Roles"), min_num=1)

    class Meta:
        icon = "group"
        group = groups.PLANNING
        label = _("Who takes part")
        label_format = "{heading}"
        description = _("Numbered roles, such as those who commission, provide and use the services.")
        template = "kpss_core/blocks/roles.html"
        preview_value = {
            "heading": _("Who plans together"),
            "introduction": "",
            "roles": [
                {"name": _("Commissioners"), "definition": _("towns and regions"), "text": ""},
                {"name": _("Providers"), "definition": _("those who give the services"), "text": ""},
                {"name": _("Users of services"), "definition": _("those who need them"), "text": ""},
            ],
        }


class AudienceBlock(StructBlock):
    audience = CharBlock(label=_("For whom"), max_length=160)
    benefits = ListBlock(CharBlock(label=_("Benefit"), max_length=300), label=_("Benefits"), min_num=1)

    class Meta:
        icon = "user"
        label = _("Audience")
        label_format = "{audience}"


class BenefitsBlock(StructBlock):
    heading = heading()
    audiences = ListBlock(AudienceBlock(), label=_("Audiences"), min_num=1)

    class Meta:
        icon = "success"
        group = groups.PLANNING
        label = _("Benefits by audience")
        label_format = "{heading}"
        description = _("What planning brings to each group of people.")
        template = "kpss_core/blocks/benefits.html"
        preview_value = {
            "heading": _("What planning is good for"),
            "audiences": [
                {"audience": _("For users"), "benefits": [_("services that fit their needs")]},
                {"audience": _("For providers"), "benefits": [_("a clear view of what is needed")]},
            ],
        }


class AimsBlock(StructBlock):
    heading = heading()
    introduction = introduction()
    aims = ListBlock(TextBlock(label=_("Aim"), rows=2, max_length=600), label=_("Aims"), min_num=1)

    class Meta:
        icon = "list-ul"
        group = groups.PLANNING
        label = _("Aims")
        label_format = "{heading}"
        description = _("A list of what is to be reached.")
        template = "kpss_core/blocks/aims.html"
        preview_value = {
            "heading": _("What we want to reach"),
            "introduction": "",
            "aims": [_("Services are within reach of everybody."), _("Money is spent with care.")],
        }


class VisionBlock(StructBlock):
    heading = heading()
    introduction = introduction()
    year = IntegerBlock(
        label=_("Year"),
        required=False,
        min_value=1990,
        max_value=2100,
        help_text=_("The year the words date from."),
    )
    quotation = TextBlock(label=_("Quotation"), rows=4, help_text=_("Without quotation marks; the page adds them."))
    source = CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        group = groups.PLANNING
        label = _("Vision or another dated quotation")
        label_format = "{heading}"
        description = _("Words quoted exactly, with the year they date from.")
        template = "kpss_core/blocks/vision.html"
        preview_value = {
            "heading": _("Our vision"),
            "introduction": "",
            "year": 2024,
            "quotation": _("A town in which everybody finds help close to home."),
            "source": "",
        }


class StepBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=200)
    text = rich_text(required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        label_format = "{title}"


class StepsBlock(StructBlock):
    heading = heading()
    introduction = introduction()
    steps = ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        group = groups.PLANNING
        label = _("Steps of a process")
        label_format = "{heading}"
        description = _("Numbered steps in the order in which they follow.")
        template = "kpss_core/blocks/steps.html"
        preview_value = {
            "heading": _("How the plan is made"),
            "introduction": "",
            "steps": [
                {"title": _("We find out what is needed"), "text": ""},
                {"title": _("We discuss the draft with the public"), "text": ""},
                {"title": _("The council approves the plan"), "text": ""},
            ],
        }
