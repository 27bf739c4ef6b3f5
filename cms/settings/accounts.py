"""How people sign in: django-allauth's settings and our own; `sites.accounts` is the code that they name."""

ACCOUNT_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

AUTHENTICATION_BACKENDS = ["sites.accounts.backends.EvenBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sites.accounts.passwords.BreachedPasswordValidator"},
]

BREACHED_PASSWORDS_FILE = ""
"""Path of a list of passwords that leaked somewhere, see ``sites.accounts.passwords``; "" when there is none."""

REQUIRE_MFA = True
"""Whether managers and the platform's administrators need a second factor; towns may ask their other people too."""

ISSUERS_MAY_BE_PRIVATE = False
"""Whether a town's own sign-in may stand in a private network, where our servers would else never call."""

ISSUERS_NEED_HTTPS = True
"""Off on a developer's machine and in tests only."""

LOCKOUT_MINUTES = 15

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # the pages of the account have it

ACCOUNT_ADAPTER = "sites.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "sites.accounts.forms.SignInForm", "reset_password": "sites.accounts.forms.ResetForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # signing up itself is closed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody's letter box is filled through us
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "sites.people.membership.name_of"
ACCOUNT_RATE_LIMITS = {
    # By address and by account; a town hall's people share one address.
    "login_failed": f"30/{LOCKOUT_MINUTES}m/ip,5/{LOCKOUT_MINUTES}m/key",
}

MFA_ADAPTER = "sites.accounts.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "sites.accounts.forms.CodeForm",
    "reauthenticate": "sites.accounts.forms.CodeAgainForm",
    "add_webauthn": "sites.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "sites.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
"""Half minutes before and after its own in which a code is taken: clocks of telephones are some seconds off."""
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

SOCIALACCOUNT_ADAPTER = "sites.accounts.town_sign_in.SocialAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # ours asks the issuer whether the address is verified
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: a form that ends at the issuer would need its origin in the page's policy
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
