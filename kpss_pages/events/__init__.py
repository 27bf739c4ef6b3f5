"""Events of a town: what is on, when and where, who may come, and calendars to subscribe to.

Editors write them in Wagtail; a repeating event is one page. The public reads them at the index page ("akce/") as a list,
a month and a calendar for their own telephone, and signs up where the event asks for it.
"""
