from django.urls import path

from sites.redirects import views

urlpatterns = [
    path("town-redirects/", views.towns, name="redirects_towns"),
    path("town-redirects/<int:site_id>/", views.redirects, name="redirects"),
    path("town-redirects/<int:site_id>/add/", views.add, name="add_redirect"),
    path("town-redirects/<int:site_id>/<int:redirect_id>/", views.change, name="change_redirect"),
    path("town-redirects/<int:site_id>/<int:redirect_id>/delete/", views.delete, name="delete_redirect"),
]
