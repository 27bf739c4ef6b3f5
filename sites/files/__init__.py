"""Checks of uploaded files: type by content, size, damage, encryption, macros, viruses, whether the town has it already.

One gate for every way in: the documents' own forms and the plans' upload. Nothing here trusts a file's name.
"""

from sites.files.checking import accepted_endings, check_file
from sites.files.duplicates import check_duplicate, find_duplicate
from sites.files.refusal import FileRefused

__all__ = ["FileRefused", "accepted_endings", "check_duplicate", "check_file", "find_duplicate"]
