"""Screens on which a town's places are kept."""
