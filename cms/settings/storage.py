"""Where uploaded files lie: the folder MEDIA_ROOT, or an S3-compatible store."""

from typing import Any

from cms.settings.environment import Environment

FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def media_store(env: Environment) -> dict[str, Any]:
    """Describe the store that MEDIA_STORE names, as a member of STORAGES."""
    bucket = env.bucket("MEDIA_STORE", default="", example="s3://kpss-media")
    if not bucket:
        return FOLDER
    return {
        "BACKEND": "sites.s3_storage.PrivateStore",
        "OPTIONS": {
            "bucket_name": bucket,
            "access_key": env.text("MEDIA_S3_ACCESS_KEY", example="kpss"),
            "secret_key": env.text("MEDIA_S3_SECRET_KEY", example="(the secret that belongs to the key)"),
            # Amazon's own, when they are not set.
            "endpoint_url": env.address("MEDIA_S3_ENDPOINT", default="", example="https://s3.towns.example") or None,
            "region_name": env.text("MEDIA_S3_REGION", default="", example="eu-central-1") or None,
        },
    }
