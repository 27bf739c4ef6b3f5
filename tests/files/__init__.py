"""Small files made in code: good ones, and beside each the ways in which it can be faulty."""
