"""What surveys hang into Wagtail's admin; imported by ``wagtail_hooks.py``."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from kpss_pages.barrier_free.models import Survey
from kpss_pages.barrier_free.surveying import deciding, desk, entering, inbox
from sites.tenancy.town_screens import KeepersMenuItem


@hooks.register("register_admin_urls")
def survey_urls() -> list[URLPattern]:
    of_town = "barrier-free/<int:site_id>/surveys/"
    return [
        path("barrier-free/surveys/", inbox.surveys_towns, name="kpss_barrier_free_surveys_towns"),
        path(of_town, inbox.surveys, name="kpss_barrier_free_surveys"),
        path(f"{of_town}<int:number>/", desk.survey, name="kpss_barrier_free_survey"),
        path(f"{of_town}<int:number>/correct/", desk.survey_correct, name="kpss_barrier_free_survey_correct"),
        path(f"{of_town}add/<int:place_id>/", desk.survey_add, name="kpss_barrier_free_survey_add"),
        path(f"{of_town}photo/<int:number>/", inbox.survey_photo, name="kpss_barrier_free_survey_photo"),
    ]


@hooks.register("register_barrier_free_menu_item")
def surveys_menu_item() -> MenuItem:
    url = reverse("kpss_barrier_free_surveys_towns")
    return KeepersMenuItem(
        _("Surveys"), url, name="barrier-free-surveys", icon_name="clipboard-list", order=15, model=Survey
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(deciding.ACCEPT_ACTION, _("Accept a survey"), _("Accepted a survey of a place"))
    actions.register_action(deciding.REJECT_ACTION, _("Reject a survey"), _("Rejected a survey of a place"))
    actions.register_action(deciding.REOPEN_ACTION, _("Reopen a survey"), _("Took a decision about a survey back"))
    actions.register_action(entering.ADD_ACTION, _("Enter a survey"), _("Entered a survey of a place"))
    actions.register_action(entering.CORRECT_ACTION, _("Correct a survey"), _("Corrected a survey of a place"))
