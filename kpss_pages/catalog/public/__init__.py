"""What the public reads of the catalogue: the list, a service, the shortlist, and the form for corrections."""
