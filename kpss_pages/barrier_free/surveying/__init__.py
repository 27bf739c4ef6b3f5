"""Surveys: filled in at the desk or sent from the field through a signed link, then taken or left by the town."""
