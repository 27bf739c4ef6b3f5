"""The Django project: settings, addresses, the chrome of every page and the demo.

The top floor of the house: it may import everything, nobody imports it.
"""
