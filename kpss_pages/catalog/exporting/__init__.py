"""The catalogue as data: tables and JSON of what a list shows, schema.org, an HSDS feed, a data set, and their description.

``chosen`` says which services a request asks for, ``columns`` and ``plain`` what is said of each; ``exports`` answers. All of
them take what the list of the page takes, in its order, and give away nothing that the pages do not show.
"""
