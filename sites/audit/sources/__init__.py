"""What the audit trail is filled from; connected by ``sites.apps``."""

from sites.audit.sources import accounts, credentials, log, roles, rows

__all__ = ["accounts", "credentials", "log", "roles", "rows"]
