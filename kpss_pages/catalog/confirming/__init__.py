"""Kept true without accounts: providers are asked by mail, answer through a signed link, and are called when they do not.

A chore asks (``asking``), the mail goes once (``sending``), its link (``links``) leads to what the provider says of its
entries (``views``, ``forms``, ``answers``), and coordinators see how far it has got (``coverage``, ``desk``).
"""
