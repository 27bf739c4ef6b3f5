"""Search in the pages and documents of one town in one language; the page is made once a home page.

The index and the texts of snippets follow every save; ``rebuild_search`` makes both anew.
"""
