"""Signing up for an event: the form, the click that confirms it, places and the waiting list, mails, the editors' list.

The public signs up at ``sign-up/`` below an event's page. Both languages of an event share one list, which hangs on the
translation key of its page. A place is given when the link in the mail is confirmed, never before; what is known of
anybody is deleted some days after the event (``retention``).
"""
