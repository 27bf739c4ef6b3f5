"""What the trail calls the things that Wagtail's log has no name for."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

ACTIONS: tuple[tuple[str, Any, Any], ...] = (
    ("sign_in", _("Sign-in"), _("Signed in")),
    ("sign_out", _("Sign-out"), _("Signed out")),
    ("fail_sign_in", _("Failed sign-in"), _("Failed to sign in")),
    ("fail_second_factor", _("Failed second factor"), _("Failed to confirm the sign-in")),
    ("change_password", _("Change of the password"), _("Changed the password")),
    ("reset_password", _("Reset of the password"), _("Reset the password")),
    ("change_email", _("Change of the e-mail"), _("Changed the e-mail")),
    ("add_second_factor", _("Second factor added"), _("Added a second factor")),
    ("remove_second_factor", _("Second factor removed"), _("Removed a second factor")),
    ("renew_second_factor", _("Second factor renewed"), _("Renewed a second factor")),
    ("connect_account", _("Own sign-in connected"), _("Connected the town's own sign-in")),
    ("disconnect_account", _("Own sign-in disconnected"), _("Disconnected the town's own sign-in")),
    ("give_role", _("Role given"), _("Gave a role")),
    ("take_role", _("Role taken away"), _("Took a role away")),
    ("withdraw_invitation", _("Invitation withdrawn"), _("Withdrew an invitation")),
    ("export", _("Export"), _("Downloaded a list")),
)


def register_audit_actions(registry: LogActionRegistry) -> None:
    """Hook ``register_log_actions``."""
    for name, label, message in ACTIONS:
        registry.register_action(f"kpss_sites.{name}", label, message)
