"""What the audit trail hangs into Wagtail; imported by ``sites/wagtail_hooks.py``."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.audit.actions import register_audit_actions
from sites.managed_towns import ManagersMenuItem

hooks.register("register_log_actions", register_audit_actions)


@hooks.register("register_admin_urls")
def register_audit_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("sites.audit.urls"))]


@hooks.register("register_reports_menu_item")
def register_audit_menu_item() -> MenuItem:
    return ManagersMenuItem(_("Audit trail"), reverse("audit_towns"), name="audit-trail", icon_name="history", order=50)
