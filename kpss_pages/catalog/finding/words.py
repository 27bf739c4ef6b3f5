"""Which services answer words: without diacritics and endings, and through the town's words that mean the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from itertools import islice

from kpss_pages.catalog.finding.stock import Entry, index_words
from kpss_pages.catalog.models import LifeSituation
from kpss_pages.catalog.vocabulary import service_type
from sites.text import fold_word, without_diacritics
from sites.text import words as words_of

MOST_WORDS = 8
IN_NAME, IN_TYPE, ELSEWHERE = 6, 5, 2
THROUGH_OTHERS = 0.5
"""What it is worth to be found through other words of the same meaning, compared with the word itself."""
_SHORTEST_BEGINNING = 3

STOP_WORDS = frozenset(
    fold_word(match.group())
    for match in words_of(
        "a aby ale ani asi až bez bych by být co či do ho chci hledám i já jak jaký je jen jsem jsou k kam kde kdo kdy "
        "ke když která které který má mám mě mi mít mne moje moji můj my na nad nám nás ne nebo než nějaký někdo o od po "
        "pod pomoc potřebuji potřebuju prosím pro proti před při s se si sebe shání sháním svého svou své ta tak také "
        "taky ten to u už v ve vám vás z za ze že "
        "ako aj ak alebo čo hľadám chcem kde kto ktorá ktoré ktorý mám moja môj moje na nad nás niekto o od po pod pre "
        "potrebujem prosím pri s sa si so som sú svoju svojho tak to už v vo z za zo že"
    )
)
"""Words that say nothing of what is looked for."""


def stems_of(text: str) -> list[str]:
    """Return the stems of a text that say something, without repetition; all of them when none does."""
    stems = list(dict.fromkeys(fold_word(match.group()) for match in words_of(text)))
    return [stem for stem in stems if stem not in STOP_WORDS] or stems


@dataclass(frozen=True)
class Thesaurus:
    """A town's words that mean the same, as sets of phrases of stems, and the situations that phrases lead to."""

    sets: tuple[tuple[tuple[str, ...], ...], ...] = ()
    situations: tuple[tuple[tuple[str, ...], LifeSituation], ...] = ()

    @classmethod
    def of(cls, synonyms: Iterable[str], situations: Iterable[LifeSituation]) -> "Thesaurus":
        """``synonyms`` are texts of one phrase on each line."""
        return cls(
            sets=tuple(tuple(_phrases(text)) for text in synonyms),
            situations=tuple((phrase, each) for each in situations for phrase in _phrases(each.words)),
        )


@dataclass
class Search:
    """What is looked for in a town's services."""

    query: str
    thesaurus: Thesaurus
    leads_to: Callable[[LifeSituation, Entry], bool]
    """Whether a life situation leads to a service."""
    words: dict[str, str] = field(default_factory=dict)
    """The words of the query by their stems."""

    def __post_init__(self) -> None:
        words = {fold_word(match.group()): without_diacritics(match.group()) for match in words_of(self.query)}
        self.words = {stem: words[stem] for stem in stems_of(self.query)[:MOST_WORDS]}

    def scores(self, entries: list[Entry]) -> dict[int, dict[str, float]]:
        """Return how well services answer: by their ids, by the words that they answer; those that answer none are left out."""
        found: dict[int, dict[str, float]] = {}

        def note(entry: Entry, stem: str, worth: float) -> None:
            known = found.setdefault(entry.pk, {})
            known[stem] = max(known.get(stem, 0), worth)

        by_pk = {entry.pk: entry for entry in entries}

        @cache
        def having(piece: str) -> frozenset[int]:
            return frozenset(entry.pk for entry in entries if piece in entry.words)

        for stem, word in self.words.items():
            pieces = [f" {stem} ", f" {word}" if len(word) >= _SHORTEST_BEGINNING else f" {word} "]
            for pk in having(pieces[0]) | having(pieces[1]):
                note(by_pk[pk], stem, _worth(by_pk[pk], pieces))
        for phrase, others in self._same_as_asked():
            for other in others:
                pieces = [f" {stem} " for stem in other]
                for pk in frozenset.intersection(*map(having, pieces)):
                    for stem in phrase:
                        note(by_pk[pk], stem, THROUGH_OTHERS * _worth(by_pk[pk], pieces))
        for phrase, situation in self.thesaurus.situations:
            if self.words.keys() >= set(phrase):
                for entry in entries:
                    if self.leads_to(situation, entry):
                        for stem in phrase:
                            note(entry, stem, THROUGH_OTHERS)
        return found

    def _same_as_asked(self) -> Iterable[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
        """Yield the phrases that the query has, with the others that mean the same."""
        for phrases in self.thesaurus.sets:
            for phrase in phrases:
                if self.words.keys() >= set(phrase):
                    yield phrase, [other for other in phrases if other != phrase]


def meant(query: str, known: Iterable[str]) -> str:
    """Return the query with its words that nothing has replaced by the nearest that are known; "" without any."""
    words = {without_diacritics(match.group()): match.group().lower() for text in known for match in words_of(text)}
    stems = {fold_word(word) for word in words}
    changed = query.lower()
    is_changed = False
    for match in islice(words_of(query), MOST_WORDS):
        word = without_diacritics(match.group())
        if len(word) < 4 or fold_word(word) in stems or fold_word(word) in STOP_WORDS:
            continue
        near = [each for each in words if abs(len(each) - len(word)) <= 2]
        if nearest := get_close_matches(word, near, n=1, cutoff=0.75):
            changed = changed.replace(match.group().lower(), words[nearest[0]], 1)
            is_changed = True
    return changed if is_changed else ""


def situation_leads_to(situation: LifeSituation, entry: Entry) -> bool:
    return leads_to(situation, entry.type_code, entry.groups, entry.related_type)


def leads_to(situation: LifeSituation, type_code: str, groups: Iterable[str], related_type: str) -> bool:
    """Whether a life situation leads to a service: by its type, by for whom it is, by the sort of help beside the act."""
    return (
        (bool(type_code) and type_code in situation.type_codes)
        or any(code in situation.target_groups for code in groups)
        or (bool(related_type) and related_type.casefold() in related_types_of(situation))
    )


def related_types_of(situation: LifeSituation) -> list[str]:
    """Return the sorts of help beside the act that a life situation leads to, in small letters."""
    return [line.strip().casefold() for line in situation.related_types.splitlines() if line.strip()]


def _phrases(text: str) -> list[tuple[str, ...]]:
    phrases = (tuple(stems_of(line)) for line in text.splitlines())
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def _worth(entry: Entry, pieces: Iterable[str]) -> float:
    if any(piece in index_words(entry.name) for piece in pieces):
        return IN_NAME
    term = service_type(entry.type_code)
    names = [term.name_cs, term.name_sk] if term else [entry.related_type]
    return IN_TYPE if any(piece in index_words(name) for name in names for piece in pieces) else ELSEWHERE
