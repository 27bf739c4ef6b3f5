"""What browsers are told about our answers, and how often strangers may ask; `sites.headers` and `sites.limits` read it.

Public pages have no inline script or style at all: their policy is the same text for every response, so that a page may
be cached whole.
"""

from csp.constants import NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE

CONTENT_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "media-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
"""Of public pages and of the pages on which one signs in."""

ADMIN_CONTENT_POLICY = CONTENT_POLICY | {
    # The hash of "return;", with which the cropping of pictures asks whether there is a touch screen.
    "script-src-attr": [UNSAFE_HASHES, "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    # The editor of texts writes its placeholders, "Heading 2" in the reader's language, as style elements.
    "style-src-elem": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
"""Of the admin, which shows previews in a frame of its own; no script of a page runs here either."""

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # what ``frame-ancestors`` says to browsers that know it

PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "gamepad",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "screen-wake-lock",
        "serial",
        "storage-access",
        "sync-xhr",
        "usb",
        "window-management",
        "xr-spatial-tracking",
    )
} | {"geolocation": ["self"]}
"""Nothing of the device is asked for but its position, where somebody presses "From where I am"; passkeys are left as they are, to our own pages."""

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # "Strict" would forget who comes back from an identity provider
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sites.refusals.csrf_failure"

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
"""The yearly progress of a plan's 1,000 measures is one form of some eight fields each."""

TRUSTED_PROXIES = 0
"""How many proxies stand in front and add to X-Forwarded-For; 0 takes the address that the connection comes from."""

RATE_LIMITS = {
    "post": "60/10m",
    "password": "10/5m",
    "search": "60/m",
    "data": "120/m",
    "sign_up": "20/10m",
    "typeset": "30/m",
    "subscribe": "20/10m",
    "confirm_link": "5/10m",
    "suggest": "10/10m",
    "shortlist_mail": "10/h",
    "survey": "60/10m",
}
"""How often one address may do what, "count/period"; IPv6 addresses count by their network of 64 bits."""

MEDIA_SENDFILE = "application"
"""Who gives out uploaded files: "nginx" by X-Accel-Redirect, "sendfile" by X-Sendfile, "application" ourselves."""
MEDIA_SENDFILE_LOCATION = "/uploads/"
"""The ``internal`` location of nginx that stands for MEDIA_ROOT."""

WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no text takes embeds, and a finder would ask other servers
