"""The story teller: writes sentence by sentence with any text completer, keeping the best partial stories.

A beam search in which the model proposes and ``sentence_ranking`` disposes. Texts that the user gave stay as they are
and are part of what the model reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from digiteller.contracts import Brief, Report
from digiteller.errors import StageError
from digiteller.options import WriteOptions
from digiteller.story import Script
from digiteller.writing import dialogue, few_shot_prompt, script_assembly, sentence_ranking, story_arc, story_faults
from digiteller.writing import premise as premises
from digiteller.writing.answer_parsing import Answer
from digiteller.writing.premise import Premise

_STORIES = 2
"""Stories that are told before one that is none is reported."""
_HINT = "try another seed, more candidates, or a larger model; or write this page's text in the spec yourself"


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
        StageError: a sentence did not come out well in any try, or they make no story.
    """
    premise = premises.parse(brief.premise or brief.pages[0].text or "", seed)
    effort = BeamEffort(options.candidates, options.temperature, examples=not trained)
    fault = None
    for story in range(_STORIES):
        texts = tell(brief, premise, complete, effort, seed + 1_000_000 * story, report)
        fault = _fault(brief, texts)
        if fault is None:
            report(1.0, "written")
            return script_assembly.assemble(brief, premise, [Answer(text) for text in texts])
    raise StageError(f"what came out is no story: {fault}", hint=_HINT)


def _fault(brief: Brief, texts: Sequence[str]) -> str | None:
    """Return what is wrong with the texts that were written, judged as those of all writers."""
    written = [number for number, page in enumerate(brief.pages) if not page.text]
    for number in written:
        faults = story_faults.scene_faults(texts[number], brief.language, texts[:number])
        if grave := [fault.text for fault in faults if fault.grave]:
            return f"scene {number + 1}: {grave[0]}"
    return story_faults.story_fault(texts, brief.premise, brief.language) if written else None


def tell(
    brief: Brief, premise: Premise, complete: Complete, effort: BeamEffort, seed: int, report: Report
) -> tuple[str, ...]:
    """Return the text of every page.

    Raises:
        StageError: a sentence did not come out well in any try.
    """
    plans = story_arc.plan(premise, len(brief.pages), seed)
    drafts = [Draft(())]
    step = 0
    for number, (page, slots) in enumerate(zip(brief.pages, plans, strict=True), 1):
        report((number - 1) / len(plans), f"scene {number} of {len(plans)}")
        drafts = [replace(draft, scenes=(*draft.scenes, page.text or "")) for draft in drafts]
        if page.text:
            continue
        for slot in slots:
            step += 1
            drafts = _extend(drafts, slot, premise, complete, effort, seed * 1000 + step * 10, number)
    return drafts[0].scenes


def _extend(
    drafts: list[Draft],
    slot: story_arc.Slot,
    premise: Premise,
    complete: Complete,
    effort: BeamEffort,
    seed: int,
    number: int,
) -> list[Draft]:
    if slot.complete:
        return [draft.extended(slot.openings[0], 0.0) for draft in drafts]
    faults: Counter[str] = Counter()
    for attempt in range((min(effort.retries, 2) if slot.spare else effort.retries) + 1):
        turned = attempt * effort.beam % len(slot.openings)
        places = _places(drafts, slot.openings[turned:] + slot.openings[:turned], effort.beam)
        prompts = [
            few_shot_prompt.build(premise.text, draft.text, opening, examples=effort.examples)
            for draft, opening in places
        ]
        results = complete(prompts, effort.candidates, seed + attempt, effort.temperature + 0.15 * attempt)
        grown: dict[str, Draft] = {}
        for (draft, opening), completions in zip(places, results, strict=True):
            context = sentence_ranking.Context(premise, draft.text, slot, opening)
            for completion in completions:
                sentence = f"{opening} {completion.text.strip()}.{dialogue.CLOSE if slot.spoken else ''}"
                fault = sentence_ranking.fault(sentence, context) if completion.finished else "too long"
                if fault:
                    faults[fault] += 1
                    continue
                new = draft.extended(sentence, sentence_ranking.score(sentence, completion.logprob, context))
                grown.setdefault(new.text, new)
        if grown:
            return sorted(grown.values(), key=lambda draft: -draft.score)[: effort.beam]
    if slot.spare:
        return [draft.extended(slot.spare, 0.0) for draft in drafts]
    common = ", ".join(f"{fault} ({count})" for fault, count in faults.most_common(3))
    raise StageError(
        f"scene {number}: no acceptable sentence in {effort.retries + 1} tries; what was wrong with them: {common}",
        hint=_HINT,
    )


def _places(drafts: Sequence[Draft], openings: Sequence[str], beam: int) -> list[tuple[Draft, str]]:
    """Return which drafts go on with which openings: as many as the beam is wide."""
    rounds = range(max(1, beam // len(drafts)))
    return [(draft, openings[(at + turn) % len(openings)]) for turn in rounds for at, draft in enumerate(drafts)]
