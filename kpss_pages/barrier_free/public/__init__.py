"""What the public reads: the list with its map, a place, the method, and the form for reports."""
