"""The least that Django can do: one view, no middleware, no database; granian loads `application`."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.bench.servers import BARE_PATH


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


urlpatterns = [path(BARE_PATH.lstrip("/"), bare)]

settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[],
    # WSGI servers need the length, which CommonMiddleware would otherwise set.
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only-for-the-benchmark",
)
application = get_wsgi_application()
