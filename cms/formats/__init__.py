"""Dates and numbers as ČSN 01 6910 and STN 01 6910 write them: "12. 3. 2024" with spaces, which Django leaves out."""
