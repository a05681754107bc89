"""Free telling: writes sentence by sentence with any text completer, keeping the best partial stories.

The model proposes and plain rules of form rule out; what happens is left to the model. Texts that the user gave stay as
they are and are part of what the model reads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digiteller.contracts import Brief, Report
from digiteller.errors import SpecError, StageError
from digiteller.language.tokens import low_words
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import few_shot_prompt, script_assembly, story_faults
from digiteller.writing.allowed_words import is_allowed, is_content, stem
from digiteller.writing.answer_parsing import Answer
from digiteller.writing.mood_and_title import title_of_premise

_STORIES = 2
"""Stories that are told before one that is none is reported."""
_HINT = "try another seed, more candidates, or a larger model; or write this page's text in the spec yourself"
_SENTENCES = 2
"""Sentences of a page."""
LEAST_WORDS, MOST_WORDS = 4, 24
"""Words in a sentence."""
_ODD = re.compile(r"[^A-Za-zÀ-ÿ '’,.!?“”\"-]|--|,[,.]| ,")
_DANGLING = frozenset(["a", "an", "the", "and", "or", "but", "of", "to", "at", "with", "for", "his", "her", "very"])


@dataclass(frozen=True)
class Completion:
    """What a model added to a prompt, up to the end of the sentence."""

    text: str
    """Without the full stop that ended it."""
    logprob: float
    """Mean log-probability of the tokens; 0 if the model does not tell."""
    finished: bool
    """True if a full stop ended it, not the limit of tokens."""


Complete = Callable[[Sequence[str], int, int, float], Sequence[Sequence[Completion]]]
"""``complete(prompts, n, seed, temperature)``: ``n`` completions of each prompt, each to the end of its sentence."""


@dataclass(frozen=True)
class Draft:
    """A partial story."""

    scenes: tuple[str, ...]
    score: float = 0.0

    @property
    def text(self) -> str:
        """All of it, as the model reads it."""
        return " ".join(scene for scene in self.scenes if scene)

    def extended(self, sentence: str, score: float) -> Draft:
        """Return the draft with a sentence more in its last scene."""
        last = f"{self.scenes[-1]} {sentence}".strip()
        return Draft((*self.scenes[:-1], last), self.score + score)


@dataclass(frozen=True)
class BeamEffort:
    """How much is tried."""

    candidates: int
    """Completions of each sentence for each place in the beam."""
    temperature: float
    beam: int = 2
    """Partial stories kept."""
    retries: int = 3
    """Times a sentence is tried anew, each time more daring, before the story is given up."""
    examples: bool = True
    """Whether the model is shown stories; one that was trained on such needs none."""


def write(
    brief: Brief, complete: Complete, options: WriteOptions, seed: int, report: Report, *, trained: bool = False
) -> Script:
    """Return the script, told with the candidates and the temperature of the options.

    ``trained``: the model has learnt the form of the stories, and is shown no examples.

    Raises:
        SpecError: the brief has a plan, which a model that only continues a text does not heed.
        StageError: a sentence did not come out well in any try, or they make no story.
    """
    if brief.plan is not None:
        raise SpecError(
            "write.plan: this model only continues a story and heeds no plan",
            hint="choose one that is asked, such as --model smollm2-1.7b, or leave the plan out",
        )
    effort = BeamEffort(options.candidates, options.temperature, examples=not trained)
    fault = None
    for story in range(_STORIES):
        texts = tell(brief, complete, effort, seed + 1_000_000 * story, report)
        fault = _fault(brief, texts)
        if fault is None:
            report(1.0, "written")
            return script_assembly.assemble(brief, [Answer(text) for text in texts], title_of_premise(brief.premise))
    raise StageError(f"what came out is no story: {fault}", hint=_HINT)


def tell(brief: Brief, complete: Complete, effort: BeamEffort, seed: int, report: Report) -> tuple[str, ...]:
    """Return the text of every page.

    Raises:
        StageError: a sentence did not come out well in any try.
    """
    premise = brief.premise or brief.pages[0].text or ""
    drafts = [Draft(())]
    step = 0
    for number, page in enumerate(brief.pages, 1):
        report((number - 1) / len(brief.pages), f"scene {number} of {len(brief.pages)}")
        drafts = [replace(draft, scenes=(*draft.scenes, page.text or "")) for draft in drafts]
        for _ in range(0 if page.text else _SENTENCES):
            step += 1
            drafts = _extend(drafts, premise, complete, effort, seed * 1000 + step * 10, number)
    return drafts[0].scenes


def _fault(brief: Brief, texts: Sequence[str]) -> str | None:
    """Return what is wrong with the texts that were written, judged as those of all writers."""
    written = [number for number, page in enumerate(brief.pages) if not page.text]
    for number in written:
        faults = story_faults.scene_faults(texts[number], brief.language, texts[:number])
        if grave := [fault.text for fault in faults if fault.grave]:
            return f"scene {number + 1}: {grave[0]}"
    return story_faults.story_fault(texts, brief.premise, brief.language) if written else None


def _extend(
    drafts: list[Draft], premise: str, complete: Complete, effort: BeamEffort, seed: int, number: int
) -> list[Draft]:
    faults: Counter[str] = Counter()
    for attempt in range(effort.retries + 1):
        prompts = [few_shot_prompt.build(premise, draft.text, "", examples=effort.examples) for draft in drafts]
        results = complete(prompts, effort.candidates, seed + attempt, effort.temperature + 0.15 * attempt)
        grown: dict[str, Draft] = {}
        for draft, completions in zip(drafts, results, strict=True):
            for completion in completions:
                sentence = f"{completion.text.strip()}."
                fault = sentence_fault(sentence, draft.text, premise) if completion.finished else "too long"
                if fault:
                    faults[fault] += 1
                    continue
                new = draft.extended(sentence, completion.logprob + _freshness(sentence, draft.text, premise))
                grown.setdefault(new.text, new)
        if grown:
            return sorted(grown.values(), key=lambda draft: -draft.score)[: effort.beam]
    common = ", ".join(f"{fault} ({count})" for fault, count in faults.most_common(3))
    raise StageError(
        f"scene {number}: no acceptable sentence in {effort.retries + 1} tries; what was wrong with them: {common}",
        hint=_HINT,
    )


def sentence_fault(sentence: str, before: str, premise: str) -> str | None:
    """Return why a sentence cannot stand in a story, or None."""
    said = low_words(sentence)
    if not LEAST_WORDS <= len(said) <= MOST_WORDS:
        return "too short or too long"
    if _ODD.search(sentence) or sentence.count("“") != sentence.count("”") or not sentence[0].isupper():
        return "odd characters"
    if said[-1] in _DANGLING or any(a == b for a, b in pairwise(said)):
        return "breaks off"
    known = {*low_words(before), *low_words(premise)}
    strange = [word for word in said if word not in known and not is_allowed(word)]
    if strange:
        return f"the word {strange[0]!r}"
    if _runs(said, 4) & _runs(low_words(before), 4):
        return "says it again"
    return None


def _freshness(sentence: str, before: str, premise: str) -> float:
    """Return how much a sentence adds: new words of meaning, those of the premise most."""
    wanted = {stem(word) for word in low_words(premise) if is_content(word)}
    told = {stem(word) for word in low_words(before)}
    said = [stem(word) for word in low_words(sentence) if is_content(word)]
    fresh = set(said) - told
    return 0.3 * min(len(fresh), 4) + 0.3 * min(len(fresh & wanted), 2) - 0.3 * (len(said) - len(fresh))


def _runs(said: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(said[at : at + size]) for at in range(len(said) - size + 1)}
