"""The addresses below /subscription/, in the languages of a town; the form itself stands on a page."""

from django.urls import path

from kpss_pages.subscriptions import views

urlpatterns = [
    path("", views.subscribe, name="subscription"),
    path("sent/", views.sent, name="subscription_sent"),
    path("confirm/<str:token>/", views.confirm, name="subscription_confirm"),
    path("manage/<str:key>/", views.manage, name="subscription_manage"),
    path("leave/<str:key>/", views.leave_at_once, name="subscription_leave"),
]
