"""From measures to verdicts: the limits of the method's editions as tables beside this file, and what follows from them.

``method`` has its editions, ``limits`` reads the table of limits, ``judging`` says what an item's measures mean at worst and
at best, ``suggesting`` what all of them mean for each profile and why, ``wording`` gives the reasons as sentences.
The surveyor confirms a suggestion or overrides it with a reason; the measures stay what they are.
"""

from kpss_pages.barrier_free.verdicts.judging import Reason
from kpss_pages.barrier_free.verdicts.method import Edition, edition, editions
from kpss_pages.barrier_free.verdicts.suggesting import Suggestion, suggest, toilet_verdict

__all__ = ["Edition", "Reason", "Suggestion", "edition", "editions", "suggest", "toilet_verdict"]
