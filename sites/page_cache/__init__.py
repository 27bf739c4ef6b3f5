"""Public pages kept whole, per town and language, and dropped at once when something that they show changes.

A response says what it shows with tags (``tags``); the shared cache holds a generation of each (``generations``), and a
kept response (``entries``) counts while the generations it was made with are the current ones. ``signals`` translates
what is saved, moved and deleted into tags (``changes``), the middleware answers, and ``proxies`` tells caches in front.
See docs/adr/0007.
"""
