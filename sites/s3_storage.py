"""Files in an S3-compatible store, which gives nothing to the public: their addresses are the application's."""

from typing import Any

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

MOST_MEMORY_BYTES = 2_000_000
"""Of a file that is being read; what is longer waits on the disk."""


class PrivateStore(S3Storage):
    """Every file is private in the store, and none replaces another of the same name."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "default_acl": "private",
            "file_overwrite": False,
            "max_memory_size": MOST_MEMORY_BYTES,
            "client_config": Config(
                # The names of buckets as hosts need a wildcard in DNS and certificate, which few stores of one's own have.
                s3={"addressing_style": "path"},
                # Trailing checksums, the SDK's default, are refused by stores that are not Amazon's.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=5,
                read_timeout=30,
            ),
        }

    def url(self, name: str, *arguments: Any, **options: Any) -> str:
        """Return the application's address of a file, never the store's own or a signed one: both go past the check."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name).lstrip('/')}"
