"""Screens of the platform's administrator: the list of towns, adding, suspending and removing one, its host names."""
