"""Wagtail's admin behind the gate; included in the place of ``wagtail.admin.urls``."""

from wagtail.admin import urls as admin_urls

from sites.tenancy.gate import gated
from sites.tenancy.replacements import REPLACEMENTS

urlpatterns = gated(admin_urls.urlpatterns, REPLACEMENTS)
