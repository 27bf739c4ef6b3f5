"""News by e-mail: who wants to be told of what and how often, and what was sent to whom.

The public subscribes at the subscription page ("odber/"), with a click in an e-mail to confirm it, and leaves with one
click. What there is to tell comes from the kinds (``kpss_pages.core.announcements``); the workers send it.
"""
