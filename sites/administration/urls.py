from django.urls import path

from sites.administration import views

urlpatterns = [
    path("towns/", views.towns, name="towns"),
    path("towns/add/", views.add, name="add_town"),
    path("towns/<int:site_id>/suspend/", views.suspend, name="suspend_town"),
    path("towns/<int:site_id>/remove/", views.remove, name="remove_town"),
]
