"""A town's redirects: a manager leads visitors from former addresses to the pages of today.

Wagtail's own screen of redirects shows those of all towns and stays the administrators'.
"""
