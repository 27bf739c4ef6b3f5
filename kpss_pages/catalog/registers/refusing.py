"""Why a register could not be read at all, as a sentence for whoever wanted to; limits of what is read."""


class RegisterRefused(Exception):
    """Nothing of it was used; ``str`` of it says what is wrong with the file or the address and what to do."""


MOST_BYTES = 600_000_000
"""Of a whole register; the Czech one has about 99 MB."""
MOST_ENTRIES = 100_000
MOST_OF_ENTRY = 4_000_000
"""Bytes from the end of one entry to the end of the next."""
DEEPEST = 40
"""Levels within a file; an entry of the Czech register has eight."""
