"""Keeping towns apart: whose is this, who may see it, and the gate, policies, views and forms that ask."""
