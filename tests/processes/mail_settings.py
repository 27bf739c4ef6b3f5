"""The settings of the processes, with a folder in the place of the mail server."""

from cms.settings.environment import env
from cms.settings.production import *  # noqa: F403

EMAIL_BACKEND = "sites.mail_files.FileBackend"
EMAIL_FILE_PATH = env.folder("MAIL_FOLDER", example="/srv/kpss/mail")
