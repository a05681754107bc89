"""Clauses: who does what to whom, where, and whether it is so or only wished, said or denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from digiteller.language.morphology import inflected, verb
from digiteller.language.noun_phrases import Chunk, Noun
from digiteller.language.vocabulary import Meaning, Vocabulary

REAL, DREAM, ABSENT, SAID, EARLIER = "real", "dream", "absent", "said", "earlier"
_ENDS = {".", "!", "?", ";", ":", "—", "–"}
_INVERTED = {
    "be",
    "live",
    "stand",
    "sit",
    "lie",
    "come",
    "hang",
    "grow",
    "lay",
    "sleep",
    "appear",
    "wait",
    "go",
    "fly",
    "rise",
    "begin",
    "swim",
    "shine",
}


@dataclass(frozen=True)
class Attached:
    """A noun phrase with its preposition."""

    preposition: str
    noun: Noun
    host: Noun | None
    """The noun phrase before it."""


@dataclass
class Clause:
    """One verb with those who do it and all that belongs to it."""

    verb: str = ""
    """The infinitive; empty for a phrase without a verb."""
    at: int = 0
    actions: tuple[Meaning, ...] = ()
    subjects: list[Noun] = field(default_factory=list)
    objects: list[Noun] = field(default_factory=list)
    others: list[Attached] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Its adverbs and predicate adjectives, in lower case."""
    mode: str = REAL
    """Whether its verb is so: real, dream, absent, said or earlier."""
    inside: str = REAL
    """Whether what it tells of besides the subject is so."""
    negated: bool = False
    spots: list[tuple[Meaning, str, int]] = field(default_factory=list)
    """Meanings of phrases that stand by themselves, with their mode and place in the text."""


def clauses(chunks: Sequence[Chunk], known: Vocabulary) -> list[Clause]:
    """Return the clauses of a text in their order."""
    return _Reader(known).read(chunks)


def _verb_ahead(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the noun phrase at ``at`` is the subject of a verb after it: "the cat with the hat slept"."""
    place = at + 1
    while place + 1 < len(chunks):
        if chunks[place].sort == "preposition" and chunks[place + 1].sort == "noun":
            place += 2
        elif chunks[place].sort in {"adverb", "negation"}:
            place += 1
        else:
            break
    return place < len(chunks) and (
        chunks[place].sort == "auxiliary" or (chunks[place].sort == "verb" and not chunks[place].low.endswith("ing"))
    )


class _Reader:
    """Takes the chunks of one text in their order and makes clauses of them."""

    def __init__(self, known: Vocabulary) -> None:
        self.known = known
        self.quoted = self.inverted = False
        self.done: list[Clause] = []
        self._sentence()

    def read(self, chunks: Sequence[Chunk]) -> list[Clause]:
        for at, chunk in enumerate(chunks):
            self.verb_ahead = _verb_ahead(chunks, at)
            quoted = chunk.unit.words[0].quoted if chunk.unit else bool(chunk.noun and chunk.noun.quoted)
            self.inverted = self.quoted and not quoted and chunk.sort == "verb"
            self.quoted = quoted
            if self.inverted:
                self._close()
                self._sentence()
            self.left = chunks[at - 1] if at else None
            self.right = next((one for one in chunks[at + 1 : at + 6] if one.sort not in {"adverb", "negation"}), None)
            match chunk.sort:
                case "noun":
                    self._noun(chunk)
                case "verb" | "auxiliary":
                    self._verb(chunk)
                case "preposition":
                    self.preposition = chunk.low
                case "negation":
                    self.negated = True
                case "adverbial":
                    self._adverbial(chunk)
                case "adverb" | "adjective":
                    self.clause.words.append(chunk.low)
                    self._adverbial(chunk, chunk.sort == "adverb")
                case "relative":
                    self._relate()
                case "subordinator":
                    self._subordinate(chunk.low)
                case "conjunction":
                    self.joined, self.preposition = "and", ""
                case "mark":
                    self._mark(chunk.low)
        self._close()
        return self.done

    def _sentence(self) -> None:
        """Begin a sentence."""
        self.clause = Clause()
        self.group: list[Noun] = []
        self.subjects: list[Noun] = []
        self.main: list[Noun] = []
        self.recent: Noun | None = None
        self.relative: Noun | None = None
        self.role = self.preposition = self.joined = self.helper = ""
        self.negated = self.wants = self.infinitive = self.had = self.fresh = False
        self.doubt = REAL

    def _close(self) -> None:
        """End the clause; the noun phrases of one without a verb are its subjects."""
        clause = self.clause
        if not clause.verb:
            clause.subjects, clause.objects = [*clause.subjects, *clause.objects], []
            clause.mode = clause.inside = self.doubt if self.doubt != REAL else ABSENT if self.negated else REAL
        if clause.verb or clause.subjects or clause.others or clause.spots:
            self.done.append(clause)
        self.clause = Clause()

    def _relate(self) -> None:
        self.main = self.group or self.main
        self.relative = self.recent

    def _mark(self, mark: str) -> None:
        if mark in _ENDS:
            self._close()
            self._sentence()
            return
        self.preposition, self.relative = "", None
        self.joined = self.joined or ","
        if self.doubt != REAL and self.clause.verb:
            self._close()
            self.doubt, self.group = REAL, []

    def _subordinate(self, word: str) -> None:
        rules, governor = self.known.grammar, self.clause.verb
        said = word == "that" and governor in rules["speaking"] | rules["dreaming"]
        doubt = (DREAM if governor in rules["dreaming"] else SAID) if said else self.doubt
        subjects = self.subjects or self.group
        self._close()
        self._sentence()
        self.subjects = subjects
        self.doubt = ABSENT if word in rules["doubtful"] else doubt

    def _noun(self, chunk: Chunk) -> None:
        noun = chunk.noun
        assert noun
        clause, verb_next = self.clause, self.verb_ahead
        listed = self.right is not None and self.right.low in {"and", ","}
        goes_on = self.joined == "and" or (self.joined == "," and clause.verb and listed)
        if self.preposition == "of" and self.recent and self._part(self.recent, noun):
            pass
        elif noun.when and not self.preposition:
            clause.others.append(Attached("", noun, None))
            return
        elif self.preposition:
            clause.others.append(Attached(self.preposition, noun, self.recent))
            self.role = self.preposition
        elif goes_on and self.role not in {"", "subject", "object"} and not verb_next:
            clause.others.append(Attached(self.role, noun, None))
        elif self.wants and not verb_next:
            clause.subjects.append(noun)
            self.subjects, self.role, self.wants = clause.subjects, "subject", listed
        else:
            self.fresh = bool(self.joined)
            self.group = [*self.group, noun] if self.group and self.joined else [noun]
            clause.objects.append(noun)
            self.role = "object" if clause.verb else "subject"
        if self.preposition != "of" or self.recent is None:
            self.recent = noun
        self.joined = self.preposition = ""
        self.relative = None

    def _part(self, whole: Noun, noun: Noun) -> bool:
        """Put "ducks" in the place of "a family" of ducks; return whether the noun before "of" is such a measure."""
        measure = self.known.measures.get(whole.head) or self.known.measures.get(whole.word)
        part = whole.head in self.known.grammar["parts"] and not whole.value("prop")
        if measure is None and not part:
            return False
        count = whole.count * measure if measure and not noun.numbered and noun.many else noun.count
        merged = replace(
            noun, count=min(12, count), numbered=noun.numbered or bool(measure), determiner=whole.determiner
        )
        for listed in (self.group, self.subjects, self.clause.subjects, self.clause.objects):
            listed[:] = [merged if one is whole else one for one in listed]
        self.clause.others = [replace(one, noun=merged) if one.noun is whole else one for one in self.clause.others]
        self.recent = merged
        return True

    def _verb(self, chunk: Chunk) -> None:
        assert chunk.unit
        low = chunk.unit.low
        lemma = verb(low) or low
        if chunk.sort == "auxiliary" and self.right is not None and self.right.sort in {"verb", "auxiliary"}:
            self.helper, self.had = lemma, self.had or low == "had"
            return
        to = self.preposition == "to"
        infinitive = to or (self.infinitive and bool(self.joined) and not inflected(low))
        subjects = self._subjects(low, to)
        governor, waiting = self.clause, self.clause
        if governor.verb:
            self._close()
            waiting = Clause()
        else:
            self.clause = Clause()
            waiting.objects = [noun for noun in waiting.objects if noun not in subjects]
        meanings = chunk.unit.meanings if chunk.sort == "verb" else ()
        mode = self._mode(governor, infinitive)
        if self.fresh and governor.verb:
            waiting.others = [one for one in governor.others if one.host in subjects]
            governor.others = [one for one in governor.others if one.host not in subjects]
        self.clause = Clause(
            lemma,
            chunk.at,
            meanings,
            list(subjects),
            waiting.objects,
            waiting.others,
            waiting.words,
            mode,
            spots=waiting.spots,
        )
        self.clause.inside, self.clause.negated = self._inside(lemma, mode), self.negated
        self.wants = not subjects and (lemma in _INVERTED or lemma in self.known.grammar["speaking"] or self.inverted)
        self.subjects = list(subjects) or self.subjects
        self.group, self.relative, self.infinitive = [], None, infinitive
        self.preposition = self.role = self.joined = self.helper = ""
        self.negated = self.had = self.fresh = False

    def _mode(self, governor: Clause, infinitive: bool) -> str:
        """Return whether a verb is so: one that somebody only wants to do is not."""
        if self.negated:
            return ABSENT
        if governor.inside == DREAM and governor.verb and not self.joined and not self.fresh:
            return DREAM
        if infinitive and governor.verb:
            return governor.inside if governor.inside != EARLIER else REAL
        return self.doubt

    def _inside(self, lemma: str, mode: str) -> str:
        """Return whether what follows a verb is there."""
        rules = self.known.grammar
        if mode not in {REAL, SAID}:
            return mode
        if lemma in rules["dreaming"]:
            return DREAM
        return EARLIER if self.had and lemma != "have" else mode

    def _subjects(self, low: str, to: bool) -> list[Noun]:
        """Return who does the verb ``low``; what was taken for the object of the verb before is its subject instead."""
        clause, ing = self.clause, low.endswith("ing") and inflected(low) and not self.helper
        if self.relative:
            return [self.relative]
        if to:
            caused = clause.verb in self.known.grammar["causing"] and clause.objects
            return clause.objects[-1:] if caused else self.subjects or self.group
        if ing and self.left is not None and self.left.sort == "noun" and self.recent:
            return list(self.group) if self.recent in self.group else [self.recent]
        if ing or self.joined:
            return self.subjects if clause.verb or not self.group else list(self.group)
        if not self.group:
            return self.main or self._after_preposition()
        group = list(self.group)
        if clause.verb and group[0] in clause.objects:
            group = group[-1:]
            clause.objects.remove(group[0])
        return group

    def _after_preposition(self) -> list[Noun]:
        """Return "the rain" of "after the rain had stopped"."""
        others = self.clause.others
        opens = bool(others) and others[-1].preposition in {"after", "before", "until", "till", "since", "as"}
        if opens and others[-1].noun is self.recent:
            return [others.pop().noun]
        return []

    def _adverbial(self, chunk: Chunk, ends: bool = True) -> None:
        assert chunk.unit
        mode = self.clause.inside if self.clause.verb else self.doubt
        self.clause.spots += [
            (one, mode, chunk.at) for one in chunk.unit.meanings if one.sort in {"setting", "time", "weather"}
        ]
        self.preposition = "" if ends else self.preposition
