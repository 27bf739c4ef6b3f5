"""News of a town: an index with archive, topics and an Atom feed; written by editors, topics are the town's own rows."""
