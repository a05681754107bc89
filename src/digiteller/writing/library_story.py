"""The library's story of a brief: the plot that fits its premise, told."""

from __future__ import annotations

from digiteller.contracts import Brief
from digiteller.errors import SpecError, StageError
from digiteller.story import Script
from digiteller.writing import script_assembly
from digiteller.writing.answer_parsing import Answer
from digiteller.writing.knowledge import knowledge
from digiteller.writing.plot_audience import audience_of
from digiteller.writing.plot_choice import tell_premise
from digiteller.writing.plot_script import story_script
from digiteller.writing.premise_reading import read_premise
from digiteller.writing.telling import Untellable


def library_script(brief: Brief, audience: str | None, seed: int) -> tuple[Script, str]:
    """Return the script, and the name of its plot; the brief needs a parser.

    Raises:
        SpecError: it shall have more scenes than any plot has sentences.
        StageError: no plot of the library can be told.
    """
    given = [page.text for page in brief.pages if page.text]
    if len(given) == len(brief.pages):
        return script_assembly.assemble(brief, [Answer(text) for text in given]), ""
    assert brief.parser is not None, "the backend's entry, or the plan, asks for a reader"
    reading = read_premise(brief.premise or " ".join(given), brief.parser, knowledge())
    try:
        story = tell_premise(reading, knowledge(), len(brief.pages), seed, audience_of(audience or ""))
    except Untellable as error:
        raise StageError(f"no plot can be told: {error}", hint="choose a writer, e.g. --model smollm2-135m") from error
    if len(story.pages) < len(brief.pages):
        raise SpecError(
            f"scenes: {len(brief.pages)} are more than the library's plots have sentences for",
            hint=f"ask for at most {len(story.pages)}, or choose a writer, e.g. --model smollm2-135m",
        )
    return story_script(brief, story), story.plot
