"""Thousands of invented towns, to see what their number costs; installed for development, tests and the benchmark only."""
