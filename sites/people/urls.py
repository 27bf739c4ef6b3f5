from django.urls import path

from sites.people import views

urlpatterns = [
    path("people/", views.towns, name="people_towns"),
    path("people/<int:site_id>/", views.people, name="people"),
    path("people/<int:site_id>/<int:user_id>/", views.person, name="person"),
    path("people/<int:site_id>/<int:user_id>/remove/", views.remove, name="remove_person"),
    path("people/<int:site_id>/<int:user_id>/second-factor/", views.second_factor, name="reset_second_factor"),
    path("people/<int:site_id>/invitation/<int:invitation_id>/", views.invitation, name="invitation"),
]
