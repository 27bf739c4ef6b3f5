"""Towns and tenancy: who is a town, who belongs to it, who may see what.

A town is a Wagtail ``Site`` with its own page tree, collection, groups and ``TownSettings``. Platform administrators
add and remove towns; managers keep their town's settings and people. Admin URLs: ``/admin/towns/``, ``/admin/people/``.
"""
