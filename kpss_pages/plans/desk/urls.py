"""The addresses of the admin's screens of goals, measures and progress, below ``/admin/plans/<page>/``."""

from django.urls import URLPattern, path

from kpss_pages.plans.desk.content_form_views import GoalView, MeasureView
from kpss_pages.plans.desk.content_views import (
    ContentView,
    CopyView,
    CurrencyView,
    DeleteView,
    MoveView,
    PublishView,
    RestoreView,
)
from kpss_pages.plans.desk.progress_views import CloseView, ProgressView, ReopenView, YearView
from kpss_pages.plans.desk.taking_over_views import TakeOverView

PLAN = "plans/<int:page_id>"
YEAR = f"{PLAN}/progress/<int:year>"

urlpatterns: list[URLPattern] = [
    path(f"{PLAN}/content/", ContentView.as_view(), name="kpss_plans_content"),
    path(f"{PLAN}/content/move/", MoveView.as_view(), name="kpss_plans_move"),
    path(f"{PLAN}/content/copy/", CopyView.as_view(), name="kpss_plans_copy"),
    path(f"{PLAN}/content/restore/", RestoreView.as_view(), name="kpss_plans_restore"),
    path(f"{PLAN}/content/currency/", CurrencyView.as_view(), name="kpss_plans_currency"),
    path(f"{PLAN}/content/publish/", PublishView.as_view(), name="kpss_plans_publish"),
    path(f"{PLAN}/content/take-over/", TakeOverView.as_view(), name="kpss_plans_take_over"),
    path(f"{PLAN}/goals/add/", GoalView.as_view(), name="kpss_plans_goal_add"),
    path(f"{PLAN}/goals/<int:row_id>/", GoalView.as_view(), name="kpss_plans_goal"),
    path(f"{PLAN}/goals/<int:row_id>/delete/", DeleteView.as_view(what="goal"), name="kpss_plans_goal_delete"),
    path(f"{PLAN}/measures/add/", MeasureView.as_view(), name="kpss_plans_measure_add"),
    path(f"{PLAN}/measures/<int:row_id>/", MeasureView.as_view(), name="kpss_plans_measure"),
    path(f"{PLAN}/measures/<int:row_id>/delete/", DeleteView.as_view(what="measure"), name="kpss_plans_measure_delete"),
    path(f"{PLAN}/progress/", ProgressView.as_view(), name="kpss_plans_progress"),
    path(f"{YEAR}/", YearView.as_view(), name="kpss_plans_progress_year"),
    path(f"{YEAR}/close/", CloseView.as_view(), name="kpss_plans_close"),
    path(f"{YEAR}/reopen/", ReopenView.as_view(), name="kpss_plans_reopen"),
]
