from django.urls import path

from sites.administration import hosts, views

urlpatterns = [
    path("towns/", views.towns, name="towns"),
    path("towns/add/", views.add, name="add_town"),
    path("towns/<int:site_id>/suspend/", views.suspend, name="suspend_town"),
    path("towns/<int:site_id>/remove/", views.remove, name="remove_town"),
    path("town-hosts/", hosts.towns, name="hosts_towns"),
    path("town-hosts/<int:site_id>/", hosts.hosts, name="hosts"),
    path("town-hosts/<int:site_id>/add/", hosts.add, name="add_host"),
    path("town-hosts/<int:site_id>/main/", hosts.change_main, name="change_main_host"),
    path("town-hosts/<int:site_id>/<int:host_id>/remove/", hosts.remove, name="remove_host"),
]
