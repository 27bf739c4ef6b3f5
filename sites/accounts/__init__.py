"""Signing in: by password, passkey or a town's own sign-in, with a second factor; sessions; what a password must be.

django-allauth does the work; what is here says how towns use it. Its pages are under `/account/` on every host.
"""
